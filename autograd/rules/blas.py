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
    if x.ndim < 2 or y.ndim != 2 or x.size * y.shape[1] <= _SMALL or x.shape[-1] != y.shape[0]:
        return np.matmul(x, y)  # type: ignore[no-any-return]  # an array
    if x.ndim > 2 and x.flags.c_contiguous:  # else a reshape would copy it
        rows = x.reshape(math.prod(x.shape[:-1]), x.shape[-1])
        return product(rows, y).reshape(*x.shape[:-1], y.shape[1])
    if x.ndim > 2 or not _can_be_cut(x, y):
        return np.matmul(x, y)  # type: ignore[no-any-return]  # an array
    return _in_pieces(x, y)


def _can_be_cut(x: Array, y: Array) -> bool:
    fits = x.dtype == y.dtype and x.dtype.kind == "f" and x.itemsize >= 4
    serial = x.size * y.shape[1] <= _SERIAL or _has_one_thread()
    return fits and serial and has_small_kernels()


def _in_pieces(x: Array, y: Array) -> Array:
    """Return the product of two matrices."""
    (n, k), m = x.shape, y.shape[1]
    if min(n, m) == 1:  # a product with a vector, for which BLAS has another function
        return np.matmul(x, y)  # type: ignore[no-any-return]  # an array
    if k > 16 * max(n, m):
        return _sum_of_pieces(x, y, min(_SMALL // (n * m), _LONGEST_SUM))
    rows = _SMALL // (k * m) if k <= _LONGEST_SUM else 0
    if y.strides[0] < y.strides[1]:
        if n >= _MANY_ROWS and rows >= 8:
            y = np.ascontiguousarray(y)
        else:
            rows = min(rows, _SMALL_RESULT // m)
    if rows >= (8 if x.strides[1] < x.strides[0] else 16):
        return _by_rows(x, y, rows)
    columns = _SMALL // (n * k) if k <= _LONGEST_SUM else 0
    if columns >= 128 and y.strides[1] < y.strides[0]:
        return _by_columns(x, y, columns)
    return np.matmul(x, y)  # type: ignore[no-any-return]  # an array


def _even(total: int, most: int) -> tuple[int, int]:
    """Return the number of equal pieces and their size, at most `most`; a rest of `total` may remain."""
    size = -(-total // -(-total // most))
    return total // size, size


def _by_rows(x: Array, y: Array, most: int) -> Array:
    """Return x @ y, computed for at most `most` rows of x at once."""
    pieces, rows = _even(len(x), most)
    whole = pieces * rows
    out = np.empty((len(x), y.shape[1]), x.dtype)
    np.matmul(x[:whole].reshape(pieces, rows, -1), y, out=out[:whole].reshape(pieces, rows, -1))
    if whole < len(x):
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
