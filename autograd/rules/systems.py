"""Systems of linear equations: solutions, pseudoinverses, and least squares."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.decompositions import svdvals
from autograd.rules.linalg import inv
from autograd.rules.matmul import matmul
from autograd.rules.operation import TensorLike, composite, operation
from autograd.rules.reduce import sum
from autograd.rules.shape import mT, permute, reshape, unsqueeze
from autograd.rules.triangular import no_errors

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
        driver: "gelsy" (None), "gels", "gelsd" or "gelss". They decide what else is returned, as in PyTorch.

    Returns:
        The named tuple `(solution, residuals, rank, singular_values)`. The residuals are those of n > m and full rank,
        else empty, as with "gelsy". With "gels" the rank is empty. The singular values are those of "gelsd", "gelss".

    Raises:
        ShapeError: if the shapes do not fit.

    >>> from autograd import linalg, tensor
    >>> linalg.lstsq(tensor([[1.0], [1.0]]), tensor([[1.0], [3.0]])).solution
    tensor([[2.0000]])
    """
    is_vector = np.ndim(b) == 1 or (np.ndim(a) - 1 == np.ndim(b) and tuple(b.shape) == tuple(a.shape)[:-1])
    right = unsqueeze(b, -1) if is_vector else b
    solution = matmul(pinv(a, rcond=rcond), right)
    rank = matrix_rank(a, rtol=rcond)
    n, m = a.shape[-2:]
    residuals = reshape(solution, -1)[:0]
    if n > m and driver not in (None, "gelsy") and bool((rank == m).all()):
        residuals = sum((matmul(a, solution) - right) ** 2, -2)
    return LeastSquares(
        solution[..., 0] if is_vector else solution,
        residuals,
        reshape(rank, -1)[:0] if driver == "gels" else rank,
        svdvals(a) if driver in ("gelsd", "gelss") else reshape(solution, -1)[:0],
    )


@operation(x=None, floating=True, internal=True)
def rank_of(x: Array, atol: Any, rtol: Any, symmetric: bool) -> Array:
    """Return the number of singular values that exceed max(atol, rtol · the largest), int64."""
    values = np.abs(np.linalg.eigvalsh(x)) if symmetric else np.linalg.svd(x, compute_uv=False)
    if not x.size:
        return np.zeros(x.shape[:-2], np.int64)
    default = max(x.shape[-2:]) * np.finfo(x.dtype).eps if atol is None else 0.0
    limit = np.maximum(0.0 if atol is None else atol, (default if rtol is None else rtol) * values.max(-1))
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
    absolute, relative = (None if t is None else np.asarray(getattr(t, "_array", t)) for t in (atol, rtol))
    return rank_of(x, absolute, relative, hermitian)


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
