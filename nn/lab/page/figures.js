// Figures by their kind: `show(holder, figure)` draws into an element that stays from view to view.
const showFigure = {
  chart(holder, figure) {
    drawInto(holder, figure, chartOf);
    const seen = figure.series.filter((s) => s.points.length && figure.series.length > 1);
    holder.legend ??= holder.appendChild(make("ul", { class: "legend" }));
    holder.legend.replaceChildren(...seen.map((s) => {
      const swatch = make("i", { class: s.style === "line" ? "" : "dot" });
      swatch.style.background = TONES[s.tone];
      return make("li", {}, swatch, s.name);
    }));
    asTable(holder, () => [["curve", figure.x, figure.y], figure.series.flatMap((s) => s.points.map(([x, y]) => [s.name, short(x), short(y)]))]);
  },
  plane(holder, figure) {
    const svg = drawInto(holder, figure, planeOf);
    if (figure.addsPoints) {
      svg.addEventListener("click", (event) => {
        const box = svg.getBoundingClientRect(), scale = svg.viewBox.baseVal.width / box.width;
        const x = svg.scale("x").invert((event.clientX - box.left) * scale), y = svg.scale("y").invert((event.clientY - box.top) * scale);
        addPoint(figure, x, y);
      });
    }
    const [columns, rows] = [figure.cells[0].length, figure.cells.length];
    const middle = (range, i, count) => range[0] + ((i + 0.5) * (range[1] - range[0])) / count;
    const picks = [0, 1, 2, 3, 4, 5].map((i) => Math.round((i * (columns - 1)) / 5));
    asTable(holder, () => [
      [`${figure.labels[1]} \\ ${figure.labels[0]}`, ...picks.map((i) => short(middle(figure.xRange, i, columns)))],
      picks.toReversed().map((j) => [short(middle(figure.yRange, j, rows)), ...picks.map((i) => short(figure.cells[j][i]))]),
    ]);
  },
  bars(holder, figure) {
    holder.classList.add("bars");
    const low = Math.min(0, ...figure.rows.map((r) => r[1]));
    const span = low < 0 ? 2 * figure.most : figure.most, zero = low < 0 ? 50 : 0;
    if (holder.body?.rows.length !== figure.rows.length) {
      holder.body = make("tbody");
      for (const [name] of figure.rows) {
        holder.body.append(make("tr", {}, make("th", { scope: "row" }, name), make("td", { class: "bar" }, make("div", { class: "track" }, make("b"))), make("td", { class: "number" })));
      }
      holder.replaceChildren(make("table", { "aria-label": figure.title }, holder.body));
    }
    figure.rows.forEach(([name, value, text], i) => {
      const row = holder.body.rows[i], bar = row.querySelector("b");
      const length = Math.min(100, (100 * Math.abs(value ?? 0)) / span);
      row.className = name === figure.strong ? "strong" : "";
      bar.className = value < 0 ? "low" : "";
      bar.style.left = `${value < 0 ? zero - length : zero}%`;
      bar.style.width = `${length}%`;
      row.cells[2].textContent = text;
    });
  },
  table(holder, figure) {
    holder.replaceChildren(tableOf([figure.head, figure.rows], figure.title));
  },
  text(holder, figure) {
    holder.pre ??= holder.appendChild(make("pre", { tabindex: "0", "aria-label": figure.title }));
    holder.pre.textContent = figure.lines.join("\n");
  },
  listing(holder, figure) {
    const list = make("ol", { tabindex: "0", "aria-label": figure.title });
    figure.lines.forEach((line, i) => {
      const item = make("li", line.startsWith("#") ? { class: "comment" } : {}, line);
      if (i === figure.lit) item.setAttribute("aria-current", "step");
      list.append(item);
    });
    const top = holder.firstChild?.scrollTop ?? 0;
    holder.replaceChildren(list);
    list.scrollTop = top;
    const lit = list.querySelector("[aria-current]");
    if (lit && (lit.offsetTop - list.offsetTop < list.scrollTop || lit.offsetTop - list.offsetTop + 24 > list.scrollTop + list.clientHeight)) {
      list.scrollTop = lit.offsetTop - list.offsetTop - list.clientHeight / 2;
    }
  },
  graph(holder, figure) {
    holder.paper ??= holder.appendChild(make("div", { class: "paper", tabindex: "0", role: "group", "aria-label": figure.title }));
    showGraph(holder.paper, figure);
    holder.words ??= holder.appendChild(make("details", {}, make("summary", {}, "In words"), make("div")));
    const box = holder.words.lastChild;
    box.replaceChildren(...figure.words.split("\n").map((line) => make("div", {}, line)));
  },
  network: (holder, figure) => showNetwork(holder, figure),
  pixels(holder, figure) {
    holder.canvas ??= holder.appendChild(make("canvas", { width: String(figure.size), height: String(figure.size), role: "img" }));
    holder.canvas.setAttribute("aria-label", figure.title);
    const context = holder.canvas.getContext("2d"), image = context.createImageData(figure.size, figure.size);
    const signed = figure.values.some((v) => v < 0);
    figure.values.forEach((v, i) => {
      const share = Math.min(1, Math.abs(v)), ink = signed ? (v < 0 ? [194, 98, 10] : [37, 99, 176]) : [27, 36, 48];
      image.data.set([...ink.map((c) => 255 + (c - 255) * share), 255], 4 * i);
    });
    context.putImageData(image, 0, 0);
  },
};
function showFigures(figures) {
  const box = $("figures");
  figures.forEach((figure, i) => {
    let card = box.children[i];
    if (card?.kind !== figure.kind) {
      const title = make("h3"), holder = make("div");
      const fresh = make("section", { class: `figure ${figure.kind}${figure.wide ? " wide" : ""}` }, title, holder);
      Object.assign(fresh, { kind: figure.kind, heading: title, holder });
      if (card) card.replaceWith(fresh);
      else box.append(fresh);
      card = fresh;
    }
    card.heading.textContent = figure.title;
    card.figure = figure;
    showFigure[figure.kind](card.holder, figure);
  });
  while (box.children.length > figures.length) box.lastChild.remove();
}

function drawInto(holder, figure, draw) {
  holder.plot ??= holder.appendChild(make("div", { class: "plot", role: "img" }));
  holder.plot.setAttribute("aria-label", `${figure.title}. The same as a table below.`);
  const svg = draw(figure, Math.max(260, Math.min(holder.clientWidth, 620)));
  for (const part of svg.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label"); // names of Plot's marks
  holder.plot.replaceChildren(svg);
  return svg;
}

// "As a table": filled when it is opened, and kept true while it is open.
function asTable(holder, content) {
  if (!holder.details) {
    holder.details = holder.appendChild(make("details", {}, make("summary", {}, "As a table"), make("div", { tabindex: "0", role: "group", "aria-label": "Table" })));
    holder.details.ontoggle = () => holder.fill();
  }
  holder.fill = () => holder.details.lastChild.replaceChildren(...(holder.details.open ? [tableOf(content(), "")] : []));
  holder.fill();
}

function tableOf([head, rows], label) {
  const body = make("tbody");
  for (const row of rows) body.append(make("tr", {}, make("th", { scope: "row" }, row[0]), ...row.slice(1).map((cell) => make("td", {}, cell))));
  const top = make("tr", {}, ...head.map((cell) => (cell ? make("th", { scope: "col" }, cell) : make("td"))));
  return make("table", label ? { "aria-label": label } : {}, make("thead", {}, top), body);
}
