"""Joining tensors, and splitting them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.dims import Shape, at, normalize
from autograd.rules.operation import TensorLike, composite, operation
from autograd.rules.shape import reshape


def _part_of_cat(xp: Any, upstream: Any, i: int, tensors_shape: list[Shape], dim: int) -> Any:
    if tensors_shape[i] == (0,):
        return np.zeros(0, upstream.dtype)
    dim %= len(tensors_shape[i])
    start = sum(shape[dim] for shape in tensors_shape[:i] if shape != (0,))
    return xp.getitem(upstream, at(dim, slice(start, start + tensors_shape[i][dim])))


@operation(
    tensors=_part_of_cat,
    many=True,
    promotes=True,
    linear=True,
    method=False,
    aliases=["concat", "concatenate"],
)
def cat(tensors: list[Array], dim: int = 0) -> Array:
    """Return the tensors joined along an existing dimension.

    Args:
        tensors: at least one Tensor. Their sizes are equal except in `dim`; empty vectors are left out.
        dim: the dimension to join along.

    Returns:
        The common dtype of the tensors.

    Raises:
        ShapeError: if the shapes do not fit.
        IndexError: if the dimension is out of range.
        ValueError: if there are no tensors.

    >>> from autograd import cat, tensor
    >>> cat([tensor([[1, 2]]), tensor([[3, 4], [5, 6]])])
    tensor([[1, 2],
            [3, 4],
            [5, 6]])
    """
    return np.concatenate([x for x in tensors if x.shape != (0,)] or tensors, dim)


def _part_of_stack(xp: Any, upstream: Any, i: int, tensors_shape: list[Shape], dim: int) -> Any:
    return xp.getitem(upstream, at(dim % (len(tensors_shape[i]) + 1), i))


@operation(tensors=_part_of_stack, many=True, promotes=True, numpy=[np.stack], linear=True, method=False)
def stack(tensors: list[Array], dim: int = 0) -> Array:
    """Return the tensors joined along a new dimension.

    Args:
        tensors: at least one Tensor, all of one shape.
        dim: the position of the new dimension in the result.

    Returns:
        The common dtype of the tensors.

    Raises:
        ShapeError: if the shapes differ.
        IndexError: if the position is out of range.
        ValueError: if there are no tensors.

    >>> from autograd import stack, tensor
    >>> stack([tensor([1, 2]), tensor([3, 4])], dim=1)
    tensor([[1, 3],
            [2, 4]])
    """
    if dim == 0 and len({x.shape for x in tensors}) == 1:
        return np.array(tensors)  # np.stack takes up to seven times as long for small arrays
    return np.stack(tensors, dim)


def _dimension(name: str, x: TensorLike, dim: int) -> int:
    if x.ndim == 0:
        raise ValueError(f"{name}(): expected at least one dimension, got a 0-d tensor; use reshape(1) first")
    return normalize(dim, x.ndim)[0]


@composite(aliases=["unsafe_split"])
def split(x: TensorLike, split_size: int | Sequence[int], dim: int = 0) -> tuple[TensorLike, ...]:
    """Return x in parts along `dim`.

    Args:
        x: at least one dimension, any dtype.
        split_size: the size of each part (the last may be smaller), or the sizes of all parts.
        dim: the dimension to split.

    Returns:
        A tuple of views.

    Raises:
        ValueError: if `split_size` is not positive, or the sizes do not add up to that of `dim`.
        IndexError: if the dimension is out of range.

    >>> from autograd import arange
    >>> arange(5).split(2)
    (tensor([0, 1]), tensor([2, 3]), tensor([4]))
    >>> arange(5).split([1, 4])
    (tensor([0]), tensor([1, 2, 3, 4]))
    """
    dim = _dimension("split", x, dim)
    length = x.shape[dim]
    if isinstance(split_size, int):
        if split_size <= 0:
            raise ValueError(f"split(): split_size must be positive, got {split_size}")
        sizes = [min(split_size, length - start) for start in range(0, length, split_size)] or [0]
    else:
        sizes = list(split_size)
        if sum(sizes) != length:
            raise ValueError(f"split(): sizes {sizes} add up to {sum(sizes)}, dimension {dim} has {length}")
    parts, start = [], 0
    for size in sizes:
        parts.append(x[at(dim, slice(start, start + size))])
        start += size
    return tuple(parts)


@composite(aliases=["unsafe_chunk"])
def chunk(x: TensorLike, chunks: int, dim: int = 0) -> tuple[TensorLike, ...]:
    """Return x in at most `chunks` parts of equal size along `dim`; the last may be smaller.

    Args:
        x: at least one dimension, any dtype.
        chunks: the largest number of parts.
        dim: the dimension to split.

    Returns:
        A tuple of views.

    Raises:
        ValueError: if `chunks` is less than 1.
        IndexError: if the dimension is out of range.

    >>> from autograd import arange
    >>> arange(5).chunk(2)
    (tensor([0, 1, 2]), tensor([3, 4]))
    """
    if chunks < 1:
        raise ValueError(f"chunk(): chunks must be at least 1, got {chunks}")
    return split(x, max(1, -(-x.shape[_dimension("chunk", x, dim)] // chunks)), dim)


@composite()
def unbind(x: TensorLike, dim: int = 0) -> tuple[TensorLike, ...]:
    """Return the slices of x along `dim`, without that dimension.

    Args:
        x: at least one dimension, any dtype.
        dim: the dimension to remove.

    Returns:
        A tuple of views.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([[1, 2], [3, 4]]).unbind(dim=1)
    (tensor([1, 3]), tensor([2, 4]))
    """
    dim = _dimension("unbind", x, dim)
    return tuple(x[at(dim, i)] for i in range(x.shape[dim]))


@composite(numpy=[np.vstack], method=False, aliases=["row_stack"])
def vstack(tensors: Sequence[TensorLike]) -> TensorLike:
    """Return the tensors joined along the first dimension. Vectors become rows.

    Args:
        tensors: at least one Tensor. Their sizes are equal except in the first dimension.

    Returns:
        The common dtype of the tensors.

    Raises:
        ShapeError: if the shapes do not fit.

    >>> from autograd import tensor, vstack
    >>> vstack([tensor([1, 2]), tensor([3, 4])])
    tensor([[1, 2],
            [3, 4]])
    """
    return cat([x if np.ndim(x) > 1 else reshape(x, 1, -1) for x in tensors], 0)


@composite(numpy=[np.hstack], method=False)
def hstack(tensors: Sequence[TensorLike]) -> TensorLike:
    """Return the tensors joined along the second dimension; vectors, along their only one.

    Args:
        tensors: at least one Tensor. Their sizes are equal except in that dimension.

    Returns:
        The common dtype of the tensors.

    Raises:
        ShapeError: if the shapes do not fit.

    >>> from autograd import hstack, tensor
    >>> hstack([tensor([1, 2]), tensor([3])])
    tensor([1, 2, 3])
    """
    return cat([x if np.ndim(x) else reshape(x, 1) for x in tensors], 0 if np.ndim(tensors[0]) < 2 else 1)
