"""Systems of linear equations: solutions, pseudoinverses, least squares, and the LU decomposition."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.decompositions import no_errors, solve_triangular
from autograd.rules.linalg import inv
from autograd.rules.matmul import matmul
from autograd.rules.operation import InvalidValueError, TensorLike, composite, operation
from autograd.rules.reduce import sum
from autograd.rules.shape import mT, permute, reshape, unsqueeze

T = TypeVar("T")


class SignAndLog(NamedTuple, Generic[T]):
    """The sign of a determinant, and the logarithm of its absolute value."""

    sign: T
    logabsdet: T


class InverseAndInfo(NamedTuple, Generic[T]):
    """An inverse, and 0 for each matrix that has one (int32)."""

    inverse: T
    info: T


class ResultAndInfo(NamedTuple, Generic[T]):
    """A solution, and 0 for each matrix that is not singular (int32)."""

    result: T
    info: T


class LeastSquares(NamedTuple, Generic[T]):
    """The solution of a least squares problem, with sums of squares that remain, ranks and singular values."""

    solution: T
    residuals: T
    rank: T
    singular_values: T


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


@operation(x=None, floating=True, internal=True)
def sign_of_determinant(x: Array) -> Array:
    """Return the sign of each determinant."""
    return np.asarray(np.linalg.slogdet(x).sign)


@operation(
    x=lambda xp, upstream, x: xp.unsqueeze(xp.unsqueeze(upstream, -1), -1) * xp.mT(xp.inv(x)),
    floating=True,
    internal=True,
    spoken="linalg.slogdet()",
)
def log_of_determinant(x: Array) -> Array:
    """Return log |det x| for each matrix."""
    return np.asarray(np.linalg.slogdet(x).logabsdet)


@composite(linalg="slogdet", numpy=[np.linalg.slogdet])
def slogdet(x: TensorLike) -> SignAndLog[TensorLike]:
    """Return the sign of each determinant, and the logarithm of its absolute value, which does not overflow.

    Args:
        x: square matrices (…, n, n).

    Returns:
        The named tuple `(sign, logabsdet)`, each (…). For a singular matrix they are 0 and −∞.

    Raises:
        numpy.linalg.LinAlgError: if the matrices are not square, or for the gradient if one is singular.

    >>> from autograd import slogdet, tensor
    >>> slogdet(tensor([[0.0, 1.0], [1.0, 0.0]])).sign
    tensor(-1.)
    """
    return SignAndLog(sign_of_determinant(x), log_of_determinant(x))


@composite()
def logdet(x: TensorLike) -> TensorLike:
    """Return the logarithm of each determinant: NaN for a negative one, −∞ for 0.

    Args:
        x: square matrices (…, n, n).

    Returns:
        (…).

    Raises:
        numpy.linalg.LinAlgError: if the matrices are not square.

    >>> from autograd import tensor
    >>> tensor([[2.0, 0.0], [0.0, 0.5]]).logdet()
    tensor(0.)
    """
    sign, logarithm = slogdet(x)
    numbers = np.asarray(getattr(sign, "_array", sign))
    return logarithm + np.where(numbers < 0, np.nan, 0).astype(numbers.dtype)


@operation(
    a=lambda xp, upstream, out, a: -xp.matmul(xp.solve_matrices(xp.mT(a), upstream), xp.mT(out)),
    b=lambda xp, upstream, a: xp.solve_matrices(xp.mT(a), upstream),
    promotes=(0, 1),
    floating=True,
    internal=True,
    spoken="linalg.solve()",
)
def solve_matrices(a: Array, b: Array) -> Array:
    """Return the solution x of a @ x = b for matrices b, by LU decomposition."""
    solution: Array = np.linalg.solve(a, b)
    return solution


@composite(numpy=[np.linalg.solve], method=False, function=False, linalg="solve")
def solve(a: TensorLike, b: TensorLike, *, left: bool = True) -> TensorLike:
    """Return the solution x of a @ x = b, by LU decomposition.

    Args:
        a: square matrices (…, n, n); integers become float32.
        b: vectors, (n,) or of the shape of `a` without the last dimension; else matrices (…, n, k), or (…, k, n) if
            `left` is False.
        left: False to solve x @ a = b.

    Returns:
        Vectors (…, n), or matrices of the shape of b.

    Raises:
        numpy.linalg.LinAlgError: if a matrix is singular or not square.
        ShapeError: if the shapes do not fit.

    >>> from autograd import linalg, tensor
    >>> linalg.solve(tensor([[2.0, 0.0], [0.0, 4.0]]), tensor([2.0, 2.0]))
    tensor([1.0000, 0.5000])
    """
    if np.ndim(b) == 1 or (np.ndim(a) - 1 == np.ndim(b) and tuple(np.shape(b)) == tuple(np.shape(a))[:-1]):
        return solve_matrices(a, unsqueeze(b, -1))[..., 0] if left else solve_matrices(mT(a), unsqueeze(b, -1))[..., 0]
    return solve_matrices(a, b) if left else mT(solve_matrices(mT(a), mT(b)))


@composite(method=False, function=False, linalg="solve_ex")
def solve_ex(
    a: TensorLike, b: TensorLike, *, left: bool = True, check_errors: bool = False
) -> ResultAndInfo[TensorLike]:
    """Return the solution x of a @ x = b, and 0 for each matrix; see `linalg.solve`.

    Args:
        a: square matrices (…, n, n).
        b: vectors or matrices.
        left: False to solve x @ a = b.
        check_errors: accepted for PyTorch's programs; a singular matrix always raises.

    Returns:
        The named tuple `(result, info)`.

    Raises:
        numpy.linalg.LinAlgError: if a matrix is singular or not square.
    """
    return ResultAndInfo(solve(a, b, left=left), no_errors(a))


@composite(method=False, function=False, linalg="inv_ex")
def inv_ex(x: TensorLike, *, check_errors: bool = False) -> InverseAndInfo[TensorLike]:
    """Return the inverse of each matrix, and 0 for each.

    Args:
        x: square matrices (…, n, n).
        check_errors: accepted for PyTorch's programs; a singular matrix always raises.

    Returns:
        The named tuple `(inverse, info)`.

    Raises:
        numpy.linalg.LinAlgError: if a matrix is singular or not square.
    """
    return InverseAndInfo(inv(x), no_errors(x))


def _pinv_by_x(xp: Any, upstream: Any, out: Any, x: Any) -> Any:
    turned = xp.mT(out)
    rows = np.eye(x.shape[-2], dtype=x.dtype) - xp.matmul(x, out)
    columns = np.eye(x.shape[-1], dtype=x.dtype) - xp.matmul(out, x)
    other = xp.mT(upstream)
    return (
        -xp.matmul(turned, xp.matmul(upstream, turned))
        + xp.matmul(rows, xp.matmul(other, xp.matmul(out, turned)))
        + xp.matmul(turned, xp.matmul(out, xp.matmul(other, columns)))
    )


@operation(x=_pinv_by_x, floating=True, internal=True, spoken="linalg.pinv()")
def pseudoinverse(x: Array, rcond: Any) -> Array:
    """Return the pseudoinverse, where singular values of at most rcond times the largest count as 0.

    Source of the rule: G. H. Golub, V. Pereyra, "The differentiation of pseudo-inverses …", 1973.
    """
    if not x.size:
        return np.zeros((*x.shape[:-2], x.shape[-1], x.shape[-2]), x.dtype)
    inverse: Array = np.linalg.pinv(x, rcond)
    return inverse


@composite(method=False, function=False, linalg="pinv", numpy=[])
def pinv(
    x: TensorLike, *, atol: Any = None, rtol: Any = None, hermitian: bool = False, rcond: Any = None
) -> TensorLike:
    """Return the pseudoinverse of matrices (Moore–Penrose).

    Args:
        x: matrices (…, n, m).
        atol: singular values of at most this count as 0.
        rtol: the same in relation to the largest. None means max(n, m)·ε, or 0 if `atol` is given.
        hermitian: whether the matrices are symmetric, of which then the lower triangles are read.
        rcond: another name of `rtol`.

    Returns:
        (…, m, n).

    >>> from autograd import linalg, tensor
    >>> linalg.pinv(tensor([[2.0, 0.0], [0.0, 0.0]]))
    tensor([[0.5000, 0.0000],
            [0.0000, 0.0000]])
    """
    relative = rtol if rcond is None else rcond
    array = np.asarray(getattr(x, "_array", x))
    if relative is None:
        relative = 0.0 if atol is not None else max(x.shape[-2:]) * np.finfo(array.dtype).eps
    relative = np.asarray(getattr(relative, "_array", relative))
    if atol is not None and array.size:
        largest = np.linalg.norm(array, 2, (-2, -1))
        absolute = np.asarray(getattr(atol, "_array", atol))
        relative = np.maximum(relative, absolute / np.where(largest == 0, 1, largest))
    if hermitian:
        lower = x.tril()
        x = lower + mT(x.tril(-1))
    return pseudoinverse(x, relative)


@composite()
def pinverse(x: TensorLike, rcond: float = 1e-15) -> TensorLike:
    """Return the pseudoinverse of matrices; see `linalg.pinv`.

    Args:
        x: matrices (…, n, m).
        rcond: singular values of at most this, in relation to the largest, count as 0.
    """
    return pinv(x, rcond=rcond)


@composite(method=False, function=False, linalg="lstsq")
def lstsq(
    a: TensorLike, b: TensorLike, rcond: float | None = None, *, driver: str | None = None
) -> LeastSquares[TensorLike]:
    """Return the x for which the sum of squares of a @ x − b is smallest.

    Args:
        a: matrices (…, n, m).
        b: matrices (…, n, k), or vectors (…, n).
        rcond: singular values of at most this, in relation to the largest, count as 0. None means max(n, m)·ε.
        driver: accepted for PyTorch's programs.

    Returns:
        The named tuple `(solution, residuals, rank, singular_values)`. The residuals are those of n > m and full rank,
        else empty. The singular values are empty.

    Raises:
        ShapeError: if the shapes do not fit.

    >>> from autograd import linalg, tensor
    >>> linalg.lstsq(tensor([[1.0], [1.0]]), tensor([[1.0], [3.0]])).solution
    tensor([[2.]])
    """
    is_vector = np.ndim(b) == 1 or (np.ndim(a) - 1 == np.ndim(b) and tuple(b.shape) == tuple(a.shape)[:-1])
    right = unsqueeze(b, -1) if is_vector else b
    solution = matmul(pinv(a, rcond=rcond), right)
    rank = matrix_rank(a, rtol=rcond)
    n, m = a.shape[-2:]
    residuals = reshape(solution, -1)[:0]
    if n > m and bool((rank == m).all()):
        residuals = sum((matmul(a, solution) - right) ** 2, -2)
    return LeastSquares(solution[..., 0] if is_vector else solution, residuals, rank, reshape(solution, -1)[:0])


@operation(x=None, floating=True, internal=True)
def rank_of(x: Array, atol: Any, rtol: Any, symmetric: bool) -> Array:
    """Return the number of singular values that exceed max(atol, rtol · the largest), int64."""
    values = np.abs(np.linalg.eigvalsh(x)) if symmetric else np.linalg.svd(x, compute_uv=False)
    if not x.size:
        return np.zeros(x.shape[:-2], np.int64)
    relative = max(x.shape[-2:]) * np.finfo(x.dtype).eps if rtol is None and atol is None else rtol or 0.0
    limit = np.maximum(np.asarray(atol or 0.0), np.asarray(relative) * values.max(-1))
    return np.asarray((values > limit[..., None]).sum(-1), np.int64)


@composite(method=False, function=False, linalg="matrix_rank")
def matrix_rank(x: TensorLike, *, atol: Any = None, rtol: Any = None, hermitian: bool = False) -> TensorLike:
    """Return the rank of matrices: the number of singular values that are not small.

    Args:
        x: matrices (…, n, m).
        atol: singular values of at most this count as 0.
        rtol: the same in relation to the largest. None means max(n, m)·ε, or 0 if `atol` is given.
        hermitian: whether the matrices are symmetric.

    Returns:
        (…), int64. No gradient flows.

    >>> from autograd import linalg, ones
    >>> linalg.matrix_rank(ones(3, 3))
    tensor(1)
    """
    return rank_of(x, atol, rtol, hermitian)


@composite(linalg="matrix_power", numpy=[np.linalg.matrix_power])
def matrix_power(x: TensorLike, n: int) -> TensorLike:
    """Return x @ x @ … @ x, n times; for a negative n, the power of the inverse.

    Args:
        x: square matrices (…, k, k).
        n: the exponent. 0 gives identity matrices.

    Raises:
        numpy.linalg.LinAlgError: if n is negative and a matrix is singular.

    >>> from autograd import tensor
    >>> tensor([[1.0, 1.0], [0.0, 1.0]]).matrix_power(3)
    tensor([[1., 3.],
            [0., 1.]])
    """
    if n < 0:
        return matrix_power(inv(x), -n)
    result: Any = None
    while n:
        if n & 1:
            result = x if result is None else matmul(result, x)
        n >>= 1
        x = matmul(x, x) if n else x
    return x * 0 + np.eye(x.shape[-1], dtype=np.dtype(str(x.dtype))) if result is None else result


@composite(method=False, function=False, linalg="tensorinv", numpy=[np.linalg.tensorinv])
def tensorinv(x: TensorLike, ind: int = 2) -> TensorLike:
    """Return the inverse of x with respect to `tensordot`: its first `ind` dimensions are the rows of a matrix.

    Args:
        x: any shape with prod(shape[:ind]) equal to prod(shape[ind:]).
        ind: the number of first dimensions.

    Returns:
        The shape x.shape[ind:] + x.shape[:ind].

    Raises:
        ValueError: if `ind` is not positive.
        numpy.linalg.LinAlgError: if the matrix is singular or not square.
    """
    if ind < 1:
        raise ValueError(f"linalg.tensorinv(): expected ind of at least 1, got {ind}")
    rows, columns = tuple(x.shape[:ind]), tuple(x.shape[ind:])
    return reshape(inv(reshape(x, math.prod(rows), math.prod(columns))), columns + rows)


@composite(method=False, function=False, linalg="tensorsolve", numpy=[np.linalg.tensorsolve])
def tensorsolve(a: TensorLike, b: TensorLike, dims: Sequence[int] | None = None) -> TensorLike:
    """Return the solution x of tensordot(a, x, x.ndim) = b.

    Args:
        a: any shape with prod(shape[b.ndim:]) equal to the number of elements of b.
        b: any shape.
        dims: the dimensions of `a` to move to the end first.

    Raises:
        numpy.linalg.LinAlgError: if the matrix is singular or not square.
    """
    if dims is not None:
        moved = [d % a.ndim for d in dims]
        a = permute(a, *(d for d in range(a.ndim) if d not in moved), *moved)
    shape, size = tuple(a.shape[b.ndim :]), math.prod(b.shape)
    return reshape(solve_matrices(reshape(a, size, -1), reshape(b, -1, 1)), shape)


# ── LU ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _factored(x: Array) -> tuple[Array, Array]:
    """Return L and U in one matrix, and the exchanged rows from 0, by Gaussian elimination with pivoting of rows."""
    lu, (n, m) = x.copy(), x.shape[-2:]
    flat = lu.reshape(-1, n, m)
    pivots = np.empty((len(flat), min(n, m)), np.int64)
    each = np.arange(len(flat))
    for j in range(min(n, m)):
        rows = j + np.argmax(np.abs(flat[:, j:, j]), -1) if len(flat) else np.zeros(0, np.int64)
        pivots[:, j] = rows
        flat[each, j], flat[each, rows] = flat[each, rows], flat[each, j].copy()
        pivot = flat[:, j, j][:, None]
        flat[:, j + 1 :, j] /= np.where(pivot == 0, 1, pivot)
        flat[:, j + 1 :, j + 1 :] -= flat[:, j + 1 :, j, None] * flat[:, j, None, j + 1 :]
    return flat.reshape(x.shape), pivots.reshape(*x.shape[:-2], -1)


@operation(x=None, floating=True, internal=True)
def pivots_of(x: Array) -> Array:
    """Return the rows that pivoting exchanges, from 1, int32."""
    return (_factored(x)[1] + 1).astype(np.int32)


def _order(pivots: Array, n: int) -> Array:
    """Return the order of rows that the exchanges of `pivots` (from 1) give."""
    order = np.broadcast_to(np.arange(n), (*pivots.shape[:-1], n)).copy()
    flat, steps = order.reshape(-1, n), pivots.reshape(-1, pivots.shape[-1])
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
    unpack_pivots: bool = True,  # noqa: N803
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
        The named tuple `(P, L, U)`: a permutation (…, n, n), a lower triangular matrix with ones on its diagonal, and an
        upper triangular one.

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
    adjoint: bool = False,  # noqa: N803
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
def lu_solve(x: TensorLike, LU_data: TensorLike, LU_pivots: TensorLike) -> TensorLike:  # noqa: N803  # PyTorch's names
    """Return the solution of a @ solution = x, given the LU decomposition of a; see `linalg.lu_solve`.

    Args:
        x: matrices (…, n, k).
        LU_data: the matrices of `linalg.lu_factor`.
        LU_pivots: its exchanged rows.
    """
    return linalg_lu_solve(LU_data, LU_pivots, x)
