"""Functions of the array API standard that search, sort and select."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from autograd.array_api.elementwise import promoted


def argmax(x: Any, /, *, axis: int | None = None, keepdims: bool = False) -> Any:
    """Return the places of the largest elements."""
    return np.argmax(x, axis, keepdims=keepdims)


def argmin(x: Any, /, *, axis: int | None = None, keepdims: bool = False) -> Any:
    """Return the places of the smallest elements."""
    return np.argmin(x, axis, keepdims=keepdims)


def count_nonzero(x: Any, /, *, axis: Any = None, keepdims: bool = False) -> Any:
    """Count the elements that are not 0."""
    found: Any = np.count_nonzero(x, axis, keepdims=keepdims)
    return found if hasattr(found, "dtype") else (x != 0).sum()


def nonzero(x: Any, /) -> tuple[Any, ...]:
    """Return the places of the elements that are not 0, one Tensor per dimension."""
    if x.ndim == 0:
        raise ValueError("nonzero(): expected one dimension or more, got a 0-d Tensor")
    return tuple(np.nonzero(x))


def searchsorted(x1: Any, x2: Any, /, *, side: Any = "left", sorter: Any = None) -> Any:
    """Return the places where elements would be inserted into a sorted vector."""
    return np.searchsorted(x1, x2, side, sorter)


def where(condition: Any, x1: Any, x2: Any, /) -> Any:
    """Choose between two."""
    return np.where(condition, *promoted(x1, x2))


def argsort(x: Any, /, *, axis: int = -1, descending: bool = False, stable: bool = True) -> Any:
    """Return the places of the elements in order."""
    return x.argsort(axis, descending, stable)


def sort(x: Any, /, *, axis: int = -1, descending: bool = False, stable: bool = True) -> Any:
    """Sort along a dimension."""
    return x.sort(axis, descending, stable=stable).values


def take(x: Any, indices: Any, /, *, axis: int | None = None) -> Any:
    """Return the slices at places."""
    return np.take(x, indices, axis)


def take_along_axis(x: Any, indices: Any, /, *, axis: int = -1) -> Any:
    """Return the elements at places along a dimension."""
    return np.take_along_axis(x, indices, axis)


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


def unique_all(x: Any, /) -> UniqueAll:
    """Return the distinct elements and all about them. Each NaN is distinct."""
    values, indices, inverse, counts = np.unique(x, True, True, True, equal_nan=False)
    return UniqueAll(values, indices, np.reshape(inverse, x.shape), counts)


def unique_counts(x: Any, /) -> UniqueCounts:
    """Return the distinct elements and how often each occurs."""
    found = unique_all(x)
    return UniqueCounts(found.values, found.counts)


def unique_inverse(x: Any, /) -> UniqueInverse:
    """Return the distinct elements and where each element is among them."""
    found = unique_all(x)
    return UniqueInverse(found.values, found.inverse_indices)


def unique_values(x: Any, /) -> Any:
    """Return the distinct elements."""
    return unique_all(x).values
