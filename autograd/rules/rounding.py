"""Quotients and numbers that are rounded in other ways than by `floor`, `ceil` and `round`, for both tiers."""

from __future__ import annotations

from typing import Any

from autograd.rules import elementwise
from autograd.rules.select import where


def divide_rounded(x: Any, y: Any, rounding_mode: str | None) -> Any:
    """Return x / y, rounded.

    Args:
        x: a Value, Tensor, array or number.
        y: the divisor, likewise.
        rounding_mode: None for the quotient itself, "trunc" to round towards zero, "floor" to round down. Rounded
            quotients of integers are integers, and no gradient flows through rounded ones.

    Raises:
        ValueError: if `rounding_mode` is none of these.

    >>> divide_rounded(-7.0, 2.0, "trunc")
    -3.0
    """
    if rounding_mode is None:
        return elementwise.div(x, y)
    if rounding_mode == "floor":
        return elementwise.floor_divide(x, y)
    if rounding_mode != "trunc":
        raise ValueError(f"div(): expected rounding_mode None, 'trunc' or 'floor', got {rounding_mode!r}")
    down = elementwise.floor_divide(x, y)
    # The floor of a negative quotient that is not whole is one too small.
    return where((down < 0) & (elementwise.mul(down, y) != x), down + 1, down)


def round_to(x: Any, decimals: int) -> Any:
    """Return x rounded to a number of decimal places; halves are rounded to even.

    Args:
        x: a Value, Tensor, array or number.
        decimals: the number of places. A negative one rounds to tens, hundreds and so on.

    >>> round_to(2.346, 2)
    2.35
    """
    power = 10.0 ** abs(decimals)
    if decimals > 0:
        return elementwise.round_(x * power) / power
    return elementwise.round_(x / power) * power
