"""The nodes of a graph of Values in words: names, steps and numbers as people write them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from autograd import graph
from autograd.display import short
from autograd.scalar.value import Value


def checked(result: Any, where: str) -> Value:
    """Return the Value that is to be explained.

    Raises:
        TypeError: for anything else; the message begins with `where`.
    """
    if isinstance(result, Value):
        return result
    raise TypeError(
        f"{where}: expected a Value, got {type(result).__name__}; local derivatives of Tensors are arrays, "
        "so compute a small example with Values"
    )


def order_of(result: Value) -> list[Value]:
    """Return the nodes of the graph, operands first, without the plain numbers among the operands."""
    found: list[Any] = graph.topological_order(result)
    used = {id(source) for node in found for source, slope in edges(node) if slope is not None}
    return [node for node in found if id(node) in used or node is result]


def edges(node: Value) -> Iterator[tuple[Value, float | None]]:
    """Yield each operand with its local derivative, None for a plain number."""
    return zip(node.inputs, (None if d is None else float(d) for d in node.local_derivatives))


def names_of(order: list[Value]) -> dict[int, str]:
    """Return a name for each node by its id: its label, or x1, x2, … for leaves and v1, v2, … for steps."""
    taken = {node.label for node in order}
    fresh = {kind: map(f"{kind}{{}}".format, itertools.count(1)) for kind in "xv"}
    names: dict[int, str] = {}
    used: set[str] = set()
    for node in order:
        name = str(node.label or "")
        if not name or name in used:  # two nodes may have one label
            name = next(n for n in fresh["v" if node.op else "x"] if n not in taken)
        used.add(name)
        names[id(node)] = name
    result = order[-1]
    if not result.label:
        names[id(result)] = next(n for n in ("result", "out", "total") if n not in used)
    return names


def step_text(node: Value, names: dict[int, str]) -> str:
    """Return a step of the forward pass, such as `v1 = a * b = 6`."""
    operands = [in_product(source.data) if slope is None else names[id(source)] for source, slope in edges(node)]
    if len(operands) == 2 and not node.op[0].isalpha():
        text = f"{operands[0]} {node.op} {operands[1]}"
    elif node.op == "neg":
        text = f"-{operands[0]}"
    else:
        text = f"{node.op}({', '.join(operands)})"
    return f"{names[id(node)]} = {text} = {short(node.data)}"


def in_product(number: float) -> str:
    """Return a number as a factor: a negative one in brackets."""
    return f"({short(number)})" if number < 0 else short(number)
