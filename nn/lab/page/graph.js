// A graph drawn by Graphviz; one that has `computed` is stepped through.
function showGraph(holder, figure) {
  if (holder.dot !== figure.dot) {
    const picture = new DOMParser().parseFromString(figure.svg, "image/svg+xml").documentElement;
    const width = picture.getAttribute("width"), natural = Number.parseFloat(width) * (width.endsWith("pt") ? 4 / 3 : 1);
    holder.replaceChildren(document.adoptNode(picture));
    holder.classList.toggle("wide-picture", holder.clientWidth < 0.55 * natural);
    holder.dot = figure.dot;
    holder.stepped = figure.computed && new SteppedGraph(holder, picture);
  }
  holder.classList.toggle("stepping", Boolean(figure.computed));
  holder.stepped?.show(figure);
}
