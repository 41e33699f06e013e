"""Functions of plain floats that return infinity or NaN, as IEEE 754 specifies, where Python's `math` raises.

`Value` and `Tensor` must agree on every input: log(0) is −∞ and log(−1) is NaN for both. Value's methods call `math`
first, because it is faster, and these functions if it raises.
"""

from __future__ import annotations

import builtins
import math
from collections.abc import Callable

_INF, _NAN = math.inf, math.nan


def divide(x: float, y: float) -> float:
    """Return x / y; ±∞, or NaN for 0/0, if y is zero."""
    try:
        return x / y
    except ZeroDivisionError:
        return _NAN if x == 0 or x != x else math.copysign(_INF, x) * math.copysign(1.0, y)


def pow(x: float, y: float) -> float:
    """Return x ** y as C's pow: NaN for a negative base with a fractional exponent, ±∞ at a pole or on overflow."""
    try:
        return math.pow(x, y)
    except OverflowError:
        return -_INF if x < 0 and y % 2 == 1 else _INF
    except ValueError:
        if x == 0:  # a pole; odd negative powers keep the sign of zero
            return math.copysign(_INF, x) if y % 2 == 1 else _INF
        return _NAN


def remainder(x: float, y: float) -> float:
    """Return x − y·⌊x / y⌋, which has the sign of y; NaN if y is zero."""
    return x % y if y else _NAN


def floor_divide(x: float, y: float) -> float:
    """Return ⌊x / y⌋ of the exact quotient, so that −1 // ∞ is −1; `divide(x, y)` if y is zero."""
    return x // y if y else divide(x, y)


def _total(function: Callable[[float], float], at_pole: dict[float, float] | None = None) -> Callable[[float], float]:
    """Extend `function` to all floats.

    Args:
        function: a function of `math`.
        at_pole: its values at poles, where it raises ValueError. Elsewhere outside its domain the result is NaN.
    """
    poles = at_pole or {}

    def total(x: float) -> float:
        try:
            return function(x)
        except ValueError:
            return poles.get(x, _NAN)
        except OverflowError:
            # Only sinh overflows to −∞; the others overflow to +∞.
            return -_INF if function is math.sinh and x < 0 else _INF

    return total


exp = _total(math.exp)
exp2 = _total(math.exp2)
expm1 = _total(math.expm1)
log = _total(math.log, {0.0: -_INF})
log2 = _total(math.log2, {0.0: -_INF})
log10 = _total(math.log10, {0.0: -_INF})
log1p = _total(math.log1p, {-1.0: -_INF})
sqrt = _total(math.sqrt)
sin = _total(math.sin)
cos = _total(math.cos)
tan = _total(math.tan)
asin = _total(math.asin)
acos = _total(math.acos)
atan = math.atan
atan2 = math.atan2
sinh = _total(math.sinh)
cosh = _total(math.cosh)
tanh = math.tanh
asinh = math.asinh
acosh = _total(math.acosh)
atanh = _total(math.atanh, {1.0: _INF, -1.0: -_INF})
erf = math.erf
erfc = math.erfc
hypot = math.hypot


# The results of floor, ceil and round have the sign of x, even if they are zero: ⌈−½⌉ is −0.


def floor(x: float) -> float:
    """Return the largest integer that is at most x, as a float."""
    return math.copysign(math.floor(x), x) if math.isfinite(x) else x


def ceil(x: float) -> float:
    """Return the smallest integer that is at least x, as a float."""
    return math.copysign(math.ceil(x), x) if math.isfinite(x) else x


def round(x: float) -> float:
    """Return the nearest integer, as a float; halves are rounded to even."""
    return math.copysign(builtins.round(x), x) if math.isfinite(x) else x


def sign(x: float) -> float:
    """Return −1, 0 or 1; NaN for NaN."""
    return 1.0 if x > 0 else -1.0 if x < 0 else 0.0 if x == 0 else x


def maximum(x: float, y: float) -> float:
    """Return the larger number; NaN if either is NaN."""
    return x if x > y or x != x else y


def minimum(x: float, y: float) -> float:
    """Return the smaller number; NaN if either is NaN."""
    return x if x < y or x != x else y
