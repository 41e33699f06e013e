"""Accurate sums of arrays along any axis, for all reductions and for broadcasting undone.

NumPy adds pairwise only along contiguous memory. Along any other axis it adds one row after the other, and the error
grows with their number: the mean of a million rows of 0.1 is 0.101 in float32. Here the rows are added in blocks, then
the sums of the blocks, so the error grows with the logarithm. The sum of a block is a product with ones, which is also
faster than `x.sum(0)`. PyTorch's sums are cascaded likewise (pytorch/pytorch#38716).

float16 is added in float32.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

_BLOCK = 64
_reduce: Any = np.add.reduce  # its stub is too narrow


def add_up(x: Array, axis: tuple[int, ...] | int | None = None, keepdims: bool = False) -> Array:
    """Return the sum of x over `axis`, as np.sum, in the dtype of x, but float32 for float16."""
    if x.dtype.kind != "f":
        return np.asarray(np.sum(x, axis, keepdims=keepdims))
    if x.dtype == np.float16:
        x = x.astype(np.float32)
    if not x.ndim:
        return x
    if x.flags.c_contiguous:
        if axis is None or axis == -1 or axis == x.ndim - 1 or axis == (x.ndim - 1,):
            return np.asarray(_reduce(x, axis, keepdims=keepdims))  # fast path: one run of elements for each sum
        if x.ndim == 2 and axis in (0, (0,)) and x.size:  # fast path: the rows of a matrix
            summed = np.matmul(_ones(len(x), x.dtype), x) if len(x) <= _BLOCK else _add_rows(x, 0)
            return summed[None] if keepdims else summed
    axes = _positive(axis, x.ndim)
    count = math.prod(x.shape[d] for d in axes)
    if count <= 8 or not x.size:  # NumPy's own loop is as accurate, and faster
        return np.asarray(_reduce(x, axes, keepdims=keepdims))
    # In the order of memory, the reduced dimensions at the end are one run of elements.
    order = _memory_order(x)
    places = sorted(order.index(d) for d in axes)
    found = x.transpose(order)
    if not found.flags.c_contiguous:
        found = np.ascontiguousarray(found)
    trailing = 0
    while places and places[-1] == x.ndim - 1 - trailing:
        places.pop()
        trailing += 1
    if trailing:
        found = _reduce(found.reshape(*found.shape[: x.ndim - trailing], -1), -1)
    for place in reversed(places):
        found = _add_rows(found, place)
    kept = [d for d in order if d not in axes]  # the dimensions of `found`
    found = found.transpose([kept.index(d) for d in sorted(kept)])
    return found.reshape([1 if d in axes else size for d, size in enumerate(x.shape)]) if keepdims else found


def add_rows(x: Array) -> Array:
    """Return the sum of the rows of a matrix of float32 or float64: `add_up(x, 0)` with fewer calls."""
    if 0 < len(x) <= _BLOCK and x.flags.c_contiguous:
        summed: Array = _ones(len(x), x.dtype).dot(x)
        return summed
    return add_up(x, 0)


def average(x: Array, axis: tuple[int, ...] | None = None, keepdims: bool = False) -> Array:
    """Return the mean of x over `axis`, in the dtype of x, but float32 for float16. The mean of nothing is NaN."""
    total = add_up(x, axis, keepdims)
    count = x.size // total.size if total.size else math.prod(x.shape[d] for d in _positive(axis, x.ndim))
    return np.asarray(total / total.dtype.type(count))


def _add_rows(x: Array, axis: int) -> Array:
    """Return the sum over an axis that is not the last one, of a contiguous array."""
    shape = x.shape[:axis] + x.shape[axis + 1 :]
    rows = x.reshape(math.prod(x.shape[:axis]), x.shape[axis], -1)
    while (n := rows.shape[1]) > _BLOCK:
        whole = n - n % _BLOCK
        blocks = rows[:, :whole].reshape(len(rows), whole // _BLOCK, _BLOCK, -1)
        sums = np.matmul(_ones(_BLOCK, x.dtype), blocks)
        rows = np.concatenate([sums, rows[:, whole:]], 1) if whole < n else sums
    summed: Array = np.matmul(_ones(rows.shape[1], x.dtype), rows)
    return summed.reshape(shape)


@lru_cache(maxsize=128)
def _ones(n: int, dtype: Any) -> Array:
    return np.ones(n, dtype)


def _positive(axis: tuple[int, ...] | int | None, ndim: int) -> tuple[int, ...]:
    if axis is None:
        return tuple(range(ndim))
    return tuple(d % ndim for d in ((axis,) if isinstance(axis, int) else axis))


def _memory_order(x: Array) -> list[int]:
    """Return the dimensions of x from the largest step in memory to the smallest."""
    if x.flags.c_contiguous:
        return list(range(x.ndim))
    return sorted(range(x.ndim), key=lambda d: -abs(x.strides[d]))
