"""Drawings of a graph or a model: from a Value or a Tensor to DOT, and from there to SVG, PNG, PDF or a page.

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

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from autograd import graph
from autograd.drawing.boxes import COUNTED, node_of, refuse_above, value_box, value_sources
from autograd.drawing.dot import Layout, dot_text
from autograd.drawing.folding import fold, folded_boxes
from autograd.drawing.models import Options, draw_call, refuse_unknown
from autograd.drawing.picture import Drawing
from autograd.drawing.rendering import DrawingError
from autograd.drawing.tensors import tensor_box, tensor_sources
from autograd.scalar.value import Value

__all__ = ["Drawing", "DrawingError", "draw"]


def draw(
    root: Any,
    labels: Mapping[str, Any] | Iterable[tuple[str, Any]] | Any = None,
    max_nodes: int = 500,
    rankdir: str = "LR",
    *,
    gradients: bool = True,
    large: bool = False,
    depth: int | None = None,
    open: Collection[str] = (),
) -> Drawing:
    """Draw the graph that `root` was computed by, as it is now, or a model at work: `draw(model, example)`.

    A model is called with the example. Its modules are drawn as boxes, which are closed or open, and the model itself
    is open. Equal modules, side by side or in a row, become one box with their number. Neurons of `nn.scalar` are
    circles, and the lines between them are as wide as the weights are large.

    Args:
        root: a Value, a Tensor or a model.
        labels: for a model, the example: an input, or a tuple of inputs. Otherwise names for nodes, such as {"w": w} or
            `model.named_parameters()`. Other Values show their own `label`, and names of nodes outside the graph are
            ignored.
        max_nodes: the largest number of boxes to draw. In a larger graph, parts are folded into single boxes, and equal
            parts, such as the neurons of a layer, into one. Plain numbers among a Value's operands do not count.
        rankdir: the direction in which the graph grows: "LR", left to right, or "TB", top to bottom.
        gradients: whether to show gradients, where there are any. If not, each has a blank to be filled in.
        large: whether to draw for a projector, with large type and in the shape of a slide, 16:9.
        depth: for a model, how many levels of modules are open. With 0 it is one box. By default the model is open,
            and a layer of neurons.
        open: the names of further modules of a model that are open.

    Returns:
        The drawing; a notebook shows it as it is. The same graph gives the same DOT text, byte for byte.

    Raises:
        TypeError: if `root` is neither a Value nor a Tensor nor a model, or if one of `labels` is no Value or Tensor.
        ValueError: if the graph has more than 100,000 nodes and than `max_nodes`, for another `rankdir`, if `max_nodes`
            is negative, or if no module has a name in `open`.
    """
    if rankdir not in ("LR", "TB"):
        raise ValueError(f'draw(): rankdir is "LR" (left to right) or "TB" (top to bottom), got {rankdir!r}')
    layout = Layout(rankdir, large)
    if max_nodes < 0:
        raise ValueError(f"draw(): expected max_nodes of 0 or more, got {max_nodes}")
    if hasattr(type(root), "__draw__"):
        call = root.__draw__(labels)
        opened = [open] if isinstance(open, str) else open
        refuse_unknown(opened, call)
        return draw_call(call, Options(depth, opened, max_nodes, gradients, layout))
    top = node_of(root, "draw()")
    if isinstance(labels, str):
        write = f"draw(root, {{{labels!r}: root}})"
        raise TypeError(f"draw(): expected labels as a dict of names and nodes, got {labels!r}; write {write}")
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
    return Drawing(*dot_text(boxes, names, layout))
