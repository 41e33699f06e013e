"""Selection of elements: by index, by position along a dimension, by condition."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from autograd.rules.arrays import Array, xp
from autograd.rules.dims import Shape, at, normalize
from autograd.rules.operation import InvalidValueError, TensorLike, composite, operation
from autograd.rules.shape import cast, reshape


def is_basic(key: Any) -> bool:
    """Return whether `key` holds only slices, integers, `...` and None, so that it selects no element twice."""
    parts = key if isinstance(key, tuple) else (key,)
    return all(part is None or part is Ellipsis or isinstance(part, slice | int | np.integer) for part in parts)


def _is_mask(key: Any) -> bool:
    return isinstance(key, np.ndarray) and key.dtype == np.bool_


@operation(
    x=lambda xp, upstream, x_shape, key: xp.put_at(upstream, x_shape, key),
    view=True,
    linear=True,
    internal=True,
    spoken="x[index]",
    pure=True,
)
def getitem(x: Array, key: Any) -> Array:
    """Return x[key], with NumPy's rules of indexing."""
    if key.__class__ is int or key.__class__ is slice:
        return x[key, ...]  # a view, also of one element, for which NumPy would return a scalar
    if key.__class__ is np.ndarray and key.dtype == np.int64 and key.ndim == 1 < x.ndim and x.size:
        # Half of the time of x[key]. But where x is no run in memory, `take` would copy all of it.
        return x.take(key, 0) if x.flags.c_contiguous else np.asarray(x[key], order="C")
    found: Array = x[key]
    if isinstance(found, np.generic):  # for one element NumPy returns a scalar; with `...` it returns a 0-d view
        found = x[(*key, ...) if isinstance(key, tuple) else (key, ...)]
    # NumPy puts a dimension that an array selects first in memory.
    return found if is_basic(key) else np.asarray(found, order="C")


@operation(x=lambda xp, upstream, key: xp.getitem(upstream, key), linear=True, internal=True)
def put_at(x: Array, shape: Shape, key: Any) -> Array:
    """Return zeros of `shape` with x added at `key`: the transpose of `getitem`. Repeated indices add up."""
    out = np.zeros(shape, x.dtype)
    if is_basic(key) or _is_mask(key):
        out[key] = x
    else:
        out = _added_at(out, key, x)
    return out


def _added_at(out: Array, key: Any, x: Array) -> Array:
    """Return `out` with x added at `key`. Repeated indices add one by one, so they are added in a wider dtype."""
    wide = {np.dtype(np.float16): np.float32, np.dtype(np.float32): np.float64}.get(out.dtype)
    if wide is None or (out.dtype == np.float32 and np.size(x) < 64 * out.size):  # few additions to each element
        np.add.at(out, key, x)
        return out
    total = out.astype(wide)
    np.add.at(total, key, x)
    return total.astype(out.dtype)


def _by_value(xp: Any, upstream: Any, x_shape: Shape, key: Any) -> Any:
    found = xp.getitem(upstream, key)
    if is_basic(key) or _is_mask(key):
        return found
    # Of the values for one element the last stays, as in NumPy; the others have no influence.
    numbers = np.arange(math.prod(found.shape)).reshape(found.shape)
    last = np.full(x_shape, -1)
    last[key] = numbers
    return xp.where(np.asarray(last[key] == numbers), found, 0)


@operation(
    x=lambda xp, upstream, key: xp.setitem(upstream, key, 0),
    value=_by_value,
    internal=True,
    spoken="x[index] = value",
)
def setitem(x: Array, key: Any, value: Any) -> Array:
    """Return a copy of x with x[key] = value."""
    out = x.copy()
    out[key] = value
    return out


@setitem.writes
def _setitem_in_place(x: Array, key: Any, value: Any) -> None:
    x[key] = value


def _seen(xp: Any, x: Any, how: Any) -> Any:
    """Return the view of x that the operations of `how` give, each with its arguments."""
    for op, arguments in how:
        x = getattr(xp, op.name)(x, *arguments)
    return x


@operation(
    x=lambda xp, upstream, how: xp.copy_slices(upstream, 0, how),
    value=_seen,
    internal=True,
    spoken="x[index] = value",
)
def copy_slices(x: Array, value: Any, how: Any) -> Array:
    """Return a copy of x with the elements that a view of it shows replaced by `value`.

    Args:
        x: any shape and dtype.
        value: what broadcasts to the shape of the view.
        how: the view, as pairs of an operation and its arguments after x.
    """
    out = x.copy()
    view = _seen(xp, out, how)
    if np.may_share_memory(view, out):
        view[...] = value
    else:  # in the memory order of this copy, the view is none: reshaping a transpose copies
        places = _seen(xp, np.arange(out.size).reshape(out.shape), how)
        out.reshape(-1)[places] = value
    return out


@copy_slices.writes
def _copy_slices_in_place(x: Array, value: Any, how: Any) -> None:
    _seen(xp, x, how)[...] = value


@operation(
    condition=None,
    x=lambda xp, upstream, condition: xp.where(condition, upstream, 0),
    y=lambda xp, upstream, condition: xp.where(condition, 0, upstream),
    promotes=(1, 2),
    numpy=[np.where],
    method=False,
    function=False,
    casts_numbers=True,
    broadcasts=True,
    pure=True,
)
def where(condition: Array, x: Array, y: Array) -> Array:
    """Return x where `condition` is true and y elsewhere, broadcast.

    Each operand gets a gradient of exactly 0 where the other was chosen.
    """
    if not isinstance(condition, bool) and condition.dtype != np.bool_:
        raise TypeError(f"expected a bool tensor as condition, got {condition.dtype}; write condition != 0")
    return np.where(condition, x, y)


@composite()
def masked_fill(x: TensorLike, mask: TensorLike, value: Any) -> TensorLike:
    """Return x with `value` where `mask` is true.

    Args:
        x: any shape and dtype.
        mask: a bool Tensor or array whose shape broadcasts with x.
        value: a number, or a Tensor or array that broadcasts with x. It is cast to the dtype of x.

    Returns:
        The broadcast shape, in the dtype of x.

    Raises:
        TypeError: if `mask` is not bool.
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> x = tensor([1.0, -2.0])
    >>> x.masked_fill(x < 0, 0.0)
    tensor([1., 0.])
    """
    filled = where(mask, value, x)
    return filled if filled.dtype == x.dtype else cast(filled, x.dtype)


def _leading(x: Array, index: Array, dim: int) -> Array:
    """Return x cut to the sizes of `index` in every dimension except `dim`."""
    return x[tuple(slice(None) if d == dim % x.ndim else slice(n) for d, n in enumerate(index.shape))]


@operation(
    x=lambda xp, upstream, x_shape, dim, index: xp.scatter_add(np.zeros(x_shape, upstream.dtype), dim, index, upstream),
    index=None,
)
def gather(x: Array, dim: int, index: Array) -> Array:
    """Return the elements of x at `index` along `dim`: for dim 1, out[i, j] = x[i, index[i, j]].

    Args:
        x: any shape and dtype.
        dim: the dimension along which `index` selects.
        index: integers, with as many dimensions as x. Except in `dim`, it may be smaller than x.

    Returns:
        The shape of `index`.

    Raises:
        IndexError: if an index is out of range, or not an integer.
        ShapeError: if the number of dimensions differs.

    Differs from PyTorch: negative indices count from the end.

    >>> from autograd import tensor
    >>> x = tensor([[1.0, 2.0], [3.0, 4.0]])
    >>> x.gather(1, tensor([[0, 0], [1, 0]]))
    tensor([[1., 1.],
            [4., 3.]])
    """
    if x.ndim == 0 or index.ndim == 0:
        normalize(dim, x.ndim)
        found: Array = x.reshape(-1)[index]
        return np.asarray(found)
    if not index.size:
        return np.empty(index.shape, x.dtype)
    return np.take_along_axis(_leading(x, index, dim), index, dim)


def _grown(xp: Any, x: Any, shape: Shape) -> Any:
    """Return x with zeros after its elements, up to `shape`."""
    return x if tuple(x.shape) == shape else xp.put_at(x, shape, tuple(slice(n) for n in x.shape))


@operation(
    x=lambda xp, upstream: upstream,
    index=None,
    src=lambda xp, upstream, dim, index, src_shape: _grown(xp, xp.gather(upstream, dim, index), src_shape),
    promotes=(0, 3),
    in_place=True,
)
def scatter_add(x: Array, dim: int, index: Array, src: Array) -> Array:
    """Return a copy of x with `src` added at `index` along `dim`: for dim 1, out[i, index[i, j]] += src[i, j].

    Repeated indices add up. It is the transpose of `gather`.

    Args:
        x: any shape and dtype.
        dim: the dimension along which `index` selects.
        index: integers, with as many dimensions as x.
        src: at least as large as `index`.

    Returns:
        The shape of x, in the common dtype of x and `src`.

    Raises:
        IndexError: if an index is out of range, or not an integer.
        ShapeError: if the shapes do not fit.

    Differs from PyTorch: negative indices count from the end, and x and `src` may have different dtypes.

    >>> from autograd import tensor, zeros
    >>> zeros(3).scatter_add(0, tensor([0, 2, 2]), tensor([1.0, 2.0, 3.0]))
    tensor([1., 0., 5.])
    """
    (d,) = normalize(dim, x.ndim) or (0,)
    if x.ndim == 0 or index.ndim == 0:
        return _added_at(x.copy().reshape(-1), (index.reshape(-1),), src.reshape(-1)).reshape(x.shape)
    if not index.size:
        return x.copy()
    src = src[tuple(slice(n) for n in index.shape)]
    places: list[Any] = list(np.indices(index.shape, sparse=True))
    places[d] = index
    return _added_at(x.copy(), tuple(places), src)


@composite()
def index_select(x: TensorLike, dim: int, index: TensorLike) -> TensorLike:
    """Return the slices of x at `index` along `dim`.

    Args:
        x: at least one dimension, any dtype.
        dim: the dimension along which `index` selects.
        index: a vector (n,) of integers.

    Returns:
        The shape of x with size n in `dim`.

    Raises:
        IndexError: if an index is out of range.

    Differs from PyTorch: negative indices count from the end.

    >>> from autograd import tensor
    >>> tensor([[1, 2, 3], [4, 5, 6]]).index_select(1, tensor([2, 0]))
    tensor([[3, 1],
            [6, 4]])
    """
    if x.ndim == 0:
        return reshape(getitem(reshape(x, 1), np.asarray(index).reshape(-1)), ())
    return getitem(x, at(normalize(dim, x.ndim)[0], np.asarray(index).reshape(-1)))


@operation(x=None, numpy=[np.argwhere])
def argwhere(x: Array) -> Array:
    """Return the indices of the nonzero elements, in row-major order.

    Args:
        x: any shape and dtype.

    Returns:
        (number of nonzero elements, number of dimensions of x), int64. No gradient flows.
    """
    return np.argwhere(x)


@composite()
def nonzero(x: TensorLike, *, as_tuple: bool = False) -> Any:
    """Return the indices of the nonzero elements, in row-major order.

    Args:
        x: any shape and dtype.
        as_tuple: whether to return one vector for each dimension, for use as an index.

    Returns:
        (number of nonzero elements, number of dimensions of x), int64. No gradient flows.

    >>> from autograd import tensor
    >>> tensor([[1, 0], [0, 2]]).nonzero()
    tensor([[0, 0],
            [1, 1]])
    """
    places = argwhere(reshape(x, 1) if as_tuple and x.ndim == 0 else x)
    return tuple(places[:, d] for d in range(places.shape[1])) if as_tuple else places


@operation(x=None, internal=True)
def one_hot(x: Array, num_classes: int = -1) -> Array:
    """Return vectors with a 1 at the index of the class and 0 elsewhere: classes (…) give (…, num_classes), int64.

    Raises:
        InvalidValueError: if a class is negative or not below `num_classes`.
        TypeError: if x is not of an integer dtype.
    """
    if x.dtype.kind not in "iu":
        raise TypeError(f"expected integer classes, got {x.dtype}; write x.long()")
    if num_classes == -1:
        num_classes = int(x.max(initial=-1)) + 1
    if x.size and x.min() < 0:
        raise InvalidValueError(f"expected classes of at least 0, got {x.min()}")
    if x.size and x.max() >= num_classes:
        raise InvalidValueError(f"expected classes from 0 to {num_classes - 1}, got {x.max()}")
    matches: Array = x[..., None] == np.arange(num_classes)
    return matches.astype(np.int64)
