// A graph drawn by Graphviz. While it is stepped through, what is not known yet is hidden and the step is lit.
function showGraph(holder, figure) {
  if (holder.dot !== figure.dot) {
    const picture = new DOMParser().parseFromString(figure.svg, "image/svg+xml").documentElement;
    const natural = Number.parseFloat(picture.getAttribute("width")) * (picture.getAttribute("width").endsWith("pt") ? 4 / 3 : 1);
    holder.replaceChildren(document.adoptNode(picture));
    holder.classList.toggle("wide-picture", holder.clientWidth < 0.55 * natural);
    holder.dot = figure.dot;
    holder.texts = figure.computed ? numbersOf(picture) : null;
  }
  const stepping = Boolean(figure.computed);
  holder.classList.toggle("stepping", stepping);
  if (!stepping) return;
  for (const [id, text] of Object.entries(holder.texts.data)) {
    text.classList.toggle("unknown", figure.computed.includes(id) && !(id in figure.data));
  }
  for (const [id, text] of Object.entries(holder.texts.grad)) {
    text.textContent = figure.grad[id] ?? "0";
    text.classList.toggle("unknown", !(id in figure.grad));
  }
  for (const part of holder.querySelectorAll(".lit")) part.classList.remove("lit");
  const lit = figure.lit.map((id) => holder.querySelector(`[id="${id}"]`)).filter(Boolean);
  for (const part of lit) part.classList.add("lit");
  holder.classList.toggle("backward", figure.phase === "backward");
  if (lit.length) { // scroll within the figure alone
    const [box, outer] = [lit[0].getBoundingClientRect(), holder.getBoundingClientRect()];
    const off = (from, size, begin, length) => (from < begin || from + size > begin + length ? from + size / 2 - begin - length / 2 : 0);
    holder.scrollBy({
      left: off(box.left, box.width, outer.left, outer.width), top: off(box.top, box.height, outer.top, outer.height),
      behavior: calm() ? "auto" : "smooth",
    });
  }
}

// The texts of the numbers, by the id of their node; those of gradients are aligned at the right, whatever their length.
function numbersOf(picture) {
  const words = { data: {}, grad: {} };
  for (const node of picture.querySelectorAll("g.node[id^='n']")) {
    const texts = [...node.querySelectorAll("text")];
    for (const word of ["data", "grad"]) {
      const i = texts.map((t) => t.textContent).lastIndexOf(word);
      if (i >= 0) words[word][node.id] = texts[i + 1];
    }
    const [data, grad] = [words.data[node.id], words.grad[node.id]];
    if (grad) {
      const right = Math.max(...[data, grad].map((text) => text.getBBox().x + text.getBBox().width));
      grad.setAttribute("x", right);
      grad.setAttribute("text-anchor", "end");
      grad.removeAttribute("textLength");
    }
  }
  return words;
}
