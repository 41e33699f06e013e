"""The program of one path through a function, and its generated code."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

from autograd import pytree
from autograd.reading import reading
from autograd.rules.expression import define
from autograd.rules.table import (
    CAREFUL,
    CAREFUL_SPELLING,
    FLOAT_SPELLING,
    fast_functions,
    functions_of_arrays,
)
from autograd.scalar.compile.numbering import Numbering, nodes_of
from autograd.scalar.compile.trace import Arguments, Trace
from autograd.scalar.compile.writer import write
from autograd.scalar.value import Value

NOT_DETERMINISTIC = (
    "compile(): expected a function with the same operations in each call, got others in a second call; "
    "make it deterministic"
)
# The spelling of operators, and the functions that the code calls. `fast` ones raise where `math` raises. For arrays,
# `where` is a function call, because both sides must be computed, and NumPy's `**` differs from C's pow at −∞. Two
# constants, as in 1 / 0.0, may raise among arrays too.
_NUMBERS = {"inf": math.inf, "nan": math.nan}
_ARRAYS = {"where": "where({}, {}, {})", "**": "pow({}, {})"}
_SPELLING = {
    "fast": FLOAT_SPELLING,
    "careful": CAREFUL_SPELLING,
    "arrays": _ARRAYS,
    "careful arrays": {**_ARRAYS, "/": "divide({}, {})", "//": "floor_divide({}, {})", "**": "power({}, {})"},
}
_FUNCTIONS: dict[str, Callable[[], dict[str, Any]]] = {
    "fast": fast_functions,
    "careful": lambda: CAREFUL,
    "arrays": lambda: {**vars(functions_of_arrays().xp), "abs": abs},
    "careful arrays": lambda: {**vars(functions_of_arrays().xp), "abs": abs} | _ufuncs("divide", "power"),
}


def floats_among(columns: list[Any], places: list[int]) -> list[float]:
    """Return the floats among columns whose arrays have these places."""
    floats = columns.copy()
    for place in reversed(places):
        del floats[place]
    return floats


def _ufuncs(*names: str) -> dict[str, Any]:
    import numpy as np

    return {name: getattr(np, name) for name in names}


class Program:
    """One path through a function, traced at one point, and the code generated from it.

    The function runs twice. It must do the same both times: what differs is random, or depends on a state.

    Attributes:
        outputs: a tree in the structure of the result.
        inputs: the arguments, with 0.0 for each number and None for each other leaf.
        outside: the Values that f closes over.
    """

    def __init__(self, f: Callable[..., Any], arguments: Arguments, numbers: list[float]) -> None:
        traces = [Trace(f, arguments, numbers) for _ in range(2)]
        first, second = map(set, map(nodes_of, traces))
        outside = first & second
        if not outside.isdisjoint(traces[0].leaves):
            raise TypeError(NOT_DETERMINISTIC)
        self._code, again = (Numbering(trace, outside) for trace in traces)
        self.outside = self._code.outside
        if self._code.key != again.key or list(map(id, self.outside)) != list(map(id, again.outside)):
            raise TypeError(NOT_DETERMINISTIC)
        outputs = traces[0].outputs
        self.single = isinstance(outputs, Value | int | float)
        self.outputs = pytree.rebuilt(outputs, itertools.repeat(0.0))
        self.inputs = arguments.filled(itertools.repeat(0.0), lambda leaf: None)
        self._names = list(arguments.names(f))
        self._functions: dict[Any, Callable[..., Any]] = {}

    @property
    def guarded(self) -> bool:
        """Whether only some numbers take this path."""
        return bool(self._code.guards)

    def takes(self, numbers: list[float]) -> bool:
        """Return whether these numbers take this path."""
        return not self._code.guards or all(self.run("guards", numbers))

    def takes_arrays(self, columns: list[Any], places: list[int], shape: tuple[int, ...]) -> Any:
        """Return a mask of the elements of a batch that take this path."""
        import numpy as np

        taken = np.ones(shape, np.bool_)
        for holds in self.run_arrays("guards", columns, places, shape) if self.guarded else ():
            np.logical_and(taken, holds, out=taken)
        return taken

    def run(self, what: str, numbers: list[float]) -> Any:
        """Call the generated code on floats."""
        arguments = numbers + self._outside_numbers()
        try:
            return self.function(what, "fast")(*arguments)
        except (ArithmeticError, ValueError):  # a pole, or outside a domain: again with functions that never raise
            return self.function(what, "careful")(*arguments)

    def run_arrays(self, what: str, columns: list[Any], places: list[int], shape: tuple[int, ...]) -> list[Any]:
        """Call the generated code on a batch.

        Args:
            what: as for `text`.
            columns: a float or a float64 array for each number.
            places: the places of the arrays, in order.
            shape: the shape to which the arrays broadcast.

        Returns:
            An array of the shape for each result and for the gradient of each array. The gradients of floats are
            summed over the batch.
        """
        import numpy as np

        from autograd.rules.errstate import quietly

        # Python's floats would raise where an operation has no array among its operands.
        arguments: list[Any] = list(np.array([*floats_among(columns, places), *self._outside_numbers()]))
        for place in places:
            arguments.insert(place, columns[place])
        try:
            results = list(quietly(self.function(what, "arrays"), *arguments))
        except ArithmeticError:
            results = list(quietly(self.function(what, "careful arrays"), *arguments))
        elementwise = {0, *(1 + place for place in places)} if what == "value_and_grad" else {0}
        summing = what in ("value_and_grad", "backward")
        for i, result in enumerate(results):
            if getattr(result, "shape", None) != shape:
                result = np.broadcast_to(np.asarray(result, np.float64), shape)  # a constant may be an int
            summed = summing and i not in elementwise
            results[i] = float(np.add.reduce(result, axis=None)) if summed else result
        return results

    def _outside_numbers(self) -> list[float]:
        if reading.callback is not None:  # in a transform, which may differentiate by them
            for node in self.outside:
                reading.callback(node, "a compiled function that closes over a Value")
        return [node._z for node in self.outside]

    def function(self, what: str, kind: str) -> Callable[..., Any]:
        """Return the generated function; it is made on first use."""
        made = self._functions.get((what, kind))
        if made is None:
            made = self._functions[what, kind] = define(what, self.text(what, kind), _FUNCTIONS[kind]() | _NUMBERS)
        return made

    def text(self, what: str, kind: str = "fast") -> str:
        """Return the source of "value", "value_and_grad", "backward" or "guards"."""
        self.check(what)
        return write(self._code, what, self._names, _SPELLING[kind])

    def check(self, what: str) -> None:
        """Raise TypeError if gradients are wanted of a result that is not one number."""
        if what in ("value_and_grad", "backward") and not self.single:
            raise TypeError(
                f"compile(): expected a function that returns one number, for its gradients, "
                f"got a result of type {type(self.outputs).__name__}; call value() instead"
            )
