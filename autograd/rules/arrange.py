"""Operations that rearrange or select elements by their position: triangles, diagonals, repetition."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.dims import Dim, Shape
from autograd.rules.operation import TensorLike, composite, operation
from autograd.rules.shape import expand, reshape


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


def _matrices(x: Array) -> Array:
    if x.ndim < 2:
        raise ValueError(f"expected at least 2 dimensions, got {x.ndim}")
    return x


@operation(x=lambda xp, upstream, diagonal: xp.tril(upstream, diagonal), numpy=[np.tril], linear=True, in_place=True)
def tril(x: Array, diagonal: int = 0) -> Array:
    """Return the lower triangle of each matrix: the elements (i, j) with j ≤ i + `diagonal`, 0 elsewhere.

    Args:
        x: matrices (…, n, m), any dtype.
        diagonal: the last diagonal to keep; 0 is the main diagonal, positive numbers are above it.

    Returns:
        The shape of x.

    Raises:
        ValueError: if x has fewer than 2 dimensions.

    >>> from autograd import ones
    >>> ones(2, 3).tril()
    tensor([[1., 0., 0.],
            [1., 1., 0.]])
    """
    return np.tril(_matrices(x), diagonal)


@operation(x=lambda xp, upstream, diagonal: xp.triu(upstream, diagonal), numpy=[np.triu], linear=True, in_place=True)
def triu(x: Array, diagonal: int = 0) -> Array:
    """Return the upper triangle of each matrix: the elements (i, j) with j ≥ i + `diagonal`, 0 elsewhere.

    Args:
        x: matrices (…, n, m), any dtype.
        diagonal: the first diagonal to keep; 0 is the main diagonal, positive numbers are above it.

    Returns:
        The shape of x.

    Raises:
        ValueError: if x has fewer than 2 dimensions.

    >>> from autograd import ones
    >>> ones(2, 3).triu()
    tensor([[1., 1., 1.],
            [0., 1., 1.]])
    """
    return np.triu(_matrices(x), diagonal)


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

    Raises:
        ValueError: if x is not a matrix.

    >>> from autograd import tensor
    >>> tensor([[1, 2], [3, 4]]).trace()
    tensor(5)
    """
    if x.ndim != 2:
        raise ValueError(f"trace(): expected a matrix, got shape {tuple(x.shape)}")
    return diag(x).sum()


@composite(function=False)
def repeat(x: TensorLike, *repeats: int) -> TensorLike:
    """Return x repeated along each dimension.

    Args:
        x: any shape and dtype.
        repeats: the number of repetitions per dimension, as integers or as one tuple. There are at least as many
            numbers as dimensions; more make new leading dimensions.

    Returns:
        A copy.

    Raises:
        ValueError: if there are fewer numbers than dimensions.

    >>> from autograd import tensor
    >>> tensor([1, 2]).repeat(2, 2)
    tensor([[1, 2, 1, 2],
            [1, 2, 1, 2]])
    """
    if len(repeats) < x.ndim:
        raise ValueError(f"repeat(): expected a number for each of {x.ndim} dimensions, got {repeats}")
    return tile(x, *repeats)


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
    if len(tensors) == 1 and isinstance(tensors[0], list | tuple):
        tensors = tuple(tensors[0])
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
