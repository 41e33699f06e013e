"""Matrices as linear maps: inverse, solution, determinant."""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.dims import Dim
from autograd.rules.matmul import matmul
from autograd.rules.operation import TensorLike, composite, numpy_form, operation
from autograd.rules.reduce import amax, amin, norm, sum
from autograd.rules.shape import squeeze

# For the rules see Giles, "Collected matrix derivative results for forward and reverse mode AD" (2008).


@operation(
    x=lambda xp, upstream, out: -xp.matmul(xp.mT(out), xp.matmul(upstream, xp.mT(out))),
    floating=True,
    numpy=[np.linalg.inv],
    linalg="inv",
)
def inv(x: Array) -> Array:
    """The inverse of each matrix (…, n, n)."""
    return np.linalg.inv(x)


@operation(
    x=lambda xp, upstream, out, x: xp.unsqueeze(xp.unsqueeze(upstream * out, -1), -1) * xp.mT(xp.inv(x)),
    floating=True,
    numpy=[np.linalg.det],
    linalg="det",
)
def det(x: Array) -> Array:
    """The determinant of each matrix (…, n, n); its gradient needs them to be invertible."""
    return np.linalg.det(x)


@composite(method=False, function=False, linalg="norm")
def matrix_norm(x: TensorLike, ord: Any = None, dim: Dim = None, keepdim: bool = False) -> TensorLike:
    """The norm that linalg.norm gives: of all elements; of vectors along a `dim`; or, with `ord`, of a matrix.

    Args:
        x: any shape.
        ord: None for the Euclidean norm. Of vectors any p. Of matrices "fro", 1 or -1 (columns), inf or -inf (rows).
        dim: one dimension for vectors, two for matrices; by default all.
        keepdim: keep the dimensions as 1.

    Raises:
        ValueError: for norms of matrices that need singular values.
    """
    dims = tuple(range(x.ndim)) if dim is None else (dim,) if isinstance(dim, int) else tuple(dim)
    if ord is None or len(dims) == 1:
        return norm(x, 2 if ord is None else ord, dim, keepdim)
    if len(dims) != 2:
        raise ValueError(f"linalg.norm(): ord={ord} is for vectors or matrices, got {len(dims)} dimensions")
    if ord == "fro":
        return norm(x, 2, dims, keepdim)
    if ord not in (1, -1, np.inf, -np.inf):
        raise ValueError(f"linalg.norm(): ord={ord!r} of a matrix needs its singular values, which have no rule here")
    rows, columns = (d % x.ndim for d in dims)
    summed, other = (rows, columns) if ord in (1, -1) else (columns, rows)
    sums = sum(builtins.abs(x), summed, True)
    result = (amax if ord > 0 else amin)(sums, other, True)
    return result if keepdim else squeeze(squeeze(result, max(rows, columns)), min(rows, columns))


@composite(numpy=[np.linalg.solve], method=False, function=False, linalg="solve")
def solve(a: TensorLike, b: TensorLike) -> TensorLike:
    """The x with a @ x = b, for a (…, n, n) and b (n,) or (…, n, k)."""
    return matmul(inv(a), b)


@numpy_form(np.linalg.norm)
def _numpy_norm(x: TensorLike, ord: Any = None, axis: Dim = None, keepdims: bool = False) -> TensorLike:
    return matrix_norm(x, ord, axis, keepdims)
