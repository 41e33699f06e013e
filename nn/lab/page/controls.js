// The controls of a room. Each has `element`, `write(value)` and calls `changed(name, value)`.
const makeControl = {
  slider(control, changed) {
    const limits = { min: String(control.low), max: String(control.high), step: String(control.step) };
    const range = make("input", { type: "range", id: `c-${control.name}`, ...limits });
    const number = make("input", { type: "number", "aria-label": `${control.label}, as a number`, ...limits });
    const label = make("label", { for: range.id }, control.label);
    range.oninput = () => { number.value = range.value; changed(control.name, Number(range.value)); };
    number.onchange = () => {
      if (number.value === "" || !Number.isFinite(Number(number.value))) number.value = range.value;
      number.value = Math.min(Math.max(Number(number.value), control.low), control.high);
      changed(control.name, Number(number.value));
    };
    return {
      element: make("div", { class: "control" }, label, number, range),
      write(value) { range.value = value; if (document.activeElement !== number) number.value = value; },
    };
  },
  choice(control, changed) {
    const select = make("select", { id: `c-${control.name}` });
    for (const [value, text] of control.options) select.append(make("option", { value }, text));
    select.onchange = () => changed(control.name, select.value);
    return {
      element: make("div", { class: "control" }, make("label", { for: select.id }, control.label), select),
      write(value) { select.value = value; },
    };
  },
  text(control, changed) {
    const area = make("textarea", { id: `c-${control.name}`, rows: String(Math.max(control.lines, 2)), spellcheck: "false", maxlength: String(control.most) });
    area.setAttribute("autocapitalize", "off");
    area.oninput = () => changed(control.name, area.value);
    return {
      element: make("div", { class: "control" }, make("label", { for: area.id }, control.label), area),
      write(value) { if (area.value !== value) area.value = value; },
    };
  },
  player(control, changed, player) {
    const button = (text, title, act, kind = "") => {
      const made = make("button", { type: "button", title, class: kind }, text);
      made.onclick = act;
      return made;
    };
    const first = button("Start", "Home", () => player.go(0));
    const back = button("Back", "←", () => player.go(player.now() - 1));
    const play = button("Play", "Space", () => player.toggle(), "primary");
    const next = button(control.back ? "Next" : "Step", "→", () => player.go(player.now() + 1));
    const last = button("End", "End", () => player.go(player.most() ?? control.most));
    const range = make("input", { type: "range", min: "0", "aria-label": control.label });
    range.oninput = () => player.go(Number(range.value));
    const count = make("span", {});
    const pace = make("span", {});
    const parts = control.back ? [first, back, play, next, last] : [first, play, next];
    return {
      element: make("div", { class: "control player" }, make("span", { class: "count" }, count, pace), ...parts, ...(control.back ? [range] : [])),
      write(given) {
        const most = player.most() ?? control.most, value = Math.min(given, most);
        count.textContent = player.most() === null ? `${control.label}: ${value.toLocaleString("en")}` : `${control.label}: ${value} of ${most}`;
        range.max = player.most() ?? Math.max(60, Math.ceil(value / 60) * 60);
        range.value = value;
        first.disabled = back.disabled = value === 0;
        next.disabled = last.disabled = value >= most;
        last.hidden = player.most() === null;
      },
      playing(on, perSecond) {
        play.textContent = on ? "Pause" : "Play";
        pace.textContent = on && perSecond ? `${perSecond.toFixed(0)} steps/s` : "";
      },
    };
  },
  pad(control, changed) {
    const size = control.size;
    const canvas = make("canvas", { class: "pad", width: String(size), height: String(size), tabindex: "0", role: "img",
      "aria-label": `${control.label}: with the mouse, a finger, or the arrow keys; Shift with an arrow key draws` });
    const context = canvas.getContext("2d", { willReadFrequently: true });
    let ink = new Float64Array(size * size), at = null, cursor = [size / 2, size / 2], drawing = false;
    const show = () => {
      const image = context.createImageData(size, size);
      ink.forEach((p, i) => image.data.set([27 + 228 * (1 - p), 36 + 219 * (1 - p), 48 + 207 * (1 - p), 255], 4 * i));
      context.putImageData(image, 0, 0);
      if (document.activeElement === canvas && cursor.seen) {
        context.fillStyle = "rgb(180 83 9 / .7)";
        context.fillRect(Math.floor(cursor[0]), Math.floor(cursor[1]), 1, 1);
      }
    };
    const stroke = ([x0, y0], [x1, y1]) => {
      const [dx, dy] = [x1 - x0, y1 - y0], length = dx * dx + dy * dy || 1;
      for (let i = 0; i < ink.length; i++) {
        const [x, y] = [(i % size) + 0.5, Math.floor(i / size) + 0.5];
        const t = Math.min(Math.max(((x - x0) * dx + (y - y0) * dy) / length, 0), 1);
        ink[i] = Math.max(ink[i], Math.min(1, Math.max(0, 1.6 - Math.hypot(x - x0 - t * dx, y - y0 - t * dy))));
      }
      show();
    };
    const tell = () => changed(control.name, [...ink].some((p) => p > 0) ? [...ink].map((p) => Math.round(p * 255).toString(16).padStart(2, "0")).join("") : "");
    const place = (event) => {
      const box = canvas.getBoundingClientRect();
      return [((event.clientX - box.left) / box.width) * size, ((event.clientY - box.top) / box.height) * size];
    };
    canvas.onpointerdown = (event) => { drawing = true; canvas.setPointerCapture(event.pointerId); at = place(event); stroke(at, at); };
    canvas.onpointermove = (event) => { if (drawing) { const to = place(event); stroke(at, to); at = to; } };
    canvas.onpointerup = canvas.onpointercancel = () => { if (drawing) { drawing = false; tell(); } };
    canvas.onkeydown = (event) => {
      const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (!move) return;
      event.preventDefault();
      event.stopPropagation();
      const to = cursor.map((x, i) => Math.min(Math.max(x + move[i], 1), size - 1));
      const from = cursor;
      cursor = Object.assign(to, { seen: true });
      if (event.shiftKey) { stroke(from, to); tell(); } else show();
    };
    canvas.onblur = show;
    const clear = make("button", { type: "button" }, "Clear");
    clear.onclick = () => { ink.fill(0); show(); tell(); };
    return {
      element: make("div", { class: "control" }, make("span", {}, control.label), clear, canvas),
      write(value) {
        if (drawing) return;
        ink = Float64Array.from({ length: size * size }, (_, i) => (value ? Number.parseInt(value.slice(2 * i, 2 * i + 2), 16) / 255 : 0));
        show();
      },
    };
  },
};
