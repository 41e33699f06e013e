"""`xp` for NumPy arrays: the forward of every operation under its own name.

Rules of derivatives call `xp.exp(x)`, `xp.matmul(a, b)` …; here those are functions of arrays. Rows of the calculus
table are entered below, array operations as they are defined (see operation.py).
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from functools import cache, partial
from types import SimpleNamespace
from typing import Any

import numpy as np

from autograd import ops
from autograd.quiet import quietly

Array = np.ndarray[Any, np.dtype[Any]]

xp: Any = SimpleNamespace()


@cache
def _scipy(name: str) -> Callable[[Any], Any]:
    """SciPy's function where it is installed, else the standard library's, element by element: the same numbers."""
    try:
        from scipy import special
    except ImportError:
        return np.vectorize(getattr(math, name), otypes=[np.float64])
    return getattr(special, name)


def _keeping_dtype(name: str) -> Callable[[Any], Any]:
    def function(x: Any) -> Any:
        x = np.asarray(x)
        return _scipy(name)(x).astype(x.dtype if x.dtype.kind == "f" else np.float64)

    return function


def _pow(x: Any, y: Any) -> Any:
    """x ** y as C's pow has it: for an exponent of ½ NumPy takes the square root, which of −∞ is NaN and not ∞."""
    out = x**y
    if np.ndim(y) == 0 and y == 0.5:
        out = np.where(x == -np.inf, np.asarray(np.inf, out.dtype), out)
    return out


def _divisor(y: Any) -> Any:
    """y, which may be zero only among floats."""
    if np.asarray(y).dtype.kind in "iub" and not np.all(y):
        raise ZeroDivisionError("division of whole numbers by zero")
    return y


def _relu(x: Any) -> Any:
    """The larger of x and 0, of arrays both: beside a single 0 NumPy's loop takes three times as long."""
    if np.asarray(x).dtype == np.float16:  # whose loop knows no −0
        return np.where(x < 0, x.dtype.type(0), x)
    zeros = np.zeros_like(x)
    return np.maximum(zeros, x, out=zeros)  # in this order −0 stays −0, as for floats


# What the table calls a function of xp, where NumPy has it under another name or not at all.
_PRIMITIVES: dict[str, Callable[..., Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "neg": operator.neg,
    "abs": operator.abs,
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "asinh": np.arcsinh,
    "acosh": np.arccosh,
    "atanh": np.arctanh,
    "atan2": np.arctan2,
    "pow": _pow,
    "relu": _relu,
    "round": np.round,
    "remainder": lambda x, y: np.remainder(x, _divisor(y)),
    "floor_divide": lambda x, y: np.floor_divide(x, _divisor(y)),
    "erf": _keeping_dtype("erf"),
    "erfc": _keeping_dtype("erfc"),
    "where": np.where,
}

for _row in ops.TABLE.values():
    setattr(xp, _row.name, partial(_row.forward, xp))
_SAME_NAME = """
    exp exp2 expm1 log log2 log10 log1p sqrt hypot sin cos tan sinh cosh tanh maximum minimum sign floor ceil
""".split()
for _name in _SAME_NAME:
    setattr(xp, _name, getattr(np, _name))
for _name, _function in _PRIMITIVES.items():
    setattr(xp, _name, _function)


def apply(row: ops.Elementwise, operands: tuple[Any, ...]) -> Any:
    """A row of the table on NumPy arrays, array-likes and numbers: what comes in as NumPy comes out as NumPy.

    As everywhere in the Tensor tier, ±∞ and NaN arise without a warning.
    """
    arrays = [o if isinstance(o, int | float) else np.asarray(o) for o in operands]
    return quietly(getattr(xp, row.name), arrays)
