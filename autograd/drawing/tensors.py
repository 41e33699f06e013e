"""The boxes of Tensors: shape, dtype, and the numbers of small ones.

NumPy is not imported here: the arrays bring their own methods.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from autograd.display import all_digits, gradient_text, numbers, short
from autograd.drawing.boxes import BLANK, Box, Edge
from autograd.drawing.style import GRADIENT_INK, INK


def tensor_box(root: Any, order: Sequence[Any], gradients: bool = True) -> Callable[[Any], Box]:
    """Return the function from a leaf or a recorded operation to its box, which stands for the operation's result.

    Args:
        root: the Tensor whose graph it is.
        order: the nodes, the one of `root` last.
        gradients: whether to show gradients. If not, their rows are blank.
    """
    known = _known_arrays(root, order)
    return lambda node: _tensor_box(node, known.get(id(node)), gradients)


def tensor_sources(node: Any) -> list[Any]:
    """Return the operands of a node that are in the graph."""
    return [source for source in node.inputs if source is not None]


def _known_arrays(root: Any, order: Sequence[Any]) -> dict[int, Any]:
    """Return the array of each node that can be read: of leaves, of the root, and of what the backward pass needs."""
    known = {id(node): node._array for node in order if hasattr(node, "_array")}
    for node in order:
        for place, array in _kept(node).items():
            source = node.inputs[place - 1] if 0 < place <= len(node.inputs) else node if place == 0 else None
            if source is not None:
                known.setdefault(id(source), array)
    if hasattr(root, "_array"):
        known[id(order[-1])] = root._array
    return known


def _kept(node: Any) -> dict[int, Any]:
    return node.kept() if hasattr(node, "kept") else {}


def _tensor_box(node: Any, array: Any, gradients: bool) -> Box:
    rows = [("shape", str(tuple(node.shape)), INK), ("dtype", _dtype(node), INK)]
    tooltip = f"shape {tuple(node.shape)}, {_dtype(node)}"
    if array is not None and tuple(array.shape) == tuple(node.shape):
        rows.append(("data", numbers(array), INK))
        tooltip += f", data {all_digits(array)}"
    operation = getattr(node, "op", None)
    if operation is None:
        gradient = getattr(node, "_grad", None)
        if not gradients and getattr(node, "requires_grad", False):
            rows.append(("grad", BLANK, GRADIENT_INK))
        elif gradients and gradient is not None:
            rows.append(("grad", gradient_text(gradient._array), GRADIENT_INK))
            tooltip += f", grad {all_digits(gradient._array)}"
        return Box("", rows, "", [], tooltip)
    # An argument such as `dim` has a place among the inputs but is not an operand.
    places = None if getattr(operation, "many", False) else getattr(operation, "tensors", None)
    kept = _kept(node)
    edges = [
        Edge(source, "" if source is not None else _constant(kept.get(place + 1)))
        for place, source in enumerate(node.inputs)
        if source is not None or places is None or place in places
    ]
    return Box("", rows, operation.symbol or operation.name, edges, tooltip)


def _dtype(node: Any) -> str:
    return str(node.dtype).rpartition(".")[2]


def _constant(array: Any) -> str:
    """Return the text of an operand that needs no gradient: its number or its shape, if the backward pass needs it."""
    if array is None:
        return "constant"
    return short(array.item()) if array.ndim == 0 else f"constant {tuple(array.shape)}"
