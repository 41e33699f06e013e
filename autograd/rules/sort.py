"""Sorting and counting."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.dims import at, normalize
from autograd.rules.index import gather
from autograd.rules.operation import TensorLike, composite, numpy_form, operation

T = TypeVar("T")


class Sorted(NamedTuple, Generic[T]):
    """Sorted elements, and their indices (int64) in the original tensor."""

    values: T
    indices: T


@operation(x=None, numpy=[np.argsort])
def argsort(x: Array, dim: int = -1, descending: bool = False) -> Array:
    """Return the indices that sort x along `dim`. The sort is stable, and NaN counts as the largest.

    Args:
        x: any shape and dtype.
        dim: the dimension to sort along.
        descending: whether the largest comes first.

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
def sort(x: TensorLike, dim: int = -1, descending: bool = False) -> Sorted[TensorLike]:
    """Return the elements of x in order along `dim`, and their indices.

    The sort is stable, and NaN counts as the largest.

    Args:
        x: any shape and dtype.
        dim: the dimension to sort along.
        descending: whether the largest comes first.

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
def topk(x: TensorLike, k: int, dim: int = -1, largest: bool = True) -> Sorted[TensorLike]:
    """Return the `k` largest elements of x along `dim` in descending order, and their indices.

    Args:
        x: at least one dimension, any dtype.
        k: how many elements, from 0 to the size of `dim`.
        dim: the dimension to select along.
        largest: False for the smallest elements, in ascending order.

    Returns:
        The named tuple `(values, indices)`, each of the shape of x with size `k` in `dim`.

    Raises:
        ValueError: if `k` is out of range.
        IndexError: if the dimension is out of range.

    Differs from PyTorch: the result is always sorted; of equal elements the first comes first.

    >>> from autograd import tensor
    >>> values, indices = tensor([3.0, 1.0, 2.0]).topk(2)
    >>> values, indices
    (tensor([3., 2.]), tensor([0, 2]))
    """
    if not 0 <= k <= x.shape[dim]:
        raise ValueError(f"topk(): expected k from 0 to {x.shape[dim]}, got {k}")
    indices = argsort(x, dim, largest)[at(dim % x.ndim, slice(k))]
    return Sorted(gather(x, dim, indices), indices)


@operation(x=None, numpy=[np.bincount])
def bincount(x: Array, minlength: int = 0) -> Array:
    """Return how often each integer 0, 1, 2, … occurs in x.

    Args:
        x: a vector (n,) of integers that are not negative.
        minlength: the least length of the result.

    Returns:
        A vector of length max(largest element + 1, `minlength`), int64. No gradient flows.

    Raises:
        TypeError: if the elements are not integers.
        ValueError: if an element is negative.

    >>> from autograd import tensor
    >>> tensor([0, 2, 2]).bincount()
    tensor([1, 0, 2])
    """
    return np.bincount(x, minlength=minlength)


@operation(x=None, numpy=[np.unique])
def unique(x: Array) -> Array:
    """Return the distinct elements of x in ascending order.

    Args:
        x: any shape and dtype.

    Returns:
        A vector of the dtype of x. No gradient flows.

    Differs from PyTorch: all NaNs count as one element.

    >>> from autograd import tensor
    >>> tensor([[3, 1], [1, 2]]).unique()
    tensor([1, 2, 3])
    """
    return np.unique(x)


@numpy_form(np.sort)
def _numpy_sort(x: TensorLike, axis: int = -1) -> TensorLike:
    return sort(x, axis).values
