"""From the graph to boxes: what is drawn of each node."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from autograd.drawing.style import GRADIENT_INK, INK
from autograd.scalar.value import Value

# Counting stops here, so that a graph of any size is refused at once.
COUNTED = 100_000


@dataclass(frozen=True)
class Box:
    """A node as it is drawn.

    Attributes:
        label: its own name; "" if it has none.
        rows: the rows under the name: a word, a text, and the colour of the text.
        operation: the symbol of the operation that made it; "" for a leaf.
        edges: for each operand, the node and its local derivative, or None and the text of a constant.
    """

    label: str
    rows: Sequence[tuple[str, str, str]]
    operation: str
    edges: Sequence[tuple[Any, str]]


def node_of(root: Any, where: str) -> Any:
    """Return the node of a Value or Tensor.

    Raises:
        TypeError: for anything else; the message begins with `where`.
    """
    if isinstance(root, Value):
        return root
    # Tensors are recognised by their attributes: importing them would load NumPy.
    if all(hasattr(root, name) for name in ("shape", "dtype", "requires_grad", "grad_fn")):
        node = root if root.grad_fn is None else root.grad_fn
        if hasattr(node, "inputs"):
            return node
    raise TypeError(
        f"{where}: expected a Value or a Tensor, got {type(root).__qualname__}; "
        "for a model or a function, draw its result, as in draw(loss)"
    )


def value_box(node: Value) -> Box:
    """Return the box of a Value: number, gradient, and local derivatives on the edges."""
    edges = [
        (None, _short(source.data)) if derivative is None else (source, _short(derivative))
        for source, derivative in zip(node.inputs, node.local_derivatives)
    ]
    rows = [("data", _short(node.data), INK), ("grad", _short(node.grad), GRADIENT_INK)]
    return Box(node.label, rows, node.op, edges)


def tensor_box(node: Any) -> Box:
    """Return the box of a leaf Tensor, or of a node, which stands for its result."""
    rows = [("shape", str(tuple(node.shape)), INK), ("dtype", str(node.dtype).rpartition(".")[2], INK)]
    operation = getattr(node, "op", None)
    if operation is None:
        return Box("", rows, "", [])
    # An argument such as `dim` has a place among the inputs but is not an operand.
    places = None if getattr(operation, "many", False) else getattr(operation, "tensors", None)
    # An operand that needs no gradient is not kept in the graph, so nothing more is known of it.
    edges = [
        (source, "constant" if source is None else "")
        for place, source in enumerate(node.inputs)
        if source is not None or places is None or place in places
    ]
    return Box("", rows, operation.symbol or operation.name, edges)


def _short(number: Any) -> str:
    return f"{float(number or 0.0) + 0.0:.4g}"  # None is no gradient yet; + 0.0 makes a plain zero of a negative one


def refuse_above(max_nodes: int, root: Any, where: str = "draw()") -> None:
    """Raise ValueError if the graph has more nodes than `max_nodes`."""
    enough = max(max_nodes, COUNTED)
    met = {root}
    stack = [root]
    while stack and len(met) <= enough:
        new = {source for source in stack.pop().inputs if source is not None} - met
        met |= new
        stack += new
    if len(met) > max_nodes:
        count = f"{len(met):,}" if len(met) <= enough else f"more than {enough:,}"
        raise ValueError(
            f"{where}: this graph has {count} nodes, the limit is {max_nodes:,}. Draw a smaller example, such as the "
            f"loss of a single example on a small model, or raise the limit: {where[:-1]}…, max_nodes=…)"
        )
