"""The program of one path through a function: its numbered operations and its generated code."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from autograd import pytree
from autograd.rules.expression import define
from autograd.rules.table import CAREFUL, CAREFUL_SPELLING, FLOAT_SPELLING, Elementwise, functions_of_arrays
from autograd.scalar.compile.names import FAST, identifier, unused
from autograd.scalar.compile.trace import Arguments, Trace
from autograd.scalar.compile.writer import Reference, Writer
from autograd.scalar.value import Value

# For arrays, `where` is a function call, because both sides must be computed.
_ARRAY_SPELLING = {"where": "where({}, {}, {})"}

NOT_DETERMINISTIC = (
    "compile(): expected a function with the same operations in each call, got others in a second call; "
    "make it deterministic"
)


class Program:
    """One path through a function: its numbered operations, and the code generated from them."""

    def __init__(self, arguments: Arguments, numbers: list[float]) -> None:
        first = Trace(arguments, numbers)
        # A leaf that differs in a second trace nearby on the same path is not a constant.
        second = None
        for step in (1e-6, -1e-6):
            moved = Trace(arguments, [x + step * (1 + abs(x)) for x in numbers])
            if moved.outcomes() == first.outcomes():
                second = moved
                break
        # If both neighbours take other paths, the trace is valid at this point only.
        self._only = None if second else numbers
        second = second or Trace(arguments, numbers)
        self.outputs = first.outputs
        self.names = arguments.identifiers()
        self.outside: list[Value] = []
        self._steps: list[tuple[Elementwise, tuple[Reference, ...], str]] = []
        self._number(first, second)
        self.single = isinstance(first.outputs, Value | int | float)
        self._functions: dict[tuple[str, str], Callable[..., Any]] = {}

    # ── numbering ──

    def _number(self, first: Trace, second: Trace) -> None:
        """Number the operations. The same operation on the same operands gets one number."""
        places: dict[Value, Reference] = {leaf: i for i, leaf in enumerate(first.leaves)}
        known: dict[tuple[Any, ...], int] = {}
        twins = dict(zip(first.leaves, second.leaves))
        orders = [t.order() for t in (first, second)]
        if [n.op for n in orders[0]] != [n.op for n in orders[1]]:
            raise TypeError(NOT_DETERMINISTIC)
        outside: dict[Value, int] = {}
        for node, twin in zip(*orders):
            if twins.setdefault(node, twin) is not twin:
                raise TypeError(NOT_DETERMINISTIC)
            if node._rule is None and node not in places:
                if node is twin:  # it exists outside f
                    outside[node] = len(outside)
                else:
                    places[node] = _constant(node, twin)
        base = len(first.leaves)
        for node, i in outside.items():
            places[node] = base + i
        self.outside = list(outside)
        taken = set(self.names)
        self.names += [unused(identifier(node.label) or f"w{i}", taken) for i, node in enumerate(self.outside)]
        self._base = len(self.names)
        for node, twin in zip(*orders):
            if node in places:
                continue
            # `inputs` returns a new leaf for a plain number at each access, so `places` does not have it.
            operands = tuple(
                places[ours] if ours in places else _constant(ours, theirs)
                for ours, theirs in zip(node.inputs, twin.inputs)
            )
            row = node._rule
            if not isinstance(row, Elementwise):
                raise TypeError(
                    f"compile(): {node.op} is no operation of the table; use operations of the table, or do not compile"
                )
            if all(isinstance(o, float) for o in operands):
                places[node] = node.data
                continue
            ones = [isinstance(o, float) and o == 1.0 for o in operands]
            if row.operator is operator.mul and any(
                ones
            ):  # 1 · x = x exactly; recorded derivatives have many such products
                places[node] = operands[ones[0]]
                continue
            key = (row.name, *map(repr, operands))  # repr separates 1 (a place) from 1.0, and -0.0 from 0.0
            if key not in known:
                known[key] = self._base + len(self._steps)
                self._steps.append((row, operands, identifier(node.label)))
            places[node] = known[key]
        self._results = [places[n] if isinstance(n, Value) else float(n) for _, n in pytree.leaves(first.outputs, "")]
        self._guards = [
            (symbol, places[left], places.get(right, right.data) if isinstance(right, Value) else float(right), outcome)
            for symbol, left, right, outcome in first.comparisons
        ]
        self.names += self._step_names(taken)

    def _step_names(self, taken: set[str]) -> list[str]:
        names = []
        for i, (_, _, label) in enumerate(self._steps):
            is_result = self._results == [self._base + i]
            names.append(unused(label or ("out" if is_result else f"t{i + 1}"), taken))
        return names

    # ── running ──

    def takes(self, numbers: list[float]) -> bool:
        """Return whether these numbers take this path."""
        if self._only is not None and self._only != numbers:
            return False
        return not self._guards or all(self.run("guards", numbers))

    def takes_arrays(self, arrays: list[Any], shape: tuple[int, ...]) -> Any:
        """Return a mask of the elements of a batch that take this path."""
        import numpy as np

        taken = np.ones(shape, np.bool_)
        if self._only is not None:
            for array, number in zip(arrays, self._only):
                taken &= np.broadcast_to(array == number, shape)
        for holds in self.run_arrays("guards", arrays) if self._guards else ():
            taken &= np.broadcast_to(holds, shape)
        return taken

    def run(self, what: str, numbers: list[float]) -> Any:
        """Call the generated code on floats."""
        arguments = numbers + [node.data for node in self.outside]
        try:
            return self.function(what, "fast")(*arguments)
        except (ArithmeticError, ValueError):  # `math` raises where the result is infinite or NaN
            return self.function(what, "careful")(*arguments)

    def run_arrays(self, what: str, arrays: list[Any]) -> Any:
        """Call the generated code on arrays."""
        import numpy as np

        with np.errstate(all="ignore"):
            return self.function(what, "arrays")(*arrays, *[node.data for node in self.outside])

    def function(self, what: str, kind: str) -> Callable[..., Any]:
        """Return the generated function for floats ("fast", "careful") or for "arrays"."""
        made = self._functions.get((what, kind))
        if made is None:
            namespace: dict[str, Any] = FAST if kind == "fast" else CAREFUL
            if kind == "arrays":
                namespace = {**vars(functions_of_arrays().xp), "abs": abs}
            made = self._functions[what, kind] = define(what, self.text(what, kind), namespace)
        return made

    # ── writing ──

    def text(self, what: str, kind: str = "fast") -> str:
        """Return the source of "value", "value_and_grad", "backward" or "guards"."""
        if what in ("value_and_grad", "backward") and not self.single:
            raise TypeError(
                f"compile(): expected a function that returns one number, for its gradients, "
                f"got a result of type {type(self.outputs).__name__}; call value() instead"
            )
        spelling = {"fast": FLOAT_SPELLING, "careful": CAREFUL_SPELLING, "arrays": _ARRAY_SPELLING}[kind]
        return Writer(self._base, self.names, self._steps, spelling).write(
            what,
            [(symbol, left, right, outcome) for symbol, left, right, outcome in self._guards],
            self._results,
            range(self._base - len(self.outside))
            if what == "value_and_grad"
            else range(self._base - len(self.outside), self._base),
        )


def _constant(node: Value, twin: Value) -> float:
    """Return the number of a leaf that both traces created; it must be the same in both."""
    if node.data != twin.data and not (node.data != node.data and twin.data != twin.data):
        raise TypeError(
            f"compile(): {node.data} was read out of an argument as a plain number (.data, float()), or is random; "
            "it would be a constant in all further calls"
        )
    return node.data
