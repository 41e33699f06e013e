// A graph that is stepped through: numbers that are not known yet are hidden, and the parts of the step are lit.
// The page of `autograd.steps` and the lab share it.
class SteppedGraph {
  // frame: the element that scrolls. svg: the picture in it, with the ids that `autograd.steps` gives its parts.
  constructor(frame, svg) {
    Object.assign(this, { frame, svg, data: {}, grad: {}, scale: new Map() });
    for (const node of svg.querySelectorAll("g.node[id^='n']")) {
      const texts = [...node.querySelectorAll("text")];
      const after = (word) => texts[texts.findLastIndex((text) => text.textContent === word) + 1];
      const data = (this.data[node.id] = after("data")), grad = (this.grad[node.id] = after("grad"));
      // Gradients are aligned at the right, whatever their length, and all have the scale of the widest.
      const width = grad.getAttribute("textLength");
      grad.setAttribute("x", Math.max(...[data, grad].map((text) => text.getBBox().x + text.getBBox().width)));
      grad.setAttribute("text-anchor", "end");
      grad.removeAttribute("textLength");
      this.scale.set(grad, width ? width / grad.getComputedTextLength() : 1);
    }
  }

  // computed: the ids of the nodes that the forward pass computes. data, grad: the texts that are known, by the id of
  // their node. lit: the ids of the parts of the step, the most important first. phase: "forward", "backward" or "".
  show({ computed, data, grad, lit, phase }) {
    for (const [id, text] of Object.entries(this.data)) text.classList.toggle("unknown", computed.includes(id) && !(id in data));
    for (const [id, text] of Object.entries(this.grad)) {
      text.removeAttribute("textLength");
      text.textContent = grad[id] ?? "0";
      text.setAttribute("textLength", text.getComputedTextLength() * this.scale.get(text));
      text.classList.toggle("unknown", !(id in grad));
    }
    for (const part of this.svg.querySelectorAll(".lit")) part.classList.remove("lit");
    const parts = lit.map((id) => this.svg.querySelector(`[id="${id}"]`)).filter(Boolean);
    for (const part of parts) part.classList.add("lit");
    this.frame.classList.toggle("forward", phase === "forward");
    this.frame.classList.toggle("backward", phase === "backward");
    if (parts.length) this.scrollTo(parts[0]);
  }

  scrollTo(part) { // within the frame alone
    const { frame } = this, box = part.getBoundingClientRect(), outer = frame.getBoundingClientRect();
    const off = (from, size, begin, length) => (from < begin || from + size > begin + length ? from + size / 2 - begin - length / 2 : 0);
    frame.scrollBy({
      left: off(box.left, box.width, outer.left, frame.clientWidth),
      top: off(box.top, box.height, outer.top, frame.clientHeight),
      behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
    });
  }
}
