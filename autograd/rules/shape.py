"""Operations that rearrange elements: shapes, order, and joining and splitting tensors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.dims import Dim, Shape, at, normalize
from autograd.rules.operation import TensorLike, composite, numpy_form, operation


def _reshape_back(xp: Any, upstream: Any, x_shape: Shape) -> Any:
    return xp.reshape(upstream, x_shape)


@operation(x=_reshape_back, view=True, linear=True)
def reshape(x: Array, *sizes: int) -> Array:
    """Return x with another shape and the same elements in the same order.

    Args:
        x: any shape and dtype.
        sizes: the new shape, as integers or as one tuple. One size may be -1: it follows from the others.

    Returns:
        The new shape; a view where the memory allows it.

    Raises:
        ShapeError: if the number of elements differs.

    >>> from autograd import arange
    >>> arange(6).reshape(2, -1)
    tensor([[0, 1, 2],
            [3, 4, 5]])
    """
    return x.reshape(sizes)


@operation(x=lambda xp, upstream: upstream, view=True, numpy=[np.broadcast_to], linear=True, aliases=["broadcast_to"])
def expand(x: Array, *sizes: int) -> Array:
    """Return a view of x repeated along dimensions of size 1 and along new leading dimensions.

    Args:
        x: any shape and dtype.
        sizes: the new shape, as integers or as one tuple. -1 keeps the size of x.

    Returns:
        The new shape. Elements share memory.

    Raises:
        ShapeError: if a size of x is neither 1 nor the new size.

    >>> from autograd import tensor
    >>> tensor([[1], [2]]).expand(-1, 3)
    tensor([[1, 1, 1],
            [2, 2, 2]])
    """
    lead = len(sizes) - x.ndim
    wanted = tuple(x.shape[i - lead] if size == -1 and i >= lead else size for i, size in enumerate(sizes))
    return np.broadcast_to(x, wanted)


@operation(x=lambda xp, upstream: upstream, linear=True, internal=True)
def sum_to(x: Array, shape: Shape) -> Array:
    """Return the sum of x over the dimensions that broadcasting from `shape` repeats: broadcasting undone."""
    lead = x.ndim - len(shape)
    repeated = tuple(range(lead))
    if x.shape[lead:] != shape:
        repeated += tuple(lead + i for i, size in enumerate(shape) if size == 1 and x.shape[lead + i] != 1)
    if repeated == (0,) and x.ndim == 2 and x.dtype in (np.float32, np.float64):
        summed: Array = _ones(len(x), x.dtype) @ x  # gradient of a bias: twice as fast as x.sum(0)
    else:
        summed = x.sum(axis=repeated)
    return summed if summed.shape == shape else summed.reshape(shape)


@lru_cache(maxsize=64)
def _ones(n: int, dtype: Any) -> Array:
    return np.ones(n, dtype)


@operation(x=_reshape_back, view=True, numpy=[np.squeeze], linear=True)
def squeeze(x: Array, dim: Dim = None) -> Array:
    """Return x without its dimensions of size 1.

    Args:
        x: any shape and dtype.
        dim: the dimension or dimensions to remove if their size is 1. None means all.

    Returns:
        A view.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import ones
    >>> ones(2, 1, 3, 1).squeeze(1).shape
    (2, 3, 1)
    """
    dims = tuple(d for d in normalize(dim, x.ndim) if x.shape[d] == 1)
    return np.squeeze(x, dims) if dims else x[...]


@operation(x=_reshape_back, view=True, numpy=[np.expand_dims], linear=True)
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
    aliases=["swapaxes"],
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
    return np.swapaxes(x, dim0, dim1)


@operation(x=lambda xp, upstream: xp.mT(upstream), view=True, linear=True, internal=True)
def mT(x: Array) -> Array:  # noqa: N802  # PyTorch's name
    """Return x with its last two dimensions exchanged."""
    if x.ndim < 2:
        raise ValueError(f"expected at least 2 dimensions, got {x.ndim}")
    return np.swapaxes(x, -1, -2)


@operation(
    x=lambda xp, upstream, dims: xp.permute(upstream, tuple(int(i) for i in np.argsort(np.array(dims) % len(dims)))),
    view=True,
    linear=True,
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


@operation(x=lambda xp, upstream, dims: xp.flip(upstream, dims), linear=True)
def flip(x: Array, *dims: int) -> Array:
    """Return a copy of x with the order of the elements reversed along `dims`.

    Args:
        x: any shape and dtype.
        dims: the dimensions, as integers or as one tuple.

    Returns:
        The shape of x.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1, 2, 3]).flip(0)
    tensor([3, 2, 1])
    """
    return np.flip(x, dims).copy()


@operation(x=lambda xp, upstream, shifts, dims: xp.roll(upstream, _negative(shifts), dims), linear=True)
def roll(x: Array, shifts: int | Sequence[int], dims: Dim = None) -> Array:
    """Return x with its elements shifted along `dims`; those shifted past the end reappear at the start.

    Args:
        x: any shape and dtype.
        shifts: the number of places, or one number per dimension.
        dims: the dimension or dimensions. None shifts the flattened tensor.

    Returns:
        The shape of x.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1, 2, 3, 4]).roll(1)
    tensor([4, 1, 2, 3])
    """
    return np.roll(x, shifts, dims)


def _negative(shifts: Any) -> Any:
    return -shifts if isinstance(shifts, int) else tuple(-s for s in shifts)


@operation(x=lambda xp, upstream, diagonal: xp.tril(upstream, diagonal), numpy=[np.tril], linear=True)
def tril(x: Array, diagonal: int = 0) -> Array:
    """Return the lower triangle of each matrix: the elements (i, j) with j ≤ i + `diagonal`, 0 elsewhere.

    Args:
        x: matrices (…, n, m), any dtype.
        diagonal: the last diagonal to keep; 0 is the main diagonal, positive numbers are above it.

    Returns:
        The shape of x.

    >>> from autograd import ones
    >>> ones(2, 3).tril()
    tensor([[1., 0., 0.],
            [1., 1., 0.]])
    """
    return np.tril(x, diagonal)


@operation(x=lambda xp, upstream, diagonal: xp.triu(upstream, diagonal), numpy=[np.triu], linear=True)
def triu(x: Array, diagonal: int = 0) -> Array:
    """Return the upper triangle of each matrix: the elements (i, j) with j ≥ i + `diagonal`, 0 elsewhere.

    Args:
        x: matrices (…, n, m), any dtype.
        diagonal: the first diagonal to keep; 0 is the main diagonal, positive numbers are above it.

    Returns:
        The shape of x.

    >>> from autograd import ones
    >>> ones(2, 3).triu()
    tensor([[1., 1., 1.],
            [0., 1., 1.]])
    """
    return np.triu(x, diagonal)


def _part_of_cat(xp: Any, upstream: Any, i: int, tensors_shape: list[Shape], dim: int) -> Any:
    dim %= len(tensors_shape[i])
    start = sum(shape[dim] for shape in tensors_shape[:i])
    return xp.getitem(upstream, at(dim, slice(start, start + tensors_shape[i][dim])))


@operation(
    tensors=_part_of_cat,
    many=True,
    promotes=True,
    linear=True,
    method=False,
    aliases=["concat"],
)
def cat(tensors: list[Array], dim: int = 0) -> Array:
    """Return the tensors joined along an existing dimension.

    Args:
        tensors: at least one Tensor. Their sizes are equal except in `dim`.
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
    return np.concatenate(tensors, dim)


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
    return np.stack(tensors, dim)


@operation(x=lambda xp, upstream: upstream, linear=True)
def clone(x: Array) -> Array:
    """Return a copy of x, through which gradients flow.

    Args:
        x: any shape and dtype.

    Returns:
        The shape and dtype of x.
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


@composite(numpy=[np.moveaxis])
def movedim(x: TensorLike, source: int, destination: int) -> TensorLike:
    """Return x with one dimension moved.

    Args:
        x: any shape and dtype.
        source: the dimension to move.
        destination: its position in the result.

    Returns:
        A view.

    Differs from PyTorch: it moves one dimension at a time.

    >>> from autograd import ones
    >>> ones(2, 3, 4).movedim(0, -1).shape
    (3, 4, 2)
    """
    dims = [d for d in range(x.ndim) if d != source % x.ndim]
    dims.insert(destination % x.ndim, source % x.ndim)
    return permute(x, *dims)


@composite()
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
    (dim,) = normalize(dim, x.ndim)
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


@composite()
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
    return split(x, max(1, -(-x.shape[dim] // chunks)), dim)


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
    (dim,) = normalize(dim, x.ndim)
    return tuple(x[at(dim, i)] for i in range(x.shape[dim]))


@operation(
    x=lambda xp, upstream, x_shape, diagonal: (
        xp.put_at(upstream, x_shape, _diagonal_index(x_shape, diagonal))
        if len(x_shape) == 2
        else xp.diag(upstream, diagonal)
    ),
    linear=True,
)
def diag(x: Array, diagonal: int = 0) -> Array:
    """Return the diagonal of a matrix, or a matrix with a vector on its diagonal.

    Args:
        x: a matrix (n, m) or a vector (n,), any dtype.
        diagonal: the diagonal; 0 is the main diagonal, positive numbers are above it.

    Returns:
        A vector for a matrix; for a vector, a square matrix (n + |diagonal|, n + |diagonal|) with 0 elsewhere.

    Raises:
        ShapeError: if x has neither 1 nor 2 dimensions.

    >>> from autograd import tensor
    >>> tensor([[1, 2], [3, 4]]).diag()
    tensor([1, 4])
    >>> tensor([1, 2]).diag(1)
    tensor([[0, 1, 0],
            [0, 0, 2],
            [0, 0, 0]])
    """
    return np.diag(x, diagonal).copy()


def _diagonal_index(shape: Shape, diagonal: int) -> tuple[Array, Array]:
    rows, columns = np.nonzero(np.eye(shape[0], shape[1], diagonal))
    return rows, columns


@composite(numpy=[np.trace])
def trace(x: TensorLike) -> TensorLike:
    """Return the sum of the diagonal of a matrix.

    Args:
        x: a matrix (n, m), any dtype.

    Returns:
        A 0-d Tensor.

    >>> from autograd import tensor
    >>> tensor([[1, 2], [3, 4]]).trace()
    tensor(5)
    """
    return diag(x).sum()


@composite(numpy=[np.vstack], method=False)
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


@composite(function=False)
def repeat(x: TensorLike, *sizes: int) -> TensorLike:
    """Return x repeated along each dimension.

    Args:
        x: any shape and dtype.
        sizes: the number of repetitions per dimension, as integers or as one tuple. There are at least as many numbers
            as dimensions; more make new leading dimensions.

    Returns:
        A copy.

    Raises:
        ValueError: if there are fewer numbers than dimensions.

    >>> from autograd import tensor
    >>> tensor([1, 2]).repeat(2, 2)
    tensor([[1, 2, 1, 2],
            [1, 2, 1, 2]])
    """
    if len(sizes) < x.ndim:
        raise ValueError(f"repeat(): expected a number for each of {x.ndim} dimensions, got {sizes}")
    return tile(x, *sizes)


@composite(numpy=[np.tile])
def tile(x: TensorLike, *dims: int) -> TensorLike:
    """Return x repeated along each dimension.

    Args:
        x: any shape and dtype.
        dims: the number of repetitions per dimension, as integers or as one tuple. With fewer numbers than
            dimensions, the leading dimensions are not repeated; more make new leading dimensions.

    Returns:
        A copy.

    >>> from autograd import tensor
    >>> tensor([[1, 2], [3, 4]]).tile(2)
    tensor([[1, 2, 1, 2],
            [3, 4, 3, 4]])
    """
    dims = (1,) * (x.ndim - len(dims)) + tuple(dims)
    shape = (1,) * (len(dims) - x.ndim) + tuple(x.shape)
    paired = [n for pair in zip((1,) * len(dims), shape) for n in pair]
    repeated = [n for pair in zip(dims, shape) for n in pair]
    return expand(reshape(x, *paired), *repeated).reshape([n * s for n, s in zip(dims, shape)])


@composite(method=False)
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
def meshgrid(*tensors: TensorLike, indexing: str = "ij") -> tuple[TensorLike, ...]:
    """Return the coordinates of a grid, one tensor per direction.

    Args:
        tensors: vectors (n,), (m,), …: the coordinates along each direction.
        indexing: "ij" for results of shape (n, m, …), or "xy" for (m, n, …).

    Returns:
        A tuple of Tensors.

    Raises:
        ValueError: if `indexing` is neither.

    >>> from autograd import meshgrid, tensor
    >>> rows, columns = meshgrid(tensor([1, 2]), tensor([3, 4]))
    >>> rows
    tensor([[1, 1],
            [2, 2]])
    """
    if indexing not in ("ij", "xy"):
        raise ValueError(f"meshgrid(): expected indexing='ij' or 'xy', got {indexing!r}")
    places = list(range(len(tensors)))
    if indexing == "xy":
        places[:2] = reversed(places[:2])
    sizes = [0] * len(tensors)
    for tensor, place in zip(tensors, places):
        sizes[place] = math.prod(tensor.shape)
    return tuple(
        expand(reshape(tensor, [-1 if d == place else 1 for d in range(len(tensors))]), sizes)
        for tensor, place in zip(tensors, places)
    )


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


@numpy_form(np.reshape)
def _numpy_reshape(x: TensorLike, shape: int | Sequence[int], order: str = "C") -> TensorLike:
    if order != "C":
        raise TypeError(f"np.reshape: expected order='C' for a Tensor, got {order!r}")
    return reshape(x, shape if isinstance(shape, tuple | list) else (shape,))


@numpy_form(np.ravel)
def _numpy_ravel(x: TensorLike) -> TensorLike:
    return reshape(x, -1)


@numpy_form(np.transpose)
def _numpy_transpose(x: TensorLike, axes: Sequence[int] | None = None) -> TensorLike:
    return permute(x, tuple(reversed(range(x.ndim))) if axes is None else axes)


@numpy_form(np.concatenate)
def _numpy_concatenate(tensors: Sequence[TensorLike], axis: int | None = 0) -> TensorLike:
    return cat(tensors, axis) if axis is not None else cat([reshape(x, -1) for x in tensors], 0)


@numpy_form(np.diag)
def _numpy_diag(x: TensorLike, k: int = 0) -> TensorLike:
    return diag(x, k)


@numpy_form(np.shape)
def _numpy_shape(x: TensorLike) -> Shape:
    return tuple(x.shape)


@numpy_form(np.ndim)
def _numpy_ndim(x: TensorLike) -> int:
    return len(x.shape)


@numpy_form(np.size)
def _numpy_size(x: TensorLike) -> int:
    return math.prod(x.shape)
