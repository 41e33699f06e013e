"""The operations of a trace, numbered in order: what the generated code computes, without any name or label."""

from __future__ import annotations

import operator
from collections.abc import Collection
from typing import Any

from autograd import graph, pytree
from autograd.rules.table import Elementwise
from autograd.scalar.compile.trace import Trace
from autograd.scalar.value import Value

Reference = int | float  # an int is the number of a variable, a float is a constant


class _Roots:
    """The results and the sides of the comparisons of a trace, as one node."""

    def __init__(self, trace: Trace) -> None:
        sides = [side for _, left, right, _ in trace.comparisons for side in (left, right)]
        outputs = [out for _, out in pytree.leaves(trace.outputs, "")]
        self.inputs = [x for x in outputs + sides if isinstance(x, Value)]


def nodes_of(trace: Trace, outside: Collection[Value] = ()) -> list[Any]:
    """Return the nodes that the results and comparisons depend on, inputs first, without those `outside`.

    The last one has all results and sides of comparisons as inputs.
    """
    return graph.topological_order(_Roots(trace), outside)


class Numbering:
    """The numbered operations of a trace. The same operation on the same operands gets one number.

    The variables are the arguments, then the Values from outside, then the results of the operations.

    Attributes:
        outside: the Values that existed before the trace.
        base: the number of arguments and Values from outside.
        steps: for each operation its row of the table and its operands.
        labels: the label of each variable.
        guards: the comparisons, each with its symbol, both sides and its outcome.
        results: the results of the function.
    """

    def __init__(self, trace: Trace, outside: Collection[Value]) -> None:
        self.outside: list[Value] = []
        self.steps: list[tuple[Elementwise, tuple[Reference, ...]]] = []
        self._places: dict[Value, Reference] = {leaf: i for i, leaf in enumerate(trace.leaves)}
        self._known: dict[tuple[str, ...], int] = {}
        order = nodes_of(trace, outside)
        for source in [source for node in order for source in node.inputs if source in outside]:
            if source not in self._places:
                self._places[source] = len(trace.leaves) + len(self.outside)
                self.outside.append(source)
        self.base = len(trace.leaves) + len(self.outside)
        self.labels = [node.label for node in (*trace.leaves, *self.outside)]
        for node in order[:-1]:
            if node not in self._places:
                self._places[node] = self._number(node)
        self.results = [self._place(out) for _, out in pytree.leaves(trace.outputs, "")]
        self.guards = [
            (symbol, self._place(left), self._place(right), outcome)
            for symbol, left, right, outcome in trace.comparisons
        ]
        # repr separates 1 (a place) from 1.0, and -0.0 from 0.0.
        self.key = repr(([(row.name, operands) for row, operands in self.steps], self.results, self.guards))

    def _place(self, x: Value | float) -> Reference:
        return self._places[x] if isinstance(x, Value) else float(x)

    def _number(self, node: Value) -> Reference:
        """Return the variable or constant of a node; add its operation if it is new."""
        row = node._rule
        if row is None:
            return node._z
        if not isinstance(row, Elementwise):
            raise TypeError(
                f"compile(): {node.op} is no operation of the table; use operations of the table, or do not compile"
            )
        # `inputs` returns a new leaf for a plain number at each access.
        operands = tuple(self._places.get(x, x._z) for x in node.inputs)
        if all(isinstance(o, float) for o in operands):
            return node._z
        ones = [isinstance(o, float) and o == 1.0 for o in operands]
        # 1 · x = x exactly; recorded derivatives have many such products
        if row.operator is operator.mul and any(ones):
            return operands[ones[0]]
        key = (row.name, *map(repr, operands))
        if key not in self._known:
            self._known[key] = self.base + len(self.steps)
            self.steps.append((row, operands))
            self.labels.append(node.label)
        return self._known[key]
