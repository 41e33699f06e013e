// Charts and planes, by Observable Plot. Each returns an SVG element.
const TONES = { first: "var(--first)", second: "var(--second)", third: "var(--third)", faint: "var(--strong-line)" };

function frame(figure, width, height) {
  return {
    width, height, marginLeft: 64, marginBottom: 38, marginTop: 14, marginRight: 14,
    style: { background: "transparent", color: "var(--ink)", fontSize: "12px", fontFamily: "inherit" },
    x: { label: figure.x ?? figure.labels[0], labelAnchor: "center", labelArrow: "none", domain: figure.xRange ?? undefined, nice: !figure.xRange },
    y: { label: figure.y ?? figure.labels[1], labelAnchor: "top", labelArrow: "none", domain: figure.yRange ?? undefined, nice: !figure.yRange },
  };
}

// A height far outside the picture, moved to where it is hidden all the same: a path cannot hold a number such as 1e80.
function nearer(y, range) {
  if (!range) return y;
  const [low, high] = range, far = 100 * (high - low);
  return Math.min(Math.max(y, low - far), high + far);
}
function chartOf(figure, width) {
  const marks = [Plot.gridX({ stroke: "var(--grid)" }), Plot.gridY({ stroke: "var(--grid)" })];
  for (const { points, style, tone } of figure.series) {
    const data = points.map(([x, y]) => ({ x, y: y === null ? NaN : nearer(y, figure.yRange) }));
    const stroke = TONES[tone];
    if (style === "line") marks.push(Plot.line(data, { x: "x", y: "y", stroke, strokeWidth: 2, clip: true }));
    if (style === "trail") marks.push(Plot.line(data, { x: "x", y: "y", stroke, strokeWidth: 1.2, clip: true }));
    if (style === "trail" && data.length < 120) marks.push(Plot.dot(data, { x: "x", y: "y", fill: stroke, r: 3.2, clip: true }));
    if (style === "dots") marks.push(Plot.dot(data, { x: "x", y: "y", fill: stroke, r: 3 }));
    if (style === "marks") marks.push(Plot.dot(data, { x: "x", y: "y", fill: stroke, r: 6.5, stroke: "var(--card)" }));
  }
  const options = frame(figure, width, Math.min(300, Math.max(220, width * 0.55)));
  if (figure.logarithmic) options.y = { ...options.y, type: "log", ticks: 5, tickFormat: (y) => short(y) };
  return Plot.plot({ ...options, marks });
}

function planeOf(figure, width) {
  const rows = figure.cells.length, columns = figure.cells[0].length;
  const [low, high] = figure.cellRange;
  const ends = figure.trail.length ? ["middle", "mix1"] : ["mix0", "middle", "mix1"];
  const domain = ends.map((_, i) => low + ((high - low) * i) / (ends.length - 1));
  const values = figure.cells.flat().map((x) => (x === null ? high : x));
  const marks = [
    Plot.raster(values, {
      width: columns, height: rows, x1: figure.xRange[0], x2: figure.xRange[1], y1: figure.yRange[0], y2: figure.yRange[1],
      fill: Plot.identity, imageRendering: "auto", clip: true,
    }),
  ];
  if (!figure.trail.length) {
    marks.push(Plot.contour(values, { width: columns, height: rows, x1: figure.xRange[0], x2: figure.xRange[1], y1: figure.yRange[0], y2: figure.yRange[1], thresholds: [(low + high) / 2], stroke: "var(--ink)", strokeWidth: 1.5, clip: true }));
  } else {
    marks.push(Plot.contour(values, { width: columns, height: rows, x1: figure.xRange[0], x2: figure.xRange[1], y1: figure.yRange[0], y2: figure.yRange[1], thresholds: 14, stroke: "var(--strong-line)", strokeWidth: 0.6, clip: true }));
    marks.push(Plot.line(figure.trail, { stroke: "var(--first)", strokeWidth: 1.5 }));
    marks.push(Plot.dot(figure.trail, { fill: "var(--first)", r: 3 }));
    marks.push(Plot.dot(figure.trail.slice(-1), { fill: "var(--second)", r: 6.5, stroke: "var(--card)" }));
  }
  for (const [label, symbol] of [[0, "triangle"], [1, "circle"]]) {
    const data = figure.points.filter((p) => p[2] === label);
    marks.push(Plot.dot(data, { x: "0", y: "1", fill: `var(--class${label})`, stroke: "var(--card)", strokeWidth: 1, symbol, r: 4.5 }));
  }
  const size = Math.min(width, 460);
  const options = frame(figure, width, size * 0.9);
  // Contours run along the edge of the data too; the picture ends half a cell before it.
  const inside = ([a, b], count) => [a + (b - a) / (2 * count), b - (b - a) / (2 * count)];
  return Plot.plot({
    ...options,
    x: { ...options.x, nice: false, domain: inside(figure.xRange, columns) },
    y: { ...options.y, nice: false, domain: inside(figure.yRange, rows) },
    color: { type: "linear", domain, range: ends.map(colour), clamp: true }, marks,
  });
}
