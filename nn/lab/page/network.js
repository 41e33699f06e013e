// A network: circles for neurons, lines for weights. Blue is positive, orange and dashed negative; the width is the size.
function showNetwork(holder, figure) {
  const shape = JSON.stringify([figure.layers.map((l) => l.length), figure.edges.length]);
  if (holder.shape !== shape) {
    holder.shape = shape;
    holder.chosen ??= "";
    buildNetwork(holder, figure);
  }
  holder.figure = figure;
  const most = Math.max(1, ...figure.edges.map((e) => Math.abs(e.weight ?? 0)));
  figure.edges.forEach((edge, i) => {
    const line = holder.lines[i], size = Math.abs(edge.weight ?? 0) / most;
    line.setAttribute("stroke", edge.weight < 0 ? "var(--second)" : "var(--first)");
    line.setAttribute("stroke-dasharray", edge.weight < 0 ? "5 3" : "none");
    line.setAttribute("stroke-width", (0.4 + 5 * size).toFixed(2));
    line.setAttribute("stroke-opacity", (0.25 + 0.75 * size).toFixed(2));
  });
  tellPart(holder);
}

function tellPart(holder) {
  const { figure, chosen } = holder;
  const [kind, i, j] = chosen.split(" ");
  const part = kind === "edge" ? figure.edges[i] : kind === "neuron" ? figure.layers[i]?.[j] : null;
  holder.about.textContent = part ? part.about : "Point at a line or a circle, or choose one in the list.";
  holder.lines.forEach((line, k) => line.classList.toggle("on", kind === "edge" && k === Number(i)));
}

function buildNetwork(holder, figure) {
  const width = 560, tallest = Math.max(...figure.layers.map((l) => l.length));
  const height = Math.min(420, Math.max(160, tallest * 30)), radius = Math.min(13, height / tallest / 2.4);
  const place = ([layer, i]) => [
    40 + (layer * (width - 80)) / (figure.layers.length - 1),
    (height * (i + 0.5)) / figure.layers[layer].length,
  ];
  const svg = makeSvg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" });
  const choose = (part) => { holder.chosen = part; holder.list.value = part; tellPart(holder); };
  const hits = [];
  holder.lines = figure.edges.map((edge, i) => {
    const [[x1, y1], [x2, y2]] = [place(edge.from), place(edge.to)];
    const line = makeSvg("line", { x1, y1, x2, y2 });
    const hit = makeSvg("line", { x1, y1, x2, y2, class: "hit" });
    hit.addEventListener("pointerenter", () => choose(`edge ${i}`));
    hits.push(hit);
    svg.append(line);
    return line;
  });
  svg.append(...hits);
  holder.list = make("select", { "aria-label": "Weight or bias" }, make("option", { value: "" }, "a weight …"));
  figure.edges.forEach((edge, i) => holder.list.append(make("option", { value: `edge ${i}` }, `weight ${edge.name}`)));
  figure.layers.forEach((layer, l) => layer.forEach((neuron, i) => {
    const [x, y] = place([l, i]);
    const circle = makeSvg("circle", { cx: x, cy: y, r: radius });
    circle.addEventListener("pointerenter", () => choose(`neuron ${l} ${i}`));
    svg.append(circle);
    if (l === 0 || l === figure.layers.length - 1) {
      const text = makeSvg("text", { x: l === 0 ? x - radius - 4 : x + radius + 4, y: y + 4, "text-anchor": l === 0 ? "end" : "start" });
      text.textContent = neuron.name;
      svg.append(text);
    }
    if (l > 0) holder.list.append(make("option", { value: `neuron ${l} ${i}` }, `bias of ${neuron.name}`));
  }));
  holder.list.onchange = () => choose(holder.list.value);
  holder.about = make("p", { class: "about" });
  holder.replaceChildren(svg, holder.list, holder.about);
}
