"""The straight-line program of a graph of Values: one line for each step of both passes."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from autograd.explanation.names import edges
from autograd.rules.expression import Expression, functions, substitute, variable, write
from autograd.rules.table import Elementwise
from autograd.scalar.value import Value


class Listing:
    """Lines of Python for the steps of a graph, in the names of its nodes.

    Args:
        names: the name of each node by its id; a name that is no name in Python is changed.

    >>> a = Value(2.0, "a")
    >>> listing = Listing({id(a): "a", id(b): "b"} if (b := a * 3.0) else {})
    >>> listing.forward(b)
    'b = a * 3'
    >>> listing.start(b), listing.backward(b, 0, first=True)
    ('d_b = 1', 'd_a = d_b * 3')
    """

    def __init__(self, names: dict[int, str]) -> None:
        self._names: dict[int, str] = {}
        taken: set[str] = set()
        for key, name in names.items():
            plain = re.sub(r"\W", "_", unicodedata.normalize("NFKC", name))
            plain = plain if plain.isidentifier() else f"v_{plain}"
            while plain in taken:
                plain += "_"
            taken.add(plain)
            self._names[key] = plain

    def forward(self, node: Value) -> str:
        """Return the line that computes a node."""
        row = node._rule
        if isinstance(row, Elementwise):
            made: Any = Expression(row.name if row.operator is None else row.forward_text.op, *self._operands(node))
        else:
            made = Expression(node.op, *self._operands(node))
        return f"{self._name(node)} = {write(made)}"

    def start(self, result: Value) -> str:
        """Return the line that starts the backward pass."""
        return f"d_{self._name(result)} = 1"

    def backward(self, node: Value, place: int, first: bool) -> str:
        """Return the line that adds upstream × local derivative to the gradient of an operand.

        Args:
            node: the result of the operation.
            place: the place of the operand.
            first: whether it is the first contribution to that gradient.
        """
        source, slope = list(edges(node))[place]
        row, upstream = node._rule, variable(f"d_{self._name(node)}")
        local: Any = slope
        if isinstance(row, Elementwise):
            numbers = {f"number {i}": o for i, o in enumerate(self._operands(node)) if isinstance(o, int | float)}
            symbols = [
                variable(f"number {i}") if f"number {i}" in numbers else o for i, o in enumerate(self._operands(node))
            ]
            local = substitute(row.derivatives[place](functions, variable(self._name(node)), *symbols), numbers)
        term = upstream if not isinstance(local, Expression) and local == 1 else upstream * local
        return f"d_{self._name(source)} {'=' if first else '+='} {write(term)}"

    def _name(self, node: Value) -> str:
        return self._names[id(node)]

    def _operands(self, node: Value) -> list[Any]:
        return [_plain(x.data) if slope is None else variable(self._name(x)) for x, slope in edges(node)]


def _plain(number: float) -> float:
    """Return an integer for a whole number, which is shorter to read."""
    return int(number) if number.is_integer() and abs(number) < 1e15 else number
