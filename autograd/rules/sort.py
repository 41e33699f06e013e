"""Sorting and counting."""

from __future__ import annotations

from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.dims import at, normalize
from autograd.rules.index import gather
from autograd.rules.operation import TensorLike, composite, operation

T = TypeVar("T")


class Sorted(NamedTuple, Generic[T]):
    """Sorted elements, and their indices (int64) in the original tensor."""

    values: T
    indices: T


@operation(x=None, numpy=[np.argsort])
def argsort(x: Array, dim: int = -1, descending: bool = False, stable: bool = False) -> Array:
    """Return the indices that sort x along `dim`. The sort is stable, and NaN counts as the largest.

    Args:
        x: any shape and dtype.
        dim: the dimension to sort along.
        descending: whether the largest comes first.
        stable: accepted for PyTorch's programs; the sort is always stable.

    Returns:
        The shape of x, int64. No gradient flows.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([3.0, 1.0, 2.0]).argsort()
    tensor([1, 2, 0])
    """
    if x.ndim == 0:
        normalize(dim, 0)
        return np.zeros((), np.int64)
    order = np.argsort(np.flip(x, dim) if descending else x, dim, kind="stable")
    return x.shape[dim] - 1 - np.flip(order, dim) if descending else order


@composite()
def sort(x: TensorLike, dim: int = -1, descending: bool = False, *, stable: bool | None = None) -> Sorted[TensorLike]:
    """Return the elements of x in order along `dim`, and their indices.

    The sort is stable, and NaN counts as the largest.

    Args:
        x: any shape and dtype.
        dim: the dimension to sort along.
        descending: whether the largest comes first.
        stable: accepted for PyTorch's programs; the sort is always stable.

    Returns:
        The named tuple `(values, indices)`, each of the shape of x. The gradient of the values goes to their elements.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> values, indices = tensor([3.0, 1.0, 2.0]).sort()
    >>> values, indices
    (tensor([1., 2., 3.]), tensor([1, 2, 0]))
    """
    indices = argsort(x, dim, descending)
    if x.ndim == 0:
        return Sorted(x * 1, indices)
    return Sorted(gather(x, dim, indices), indices)


@composite()
def topk(x: TensorLike, k: int, dim: int = -1, largest: bool = True, sorted: bool = True) -> Sorted[TensorLike]:
    """Return the `k` largest elements of x along `dim` in descending order, and their indices.

    Args:
        x: at least one dimension, any dtype.
        k: how many elements, from 0 to the size of `dim`.
        dim: the dimension to select along.
        largest: False for the smallest elements, in ascending order.
        sorted: accepted for PyTorch's programs; the result is always sorted.

    Returns:
        The named tuple `(values, indices)`, each of the shape of x with size `k` in `dim`.

    Raises:
        ValueError: if `k` is out of range.
        IndexError: if the dimension is out of range.

    Differs from PyTorch: of equal elements the first comes first.

    >>> from autograd import tensor
    >>> values, indices = tensor([3.0, 1.0, 2.0]).topk(2)
    >>> values, indices
    (tensor([3., 2.]), tensor([0, 2]))
    """
    (d,) = normalize(dim, x.ndim) or (0,)
    size = x.shape[d] if x.ndim else 1
    if not 0 <= k <= size:
        raise ValueError(f"topk(): expected k from 0 to {size}, got {k}")
    if x.ndim == 0:
        return Sorted(x * 1, argsort(x)) if k else Sorted(x.reshape(1)[:0], argsort(x).reshape(1)[:0])
    indices = argsort(x, dim, largest)[at(dim % x.ndim, slice(k))]
    return Sorted(gather(x, dim, indices), indices)


@operation(x=None, numpy=[np.bincount])
def bincount(x: Array, weights: Any = None, minlength: int = 0) -> Array:
    """Return how often each integer 0, 1, 2, … occurs in x.

    Args:
        x: a vector (n,) of integers that are not negative.
        weights: how much each element counts, (n,).
        minlength: the least length of the result.

    Returns:
        A vector of length max(largest element + 1, `minlength`), int64; with `weights` of their dtype, float32 or
        float64. No gradient flows.

    Raises:
        TypeError: if the elements are not integers.
        ValueError: if an element is negative.

    >>> from autograd import tensor
    >>> tensor([0, 2, 2]).bincount()
    tensor([1, 0, 2])
    """
    if weights is None:
        return np.bincount(x, minlength=minlength)
    weights = np.asarray(getattr(weights, "_array", weights))
    counted = np.bincount(x, weights, minlength)
    return counted.astype(np.float32) if weights.dtype == np.float32 else counted


@composite()
def msort(x: TensorLike) -> TensorLike:
    """Return x sorted along its first dimension.

    Args:
        x: any shape and dtype.

    Returns:
        The shape of x.
    """
    return sort(x, 0).values


@operation(x=None, internal=True)
def unique_of(x: Array, dim: int | None, consecutive: bool, part: int) -> Array:
    """Return the distinct elements or slices of x (part 0), the place of each among them (1), or their counts (2)."""
    rows = x.reshape(-1, 1) if dim is None else np.moveaxis(x, dim, 0).reshape(x.shape[dim], -1)
    if consecutive:
        new = np.concatenate([[True], (rows[1:] != rows[:-1]).any(-1)])[: len(rows)]
        first, inverse = np.flatnonzero(new), np.cumsum(new) - 1
        counts = np.diff(first, append=len(rows))
    else:
        _, first, inverse, counts = np.unique(
            rows if dim is not None else rows[:, 0],
            return_index=True, return_inverse=True, return_counts=True, axis=None if dim is None else 0,
        )  # fmt: skip
    if part == 2:
        return np.asarray(counts, np.int64)
    if part == 1:
        return np.asarray(inverse, np.int64).reshape(x.shape if dim is None else -1)
    return x.reshape(-1)[first] if dim is None else np.ascontiguousarray(np.take(x, first, dim))


def _unique(x: TensorLike, dim: int | None, consecutive: bool, inverse: bool, counts: bool) -> Any:
    parts = [0, *([1] if inverse else []), *([2] if counts else [])]
    found = tuple(unique_of(x, dim, consecutive, part) for part in parts)
    return found if len(found) > 1 else found[0]


@composite()
def unique(
    x: TensorLike,
    sorted: bool = True,
    return_inverse: bool = False,
    return_counts: bool = False,
    dim: int | None = None,
) -> Any:
    """Return the distinct elements of x in ascending order.

    Args:
        x: any shape and dtype.
        sorted: accepted for PyTorch's programs; the result is always sorted.
        return_inverse: whether to return the place of each element of x in the result too.
        return_counts: whether to return how often each element occurs too.
        dim: the dimension, to compare slices. None means elements.

    Returns:
        A vector of the dtype of x, or a tuple of it and what else was asked for. No gradient flows.

    Raises:
        IndexError: if the dimension is out of range.

    Differs from PyTorch: all NaNs count as one element.

    >>> from autograd import tensor
    >>> tensor([[3, 1], [1, 2]]).unique()
    tensor([1, 2, 3])
    """
    return _unique(x, dim, False, return_inverse, return_counts)


@composite()
def unique_consecutive(
    x: TensorLike, return_inverse: bool = False, return_counts: bool = False, dim: int | None = None
) -> Any:
    """Return x without elements that equal the one before them.

    Args:
        x: any shape and dtype.
        return_inverse: whether to return the place of each element of x in the result too.
        return_counts: whether to return how often each element occurs in a row too.
        dim: the dimension, to compare slices. None means elements.

    Returns:
        A vector of the dtype of x, or a tuple of it and what else was asked for. No gradient flows.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1, 1, 2, 1]).unique_consecutive()
    tensor([1, 2, 1])
    """
    return _unique(x, dim, True, return_inverse, return_counts)
