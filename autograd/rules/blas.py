"""Products of matrices, cut into pieces where OpenBLAS computes small products faster.

Before a product, BLAS copies its matrices into an order that suits the processor. OpenBLAS leaves the copy out for
products of at most 100³ multiplications on processors with AVX-512 ("small matrix" kernels,
kernel/x86_64/sgemm_small_kernel_permit_skylakex.c). A product that is a few times as large takes 0.45 to 0.9 of the
time in pieces of that size: 0.7 for 64 images of MNIST times 128 vectors of weights. Elsewhere, products stay whole.
"""

from __future__ import annotations

import functools
import math
import os
from collections.abc import Callable
from typing import Any

import numpy as np

from autograd.rules.sums import add_up

Array = np.ndarray[Any, np.dtype[Any]]

_SMALL = 1_000_000  # multiplications of a small product
_SMALL_RESULT = 1_200  # elements of the result of a small product of rows with rows, x @ y.T
_LONGEST_SUM = 8_192  # terms that a small product adds to an element: it adds one by one, which loses digits
_MANY_ROWS = 512  # of x, for which a copy of y in the order of memory costs little
_SERIAL = 16_000_000  # multiplications of a product that gains little from a second thread; pieces run on one


def product(x: Array, y: Array) -> Array:
    """Return x @ y, in pieces where that is faster. A stack of matrices times a matrix is one product of all rows."""
    if x.ndim < 2 or y.ndim != 2 or x.shape[-1] != y.shape[0]:
        return np.matmul(x, y)  # type: ignore[no-any-return]  # an array
    size = x.size * y.shape[1]
    if x.ndim == 2 and size <= _SMALL:
        return x.dot(y)  # type: ignore[no-any-return]  # half a microsecond less than np.matmul
    if x.ndim > 2 and size > _SMALL and x.flags.c_contiguous:  # else a reshape would copy it
        rows = x.reshape(math.prod(x.shape[:-1]), x.shape[-1])
        return product(rows, y).reshape(*x.shape[:-1], y.shape[1])
    if x.ndim == 2 and has_small_kernels() and (size <= _SERIAL or _has_one_thread()) and x.dtype is y.dtype:
        way = _way(*x.shape, y.shape[1], x.dtype, x.strides[1] < x.strides[0], y.strides[1] <= y.strides[0])
        if way is not None:
            return way(x, y)
    return np.matmul(x, y)  # type: ignore[no-any-return]  # an array


@functools.lru_cache(maxsize=1024)
def _way(
    n: int, k: int, m: int, dtype: Any, x_in_rows: bool, y_in_rows: bool
) -> Callable[[Array, Array], Array] | None:
    """Return the function that multiplies matrices (n, k) and (k, m) in pieces, or None if the whole is faster.

    `x_in_rows` and `y_in_rows` say whether the rows of the matrices, and not their columns, are runs in memory.
    """
    if dtype.kind != "f" or dtype.itemsize < 4 or min(n, m) == 1:  # for vectors, BLAS has other functions
        return None
    length = min(_SMALL // (n * m), _LONGEST_SUM)
    if k > 16 * max(n, m) and length >= max(n, m):  # else the results to add would be as much as the operands
        return functools.partial(_sum_of_pieces, most=length)
    rows = _SMALL // (k * m) if k <= _LONGEST_SUM else 0
    copied = not y_in_rows and n >= _MANY_ROWS and rows >= 8
    if not y_in_rows and not copied:
        rows = min(rows, _SMALL_RESULT // m)
    if rows >= (8 if x_in_rows else 16):
        return functools.partial(_by_rows, most=rows, copied=copied)
    columns = _SMALL // (n * k) if k <= _LONGEST_SUM else 0
    if columns >= 128 and y_in_rows:
        return functools.partial(_by_columns, most=columns)
    return None


def _even(total: int, most: int) -> tuple[int, int]:
    """Return the number of equal pieces and their size, at most `most`; a rest of `total` may remain."""
    size = -(-total // -(-total // most))
    return total // size, size


def _by_rows(x: Array, y: Array, most: int, copied: bool) -> Array:
    """Return x @ y, computed for at most `most` rows of x at once; with a copy of y by rows if it is `copied`."""
    if copied:
        y = np.ascontiguousarray(y)
    rows = most - most % 8  # the kernels take 8 rows at once
    pieces = len(x) // rows
    whole = pieces * rows
    out = np.empty((len(x), y.shape[1]), x.dtype)
    if whole == len(x):
        np.matmul(x.reshape(pieces, rows, -1), y, out=out.reshape(pieces, rows, -1))
    else:
        np.matmul(x[:whole].reshape(pieces, rows, -1), y, out=out[:whole].reshape(pieces, rows, -1))
        np.matmul(x[whole:], y, out=out[whole:])
    return out


def _by_columns(x: Array, y: Array, most: int) -> Array:
    """Return x @ y, computed for at most `most` columns of y at once."""
    pieces, columns = _even(y.shape[1], most)
    whole = pieces * columns
    out = np.empty((len(x), y.shape[1]), x.dtype)
    np.matmul(x, _pieces(y[:, :whole], pieces), out=_pieces(out[:, :whole], pieces))
    if whole < y.shape[1]:
        np.matmul(x, y[:, whole:], out=out[:, whole:])
    return out


def _pieces(x: Array, pieces: int) -> Array:
    """Return a view of x (n, pieces · m) as (pieces, n, m)."""
    return x.reshape(len(x), pieces, -1).transpose(1, 0, 2)


def _sum_of_pieces(x: Array, y: Array, most: int) -> Array:
    """Return x @ y, computed for at most `most` columns of x and rows of y at once, and added."""
    pieces, length = _even(len(y), most)
    whole = pieces * length
    out = add_up(np.matmul(_pieces(x[:, :whole], pieces), y[:whole].reshape(pieces, length, -1)), 0)
    if whole < len(y):
        out += np.matmul(x[:, whole:], y[whole:])
    return out


@functools.cache
def has_small_kernels() -> bool:
    """Return whether NumPy's BLAS is OpenBLAS with kernels for small products."""
    facts: Any = np.show_config(mode="dicts")
    found = facts.get("SIMD Extensions", {}).get("found", [])
    blas = facts.get("Build Dependencies", {}).get("blas", {}).get("name", "")
    wide = "X86_V4" in found or "AVX512_SKX" in found  # their names in NumPy 2.4 and before
    return wide and "openblas" in blas and "OPENBLAS_CORETYPE" not in os.environ


@functools.cache
def _has_one_thread() -> bool:
    return os.environ.get("OPENBLAS_NUM_THREADS") == "1"
