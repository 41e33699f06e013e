"""Operations that change the shape or the order of dimensions, and copies."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.dims import Dim, Shape, normalize
from autograd.rules.operation import TensorLike, composite, operation
from autograd.rules.sums import add_up


def _reshape_back(xp: Any, upstream: Any, x_shape: Shape) -> Any:
    return xp.reshape(upstream, x_shape)


@operation(x=_reshape_back, view=True, linear=True, pure=True)
def reshape(x: Array, *shape: int) -> Array:
    """Return x with another shape and the same elements in the same order.

    Args:
        x: any shape and dtype.
        shape: the new shape, as integers or as one tuple. One size may be -1: it follows from the others.

    Returns:
        The new shape; a view where the memory allows it.

    Raises:
        ShapeError: if the number of elements differs.

    >>> from autograd import arange
    >>> arange(6).reshape(2, -1)
    tensor([[0, 1, 2],
            [3, 4, 5]])
    """
    return x.reshape(shape)


@operation(
    x=lambda xp, upstream: upstream,
    view=True,
    numpy=[np.broadcast_to],
    linear=True,
    aliases=["broadcast_to"],
    pure=True,
)
def expand(x: Array, *size: int) -> Array:
    """Return a view of x repeated along dimensions of size 1 and along new leading dimensions.

    Args:
        x: any shape and dtype.
        size: the new shape, as integers or as one tuple. -1 keeps the size of x.

    Returns:
        The new shape. Elements share memory.

    Raises:
        ShapeError: if a size of x is neither 1 nor the new size.

    >>> from autograd import tensor
    >>> tensor([[1], [2]]).expand(-1, 3)
    tensor([[1, 1, 1],
            [2, 2, 2]])
    """
    lead = len(size) - x.ndim
    wanted = tuple(x.shape[i - lead] if n == -1 and i >= lead else n for i, n in enumerate(size))
    return np.broadcast_to(x, wanted)


@operation(x=lambda xp, upstream: upstream, linear=True, internal=True, pure=True)
def sum_to(x: Array, shape: Shape) -> Array:
    """Return the sum of x over the dimensions that broadcasting from `shape` repeats: broadcasting undone."""
    lead = x.ndim - len(shape)
    repeated = tuple(range(lead))
    if x.shape[lead:] != shape:
        repeated += tuple(lead + i for i, size in enumerate(shape) if size == 1 and x.shape[lead + i] != 1)
    return add_up(x, repeated).astype(x.dtype, copy=False).reshape(shape)


@operation(x=_reshape_back, view=True, numpy=[np.squeeze], linear=True, in_place="view", pure=True)
def squeeze(x: Array, dim: Dim = None) -> Array:
    """Return x without its dimensions of size 1.

    Args:
        x: any shape and dtype.
        dim: the dimension or dimensions to remove if their size is 1. None means all, and () none.

    Returns:
        A view.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import ones
    >>> ones(2, 1, 3, 1).squeeze(1).shape
    (2, 3, 1)
    """
    given = () if isinstance(dim, tuple | list) and not dim else normalize(dim, x.ndim)
    dims = tuple(d for d in given if x.shape[d] == 1)
    return np.squeeze(x, dims) if dims else x[...]


@operation(x=_reshape_back, view=True, numpy=[np.expand_dims], linear=True, in_place="view", pure=True)
def unsqueeze(x: Array, dim: int) -> Array:
    """Return x with a new dimension of size 1.

    Args:
        x: any shape and dtype.
        dim: the position of the new dimension in the result.

    Returns:
        A view.

    Raises:
        IndexError: if the position is out of range.

    >>> from autograd import ones
    >>> ones(2, 3).unsqueeze(-1).shape
    (2, 3, 1)
    """
    return np.expand_dims(x, dim)


@operation(
    x=lambda xp, upstream, dim0, dim1: xp.transpose(upstream, dim0, dim1),
    view=True,
    numpy=[np.swapaxes],
    linear=True,
    aliases=["swapaxes", "swapdims"],
    in_place="view",
    pure=True,
)
def transpose(x: Array, dim0: int, dim1: int) -> Array:
    """Return x with two dimensions exchanged.

    Args:
        x: any shape and dtype.
        dim0: the first dimension.
        dim1: the second dimension.

    Returns:
        A view.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import ones
    >>> ones(2, 3, 4).transpose(0, 2).shape
    (4, 3, 2)
    """
    if x.ndim == 0:
        normalize(dim0, 0), normalize(dim1, 0)
        return x[...]
    return np.swapaxes(x, dim0, dim1)


@operation(x=lambda xp, upstream: xp.mT(upstream), view=True, linear=True, internal=True, pure=True)
def mT(x: Array) -> Array:  # noqa: N802  # PyTorch's name
    """Return x with its last two dimensions exchanged."""
    if x.ndim < 2:
        raise ValueError(f"expected at least 2 dimensions, got {x.ndim}")
    return x.swapaxes(-1, -2)


@operation(
    x=lambda xp, upstream, dims: xp.permute(upstream, tuple(int(i) for i in np.argsort(np.array(dims) % len(dims)))),
    view=True,
    linear=True,
    pure=True,
)
def permute(x: Array, *dims: int) -> Array:
    """Return x with its dimensions in another order.

    Args:
        x: any shape and dtype.
        dims: all dimensions of x in the new order, as integers or as one tuple.

    Returns:
        A view.

    Raises:
        ShapeError: if `dims` is not a permutation of the dimensions.

    >>> from autograd import ones
    >>> ones(2, 3, 4).permute(2, 0, 1).shape
    (4, 2, 3)
    """
    return np.transpose(x, dims)


@operation(x=lambda xp, upstream: upstream, linear=True, pure=True)
def clone(x: Array) -> Array:
    """Return a copy of x, through which gradients flow.

    Args:
        x: any shape and dtype.

    Returns:
        The shape and dtype of x.

    >>> from autograd import tensor
    >>> x = tensor([1.0, 2.0])
    >>> y = x.clone().zero_()
    >>> x
    tensor([1., 2.])
    """
    return x.copy()


@operation(x=lambda xp, upstream: upstream, linear=True, internal=True)
def cast(x: Array, dtype: Any) -> Array:
    """Return x as `dtype`; its gradient has the dtype of x."""
    return x.astype(dtype)


@composite()
def flatten(x: TensorLike, start_dim: int = 0, end_dim: int = -1) -> TensorLike:
    """Return x with the dimensions from `start_dim` to `end_dim` joined into one.

    Args:
        x: any shape and dtype.
        start_dim: the first dimension.
        end_dim: the last dimension, included.

    Returns:
        A view where the memory allows it. A 0-d tensor becomes a vector of one element.

    Raises:
        IndexError: if a dimension is out of range.
        ValueError: if `start_dim` comes after `end_dim`.

    >>> from autograd import ones
    >>> ones(2, 3, 4).flatten(1).shape
    (2, 12)
    """
    if x.ndim == 0:
        return x.reshape(1)
    start, end = normalize(start_dim, x.ndim)[0], normalize(end_dim, x.ndim)[0]
    if start > end:
        raise ValueError(f"flatten(): start_dim {start_dim} comes after end_dim {end_dim} for shape {tuple(x.shape)}")
    return reshape(x, *x.shape[:start], math.prod(x.shape[start : end + 1]), *x.shape[end + 1 :])


@composite(numpy=[np.moveaxis], aliases=["moveaxis"])
def movedim(x: TensorLike, source: int | Sequence[int], destination: int | Sequence[int]) -> TensorLike:
    """Return x with dimensions moved; the others keep their order.

    Args:
        x: any shape and dtype.
        source: the dimension or dimensions to move.
        destination: the position of each in the result.

    Returns:
        A view.

    Raises:
        IndexError: if a dimension is out of range.
        ValueError: if the numbers of sources and destinations differ, or one is named twice.

    >>> from autograd import ones
    >>> ones(2, 3, 4).movedim(0, -1).shape
    (3, 4, 2)
    """
    sources, places = ([d] if isinstance(d, int) else list(d) for d in (source, destination))
    if len(sources) != len(places):
        raise ValueError(f"movedim(): expected as many destinations as sources, got {source} and {destination}")
    for given in (sources, places):
        normalize(tuple(given), x.ndim) if given else None
    moves = sorted((place % max(x.ndim, 1), d % max(x.ndim, 1)) for d, place in zip(sources, places))
    dims = [d for d in range(x.ndim) if d not in {d for _, d in moves}]
    for place, d in moves if x.ndim else ():
        dims.insert(place, d)
    return permute(x, *dims)


@composite(in_place="view")
def t(x: TensorLike) -> TensorLike:
    """Return the transpose of a matrix. Vectors and 0-d tensors are returned as they are.

    Args:
        x: at most 2 dimensions, any dtype.

    Returns:
        A view.

    Raises:
        ValueError: if x has more than 2 dimensions.

    >>> from autograd import ones, t
    >>> t(ones(2, 3)).shape
    (3, 2)
    """
    if x.ndim > 2:
        raise ValueError(f"t(): expected at most 2 dimensions, got shape {tuple(x.shape)}; use transpose()")
    return permute(x, *reversed(range(x.ndim)))


@composite(method=False)
def numel(x: TensorLike) -> int:
    """Return the number of elements of x.

    Args:
        x: any shape and dtype.

    Returns:
        An int of Python.

    >>> from autograd import numel, ones
    >>> numel(ones(2, 3))
    6
    """
    return math.prod(x.shape)
