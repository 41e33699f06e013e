"""`where` and `clamp`, which work in both tiers but are not rows of the table."""

from __future__ import annotations

from typing import Any, TypeVar, overload

from autograd.rules.elementwise import clamp_max, clamp_min
from autograd.rules.table import functions_of_arrays

T = TypeVar("T")


@overload
def where(condition: Any) -> Any: ...
@overload
def where(condition: Any, input: float, other: T, *, out: T | None = None) -> T: ...
@overload
def where(condition: Any, input: T, other: T | float, *, out: T | None = None) -> T: ...
def where(condition: Any, input: Any = None, other: Any = None, *, out: Any = None) -> Any:
    """Return x where `condition` is true and y elsewhere; only the chosen operand gets a gradient.

    Args:
        condition: a bool, a comparison of Values, or a bool Tensor or array.
        input: x, a Value, Tensor, array or number.
        other: y, a Value, Tensor, array or number. Shapes broadcast. Without x and y, the result is
            `condition.nonzero(as_tuple=True)`.
        out: a Tensor to write the result into.

    Returns:
        For Values, x or y itself: the choice adds no node. A number becomes a Value. For Tensors and arrays, the choice
        for each element, of the broadcast shape and the common dtype of x and y.

    Raises:
        TypeError: if `condition` is a tensor that is not bool.
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor, where
    >>> x = tensor([1.0, -2.0])
    >>> where(x > 0, x, 0.0)
    tensor([1., 0.])
    """
    x, y = input, other
    if x is None and y is None:
        return condition.nonzero(as_tuple=True)
    for operand in (condition, x, y):
        if hasattr(type(operand), "_where"):
            found = type(operand)._where(condition, x, y)
            return found if out is None else out._store(found)
    if type(condition) in (bool, int, float):
        return x if condition else y
    return functions_of_arrays().xp.where(condition, x, y)


def clamp(input: T, min: Any = None, max: Any = None, *, out: T | None = None) -> T:
    """Return x limited to the range from `min` to `max`.

    Where x equals a bound, x gets the gradient. Where x is outside, the bound gets it.

    Args:
        input: x, a Value, Tensor, array or number.
        min: the lower bound, a number or what broadcasts with x. None for no bound.
        max: the upper bound, likewise. Where `min` is larger, the result is `max`.
        out: a Tensor to write the result into.

    Returns:
        The broadcast shape. Integers stay integers.

    Raises:
        ValueError: if neither bound is given.

    >>> from autograd import tensor
    >>> tensor([-2.0, 0.5, 3.0]).clamp(0, 1)
    tensor([0.0000, 0.5000, 1.0000])
    """
    if min is None and max is None:
        raise ValueError("clamp(): give min, max or both")
    limited: Any = input if min is None else clamp_min(input, min)
    result: T = limited if max is None else clamp_max(limited, max)
    return result if out is None else out._store(result)  # type: ignore[attr-defined]  # a Tensor


clip = clamp
