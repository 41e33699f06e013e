"""Joining tensors of different numbers of dimensions, their combinations, and repetition of their elements."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd.rules.arrange import flip, meshgrid
from autograd.rules.dims import at, normalize
from autograd.rules.index import getitem, put_at
from autograd.rules.join import cat, stack
from autograd.rules.operation import TensorLike, composite
from autograd.rules.shape import clone, expand, reshape, transpose


def _all(tensors: tuple[Any, ...]) -> tuple[TensorLike, ...]:
    """Return the tensors of a call f(a, b) or f([a, b])."""
    return tuple(tensors[0]) if len(tensors) == 1 and isinstance(tensors[0], list | tuple) else tensors


def _one_or_all(given: tuple[Any, ...], results: list[TensorLike]) -> Any:
    return results[0] if len(given) == 1 and not isinstance(given[0], list | tuple) else tuple(results)


@composite(method=False, numpy=[np.atleast_1d])
def atleast_1d(*tensors: TensorLike) -> Any:
    """Return the tensors with at least one dimension: a 0-d tensor becomes a vector.

    Args:
        tensors: Tensors, or one sequence of them.

    Returns:
        A Tensor for one, a tuple of them for several.
    """
    return _one_or_all(tensors, [x if np.ndim(x) else reshape(x, 1) for x in _all(tensors)])


@composite(method=False, numpy=[np.atleast_2d])
def atleast_2d(*tensors: TensorLike) -> Any:
    """Return the tensors with at least two dimensions: a vector becomes a row.

    Args:
        tensors: Tensors, or one sequence of them.

    Returns:
        A Tensor for one, a tuple of them for several.
    """
    return _one_or_all(tensors, [x if np.ndim(x) > 1 else reshape(x, 1, -1) for x in _all(tensors)])


@composite(method=False, numpy=[np.atleast_3d])
def atleast_3d(*tensors: TensorLike) -> Any:
    """Return the tensors with at least three dimensions: a matrix gets a last one, a vector a first and a last one.

    Args:
        tensors: Tensors, or one sequence of them.

    Returns:
        A Tensor for one, a tuple of them for several.
    """
    return _one_or_all(tensors, [_with_three(x) for x in _all(tensors)])


def _with_three(x: TensorLike) -> TensorLike:
    ndim = np.ndim(x)
    return x if ndim > 2 else reshape(x, *x.shape, 1) if ndim == 2 else reshape(x, 1, -1, 1)


@composite(method=False, numpy=[np.column_stack])
def column_stack(tensors: Sequence[TensorLike]) -> TensorLike:
    """Return the tensors joined along the second dimension. Vectors become columns.

    Args:
        tensors: at least one Tensor, with equal numbers of rows.

    Raises:
        ShapeError: if the shapes do not fit.

    >>> from autograd import column_stack, tensor
    >>> column_stack([tensor([1, 2]), tensor([3, 4])])
    tensor([[1, 3],
            [2, 4]])
    """
    return cat([x if np.ndim(x) > 1 else reshape(x, -1, 1) for x in tensors], 1)


@composite(method=False, numpy=[np.dstack])
def dstack(tensors: Sequence[TensorLike]) -> TensorLike:
    """Return the tensors joined along the third dimension; see `atleast_3d`.

    Args:
        tensors: at least one Tensor. Their sizes are equal except in the third dimension.

    Raises:
        ShapeError: if the shapes do not fit.
    """
    return cat([_with_three(x) for x in tensors], 2)


@composite(method=False)
def block_diag(*tensors: TensorLike) -> TensorLike:
    """Return the matrix with the tensors as blocks along its diagonal, and 0 elsewhere.

    Args:
        tensors: matrices; vectors and 0-d tensors become rows.

    Returns:
        The common dtype of the tensors.

    Raises:
        ValueError: if a tensor has more than 2 dimensions.

    >>> from autograd import block_diag, tensor
    >>> block_diag(tensor([[1, 2]]), tensor([[3]]))
    tensor([[1, 2, 0],
            [0, 0, 3]])
    """
    blocks = [x if np.ndim(x) == 2 else reshape(x, 1, -1) for x in _all(tensors)]
    if any(np.ndim(x) > 2 for x in tensors):
        raise ValueError("block_diag(): expected at most 2 dimensions; reshape the tensors")
    width = sum(x.shape[1] for x in blocks)
    rows, start = [], 0
    for x in blocks:
        place = (slice(None), slice(start, start + x.shape[1]))
        rows.append(put_at(x, (x.shape[0], width), place))
        start += x.shape[1]
    return cat(rows, 0)


@composite(method=False)
def cartesian_prod(*tensors: TensorLike) -> TensorLike:
    """Return all choices of one element from each vector, in the order of nested loops.

    Args:
        tensors: vectors.

    Returns:
        (number of choices, number of vectors); for one vector, the vector itself.

    >>> from autograd import cartesian_prod, tensor
    >>> cartesian_prod(tensor([1, 2]), tensor([3, 4]))
    tensor([[1, 3],
            [1, 4],
            [2, 3],
            [2, 4]])
    """
    if len(tensors) == 1:
        return tensors[0]
    return stack([reshape(grid, -1) for grid in meshgrid(*tensors)], 1)


@composite(method=False)
def combinations(x: TensorLike, r: int = 2, with_replacement: bool = False) -> TensorLike:
    """Return all combinations of r elements of a vector, in the order of their places.

    Args:
        x: a vector (n,).
        r: the number of elements.
        with_replacement: whether an element may be chosen several times.

    Returns:
        (number of combinations, r).

    >>> from autograd import combinations, tensor
    >>> combinations(tensor([1, 2, 3]))
    tensor([[1, 2],
            [1, 3],
            [2, 3]])
    """
    if r == 0:
        return x[:0]
    choose = itertools.combinations_with_replacement if with_replacement else itertools.combinations
    places = np.array(list(choose(range(x.shape[0]), r)), np.intp).reshape(-1, r)
    return getitem(x, places)


@composite(method=False, numpy=[np.broadcast_arrays])
def broadcast_tensors(*tensors: TensorLike) -> tuple[TensorLike, ...]:
    """Return the tensors expanded to their common shape.

    Args:
        tensors: Tensors whose shapes broadcast.

    Returns:
        A tuple of views.

    Raises:
        ValueError: if the shapes do not broadcast.
    """
    given = _all(tensors)
    shape = np.broadcast_shapes(*(tuple(x.shape) for x in given))
    return tuple(expand(x, *shape) for x in given)


@composite(numpy=[np.fliplr])
def fliplr(x: TensorLike) -> TensorLike:
    """Return x with the order of its columns reversed.

    Args:
        x: at least two dimensions, any dtype.

    Raises:
        ValueError: if x has fewer.
    """
    if x.ndim < 2:
        raise ValueError(f"fliplr(): expected at least 2 dimensions, got {x.ndim}")
    return flip(x, 1)


@composite(numpy=[np.flipud])
def flipud(x: TensorLike) -> TensorLike:
    """Return x with the order of its rows reversed.

    Args:
        x: at least one dimension, any dtype.

    Raises:
        ValueError: if x has none.
    """
    if x.ndim < 1:
        raise ValueError("flipud(): expected at least 1 dimension, got a 0-d tensor")
    return flip(x, 0)


@composite()
def rot90(x: TensorLike, k: int = 1, dims: Sequence[int] = (0, 1)) -> TensorLike:
    """Return x rotated by 90 degrees k times in the plane of two dimensions, from the first towards the second.

    Args:
        x: at least two dimensions, any dtype.
        k: how often.
        dims: the two dimensions.

    Raises:
        ValueError: if `dims` are not two different dimensions.
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([[1, 2], [3, 4]]).rot90()
    tensor([[2, 4],
            [1, 3]])
    """
    if len(dims) != 2 or len(set(normalize(tuple(dims), x.ndim))) != 2:
        raise ValueError(f"rot90(): expected two different dimensions, got {dims}")
    first, second = dims
    turns = k % 4
    if turns == 0:
        return clone(x)
    if turns == 2:
        return flip(x, first, second)
    turned = transpose(flip(x, second), first, second) if turns == 1 else flip(transpose(x, first, second), second)
    return clone(turned)


@composite()
def repeat_interleave(
    x: TensorLike, repeats: int | TensorLike | None = None, dim: int | None = None, *, output_size: int | None = None
) -> TensorLike:
    """Return x with its slices along `dim` repeated, each next to itself.

    Args:
        x: any shape and dtype. Without `repeats`, it is the numbers of repetitions, and the result their places.
        repeats: the number of repetitions, or one number for each slice.
        dim: the dimension. None means the flattened tensor.
        output_size: the size of the result along `dim`, which is not needed.

    Raises:
        IndexError: if the dimension is out of range.
        ValueError: if the numbers do not fit.

    >>> from autograd import tensor
    >>> tensor([1, 2]).repeat_interleave(2)
    tensor([1, 1, 2, 2])
    """
    if repeats is None:
        counts = np.asarray(x)
        return getitem(x * 0, np.zeros(counts.sum(), np.intp)) + np.repeat(np.arange(len(counts)), counts)
    if dim is None:
        x, dim = reshape(x, -1), 0
    elif x.ndim == 0:
        x = reshape(x, 1)
    (dim,) = normalize(dim, x.ndim)
    places = np.repeat(np.arange(x.shape[dim]), np.asarray(repeats))
    return getitem(x, at(dim, places))


@composite(method=False)
def unravel_index(indices: TensorLike, shape: Sequence[int]) -> tuple[TensorLike, ...]:
    """Return the places in a tensor of `shape` that indices of the flattened tensor mean.

    Args:
        indices: integers.
        shape: the shape of the tensor.

    Returns:
        One tensor for each dimension.
    """
    places = []
    for size in reversed(list(shape)):
        places.append(indices % size)
        indices = indices // size
    return tuple(reversed(places))
