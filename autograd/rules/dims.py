"""The argument `dim`: negative and several dimensions, and the shapes of reductions."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

Dim = int | Sequence[int] | None
Shape = tuple[int, ...]


def is_all(dim: Dim) -> bool:
    """Return whether `dim` means all dimensions, as None and () do in PyTorch."""
    return dim is None or (isinstance(dim, tuple | list) and not dim)


def normalize(dim: Dim, ndim: int) -> tuple[int, ...]:
    """Return `dim` as non-negative numbers in ascending order; None and () mean all dimensions.

    Raises:
        IndexError: if a dimension is out of range.
        TypeError: if a dimension is not an integer; a bool is none.
        ValueError: if a dimension is named twice.
    """
    if is_all(dim):
        return tuple(range(ndim))
    given: Any = dim
    dims = tuple(map(_index, given if hasattr(given, "__iter__") else (given,)))
    for d in dims:
        if not -max(ndim, 1) <= d < max(ndim, 1):  # a 0-d tensor takes 0 and -1, as in PyTorch
            raise IndexError(f"dim {d} is out of range for {ndim} dimension(s)")
    positive = tuple(sorted(d % max(ndim, 1) for d in dims if ndim))
    if len(set(positive)) < len(positive):
        raise ValueError(f"dim {dim} names a dimension twice")
    return positive


def _index(d: Any) -> int:
    if isinstance(d, bool) or not hasattr(d, "__index__"):
        raise TypeError(f"expected an integer as a dimension, got {d!r}")
    return operator.index(d)


def axis(dim: Dim, x: Any) -> tuple[int, ...] | None:
    """Return `dim` as NumPy's `axis` for a reduction of x."""
    return None if is_all(dim) else normalize(dim, x.ndim)


def count(x_shape: Shape, dim: Dim) -> int:
    """Return how many elements of x a reduction over `dim` combines into one."""
    result = 1
    for d in normalize(dim, len(x_shape)):
        result *= x_shape[d]
    return result


def restore(xp: Any, reduced: Any, x_shape: Shape, dim: Dim, keepdim: bool) -> Any:
    """Return a reduction's result with the reduced dimensions as size 1, so that it broadcasts with x.

    Args:
        xp: the namespace of functions.
        reduced: the result.
        x_shape: the shape of x.
        dim, keepdim: the arguments of the reduction.
    """
    if keepdim or is_all(dim):
        return reduced
    reduced_dims = normalize(dim, len(x_shape))
    return xp.reshape(reduced, tuple(1 if d in reduced_dims else size for d, size in enumerate(x_shape)))


def at(dim: int, key: Any) -> tuple[Any, ...]:
    """Return the index that applies `key` to the dimension `dim`, which is not negative, and keeps all others."""
    return (slice(None),) * dim + (key,)
