"""Comparisons, logic and tests for NaN: operations whose results are bools, through which no gradient flows."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.dtypes import result_dtype
from autograd.rules.operation import TensorLike, composite, operation
from autograd.rules.reduce import all


def _compare(function: Callable[[Any, Any], Any], x: Any, y: Any) -> Array:
    """Compare in the common dtype of two arrays. Python numbers stay: NumPy compares them exactly."""
    if isinstance(x, np.ndarray) and isinstance(y, np.ndarray) and x.dtype != y.dtype:
        dtype = result_dtype([x, y])
        x, y = x.astype(dtype), y.astype(dtype)
    return np.asarray(function(x, y))


@operation(x=None, y=None, broadcasts=True, numpy=[np.equal], operator="eq")
def eq(x: Array, y: Array) -> Array:
    """Return where x equals y."""
    return _compare(np.equal, x, y)


@operation(x=None, y=None, broadcasts=True, numpy=[np.not_equal], operator="ne")
def ne(x: Array, y: Array) -> Array:
    """Return where x differs from y."""
    return _compare(np.not_equal, x, y)


@operation(x=None, y=None, broadcasts=True, numpy=[np.less], operator="lt")
def lt(x: Array, y: Array) -> Array:
    """Return where x is less than y."""
    return _compare(np.less, x, y)


@operation(x=None, y=None, broadcasts=True, numpy=[np.less_equal], operator="le")
def le(x: Array, y: Array) -> Array:
    """Return where x is less than or equal to y."""
    return _compare(np.less_equal, x, y)


@operation(x=None, y=None, broadcasts=True, numpy=[np.greater], operator="gt")
def gt(x: Array, y: Array) -> Array:
    """Return where x is greater than y."""
    return _compare(np.greater, x, y)


@operation(x=None, y=None, broadcasts=True, numpy=[np.greater_equal], operator="ge")
def ge(x: Array, y: Array) -> Array:
    """Return where x is greater than or equal to y."""
    return _compare(np.greater_equal, x, y)


@operation(x=None, y=None, broadcasts=True, numpy=[np.bitwise_and], operator="and")
def bitwise_and(x: Array, y: Array) -> Array:
    """Return x AND y, bit by bit: for bools, where both hold."""
    return np.asarray(np.bitwise_and(x, y))


@operation(x=None, y=None, broadcasts=True, numpy=[np.bitwise_or], operator="or")
def bitwise_or(x: Array, y: Array) -> Array:
    """Return x OR y, bit by bit: for bools, where at least one holds."""
    return np.asarray(np.bitwise_or(x, y))


@operation(x=None, y=None, broadcasts=True, numpy=[np.bitwise_xor], operator="xor")
def bitwise_xor(x: Array, y: Array) -> Array:
    """Return x XOR y, bit by bit: for bools, where exactly one holds."""
    return np.asarray(np.bitwise_xor(x, y))


@operation(x=None, numpy=[np.bitwise_not], operator="invert")
def bitwise_not(x: Array) -> Array:
    """Return x with every bit inverted: for bools, where x does not hold."""
    return np.asarray(np.bitwise_not(x))


@operation(x=None, y=None, broadcasts=True, numpy=[np.logical_and])
def logical_and(x: Array, y: Array) -> Array:
    """Return where both x and y are nonzero."""
    return np.asarray(np.logical_and(x, y))


@operation(x=None, y=None, broadcasts=True, numpy=[np.logical_or])
def logical_or(x: Array, y: Array) -> Array:
    """Return where x, y or both are nonzero."""
    return np.asarray(np.logical_or(x, y))


@operation(x=None, y=None, broadcasts=True, numpy=[np.logical_xor])
def logical_xor(x: Array, y: Array) -> Array:
    """Return where exactly one of x and y is nonzero."""
    return np.asarray(np.logical_xor(x, y))


@operation(x=None, numpy=[np.logical_not])
def logical_not(x: Array) -> Array:
    """Return where x is zero."""
    return np.asarray(np.logical_not(x))


@operation(x=None, numpy=[np.isnan])
def isnan(x: Array) -> Array:
    """Return where x is NaN."""
    return np.asarray(np.isnan(x))


@operation(x=None, numpy=[np.isinf])
def isinf(x: Array) -> Array:
    """Return where x is infinite."""
    return np.asarray(np.isinf(x))


@operation(x=None, numpy=[np.isfinite])
def isfinite(x: Array) -> Array:
    """Return where x is neither NaN nor infinite."""
    return np.asarray(np.isfinite(x))


@operation(x=None, y=None, broadcasts=True, numpy=[np.isclose])
def isclose(x: Array, y: Array, rtol: float = 1e-5, atol: float = 1e-8, equal_nan: bool = False) -> Array:
    """Return where |x − y| ≤ atol + rtol·|y|.

    Args:
        x: any shape.
        y: a shape that broadcasts with x.
        rtol: the relative tolerance.
        atol: the absolute tolerance.
        equal_nan: whether two NaNs are close.
    """
    return np.asarray(np.isclose(x, y, rtol, atol, equal_nan))


@composite(numpy=[np.allclose])
def allclose(x: TensorLike, y: TensorLike, rtol: float = 1e-5, atol: float = 1e-8, equal_nan: bool = False) -> bool:
    """Return whether |x − y| ≤ atol + rtol·|y| holds everywhere; the arguments are those of `isclose`."""
    return bool(all(isclose(x, y, rtol, atol, equal_nan)))


@composite(numpy=[np.array_equal])
def equal(x: TensorLike, y: TensorLike) -> bool:
    """Return whether x and y have the same shape and the same elements."""
    return builtins.tuple(np.shape(x)) == builtins.tuple(np.shape(y)) and bool(all(eq(x, y)))
