"""`xp` for NumPy arrays: the forward of every operation under its own name.

Rules call `xp.exp(x)`, `xp.matmul(a, b)` and so on; here these are functions of arrays. The rows of the calculus table
are added below, array operations by `@operation` (operation.py).

The functions below whose names are primitives of the table replace NumPy's where it has none, or another behaviour.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache, partial
from types import SimpleNamespace
from typing import Any

import numpy as np

from autograd.rules import elementwise  # noqa: F401  # defines the rows
from autograd.rules.errstate import without_warnings
from autograd.rules.table import TABLE, Elementwise

Array = np.ndarray[Any, np.dtype[Any]]

xp: Any = SimpleNamespace(where=np.where)


@cache
def _scipy(name: str) -> Callable[[Any], Any]:
    """SciPy's function if it is installed, else the standard library's, element by element."""
    try:
        from scipy import special
    except ImportError:
        return np.vectorize(getattr(math, name), otypes=[np.float64])
    return getattr(special, name)


def _special(name: str, x: Any) -> Any:
    x = np.asarray(x)
    return _scipy(name)(x).astype(x.dtype if x.dtype.kind == "f" else np.float64)


def erf(x: Any) -> Any:
    """The error function, in the dtype of x."""
    return _special("erf", x)


def erfc(x: Any) -> Any:
    """1 − erf(x), in the dtype of x."""
    return _special("erfc", x)


def pow(x: Any, y: Any) -> Any:
    """x ** y as C's pow gives it: for an exponent of ½ NumPy takes the square root, and √−∞ is NaN where C has ∞."""
    out = x**y
    if np.ndim(y) == 0 and y == 0.5:
        out = np.where(x == -np.inf, np.asarray(np.inf, out.dtype), out)
    return out


def remainder(x: Any, y: Any) -> Any:
    """x − y·⌊x / y⌋; integers raise ZeroDivisionError where y is 0."""
    return np.remainder(x, _divisor(y))


def floor_divide(x: Any, y: Any) -> Any:
    """⌊x / y⌋; integers raise ZeroDivisionError where y is 0."""
    return np.floor_divide(x, _divisor(y))


def _divisor(y: Any) -> Any:
    if np.asarray(y).dtype.kind in "iub" and not np.all(y):
        raise ZeroDivisionError("division of whole numbers by zero")
    return y


def relu(x: Any) -> Any:
    """The larger of x and 0. Two arrays: beside a single 0, NumPy's loop takes three times as long."""
    if np.asarray(x).dtype == np.float16:  # its loop does not tell −0 from 0
        return np.where(x < 0, x.dtype.type(0), x)
    zeros = np.zeros_like(x)
    return np.maximum(zeros, x, out=zeros)  # in this order −0 stays −0, as for floats


def _forward(row: Elementwise) -> Callable[..., Any]:
    """The fastest function of arrays that computes a row."""
    own = globals().get(row.primitive or row.name)
    if callable(own) and getattr(own, "__module__", "") == __name__ and (row.primitive or row.operator):
        return own
    if row.operator:
        return row.operator
    if row.primitive:
        name = next((n for n in (row.primitive, *row.numpy) if hasattr(np, n)), None)
        if name is None:
            raise NameError(f"row {row.name!r}: NumPy has no {row.primitive!r}; define it in rules/arrays.py")
        return getattr(np, name)
    return partial(row.forward, xp)


for _row in TABLE.values():
    setattr(xp, _row.name, _forward(_row))


def apply(row: Elementwise, operands: tuple[Any, ...]) -> Any:
    """Apply a row to NumPy arrays, array-likes and numbers; NumPy in, NumPy out.

    As everywhere in the Tensor tier, ±∞ and NaN arise without a warning.
    """
    arrays = [o if isinstance(o, int | float) else np.asarray(o) for o in operands]
    return without_warnings(getattr(xp, row.name), arrays)
