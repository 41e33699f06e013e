"""Parts of a tensor as views: slices, diagonals, windows, and other shapes."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from autograd.rules.arrays import Array
from autograd.rules.dims import Shape, at, normalize
from autograd.rules.index import copy_slices, getitem, put_at, setitem
from autograd.rules.operation import TensorLike, composite, operation
from autograd.rules.shape import reshape, sum_to


@composite()
def select(x: TensorLike, dim: int, index: int) -> TensorLike:
    """Return the slice of x at `index` along `dim`, without that dimension.

    Args:
        x: at least one dimension, any dtype.
        dim: the dimension.
        index: the position. A negative one counts from the end.

    Returns:
        A view.

    Raises:
        IndexError: if the dimension or the position is out of range.

    >>> from autograd import tensor
    >>> tensor([[1, 2], [3, 4]]).select(1, 0)
    tensor([1, 3])
    """
    return x[at(normalize(dim, x.ndim)[0], int(index))]


@composite()
def narrow(x: TensorLike, dim: int, start: int, length: int) -> TensorLike:
    """Return the slices of x from `start` along `dim`.

    Args:
        x: at least one dimension, any dtype.
        dim: the dimension.
        start: the first position. A negative one counts from the end.
        length: how many.

    Returns:
        A view.

    Raises:
        IndexError: if the range is not within x.

    >>> from autograd import tensor
    >>> tensor([1, 2, 3, 4]).narrow(0, 1, 2)
    tensor([2, 3])
    """
    (d,) = normalize(dim, x.ndim)
    size, first = x.shape[d], int(start)
    first = first + size if first < 0 else first
    if not 0 <= first <= first + length <= size:
        raise IndexError(f"narrow(): expected a range within {size} elements, got start {start} and length {length}")
    return x[at(d, slice(first, first + length))]


@composite()
def unflatten(x: TensorLike, dim: int, sizes: Sequence[int]) -> TensorLike:
    """Return x with one dimension split into several.

    Args:
        x: at least one dimension, any dtype.
        dim: the dimension.
        sizes: the sizes of the new dimensions. One may be -1: it follows from the others.

    Returns:
        A view where the memory allows it.

    Raises:
        IndexError: if the dimension is out of range.
        ShapeError: if the number of elements differs.

    >>> from autograd import arange
    >>> arange(6).unflatten(0, (2, 3)).shape
    (2, 3)
    """
    (d,) = normalize(dim, x.ndim)
    known = math.prod(size for size in sizes if size != -1)
    new = [x.shape[d] // max(known, 1) if size == -1 else size for size in sizes]
    return reshape(x, *x.shape[:d], *new, *x.shape[d + 1 :])


@composite(numpy=[np.ravel])
def ravel(x: TensorLike) -> TensorLike:
    """Return x as a vector.

    Args:
        x: any shape and dtype.

    Returns:
        A view where the memory allows it.

    >>> from autograd import tensor
    >>> tensor([[1, 2], [3, 4]]).ravel()
    tensor([1, 2, 3, 4])
    """
    return reshape(x, -1)


def _diagonal_of(x: Array, offset: int, dim1: int, dim2: int) -> Array:
    view = np.diagonal(x, offset, dim1, dim2)
    view.flags.writeable = x.flags.writeable  # NumPy returns one that is read-only
    return view


@operation(
    x=lambda xp, upstream, x_shape, offset, dim1, dim2: xp.put_diagonal(upstream, x_shape, offset, dim1, dim2),
    view=True,
    linear=True,
)
def diagonal(x: Array, offset: int = 0, dim1: int = 0, dim2: int = 1) -> Array:
    """Return the diagonals of the matrices in two dimensions of x.

    Args:
        x: at least two dimensions, any dtype.
        offset: the diagonal; 0 is the main diagonal, positive numbers are above it.
        dim1: the dimension of the rows.
        dim2: the dimension of the columns.

    Returns:
        A view; the diagonal is its last dimension.

    Raises:
        IndexError: if a dimension is out of range.
        ShapeError: if both dimensions are the same.

    >>> from autograd import tensor
    >>> tensor([[1, 2], [3, 4]]).diagonal()
    tensor([1, 4])
    """
    return _diagonal_of(x, offset, dim1, dim2)


@operation(
    x=lambda xp, upstream, offset, dim1, dim2: xp.diagonal(upstream, offset, dim1, dim2), linear=True, internal=True
)
def put_diagonal(x: Array, shape: Shape, offset: int, dim1: int, dim2: int) -> Array:
    """Return zeros of `shape` with x on the diagonal: the transpose of `diagonal`."""
    out = np.zeros(shape, x.dtype)
    _diagonal_of(out, offset, dim1, dim2)[...] = x
    return out


@composite()
def diag_embed(x: TensorLike, offset: int = 0, dim1: int = -2, dim2: int = -1) -> TensorLike:
    """Return matrices with the vectors of x on a diagonal, and 0 elsewhere.

    Args:
        x: vectors (…, n), any dtype.
        offset: the diagonal; 0 is the main diagonal, positive numbers are above it.
        dim1: the dimension of the rows in the result.
        dim2: the dimension of the columns in the result.

    Returns:
        (…, n + |offset|, n + |offset|).

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1, 2]).diag_embed()
    tensor([[1, 0],
            [0, 2]])
    """
    rows, columns = (normalize(d, x.ndim + 1)[0] for d in (dim1, dim2))
    if rows == columns:
        raise ValueError(f"diag_embed(): expected two dimensions, got {dim1} and {dim2}")
    shape = list(x.shape[:-1])
    for place in sorted((rows, columns)):
        shape.insert(place, x.shape[-1] + abs(offset))
    return put_diagonal(x, tuple(shape), offset, rows, columns)


@composite(numpy=[np.diagflat])
def diagflat(x: TensorLike, offset: int = 0) -> TensorLike:
    """Return a matrix with the elements of x on a diagonal, and 0 elsewhere.

    Args:
        x: any shape and dtype. It is flattened.
        offset: the diagonal; 0 is the main diagonal, positive numbers are above it.

    >>> from autograd import tensor
    >>> tensor([1, 2]).diagflat()
    tensor([[1, 0],
            [0, 2]])
    """
    return diag_embed(reshape(x, -1), offset)


@operation(
    x=lambda xp, upstream, x_shape, dimension, size, step: xp.add_windows(upstream, x_shape, dimension, size, step),
    linear=True,
    function=False,
)
def unfold(x: Array, dimension: int, size: int, step: int) -> Array:
    """Return the windows of x along a dimension, each in a new last dimension.

    Args:
        x: any shape and dtype.
        dimension: the dimension.
        size: the length of a window.
        step: the distance of windows.

    Returns:
        A copy that cannot be changed in place: in PyTorch, that would change x.

    Raises:
        IndexError: if the dimension is out of range.
        ShapeError: if a window is longer than the dimension.

    >>> from autograd import arange
    >>> arange(5).unfold(0, 3, 2)
    tensor([[0, 1, 2],
            [2, 3, 4]])
    """
    if x.ndim == 0:
        return _unchangeable(x.reshape(1)[:size].copy())
    (d,) = normalize(dimension, x.ndim)
    return _unchangeable(sliding_window_view(x, size, d)[at(d, slice(None, None, step))].copy())


def _unchangeable(copied: Array) -> Array:
    """Return a copy in place of PyTorch's view as read-only: a change of it would be lost."""
    copied.flags.writeable = False
    return copied


@operation(
    x=lambda xp, upstream, dimension, size, step: xp.unfold(upstream, dimension, size, step),
    linear=True,
    internal=True,
)
def add_windows(x: Array, shape: Shape, dimension: int, size: int, step: int) -> Array:
    """Return zeros of `shape` with windows added at their places: the transpose of `unfold`."""
    out = np.zeros(shape, x.dtype)
    if not shape:
        return np.asarray(x.sum())
    (d,) = normalize(dimension, len(shape))
    for i in range(size):
        out[at(d, slice(i, i + (x.shape[d] - 1) * step + 1, step))] += x[..., i]
    return out


@composite()
def as_strided(
    x: TensorLike, size: Sequence[int], stride: Sequence[int], storage_offset: int | None = None
) -> TensorLike:
    """Return the elements of x at regular distances in its memory, as a tensor of any shape.

    Args:
        x: any shape and dtype.
        size: the shape of the result.
        stride: the distance of neighbours along each dimension, in elements.
        storage_offset: the place of the first element.

    Returns:
        A copy. Elements that appear several times get the sum of the gradients.

    Raises:
        IndexError: if an element is outside x.

    Differs from PyTorch: the memory is that of x in row-major order, and the result is no view.

    >>> from autograd import arange
    >>> arange(5).as_strided((2, 2), (2, 1))
    tensor([[0, 1],
            [2, 3]])
    """
    return getitem(reshape(x, -1), _places(size, stride, storage_offset))


def _places(size: Sequence[int], stride: Sequence[int], storage_offset: int | None) -> Array:
    places = np.array(storage_offset or 0)
    for n, step in zip(size, stride):
        places = places[..., None] + np.arange(n) * step
    return places


@composite()
def select_scatter(x: TensorLike, src: TensorLike, dim: int, index: int) -> TensorLike:
    """Return a copy of x in which `src` replaces the slice at `index` along `dim`.

    Args:
        x: at least one dimension, any dtype.
        src: a Tensor of the shape of the slice.
        dim: the dimension.
        index: the position.

    Raises:
        IndexError: if the dimension or the position is out of range.
    """
    return setitem(x, at(normalize(dim, x.ndim)[0], int(index)), src)


@composite()
def slice_scatter(
    x: TensorLike, src: TensorLike, dim: int = 0, start: int | None = None, end: int | None = None, step: int = 1
) -> TensorLike:
    """Return a copy of x in which `src` replaces the slices start:end:step along `dim`.

    Args:
        x: at least one dimension, any dtype.
        src: a Tensor of the shape of the slices.
        dim: the dimension.
        start, end, step: as in an index.

    Raises:
        IndexError: if the dimension is out of range.
    """
    return setitem(x, at(normalize(dim, x.ndim)[0], slice(start, end, step)), src)


@composite()
def diagonal_scatter(x: TensorLike, src: TensorLike, offset: int = 0, dim1: int = 0, dim2: int = 1) -> TensorLike:
    """Return a copy of x in which `src` replaces a diagonal.

    Args:
        x: at least two dimensions, any dtype.
        src: a Tensor of the shape of the diagonal.
        offset, dim1, dim2: see `diagonal`.

    Raises:
        IndexError: if a dimension is out of range.
    """
    return copy_slices(x, src, ((diagonal, (offset, dim1, dim2)),))


@composite(method=False)
def constant_pad_nd(x: TensorLike, pad: Sequence[int], value: float = 0) -> TensorLike:
    """Return x with `value` around it; negative numbers cut elements off.

    Args:
        x: any shape and dtype.
        pad: the numbers of elements before and after, for the last dimension, the one before it and so on.
        value: the number to fill with.

    Raises:
        ValueError: if `pad` has an odd length, or more pairs than x has dimensions.

    >>> from autograd import constant_pad_nd, tensor
    >>> constant_pad_nd(tensor([1, 2]), (1, 2), 9)
    tensor([9, 1, 2, 9, 9])
    """
    pairs = [(0, 0)] * (x.ndim - len(pad) // 2) + list(zip(pad[::2], pad[1::2]))[::-1]
    if len(pad) % 2 or len(pairs) > x.ndim:
        raise ValueError(f"constant_pad_nd(): expected a pair for each of {x.ndim} dimensions, got {tuple(pad)}")
    inside = x[tuple(slice(max(-a, 0), n - max(-b, 0)) for (a, b), n in zip(pairs, x.shape))]
    if all(a <= 0 and b <= 0 for a, b in pairs):
        return inside * 1
    shape = tuple(n + max(a, 0) + max(b, 0) for (a, b), n in zip(pairs, inside.shape))
    place = tuple(slice(max(a, 0), max(a, 0) + n) for (a, b), n in zip(pairs, inside.shape))
    padded = put_at(inside, shape, place)
    if value == 0:
        return padded
    filled = np.full(shape, value, np.dtype(str(x.dtype)))
    filled[place] = 0
    return padded + filled


@composite(function=False)
def sum_to_size(x: TensorLike, *size: int) -> TensorLike:
    """Return the sums of x over the dimensions that broadcasting from `size` to the shape of x would repeat.

    Args:
        x: any shape and dtype.
        size: the shape of the result, as integers or as one tuple.

    Raises:
        ValueError: if `size` does not broadcast to the shape of x.

    >>> from autograd import ones
    >>> ones(2, 3).sum_to_size(1, 3)
    tensor([[2., 2., 2.]])
    """
    try:
        fits = np.broadcast_shapes(tuple(x.shape), size) == tuple(x.shape)
    except ValueError:
        fits = False
    if not fits:
        raise ValueError(f"sum_to_size(): expected a size that broadcasts to {tuple(x.shape)}, got {size}")
    return sum_to(x, tuple(size))
