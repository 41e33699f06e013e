"""NumPy's functions that select elements, by places or by conditions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd.rules.index import put_at
from autograd.rules.index import where as choose_between
from autograd.rules.join import cat
from autograd.rules.numpy_forms.operands import in_dtype, numbers, operand, rearranged, size
from autograd.rules.operation import TensorLike, numpy_form


@numpy_form(np.where)
def where(condition: Any, x: Any = None, y: Any = None, /) -> Any:
    """Choose between two, for `np.where`; without them, return the places that are not 0."""
    if x is None and y is None:
        return np.nonzero(numbers(condition))
    return choose_between(np.asarray(numbers(condition), np.bool_), _number(x), _number(y))


def _number(x: Any) -> Any:
    return x if isinstance(x, int | float) else operand(x)


@numpy_form(np.take)
def take(a: Any, indices: Any, axis: int | None = None, mode: str = "raise") -> TensorLike:
    """Return the elements at places, for `np.take`."""
    return rearranged(lambda places: np.take(places, numbers(indices), axis, mode=mode), operand(a))  # type: ignore[call-overload]


@numpy_form(np.take_along_axis)
def take_along_axis(arr: Any, indices: Any, axis: int | None = -1) -> TensorLike:
    """Return the elements at places along a dimension, for `np.take_along_axis`."""
    return rearranged(lambda places: np.take_along_axis(places, numbers(indices), axis), operand(arr))


@numpy_form(np.compress)
def compress(condition: Any, a: Any, axis: int | None = None) -> TensorLike:
    """Return the slices for which a condition is true, for `np.compress`."""
    return rearranged(lambda places: np.compress(numbers(condition), places, axis), operand(a))


@numpy_form(np.extract)
def extract(condition: Any, arr: Any) -> TensorLike:
    """Return the elements for which a condition is true, for `np.extract`."""
    return rearranged(lambda places: np.extract(numbers(condition), places), operand(arr))


@numpy_form(np.choose)
def choose(a: Any, choices: Any, mode: str = "raise") -> TensorLike:
    """Choose among several by number, for `np.choose`."""
    among = [operand(c) for c in choices]
    return rearranged(lambda *places: np.choose(numbers(a), places, mode=mode), *among)  # type: ignore[call-overload]


@numpy_form(np.select)
def select(condlist: Sequence[Any], choicelist: Sequence[Any], default: Any = 0) -> TensorLike:
    """Choose the first of several whose condition is true, for `np.select`."""
    if len(condlist) != len(choicelist) or not condlist:
        raise ValueError(f"np.select(): expected as many choices as conditions, got {len(choicelist)}, {len(condlist)}")
    result = _number(default)
    for condition, choice in zip(reversed(condlist), reversed(choicelist)):
        result = where(condition, choice, result)
    return result


@numpy_form(np.piecewise)
def piecewise(x: Any, condlist: Any, funclist: Sequence[Any], *args: Any, **kw: Any) -> TensorLike:
    """Apply each function where its condition is true, for `np.piecewise`."""
    t = operand(x)
    given = [condlist] if np.ndim(condlist) == t.ndim and not isinstance(condlist, list) else list(condlist)
    if t.ndim == 0 and isinstance(condlist, list):
        given = list(condlist)
    conditions = [np.broadcast_to(np.asarray(numbers(c), np.bool_), t.shape) for c in given]
    if len(funclist) == len(conditions) + 1:
        conditions.append(~np.any(conditions, axis=0))
    if len(funclist) != len(conditions):
        raise ValueError(f"np.piecewise(): expected {len(conditions)} functions, or one more, got {len(funclist)}")
    parts, places = [np.zeros(1, numbers(t).dtype)], np.zeros(t.shape, np.int64)
    first = 1
    for condition, function in zip(conditions, funclist):
        count = int(np.count_nonzero(condition))
        if not count:
            continue
        chosen = rearranged(lambda p, condition=condition: p[condition], t)
        found = operand(function(chosen, *args, **kw) if callable(function) else function)
        parts.append(found.reshape(-1) if size(found) == count else found + np.zeros(count, numbers(t).dtype))
        places[condition] = np.arange(first, first + count)
        first += count
    return cat([in_dtype(p, t.dtype) for p in parts])[places]


@numpy_form(np.bincount)
def bincount(x: Any, /, weights: Any = None, minlength: int = 0) -> TensorLike:
    """Count the elements of each value, or add up their weights, for `np.bincount`."""
    places = numbers(x)
    counts = np.bincount(places, minlength=minlength)
    return counts if weights is None else put_at(operand(weights), counts.shape, places)
