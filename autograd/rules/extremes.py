"""The largest and smallest elements, and where they are."""

from __future__ import annotations

from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np

from autograd.rules import elementwise
from autograd.rules.arrays import Array
from autograd.rules.dims import Dim, axis, normalize, restore
from autograd.rules.index import gather
from autograd.rules.operation import TensorLike, composite, operation
from autograd.rules.shape import squeeze

T = TypeVar("T")


def _share_of_extreme(xp: Any, upstream: Any, out: Any, x: Any, dim: Dim, keepdim: bool) -> Any:
    is_extreme = (x == restore(xp, out, x.shape, dim, keepdim)) | (x != x)  # a NaN is the extreme
    ties = xp.sum(is_extreme, dim, True)
    if x.dtype == np.float16:
        ties = xp.cast(ties, np.dtype(np.float32))  # float16 has no number above 65,504
    return restore(xp, upstream, x.shape, dim, keepdim) * is_extreme / ties


@operation(x=_share_of_extreme, numpy=[np.amax, np.max])
def amax(x: Array, dim: Dim = None, keepdim: bool = False) -> Array:
    """Return the largest element of x over `dim`.

    Equal largest elements share the gradient in equal parts.

    Args:
        x: any shape and dtype.
        dim: the dimension or dimensions to reduce. None means all.
        keepdim: whether the reduced dimensions stay, with size 1.

    Returns:
        The shape of x without `dim`. NaN if an element is NaN.

    Raises:
        IndexError: if a dimension is out of range.
        ShapeError: if there are no elements to reduce.

    >>> from autograd import tensor
    >>> tensor([[1.0, 3.0], [4.0, 2.0]]).amax(dim=0)
    tensor([4., 3.])
    """
    largest: Array = np.amax(x, axis(dim, x), keepdims=keepdim)
    return largest


@operation(x=_share_of_extreme, numpy=[np.amin, np.min])
def amin(x: Array, dim: Dim = None, keepdim: bool = False) -> Array:
    """Return the smallest element of x over `dim`.

    Equal smallest elements share the gradient in equal parts.

    Args:
        x: any shape and dtype.
        dim: the dimension or dimensions to reduce. None means all.
        keepdim: whether the reduced dimensions stay, with size 1.

    Returns:
        The shape of x without `dim`. NaN if an element is NaN.

    Raises:
        IndexError: if a dimension is out of range.
        ShapeError: if there are no elements to reduce.

    >>> from autograd import tensor
    >>> tensor([[1.0, 3.0], [4.0, 2.0]]).amin(dim=0)
    tensor([1., 2.])
    """
    smallest: Array = np.amin(x, axis(dim, x), keepdims=keepdim)
    return smallest


class Extreme(NamedTuple, Generic[T]):
    """The extreme elements along a dimension, and their indices (int64)."""

    values: T
    indices: T


def _along(x: TensorLike, indices: TensorLike, dim: int, keepdim: bool) -> Extreme[TensorLike]:
    if x.ndim == 0:
        return Extreme(x * 1, indices)
    values = gather(x, dim, indices)
    return Extreme(values, indices) if keepdim else Extreme(squeeze(values, dim), squeeze(indices, dim))


_OVERLOADS_OF_MAX = [
    "(x: Tensor) -> Tensor",
    "(x: Tensor, dim: int, keepdim: bool = False, *, keepdims: bool = False) -> Extreme[Tensor]",
    "(x: Tensor, *, axis: int, keepdim: bool = False, keepdims: bool = False) -> Extreme[Tensor]",
    "(x: Tensor, dim: Tensor) -> Tensor",
    "(x: Tensor, *, other: Tensor) -> Tensor",
]


@composite(overloads=_OVERLOADS_OF_MAX)
def max(x: TensorLike, dim: Any = None, keepdim: bool = False, *, other: TensorLike | None = None) -> Any:
    """Return the largest element of x; along `dim`, also its index.

    Without `dim`, equal largest elements share the gradient. With it, the first of them gets the whole gradient.

    Args:
        x: any shape and dtype.
        dim: the dimension to reduce. None means all. With a Tensor here, the result is `maximum(x, dim)`.
        keepdim: whether the reduced dimension stays, with size 1.
        other: a Tensor, for `maximum(x, other)`.

    Returns:
        Without `dim`, a 0-d Tensor. With it, the named tuple `(values, indices)`, each of the shape of x without `dim`.

    Raises:
        IndexError: if a dimension is out of range.
        ShapeError: if there are no elements to reduce.

    >>> from autograd import tensor
    >>> x = tensor([[1.0, 3.0], [4.0, 2.0]])
    >>> x.max()
    tensor(4.)
    >>> values, indices = x.max(dim=1)
    >>> values, indices
    (tensor([3., 4.]), tensor([1, 0]))
    """
    dim = other if dim is None else dim
    if dim is None:
        return amax(x)
    return _along(x, argmax(x, dim, True), dim, keepdim) if isinstance(dim, int) else elementwise.maximum(x, dim)


@composite(overloads=_OVERLOADS_OF_MAX)
def min(x: TensorLike, dim: Any = None, keepdim: bool = False, *, other: TensorLike | None = None) -> Any:
    """Return the smallest element of x; along `dim`, also its index.

    Without `dim`, equal smallest elements share the gradient. With it, the first of them gets the whole gradient.

    Args:
        x: any shape and dtype.
        dim: the dimension to reduce. None means all. With a Tensor here, the result is `minimum(x, dim)`.
        keepdim: whether the reduced dimension stays, with size 1.
        other: a Tensor, for `minimum(x, other)`.

    Returns:
        Without `dim`, a 0-d Tensor. With it, the named tuple `(values, indices)`, each of the shape of x without `dim`.

    Raises:
        IndexError: if a dimension is out of range.
        ShapeError: if there are no elements to reduce.

    >>> from autograd import tensor
    >>> x = tensor([[1.0, 3.0], [4.0, 2.0]])
    >>> x.min()
    tensor(1.)
    >>> x.min(dim=1).indices
    tensor([0, 1])
    """
    dim = other if dim is None else dim
    if dim is None:
        return amin(x)
    return _along(x, argmin(x, dim, True), dim, keepdim) if isinstance(dim, int) else elementwise.minimum(x, dim)


def _arg(function: Any, x: Array, dim: int | None, keepdim: bool) -> Array:
    if dim is not None:
        normalize(dim, x.ndim)
        if x.ndim == 0:
            return np.zeros((), np.int64)
    return np.asarray(function(x, dim, keepdims=keepdim))


@operation(x=None, numpy=[np.argmax])
def argmax(x: Array, dim: int | None = None, keepdim: bool = False) -> Array:
    """Return the index of the largest element of x along `dim`, the first of equal ones.

    Args:
        x: any shape and dtype.
        dim: the dimension to reduce. None means the index in the flattened tensor.
        keepdim: whether the reduced dimensions stay, with size 1.

    Returns:
        The shape of x without `dim`, int64. No gradient flows.

    Raises:
        IndexError: if the dimension is out of range.
        ShapeError: if there are no elements to reduce.

    >>> from autograd import tensor
    >>> tensor([[1.0, 3.0], [4.0, 2.0]]).argmax(dim=1)
    tensor([1, 0])
    """
    return _arg(np.argmax, x, dim, keepdim)


@operation(x=None, numpy=[np.argmin])
def argmin(x: Array, dim: int | None = None, keepdim: bool = False) -> Array:
    """Return the index of the smallest element of x along `dim`, the first of equal ones.

    Args:
        x: any shape and dtype.
        dim: the dimension to reduce. None means the index in the flattened tensor.
        keepdim: whether the reduced dimensions stay, with size 1.

    Returns:
        The shape of x without `dim`, int64. No gradient flows.

    Raises:
        IndexError: if the dimension is out of range.
        ShapeError: if there are no elements to reduce.

    >>> from autograd import tensor
    >>> tensor([[1.0, 3.0], [4.0, 2.0]]).argmin(dim=1)
    tensor([0, 1])
    """
    return _arg(np.argmin, x, dim, keepdim)
