"""Functions of the array API standard that search, sort and select."""

from __future__ import annotations

from typing import Any

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


def unique_all(x: Any, /) -> Any:
    """Return the distinct elements and all about them. Each NaN is distinct."""
    return np.unique_all(x)


def unique_counts(x: Any, /) -> Any:
    """Return the distinct elements and how often each occurs."""
    return np.unique_counts(x)


def unique_inverse(x: Any, /) -> Any:
    """Return the distinct elements and where each element is among them."""
    return np.unique_inverse(x)


def unique_values(x: Any, /) -> Any:
    """Return the distinct elements."""
    return np.unique_values(x)
