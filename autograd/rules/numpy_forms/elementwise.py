"""NumPy's elementwise functions that are not rows of the table, or take more than their operands."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd.rules import elementwise, pointwise, rounding
from autograd.rules.arrays import Array
from autograd.rules.index import where as choose
from autograd.rules.numpy_forms.operands import numbers, operand
from autograd.rules.operation import TensorLike, numpy_form, operation
from autograd.rules.select import clamp
from autograd.rules.shape import clone


@operation(x=lambda xp, upstream, out: upstream / (3 * xp.square(out)), floating=True, internal=True, numpy=[np.cbrt])
def cbrt(x: Array) -> Array:
    """Return the real cube root."""
    return np.cbrt(x)


@numpy_form(np.clip)
def clip(a: Any, a_min: Any = None, a_max: Any = None, *, min: Any = None, max: Any = None) -> TensorLike:
    """Limit the elements, for `np.clip`."""
    low, high = (min if a_min is None else a_min), (max if a_max is None else a_max)
    x = operand(a)
    return clone(x) if low is None and high is None else clamp(x, low, high)


@numpy_form(np.round, np.around)
def round_(a: Any, decimals: int = 0) -> TensorLike:
    """Round, for `np.round`."""
    x = operand(a)
    return rounding.round_to(x, decimals) if decimals else elementwise.round_(x)


@numpy_form(np.nan_to_num)
def nan_to_num(x: Any, copy: bool = True, nan: Any = 0.0, posinf: Any = None, neginf: Any = None) -> TensorLike:
    """Replace NaN and the infinities, for `np.nan_to_num`.

    Raises:
        TypeError: for `copy=False`, which would change x.
    """
    if not copy:
        raise TypeError("np.nan_to_num(): expected copy=True for a Tensor, got False; assign the result")
    result, a = operand(x), numbers(operand(x))
    if a.dtype.kind != "f":
        return clone(result)
    limits = np.finfo(a.dtype)
    posinf, neginf = (limits.max if posinf is None else posinf), (limits.min if neginf is None else neginf)
    for found, value in ((np.isnan(a), nan), (np.isposinf(a), posinf), (np.isneginf(a), neginf)):
        result = choose(found, np.asarray(numbers(value), a.dtype), result)
    return result


@numpy_form(np.unwrap)
def unwrap(p: Any, discont: Any = None, axis: int = -1, *, period: float = 2 * np.pi) -> TensorLike:
    """Add multiples of the period where neighbours differ by more than half of it, for `np.unwrap`."""
    x = operand(p)
    a = numbers(x)
    shift = np.unwrap(a, discont, axis, period=period) - a  # constant between the jumps
    return x + np.asarray(np.round(shift / period) * period, a.dtype)


@numpy_form(np.real, np.positive, np.conjugate)
def real(val: Any) -> TensorLike:
    """Return a copy: all Tensors are real."""
    return clone(operand(val))


@numpy_form(np.real_if_close)
def real_if_close(a: Any, tol: float = 100) -> TensorLike:
    """Return a copy: all Tensors are real."""
    return clone(operand(a))


@numpy_form(np.angle)
def angle(z: Any, deg: bool = False) -> TensorLike:
    """Return 0 for positive and π for negative elements, for `np.angle`."""
    found = pointwise.angle(operand(z))
    return found * (180 / np.pi) if deg else found


@numpy_form(np.modf)
def modf(x: Any) -> tuple[TensorLike, TensorLike]:
    """Return the fractional and whole parts, for `np.modf`."""
    whole = pointwise.trunc(operand(x))
    return x - whole, whole


@numpy_form(np.frexp)
def frexp(x: Any) -> tuple[TensorLike, TensorLike]:
    """Return mantissas and exponents, for `np.frexp`. The exponents are constant."""
    mantissa, exponent = np.frexp(numbers(x))
    return choose(np.isfinite(mantissa), operand(x) * np.ldexp(np.ones_like(mantissa), -exponent), mantissa), exponent


@numpy_form(np.divmod)
def divmod_(x1: Any, x2: Any) -> tuple[TensorLike, TensorLike]:
    """Return quotients, rounded down, and remainders, for `np.divmod`."""
    return elementwise.floor_divide(x1, x2), elementwise.remainder(x1, x2)


@numpy_form(np.fix)
def fix(x: Any) -> TensorLike:
    """Round towards 0, for `np.fix`."""
    return pointwise.trunc(operand(x))
