"""`where` and `clamp`: functions of both tiers that are not rows of the table."""

from __future__ import annotations

from typing import Any

from autograd.rules.elementwise import clamp_max, clamp_min
from autograd.rules.table import functions_of_arrays


def where(condition: Any, x: Any, y: Any) -> Any:
    """Return x where `condition` holds and y elsewhere; only the chosen side receives a gradient.

    Args:
        condition: a bool, a comparison of Values, or a bool tensor or array.
        x: a Value, Tensor, array or number.
        y: as x; shapes broadcast.

    Returns:
        For Values, x or y itself: the choice adds no node. For tensors and arrays, the elementwise choice in the
        broadcast shape.
    """
    for operand in (condition, x, y):
        if hasattr(type(operand), "_where"):
            return type(operand)._where(condition, x, y)
    if type(condition) in (bool, int, float):
        return x if condition else y
    return functions_of_arrays().xp.where(condition, x, y)


def clamp(x: Any, min: Any = None, max: Any = None) -> Any:
    """Return x, but at least `min` and at most `max`; at the bounds the gradient passes.

    Args:
        x: a Value, Tensor, array or number.
        min: the lower bound; None for no bound.
        max: the upper bound; None for no bound.

    Raises:
        ValueError: if neither bound is given.
    """
    if min is None and max is None:
        raise ValueError("clamp(): give min, max or both")
    if min is not None:
        x = clamp_min(x, min)
    return x if max is None else clamp_max(x, max)
