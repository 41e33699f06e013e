"""NumPy's functions that sort, and find distinct elements."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from autograd.rules import sort as sorting
from autograd.rules.join import cat
from autograd.rules.numpy_forms.operands import flat, numbers, operand
from autograd.rules.numpy_forms.selection import take_along_axis
from autograd.rules.operation import TensorLike, numpy_form


class UniqueAll(NamedTuple):
    """Distinct elements, where each is first, where each element is among them, and how often each occurs."""

    values: Any
    indices: Any
    inverse_indices: Any
    counts: Any


class UniqueCounts(NamedTuple):
    """Distinct elements, and how often each occurs."""

    values: Any
    counts: Any


class UniqueInverse(NamedTuple):
    """Distinct elements, and where each element is among them."""

    values: Any
    inverse_indices: Any


@numpy_form(np.sort)
def sort(
    a: Any, axis: int | None = -1, kind: Any = None, order: Any = None, *, stable: bool | None = None
) -> TensorLike:
    """Sort, for `np.sort`."""
    x = operand(a)
    return sorting.sort(flat(x), 0).values if axis is None else sorting.sort(x, axis).values


@numpy_form(np.partition)
def partition(a: Any, kth: Any, axis: int | None = -1, kind: str = "introselect", order: Any = None) -> TensorLike:
    """Put the elements of given ranks in their places, smaller before and larger after, for `np.partition`."""
    x = flat(operand(a)) if axis is None else operand(a)
    axis = -1 if axis is None else axis
    return take_along_axis(x, np.argpartition(numbers(x), kth, axis), axis)


@numpy_form(np.unique)
def unique(
    ar: Any,
    return_index: bool = False,
    return_inverse: bool = False,
    return_counts: bool = False,
    axis: int | None = None,
    *,
    equal_nan: bool = True,
    sorted: bool = True,
) -> Any:
    """Return the distinct elements, for `np.unique`. The gradient goes to the first of equal ones."""
    x = operand(ar)
    found = np.unique(numbers(x), True, True, True, axis, equal_nan=equal_nan)
    values = flat(x)[found[1]] if axis is None else x[(slice(None),) * range(x.ndim)[axis] + (found[1],)]
    wanted = [part for part, kept in zip(found[1:], (return_index, return_inverse, return_counts)) if kept]
    return (values, *wanted) if wanted else values


@numpy_form(np.unique_all)
def unique_all(x: Any) -> UniqueAll:
    """Return the distinct elements and all about them, for `np.unique_all`. Each NaN is distinct."""
    values, indices, inverse, counts = unique(x, True, True, True, equal_nan=False)
    return UniqueAll(values, indices, inverse.reshape(operand(x).shape), counts)


@numpy_form(np.unique_counts)
def unique_counts(x: Any) -> UniqueCounts:
    """Return the distinct elements and how often each occurs, for `np.unique_counts`."""
    found = unique_all(x)
    return UniqueCounts(found.values, found.counts)


@numpy_form(np.unique_inverse)
def unique_inverse(x: Any) -> UniqueInverse:
    """Return the distinct elements and where each element is among them, for `np.unique_inverse`."""
    found = unique_all(x)
    return UniqueInverse(found.values, found.inverse_indices)


@numpy_form(np.unique_values)
def unique_values(x: Any) -> TensorLike:
    """Return the distinct elements, for `np.unique_values`."""
    return unique_all(x).values


@numpy_form(np.union1d)
def union1d(ar1: Any, ar2: Any) -> TensorLike:
    """Return the distinct elements of two, for `np.union1d`."""
    return unique(cat([flat(operand(ar1)), flat(operand(ar2))]))
