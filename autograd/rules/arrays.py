"""`xp` for NumPy arrays: the forward of every operation, under its name.

Rules call `xp.exp(x)`, `xp.matmul(a, b)` and so on. Here these are functions of arrays. This module adds the rows of
the calculus table; `@operation`, in operation.py, adds the array operations.

The functions of `_OWN` replace those of NumPy that are missing or differ.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache, partial
from types import ModuleType
from typing import Any

import numpy as np

from autograd.rules import elementwise  # noqa: F401  # defines the rows
from autograd.rules.dtypes import result_dtype
from autograd.rules.errstate import without_warnings
from autograd.rules.table import TABLE, Elementwise

Array = np.ndarray[Any, np.dtype[Any]]

xp: Any = ModuleType("xp")  # not a SimpleNamespace, whose names cannot be found on first use
xp.where = np.where


@cache
def _scipy(name: str) -> Callable[[Any], Any] | None:
    """Return SciPy's function, or None if SciPy is not installed."""
    try:
        from scipy import special
    except ImportError:
        return None
    found: Callable[[Any], Any] = getattr(special, name)
    return found


@cache
def _math(name: str) -> Callable[[Any], Any]:
    return np.vectorize(getattr(math, name), otypes=[np.float64])


def _special(name: str, x: Any) -> Any:
    x = np.asarray(x)
    return (_scipy(name) or _math(name))(x).astype(x.dtype if x.dtype.kind == "f" else np.float64)


def erf(x: Any) -> Any:
    """Return the error function of x, in the dtype of x."""
    return _special("erf", x)


def erfc(x: Any) -> Any:
    """Return 1 − erf(x), in the dtype of x."""
    x = np.asarray(x)
    out = _special("erfc", x)
    scaled = _scipy("erfcx")
    if x.dtype != np.float64 or scaled is None:
        return out
    # SciPy subtracts erf from 1 for x < 1, which loses a digit, and gives 0 for x > 26.6.
    cancels, vanishes = (x > 0.5) & (x < 1), x > 26
    if cancels.any():
        out = np.asarray(out)
        out[cancels] = _math("erfc")(x[cancels])
    return np.where(vanishes, np.exp(-x * x) * scaled(np.maximum(x, 0)), out) if vanishes.any() else out


def pow(x: Any, y: Any) -> Any:
    """Return x ** y as C's pow. For y = ½ NumPy computes √x, which is NaN for x = −∞ where C returns ∞."""
    out = x**y
    if np.ndim(y) == 0 and y == 0.5:
        out = np.where(x == -np.inf, np.asarray(np.inf, out.dtype), out)
    return out


def remainder(x: Any, y: Any) -> Any:
    """Return x − y·⌊x / y⌋; raise ZeroDivisionError if y is 0 and both are integers."""
    _check_divisor(x, y)
    return np.remainder(x, y)


def floor_divide(x: Any, y: Any) -> Any:
    """Return ⌊x / y⌋; raise ZeroDivisionError if y is 0 and both are integers."""
    _check_divisor(x, y)
    return np.floor_divide(x, y)


def _check_divisor(x: Any, y: Any) -> None:
    if np.asarray(y).dtype.kind in "iub" and np.asarray(x).dtype.kind in "iub" and not np.all(y):
        raise ZeroDivisionError("integer division by zero")


def relu(x: Any) -> Any:
    """Return the larger of x and 0."""
    if np.asarray(x).dtype == np.float16:  # np.maximum of float16 does not distinguish −0 from 0
        return np.where(x < 0, x.dtype.type(0), x)
    zeros = np.empty_like(x)  # with an array of zeros, np.maximum takes a third of the time that it takes with 0
    zeros.fill(0)  # np.zeros_like takes a microsecond more
    return np.maximum(zeros, x, out=zeros)  # in this order −0 stays −0, as for floats


def times_mask(x: Any, mask: Any) -> Any:
    """Return x · mask, for booleans in the shape of x. From 100 numbers on, NumPy's product takes a fifth longer."""
    out = mask.astype(x.dtype)
    out *= x
    return out


xp.times_mask = times_mask

# Functions of this module that rows use in place of NumPy's, by the name of the primitive or row.
_OWN: dict[str, Callable[..., Any]] = {
    function.__name__: function for function in (erf, erfc, pow, remainder, floor_divide, relu)
}


def _forward(row: Elementwise) -> Callable[..., Any]:
    """Return the fastest function of arrays that computes a row."""
    name = row.primitive or row.name
    found: Callable[..., Any] | None = _OWN.get(name) or row.operator
    if found is None and row.primitive:
        found = next((getattr(np, n) for n in (name, *row.numpy) if hasattr(np, n)), None)
        if found is None:
            raise NameError(f"row {row.name!r}: NumPy has no {name!r}; add it to _OWN in rules/arrays.py")
    return found or partial(row.forward, xp)


for _row in TABLE.values():
    setattr(xp, _row.name, _forward(_row))


def apply(row: Elementwise, operands: tuple[Any, ...]) -> Any:
    """Apply a row to NumPy arrays, array-likes and numbers; return an array.

    There are no warnings for infinity and NaN, as everywhere in the Tensor tier.
    """
    arrays = [o if isinstance(o, int | float) else np.asarray(o) for o in operands]
    if len(arrays) > 1 and not row.primitive and not row.operator:
        dtype = result_dtype(arrays)
        arrays = [np.asarray(a, dtype) if isinstance(a, int | float) and dtype.kind == "f" else a for a in arrays]
    return without_warnings(getattr(xp, row.name), arrays)
