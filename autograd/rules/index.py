"""Choosing elements: by index, by position along a dimension, by condition."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.dims import Shape
from autograd.rules.operation import TensorLike, composite, operation
from autograd.rules.shape import cast


def _is_basic(key: Any) -> bool:
    """Whether no element can be chosen twice: slices, whole numbers, `...` and None."""
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
)
def getitem(x: Array, key: Any) -> Array:
    """x[key], as NumPy indexes."""
    found = x[key]
    if isinstance(found, np.generic):  # one element: a 0-d view, where NumPy gives a copy of the number
        found = x[(*key, ...) if isinstance(key, tuple) else (key, ...)]
    return found


@operation(x=lambda xp, upstream, key: xp.getitem(upstream, key), linear=True, internal=True)
def put_at(x: Array, shape: Shape, key: Any) -> Array:
    """Zeros of `shape` with x added at `key`: what is chosen twice receives twice."""
    out = np.zeros(shape, x.dtype)
    if _is_basic(key) or _is_mask(key):
        out[key] = x
    else:
        np.add.at(out, key, x)
    return out


@operation(
    x=lambda xp, upstream, key: xp.setitem(upstream, key, 0),
    value=lambda xp, upstream, key: xp.getitem(upstream, key),
    internal=True,
    spoken="x[index] = value",
)
def setitem(x: Array, key: Any, value: Any) -> Array:
    """A copy of x in which x[key] is `value`."""
    out = x.copy()
    out[key] = value
    return out


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
)
def where(condition: Array, x: Array, y: Array) -> Array:
    """x where `condition` holds, y elsewhere, broadcast; the side not chosen receives exactly zero."""
    if not isinstance(condition, bool) and condition.dtype != np.bool_:
        raise TypeError(f"the condition must be a bool tensor, got {condition.dtype}; write condition != 0")
    return np.where(condition, x, y)


@composite()
def masked_fill(x: TensorLike, mask: TensorLike, value: Any) -> TensorLike:
    """x with `value`, cast to its dtype, where the bool tensor `mask` holds."""
    filled = where(mask, value, x)
    return filled if filled.dtype == x.dtype else cast(filled, x.dtype)


def _leading(x: Array, index: Array, dim: int) -> Array:
    """x cut to the sizes of `index` in every dimension but `dim`."""
    return x[tuple(slice(None) if d == dim % x.ndim else slice(n) for d, n in enumerate(index.shape))]


@operation(
    x=lambda xp, upstream, x_shape, dim, index: xp.scatter_add(np.zeros(x_shape, upstream.dtype), dim, index, upstream),
    index=None,
    numpy=[],
)
def gather(x: Array, dim: int, index: Array) -> Array:
    """out[i][j][k] = x[i][j][index[i][j][k]] for dim 2, and so on; `index` may be smaller than x elsewhere."""
    return np.take_along_axis(_leading(x, index, dim), index, dim)


@operation(
    x=lambda xp, upstream: upstream,
    index=None,
    source=lambda xp, upstream, dim, index: xp.gather(upstream, dim, index),
    promotes=(0, 3),
)
def scatter_add(x: Array, dim: int, index: Array, source: Array) -> Array:
    """A copy of x with each element of `source` added where `index` says along `dim`; the inverse of gather."""
    out = x.copy()
    places: list[Any] = list(np.indices(index.shape, sparse=True))
    places[dim % x.ndim] = index
    np.add.at(out, tuple(places), source)
    return out


@composite()
def index_select(x: TensorLike, dim: int, index: TensorLike) -> TensorLike:
    """The slices of x that the whole numbers in `index` name along `dim`."""
    return getitem(x, (slice(None),) * (dim % x.ndim) + (index,))


@operation(x=None, numpy=[np.argwhere])
def nonzero(x: Array) -> Array:
    """The indices of what is not zero, one row each."""
    return np.argwhere(x)


@operation(x=None, internal=True)
def one_hot(x: Array, num_classes: int = -1) -> Array:
    """int64: 1 at the class that each whole number names, 0 elsewhere; x (…) gives (…, num_classes).

    Raises:
        ValueError: for a class below 0 or not below `num_classes`.
        TypeError: for elements that are not whole numbers.
    """
    if x.dtype.kind not in "iu":
        raise TypeError(f"classes are whole numbers, got {x.dtype}; write x.long()")
    if num_classes == -1:
        num_classes = int(x.max(initial=-1)) + 1
    if x.size and not (x.min() >= 0 and x.max() < num_classes):
        raise ValueError(f"classes run from 0 to {num_classes - 1}, got values from {x.min()} to {x.max()}")
    return (x[..., None] == np.arange(num_classes)).astype(np.int64)
