// The page: starts the worker, shows the rooms, and asks for a view whenever a setting changes.
let rooms = [], room = null, settings = {}, hidden = new Set(), controls = {}, most = null;
let worker, pending = new Map(), requests = 0, busy = false, wanted = false, edited = false, asked = null, slow = null;
const packed = {};

// ── the worker ──
function pieceBlob(name) {
  if (!packed[name]) {
    const holder = $(`piece-${name}`), text = atob(holder.textContent);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    holder.remove();
    packed[name] = new Blob([bytes]);
  }
  return packed[name];
}
async function unpacked(name) {
  return new Response(pieceBlob(name).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}
async function startWorker() {
  const url = URL.createObjectURL(new Blob([await unpacked("worker")], { type: "text/javascript" }));
  worker = new Worker(url);
  worker.onerror = (event) => {
    for (const { fail } of pending.values()) fail(new Error(event.message || "the worker could not start"));
    pending.clear();
  };
  worker.onmessage = ({ data }) => {
    const { done, fail } = pending.get(data.id);
    pending.delete(data.id);
    if ("failed" in data) fail(new Error(data.failed));
    else done(data.reply);
  };
  const names = ["pyodide", "pyodideAsm", "wasm", "stdlib", "graphviz", "chainrule"];
  const begin = Object.fromEntries(names.map((name) => [name, pieceBlob(name)]));
  return send({ do: "rooms" }, { ...begin, lock: $("lock").textContent });
}
function send(ask, begin = undefined) {
  const id = ++requests;
  return new Promise((done, fail) => {
    pending.set(id, { done, fail });
    worker.postMessage({ id, ask, begin });
  });
}
async function restartWorker() {
  worker.terminate();
  pending.clear();
  player.stop();
  await startWorker();
}
async function stopWorker() {
  $("says").textContent = "Stopped. Starting Python again …";
  wanted = asked !== room; // another room may have been entered meanwhile
  await restartWorker();
  busy = false;
  endBusy();
  if (wanted) { wanted = false; return show(); }
  $("says").textContent = "Stopped.";
}

// ── a view ──
async function show() {
  if (busy) { wanted = true; return; }
  busy = true;
  asked = room;
  slow = setTimeout(() => { $("busy").hidden = false; }, 800);
  try {
    edited = false;
    const reply = await send({ do: "show", room: room.name, settings });
    if (asked === room && !wanted) display(reply);
  } catch (error) { // Python itself has failed, as from a stack that is too deep
    complain(`${error.message.split("\n")[0]}. Starting Python again …`);
    await restartWorker();
    complain(`${error.message.split("\n")[0]}. Python was started again.`);
  }
  busy = false;
  endBusy();
  if (wanted) { wanted = false; await show(); }
}
function endBusy() {
  clearTimeout(slow);
  $("busy").hidden = true;
}
function complain(message) {
  player.stop();
  $("says").textContent = message;
  $("says").classList.add("error");
}
function display(reply) {
  hidden = new Set(reply.hidden);
  for (const control of room.controls) {
    const unneeded = control.shown_if && !control.shown_if[1].includes(settings[control.shown_if[0]]);
    controls[control.name].element.hidden = hidden.has(control.name) || unneeded;
  }
  if ($("code").open) showProgram();
  if (reply.error) return complain(reply.error);
  $("says").classList.remove("error");
  $("says").textContent = reply.says;
  if (!edited) settings = reply.settings;
  most = reply.most;
  writeControls();
  showFigures(reply.figures);
  remember();
}
function writeControls() {
  for (const control of room.controls) controls[control.name].write(settings[control.name]);
}
function remember() {
  const counts = room.controls.filter((c) => c.name === "runs").map((c) => c.name); // a link never runs a program
  const address = addressOf(room, settings, new Set([...hidden, ...counts]));
  if (location.hash !== address) history.replaceState(null, "", address);
}
function changed(name, value) {
  settings[name] = value;
  edited = true;
  for (const button of $("presets").children) button.setAttribute("aria-pressed", "false");
  if (playable() && name !== playable().name && playable().pace === 0) restart();
  if (room.name === "python") return remember();
  show();
}
function restart() { // another network: from its first step
  player.stop();
  settings[playable().name] = 0;
}
function addPoint(figure, x, y) {
  const lines = settings.data === "own" ? settings.points.trim().split("\n") : figure.points.map((p) => p.join(","));
  lines.push([x.toFixed(2), y.toFixed(2), settings.paint].join(","));
  settings.data = "own";
  changed("points", lines.join("\n"));
}

// ── steps ──
const playable = () => room?.controls.find((c) => c.kind === "player" && c.name !== "runs");
const player = {
  on: false,
  now: () => Math.min(Number(settings[playable().name]), most ?? Infinity), // a graph may have fewer steps than the last one
  most: () => most,
  async go(step) {
    const control = playable();
    if (!control) return;
    this.stop();
    settings[control.name] = Math.max(0, Math.min(step, most ?? control.most));
    await show();
  },
  stop() {
    this.on = false;
    controls[playable()?.name]?.playing?.(false);
  },
  toggle() {
    if (this.on) return this.stop();
    this.play();
  },
  async play() {
    const control = playable(), here = room;
    if (!control) return;
    const end = () => most ?? control.most;
    if (this.now() >= end()) settings[control.name] = 0;
    this.on = true;
    controls[control.name].playing(true);
    let stride = 1;
    while (this.on && room === here && this.now() < end()) {
      const began = performance.now(), before = this.now();
      settings[control.name] = Math.min(before + (control.pace ? 1 : stride), end());
      await show();
      const took = performance.now() - began;
      if (control.pace) await new Promise((done) => setTimeout(done, Math.max(0, control.pace - took)));
      else {
        if (this.on) controls[control.name].playing(true, (1000 * (this.now() - before)) / took);
        stride = Math.max(1, Math.min(50, Math.round((stride * 220) / took)));
        await new Promise((done) => setTimeout(done)); // let the page draw and hear clicks
      }
    }
    if (room === here) this.stop();
  },
};

// ── rooms ──
function enter(name, given) {
  player.stop();
  room = rooms.find((r) => r.name === name) ?? rooms[0];
  settings = Object.fromEntries(room.controls.map((c) => [c.name, given[c.name] ?? c.default]));
  hidden = new Set();
  most = null;
  document.title = `${room.title} · chainrule lab`;
  document.body.dataset.room = room.name;
  $("title").textContent = room.title;
  $("lead").textContent = room.lead;
  $("about").hidden = true;
  for (const link of $("rooms").children) {
    if (link.hash.slice(1) === room.name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  $("rooms").querySelector("[aria-current]").scrollIntoView({ block: "nearest" }); // on a phone the rooms scroll
  controls = {};
  const form = $("controls");
  form.replaceChildren();
  for (const control of room.controls) {
    controls[control.name] = makeControl[control.kind](control, changed, player);
    form.append(controls[control.name].element);
  }
  for (const control of room.controls) if (control.kind !== "player") controls[control.name].write(settings[control.name]);
  if (room.name === "python") form.append(runButton());
  $("presets").replaceChildren(...room.presets.map((preset) => {
    const button = make("button", { type: "button", "aria-pressed": "false" }, preset.name);
    button.onclick = () => choosePreset(preset, button);
    return button;
  }));
  $("figures").replaceChildren();
  $("says").textContent = "";
  $("actions").hidden = $("code").hidden = false;
  return show();
}
function choosePreset(preset, button) {
  player.stop();
  settings = { ...Object.fromEntries(room.controls.map((c) => [c.name, c.default])), ...preset.settings };
  for (const other of $("presets").children) other.setAttribute("aria-pressed", String(other === button));
  $("about").textContent = preset.about;
  $("about").hidden = false;
  writeControls();
  show();
}
function runButton() {
  const run = make("button", { type: "button", class: "primary", title: "Ctrl+Enter" }, "Run");
  run.onclick = () => { settings.runs = 1 + Number(settings.runs ?? 0); show(); };
  return run;
}
async function showProgram() {
  const reply = await send({ do: "program", room: room.name, settings });
  const text = reply.program ?? `# ${reply.error}`;
  $("code").querySelector("pre").textContent = text;
  return text;
}
async function copy(text, button, said) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = said;
  } catch { // no permission: select it, so that Ctrl+C copies
    $("code").open = true;
    $("code").querySelector("pre").textContent = text;
    getSelection().selectAllChildren($("code").querySelector("pre"));
    button.textContent = "Selected: press Ctrl+C";
  }
  setTimeout(() => { button.textContent = before; }, 2000);
}

document.querySelector(".skip").onclick = (event) => { // its hash would be the name of a room
  event.preventDefault();
  $("figures").focus();
};
$("copy").onclick = async () => copy(await showProgram(), $("copy"), "Copied");
$("link").onclick = () => { remember(); copy(location.href, $("link"), "Copied"); };
$("reset").onclick = () => enter(room.name, {});
$("code").ontoggle = () => { if ($("code").open) showProgram(); };
$("stop").onclick = stopWorker;
$("controls").onsubmit = (event) => event.preventDefault();
window.onhashchange = () => {
  const { room: name, settings: given } = readAddress();
  enter(name, given);
};
document.addEventListener("keydown", (event) => {
  if (room?.name === "python" && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    settings.runs = 1 + Number(settings.runs ?? 0);
    return show();
  }
  const control = playable();
  const typing = event.target.closest("input, textarea, select, pre, canvas, [contenteditable]");
  if (!control || typing || event.altKey || event.ctrlKey || event.metaKey) return;
  const keys = { ArrowRight: () => player.go(player.now() + 1), Home: () => player.go(0) };
  if (control.back) keys.ArrowLeft = () => player.go(player.now() - 1);
  if (most !== null) keys.End = () => player.go(most);
  if (event.key === " " && !event.target.closest("button, summary, a")) keys[" "] = () => player.toggle();
  if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
});
function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  $("theme").setAttribute("aria-pressed", String(dark));
}
$("theme").onclick = () => {
  setTheme(document.documentElement.dataset.theme !== "dark");
  if (room) showFigures([...$("figures").children].map((card) => card.figure));
};
document.documentElement.classList.toggle("embedded", window.parent !== window);
setTheme(matchMedia("(prefers-color-scheme: dark)").matches);
let width = 0;
new ResizeObserver(() => { // charts are drawn for a width
  if (Math.abs($("figures").clientWidth - width) > 8 && room) showFigures([...$("figures").children].map((card) => card.figure));
  width = $("figures").clientWidth;
}).observe($("figures"));

(async () => {
  try {
    for (const name of ["d3", "plot"]) document.head.append(make("script", {}, await unpacked(name)));
    rooms = await startWorker();
    for (const { name, title } of rooms) $("rooms").append(make("a", { href: `#${name}` }, title));
    const { room: name, settings: given } = readAddress();
    await enter(name, given);
    document.body.dataset.ready = "true";
  } catch (error) {
    document.body.dataset.failed = "true";
    $("title").textContent = "The lab could not start";
    $("lead").textContent = `${error.message}. It needs a browser of 2023 or newer.`;
  }
})();
