"""The backend "numba" of `compile`: the generated source, in a loop over a batch, compiled to machine code.

The loop sums the gradients of floats, so there is no array of a gradient for each element and each parameter. For
`compile(lambda w, x: w * x)`, called with a float and an array, value and gradients are computed by

    def kernel(numbers, columns, rows, sums):
        v0 = numbers[0]
        for i in range(rows.shape[1]):
            v1 = columns[0, i]
            v2 = v0 * v1
            rows[0, i] = v2
            sums[0] += v1
            rows[1, i] = v0

The functions that the code calls are those of the calculus table, as for floats. In machine code, `math` returns ∞ and
NaN where Python's raises.
"""

from __future__ import annotations

import functools
import math
import re
import struct
import types
from collections.abc import Callable
from typing import Any

import numba
import numpy as np

from autograd.rules import floats
from autograd.rules.expression import define
from autograd.rules.table import FLOAT_SPELLING, TABLE
from autograd.scalar.compile.kept import Kept
from autograd.scalar.compile.numbering import Numbering
from autograd.scalar.compile.program import Program, floats_among
from autograd.scalar.compile.writer import body

if getattr(numba.config, "DISABLE_JIT", False):
    raise ImportError("the environment variable NUMBA_DISABLE_JIT switches it off")

_SIGNATURE = "void(float64[::1], float64[:, ::1], float64[:, ::1], float64[::1])"
_SPELLING = {**FLOAT_SPELLING, "//": "floor_divide({}, {})", "%": "remainder({}, {})"}
# In place of functions of rules/floats.py that catch exceptions or go through integers, and of another one of `math`.
_OWN: dict[str, Callable[..., Any]] = {
    "pow": lambda x, y: math.pow(x, y),
    "divide": lambda x, y: x / y,
    "floor_divide": lambda x, y: x // y if y else x / y,
    "remainder": floats.remainder,
    "exp2": lambda x: np.exp2(x),  # numba 0.61 has no math.exp2
    "floor": lambda x: np.floor(x),
    "ceil": lambda x: np.ceil(x),
    "round": lambda x: np.rint(x),
}


class MachineProgram(Program):
    """A path whose code runs as machine code. Each kind of call is compiled at its first use."""

    def run(self, what: str, numbers: list[float]) -> list[Any]:
        """Call the code on floats: a batch of one element."""
        rows, sums = self._call(what, numbers, [], (1,))
        return [*rows[:, 0].tolist(), *sums]

    def run_arrays(self, what: str, columns: list[Any], places: list[int], shape: tuple[int, ...]) -> list[Any]:
        """Call the code on a batch; see `Program.run_arrays`."""
        rows, results = self._call(what, columns, places, shape)
        if what != "value_and_grad":
            return [*rows, *results]
        for place, row in zip(places, rows[1:]):
            results.insert(place, row)
        return [rows[0], *results]

    def _call(self, what: str, columns: list[Any], places: list[int], shape: tuple[int, ...]) -> tuple[Any, list[Any]]:
        """Return the results for each element, and the gradients summed over the batch."""
        block = np.empty((len(places), *shape))
        for row, place in zip(block, places):
            row[...] = columns[place]
        given = [*floats_among(columns, places), *self._outside_numbers()]
        numbers = np.empty(len(given))
        struct.pack_into(f"{len(given)}d", numbers.data, 0, *given)  # in a third of the time of np.array
        if what == "value_and_grad":
            count, summed = 1 + len(places), len(columns) - len(places)
        elif what == "backward":
            count, summed = 1, len(self.outside)
        else:
            count, summed = 1 if what == "guards" else len(self._code.results), 0
        rows, sums = np.empty((count, *shape)), np.full(summed, -0.0)  # −0 + x is x, also for −0
        kernel = self._kernel(what, tuple(places), len(columns))
        size = math.prod(shape)
        kernel(numbers, block.reshape(len(places), size), rows.reshape(count, size), sums)
        return rows, sums.tolist()

    def _kernel(self, what: str, places: tuple[int, ...], inner: int) -> Callable[..., None]:
        made = self._functions.get((what, *places))
        if made is None:
            self.check(what)
            source = kernel_source(self._code, what, inner, places)
            made = self._functions[what, *places] = machine_code(source)
        return made


def kernel_source(code: Numbering, what: str, inner: int, places: tuple[int, ...]) -> str:
    """Return the source of a loop over a batch, with arguments (numbers, columns, rows, sums).

    Args:
        code: the operations.
        what: "value", "value_and_grad", "backward" or "guards".
        inner: the number of arguments of the traced function.
        places: the arguments that have a column of numbers. The others, and the Values from outside, are in `numbers`.
    """
    lines, results = body(code, what, inner, _SPELLING)
    if what == "guards":
        results = [f"1.0 if {' and '.join(results)} else 0.0"]
    loop = [line.partition("#")[0].rstrip() for line in lines]  # labels in comments would change the key of the cache
    columns = {place: f"columns[{i}, i]" for i, place in enumerate(places)}
    rows, sums = 0, 0
    for i, result in enumerate(results):
        if i and (what == "backward" or (what == "value_and_grad" and i - 1 not in columns)):
            loop.append(f"    sums[{sums}] += {result}")
            sums += 1
        else:
            loop.append(f"    rows[{rows}, i] = {result}")
            rows += 1
    used = set(re.findall(r"\bv\d+\b", "\n".join(loop)))
    given = [f"v{i}" for i in range(code.base) if i not in columns]
    return "\n".join(
        [
            "def kernel(numbers, columns, rows, sums):",
            *(f"    {name} = numbers[{i}]" for i, name in enumerate(given) if name in used),
            "    for i in range(rows.shape[1]):",
            *(f"        v{place} = {column}" for place, column in columns.items() if f"v{place}" in used),
            *(f"    {line}" for line in loop if line),
            "",
        ]
    )


def machine_code(source: str) -> Callable[..., None]:
    """Compile a kernel, or take it from the cache on disk."""
    known = functions()
    made: Any = numba.njit(error_model="numpy", nogil=True)(define("kernel", source, known))
    made._cache = Kept(source, [f.py_func for f in known.values() if hasattr(f, "py_func")])
    made.compile(_SIGNATURE)
    made.disable_compile()
    kernel: Callable[..., None] = made
    return kernel


@functools.cache
def functions() -> dict[str, Any]:
    """Return the functions that kernels call, by name.

    A function of rules/floats.py is the one of `math` here, if there is one, or is compiled itself. All other
    rows are compiled from the table.
    """
    compiled = numba.njit(error_model="numpy")
    found: dict[str, Any] = {"__name__": __name__, "abs": abs, "inf": math.inf, "nan": math.nan}
    for name, function in vars(floats).items():
        if name in _OWN:
            found[name] = compiled(_OWN[name])
        elif hasattr(math, name):
            found[name] = getattr(math, name)
        elif name[0] != "_" and getattr(function, "__module__", None) == floats.__name__:
            found[name] = compiled(function)
    for name, row in TABLE.items():
        if name not in found and row.operator is None:
            found[name] = compiled(types.FunctionType(row.forward_on_floats.__code__, found))
    return found
