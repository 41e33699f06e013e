"""Drawings of a graph: from a Value or a Tensor to DOT, and from there to SVG, PNG or PDF.

>>> from autograd.scalar.value import Value
>>> a, b = Value(2.0, label="a"), Value(-3.0, label="b")
>>> loss = (a * b).tanh()
>>> loss.backward()
>>> draw(loss)
<Drawing of 4 nodes and 2 operations; .svg(), .save("graph.svg"), or the last line of a notebook's cell>

Results are boxes and operations are circles, from the first inputs on the left to the root on the right. For Values,
each edge into an operation carries its local derivative. The gradient of a box is the gradient right of the operation
times the number on the edge, summed over its edges.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograd import graph
from autograd.drawing.boxes import COUNTED, node_of, refuse_above, value_box, value_sources
from autograd.drawing.dot import Layout, counted, dot_text
from autograd.drawing.folding import fold, folded_boxes
from autograd.drawing.rendering import DrawingError, render
from autograd.drawing.svg import finish
from autograd.drawing.tensors import tensor_box, tensor_sources
from autograd.files import write_atomically
from autograd.scalar.value import Value

__all__ = ["Drawing", "DrawingError", "draw"]

FORMATS = (".svg", ".png", ".pdf", ".dot")


def draw(
    root: Any,
    labels: Mapping[str, Any] | Iterable[tuple[str, Any]] | None = None,
    max_nodes: int = 500,
    rankdir: str = "LR",
    *,
    gradients: bool = True,
    large: bool = False,
) -> Drawing:
    """Draw the graph that `root` was computed by, as it is now.

    Args:
        root: a Value or a Tensor.
        labels: names for nodes, such as {"w": w} or `model.named_parameters()`. Other Values show their own `label`.
            Names of nodes outside the graph are ignored.
        max_nodes: the largest number of boxes to draw. In a larger graph, parts are folded into single boxes, and equal
            parts, such as the neurons of a layer, into one. Plain numbers among a Value's operands do not count.
        rankdir: the direction in which the graph grows: "LR", left to right, or "TB", top to bottom.
        gradients: whether to show gradients, where there are any. If not, each has a blank to be filled in.
        large: whether to draw for a projector, with large type and in the shape of a slide, 16:9.

    Returns:
        The drawing; a notebook shows it as it is. The same graph gives the same DOT text, byte for byte.

    Raises:
        TypeError: if `root` or one of `labels` is neither a Value nor a Tensor.
        ValueError: if the graph has more than 100,000 nodes and than `max_nodes`, or for another `rankdir`.
    """
    if rankdir not in ("LR", "TB"):
        raise ValueError(f'draw(): rankdir is "LR" (left to right) or "TB" (top to bottom), got {rankdir!r}')
    top = node_of(root, "draw()")
    named = [(name, node_of(value, f"draw(): labels[{name!r}]")) for name, value in dict(labels or {}).items()]
    # By id(), because Tensors compare elementwise. Reversed: the first of two names for one node wins.
    names = {id(node): str(name) for name, node in reversed(named)}
    refuse_above(max(max_nodes, COUNTED), top, "draw()", "draw a smaller example, such as the loss of one example")
    order: list[Any] = graph.topological_order(top)
    sources = value_sources if isinstance(root, Value) else tensor_sources
    used = {id(source) for node in order for source in sources(node)}
    order = [node for node in order if id(node) in used or node is top]  # without plain numbers
    describe = value_box(order, gradients) if isinstance(root, Value) else tensor_box(root, order, gradients)
    if len(order) > max_nodes:
        boxes = folded_boxes(fold(order, sources, max_nodes), describe)
    else:
        boxes = [(node, describe(node)) for node in order]
    return Drawing(*dot_text(boxes, names, Layout(rankdir, large)))


@dataclass(frozen=True)
class Drawing:
    """A drawing of a graph; a notebook shows it as it is.

    Attributes:
        dot: the text in Graphviz's language, DOT.
        nodes: the number of results and leaves shown.
        operations: the number of operations shown.
    """

    dot: str
    nodes: int
    operations: int

    def svg(self) -> str:
        """Return the picture as an SVG document, with tooltips. It is no wider than the page that it is put into.

        Raises:
            DrawingError: if Graphviz is not installed or fails.
        """
        return finish(render(self.dot, "svg").decode())

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the picture to a file, whole or not at all.

        Args:
            path: the file; its suffix is one of .svg, .png, .pdf and .dot.

        Raises:
            ValueError: for another suffix.
            DrawingError: if Graphviz is not installed or fails; .dot does not need it.
            OSError: if the file cannot be written.
        """
        path = Path(path)
        suffix = path.suffix.lower()
        if suffix not in FORMATS:
            raise ValueError(f"save(): the name must end in {', '.join(FORMATS)}; got {str(path)!r}")
        text = {".dot": lambda: self.dot, ".svg": self.svg}.get(suffix)
        content = text().encode() if text else render(self.dot, suffix[1:])
        write_atomically(path, content)

    def _repr_svg_(self) -> str:
        return self.svg()

    def __repr__(self) -> str:
        return (
            f"<Drawing of {counted(self.nodes, self.operations)}; "
            '.svg(), .save("graph.svg"), or the last line of a notebook\'s cell>'
        )
