"""The LU decomposition."""

from __future__ import annotations

import math
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.matmul import matmul
from autograd.rules.operation import InvalidValueError, TensorLike, composite, operation
from autograd.rules.reduce import sum
from autograd.rules.shape import mT, reshape
from autograd.rules.triangular import no_errors, solve_triangular

T = TypeVar("T")


class LU(NamedTuple, Generic[T]):
    """A permutation, a unit lower triangular and an upper triangular matrix."""

    P: T
    L: T
    U: T


class PackedLU(NamedTuple, Generic[T]):
    """L below the diagonal and U above it in one matrix, and the rows that were exchanged, from 1 (int32)."""

    LU: T
    pivots: T


class PackedLUAndInfo(NamedTuple, Generic[T]):
    """L and U in one matrix, the rows that were exchanged, and 0 for each matrix (int32)."""

    LU: T
    pivots: T
    info: T


def _factored(x: Array) -> tuple[Array, Array]:
    """Return L and U in one matrix, and the exchanged rows from 0, by Gaussian elimination with pivoting of rows."""
    lu, (n, m) = x.copy(), x.shape[-2:]
    flat = lu.reshape(math.prod(x.shape[:-2]), n, m)
    pivots = np.empty((len(flat), min(n, m)), np.int64)
    each = np.arange(len(flat))
    for j in range(min(n, m)):
        rows = j + np.argmax(np.abs(flat[:, j:, j]), -1) if len(flat) else np.zeros(0, np.int64)
        pivots[:, j] = rows
        flat[each, j], flat[each, rows] = flat[each, rows], flat[each, j].copy()
        pivot = flat[:, j, j][:, None]
        flat[:, j + 1 :, j] /= np.where(pivot == 0, 1, pivot)
        flat[:, j + 1 :, j + 1 :] -= flat[:, j + 1 :, j, None] * flat[:, j, None, j + 1 :]
    return flat.reshape(x.shape), pivots.reshape(*x.shape[:-2], min(n, m))


@operation(x=None, floating=True, internal=True)
def pivots_of(x: Array) -> Array:
    """Return the rows that pivoting exchanges, from 1, int32."""
    return (_factored(x)[1] + 1).astype(np.int32)


def _order(pivots: Array, n: int) -> Array:
    """Return the order of rows that the exchanges of `pivots` (from 1) give."""
    order = np.broadcast_to(np.arange(n), (*pivots.shape[:-1], n)).copy()
    batch = math.prod(pivots.shape[:-1])
    flat, steps = order.reshape(batch, n), pivots.reshape(batch, pivots.shape[-1])
    each = np.arange(len(flat))
    for j in range(pivots.shape[-1]):
        rows = steps[:, j] - 1
        flat[each, j], flat[each, rows] = flat[each, rows], flat[each, j].copy()
    return flat.reshape(order.shape)


def _permutation(pivots: TensorLike, n: int, dtype: Any) -> Array:
    """Return the matrix P with x = P L U."""
    order = _order(np.asarray(getattr(pivots, "_array", pivots)), n)
    return np.swapaxes(np.eye(n, dtype=np.dtype(str(dtype)))[order], -1, -2).copy()


def _lu_by_x(xp: Any, upstream: Any, out: Any, x: Any, x_shape: Any) -> Any:
    n, m = x_shape[-2:]
    k = min(n, m)
    p = _permutation(xp.pivots_of(x), n, x.dtype)
    square, by_square = (xp.getitem(part, (..., slice(0, k), slice(0, k))) for part in (out, upstream))
    lower = xp.tril(square, -1) + np.eye(k, dtype=x.dtype)
    upper = xp.triu(square, 0)
    by_lower, by_upper = xp.tril(by_square, -1), xp.triu(by_square, 0)
    if n == m:
        inner = xp.tril(xp.matmul(xp.mT(lower), by_lower), -1) + xp.triu(xp.matmul(by_upper, xp.mT(upper)), 0)
        return xp.matmul(p, _between(xp, lower, inner, upper))
    if n < m:  # the further columns of U are L⁻¹ Pᵀ x
        rest, by_rest = (xp.getitem(part, (..., slice(0, k), slice(k, None))) for part in (out, upstream))
        inner = xp.tril(xp.matmul(xp.mT(lower), by_lower) - xp.matmul(by_rest, xp.mT(rest)), -1) + xp.triu(
            xp.matmul(by_upper, xp.mT(upper)), 0
        )
        left = _between(xp, lower, inner, upper)
        return xp.matmul(p, xp.cat([left, _solve_lower_transposed(xp, lower, by_rest)], -1))
    rest, by_rest = (xp.getitem(part, (..., slice(k, None), slice(0, k))) for part in (out, upstream))
    inner = xp.tril(xp.matmul(xp.mT(lower), by_lower), -1) + xp.triu(
        xp.matmul(by_upper, xp.mT(upper)) - xp.matmul(xp.mT(rest), by_rest), 0
    )
    top = _between(xp, lower, inner, upper)
    below = xp.mT(xp.solve_upper(upper, xp.mT(by_rest), False))
    return xp.matmul(p, xp.cat([top, below], -2))


def _solve_lower_transposed(xp: Any, lower: Any, right: Any) -> Any:
    """Return L⁻ᵀ right: Lᵀ is upper triangular with ones on its diagonal."""
    return xp.solve_upper(xp.mT(lower), right, True)


def _between(xp: Any, lower: Any, inner: Any, upper: Any) -> Any:
    """Return L⁻ᵀ inner U⁻ᵀ."""
    return _solve_lower_transposed(xp, lower, xp.mT(xp.solve_upper(upper, xp.mT(inner), False)))


@operation(x=_lu_by_x, floating=True, internal=True, spoken="linalg.lu_factor()")
def packed_lu(x: Array) -> Array:
    """Return L below the diagonal and U above it, of matrices with exchanged rows.

    Source of the rule: F. de Hoog, R. Anderssen, M. Lukas, "Differentiation of matrix functionals using triangular
    factorization", 2011.
    """
    return _factored(x)[0]


@composite(method=False, function=False, linalg="lu_factor")
def lu_factor(x: TensorLike, *, pivot: bool = True) -> PackedLU[TensorLike]:
    """Return the LU decomposition in one matrix, and the rows that were exchanged.

    Args:
        x: matrices (…, n, m).
        pivot: rows are exchanged; False is refused.

    Returns:
        The named tuple `(LU, pivots)`: L below the diagonal, which counts as 1, and U above; the row, from 1, that each
        row was exchanged with.

    Raises:
        ValueError: if `pivot` is False.

    >>> from autograd import linalg, tensor
    >>> linalg.lu_factor(tensor([[1.0, 2.0], [2.0, 0.0]])).pivots
    tensor([2, 2], dtype=int32)
    """
    if not pivot:
        raise InvalidValueError("linalg.lu_factor(): expected pivot=True; a decomposition without is not stable")
    return PackedLU(packed_lu(x), pivots_of(x))


@composite(method=False, function=False, linalg="lu_factor_ex")
def lu_factor_ex(x: TensorLike, *, pivot: bool = True, check_errors: bool = False) -> PackedLUAndInfo[TensorLike]:
    """Return the LU decomposition in one matrix, the rows that were exchanged, and 0 for each matrix.

    Args:
        x: matrices (…, n, m).
        pivot, check_errors: see `linalg.lu_factor`.

    Returns:
        The named tuple `(LU, pivots, info)`.
    """
    return PackedLUAndInfo(*lu_factor(x, pivot=pivot), no_errors(x))


@composite()
def lu(x: TensorLike, pivot: bool = True, get_infos: bool = False) -> Any:
    """Return the LU decomposition in one matrix, and the rows that were exchanged; see `linalg.lu_factor`.

    Args:
        x: matrices (…, n, m).
        pivot: rows are exchanged; False is refused.
        get_infos: whether to return 0 for each matrix too.
    """
    packed = lu_factor(x, pivot=pivot)
    return (*packed, no_errors(x)) if get_infos else tuple(packed)


@composite(method=False)
def lu_unpack(
    LU_data: TensorLike,
    LU_pivots: TensorLike,
    unpack_data: bool = True,
    unpack_pivots: bool = True,
) -> LU[TensorLike]:
    """Return the matrices P, L and U of a decomposition x = P L U.

    Args:
        LU_data: the matrices of `linalg.lu_factor`, (…, n, m).
        LU_pivots: its exchanged rows.
        unpack_data: whether to return L and U; else they are empty.
        unpack_pivots: whether to return P; else it is empty.
    """
    n, m = LU_data.shape[-2:]
    k = min(n, m)
    empty = reshape(LU_data, -1)[:0]
    eye = np.eye(n, k, dtype=np.dtype(str(LU_data.dtype)))
    lower = LU_data[..., :k].tril(-1) + eye if unpack_data else empty
    upper = LU_data[..., :k, :].triu() if unpack_data else empty
    p = empty.detach() * 0 if hasattr(empty, "detach") else empty
    if unpack_pivots:
        p = sum(empty.detach() if hasattr(empty, "detach") else empty) + _permutation(LU_pivots, n, LU_data.dtype)
    return LU(p, lower, upper)


@composite(method=False, function=False, linalg="lu")
def linalg_lu(x: TensorLike, *, pivot: bool = True) -> LU[TensorLike]:
    """Return the LU decomposition x = P L U.

    Args:
        x: matrices (…, n, m).
        pivot: rows are exchanged; False is refused.

    Returns:
        The named tuple `(P, L, U)`: a permutation (…, n, n), a lower triangular matrix with ones on its diagonal,
        and an upper triangular one.

    Raises:
        ValueError: if `pivot` is False.

    >>> from autograd import linalg, tensor
    >>> linalg.lu(tensor([[1.0, 2.0], [2.0, 0.0]])).U
    tensor([[2., 0.],
            [0., 2.]])
    """
    return lu_unpack(*lu_factor(x, pivot=pivot))


@composite(method=False, function=False, linalg="lu_solve")
def linalg_lu_solve(
    LU: TensorLike,
    pivots: TensorLike,
    B: TensorLike,
    *,
    left: bool = True,
    adjoint: bool = False,
) -> TensorLike:
    """Return the solution x of a @ x = B, given the LU decomposition of a.

    Args:
        LU: the matrices of `linalg.lu_factor`.
        pivots: its exchanged rows.
        B: matrices (…, n, k), or (…, k, n) if `left` is False.
        left: False to solve x @ a = B.
        adjoint: whether to solve with the transpose of a.
    """
    if not left:
        return mT(linalg_lu_solve(LU, pivots, mT(B), adjoint=not adjoint))
    p = _permutation(pivots, LU.shape[-1], LU.dtype)
    if adjoint:
        inner = solve_triangular(mT(LU), B, upper=False)
        return matmul(p, solve_triangular(mT(LU), inner, upper=True, unitriangular=True))
    inner = solve_triangular(LU, matmul(np.swapaxes(p, -1, -2), B), upper=False, unitriangular=True)
    return solve_triangular(LU, inner, upper=True)


@composite()
def lu_solve(x: TensorLike, LU_data: TensorLike, LU_pivots: TensorLike) -> TensorLike:
    """Return the solution of a @ solution = x, given the LU decomposition of a; see `linalg.lu_solve`.

    Args:
        x: matrices (…, n, k).
        LU_data: the matrices of `linalg.lu_factor`.
        LU_pivots: its exchanged rows.
    """
    return linalg_lu_solve(LU_data, LU_pivots, x)
