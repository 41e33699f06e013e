"""From the graph to boxes: what is drawn of each node."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograd.display import short
from autograd.drawing.style import GRADIENT_INK, INK
from autograd.scalar.value import Value

# Counting stops here, so that a larger graph is refused at once.
COUNTED = 100_000
BLANK = "_____"  # in place of a gradient that a class computes first


@dataclass(frozen=True)
class Edge:
    """An operand as it is drawn.

    Attributes:
        source: its node; None for a constant.
        text: the local derivative, or the text of a constant; "" if there is none.
        tooltip: more about it.
        style: attributes of Graphviz that differ from those of other edges.
    """

    source: Any
    text: str = ""
    tooltip: str = ""
    style: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Box:
    """A node as it is drawn.

    Attributes:
        label: its own name; "" if it has none.
        rows: the rows under the name: a word, a text, and the colour of the text.
        operation: the symbol of the operation that made it; "" for a leaf.
        edges: the operands.
        tooltip: the same with all digits.
        folded: whether it stands for several nodes. It has no operation, and the operands lead into it.
        style: attributes of Graphviz that differ from those of other boxes of its kind.
    """

    label: str
    rows: Sequence[tuple[str, str, str]]
    operation: str
    edges: Sequence[Edge]
    tooltip: str = ""
    folded: bool = False
    style: Mapping[str, str] = field(default_factory=dict)


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


def value_box(order: Sequence[Value], gradients: bool = True) -> Callable[[Value], Box]:
    """Return the function from a Value to its box: number, gradient, and local derivatives on the edges.

    Before a backward pass, inner nodes have no gradient, and leaves have that of earlier passes. A gradient of 0 is
    shown if an inner node has another one, that is after the pass.

    Args:
        order: the nodes.
        gradients: whether to show gradients. If not, their rows are blank.
    """
    done = any(node.inputs and _number(node.grad) for node in order)
    return lambda node: _value_box(node, gradients, done or bool(_number(node.grad)))


def value_sources(node: Value) -> list[Value]:
    """Return the operands of a Value that are not plain numbers."""
    return [source for source, slope in zip(node.inputs, node.local_derivatives) if slope is not None]


def _value_box(node: Value, shown: bool, known: bool) -> Box:
    gradient = _number(node.grad)
    edges = []
    for source, derivative in zip(node.inputs, node.local_derivatives):
        if derivative is None:
            edges.append(Edge(None, short(source.data), f"the constant {source.data!r}"))
            continue
        slope = _number(derivative)
        product = f"upstream {gradient!r} × local derivative {slope!r} = {gradient * slope!r}"
        edges.append(Edge(source, short(slope), product if shown and known else f"local derivative {slope!r}"))
    rows = [("data", short(node.data), INK)]
    tooltip = f"data {node.data!r}"
    if not shown:
        rows.append(("grad", BLANK, GRADIENT_INK))
    elif known:
        rows.append(("grad", short(gradient), GRADIENT_INK))
        tooltip += f", grad {gradient!r}"
    return Box(str(node.label or ""), rows, node.op, edges, tooltip)


def _number(gradient: Any) -> float:
    return float(gradient or 0.0) + 0.0  # None is no gradient yet; a Value after backward(create_graph=True)


def refuse_above(most: int, root: Any, where: str, more: str) -> None:
    """Raise ValueError if the graph has more nodes than `most`; the message ends with `more`."""
    enough = max(most, COUNTED)
    met = {root}
    stack = [root]
    while stack and len(met) <= enough:
        new = {source for source in stack.pop().inputs if source is not None} - met
        met |= new
        stack += new
    if len(met) > most:
        count = f"{len(met):,}" if len(met) <= enough else f"more than {enough:,}"
        raise ValueError(f"{where}: this graph has {count} nodes, the limit is {most:,}; {more}")
