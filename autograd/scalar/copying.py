"""Pickle and deep-copy graphs of Values as flat lists, so that their depth does not matter."""

from __future__ import annotations

from typing import Any

from autograd import graph
from autograd.scalar.compare import tracing


def reduce(root: Any) -> tuple[Any, ...]:
    """Return the graph as a flat list of rows, with gradients as plain numbers, for `Value.__reduce__`.

    Leaves are pickled as themselves: a model and a loss computed from it, pickled together, stay connected.
    """
    tracing.refuse("to copy or pickle it")
    if root._x is None:
        return leaf, (type(root), root._z, _gradient(root), root.label)
    order = graph.topological_order(root)
    leaves = [node for node in order if node._x is None]
    place: dict[Any, int] = {node: i for i, node in enumerate(leaves)}
    rows = []
    for v in order:
        if v._x is not None:
            place[v] = len(place)
            rows.append((v._z, _gradient(v), v._rule, v.label, place[v._x], v._dx, place.get(v._y), v._dy))
    return rebuild, (type(root), leaves, rows)


def deepcopy(root: Any, memo: dict[int, Any]) -> Any:
    """Copy the graph, for `Value.__deepcopy__`. Nodes that `memo` holds already are shared."""
    tracing.refuse("to copy or pickle it")
    for v in graph.topological_order(root):
        if id(v) not in memo:
            copied = leaf(type(v), v._z, _gradient(v), v.label)
            copied._rule, copied._dx, copied._dy = v._rule, v._dx, v._dy
            copied._x = None if v._x is None else memo[id(v._x)]
            copied._y = None if v._y is None else memo[id(v._y)]
            memo[id(v)] = copied
    return memo[id(root)]


def _gradient(node: Any) -> float | None:
    """Return the gradient as a plain number; None if it was set to None."""
    return node.grad if node.grad is None else float(node.grad)


def leaf(cls: type[Any], data: float, grad: float | None, label: str) -> Any:
    """Return a leaf with a gradient."""
    made = cls(data, label)
    made.grad = grad
    return made


def rebuild(cls: type[Any], leaves: list[Any], rows: list[tuple[Any, ...]]) -> Any:
    """Return the root of the graph that `reduce` took apart."""
    nodes = list(leaves)
    for data, grad, rule, label, x, dx, y, dy in rows:
        node = leaf(cls, data, grad, label)
        node._rule, node._dx, node._dy = rule, dx, dy
        node._x = nodes[x]
        node._y = None if y is None else nodes[y]
        nodes.append(node)
    return nodes[-1]
