"""Decompositions of matrices: eigenvalues, singular values, QR, Cholesky, LU, and the exponential.

An operation has one result, so the factors of a decomposition are packed into one array, from which the public functions
take them.

Sources of the rules: M. B. Giles, "An extended collection of matrix derivative results for forward and reverse mode
algorithmic differentiation", 2008; I. Murray, "Differentiation of the Cholesky decomposition", 2016,
https://arxiv.org/abs/1602.07527; M. Seeger et al., "Auto-differentiating linear algebra", 2017,
https://arxiv.org/abs/1710.08717.
"""

from __future__ import annotations

import math
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.join import cat
from autograd.rules.matmul import matmul
from autograd.rules.operation import TensorLike, composite, operation
from autograd.rules.reduce import sum
from autograd.rules.shape import expand, mT, reshape

T = TypeVar("T")


class Eigen(NamedTuple, Generic[T]):
    """Eigenvalues in ascending order, and the eigenvectors as columns."""

    eigenvalues: T
    eigenvectors: T


class SVD(NamedTuple, Generic[T]):
    """Singular values in descending order, with the left singular vectors as columns and the right ones as rows."""

    U: T
    S: T
    Vh: T


class SVDOfTorch(NamedTuple, Generic[T]):
    """Singular values in descending order, and the singular vectors as columns."""

    U: T
    S: T
    V: T


class QR(NamedTuple, Generic[T]):
    """A matrix with orthonormal columns, and an upper triangular one."""

    Q: T
    R: T


class FactorAndInfo(NamedTuple, Generic[T]):
    """A lower triangular factor, and 0 for each matrix that has one (int32)."""

    L: T
    info: T


def _apart(xp: Any, numerator: Any, values: Any) -> Any:
    """Return numerator[i, j] / (values[j] − values[i]), and 0 where both are equal."""
    gaps = xp.unsqueeze(values, -2) - xp.unsqueeze(values, -1)
    same = gaps == 0
    return xp.where(same, 0.0, numerator / xp.where(same, 1.0, gaps))


def _eigen_by_x(xp: Any, upstream: Any, out: Any) -> Any:
    values, vectors = xp.getitem(out, (..., 0, slice(None))), xp.getitem(out, (..., slice(1, None), slice(None)))
    by_values, by_vectors = (
        xp.getitem(upstream, (..., 0, slice(None))), xp.getitem(upstream, (..., slice(1, None), slice(None)))
    )  # fmt: skip
    inner = _apart(xp, xp.matmul(xp.mT(vectors), by_vectors), values)
    eye = np.eye(values.shape[-1], dtype=values.dtype)
    inner = inner + xp.unsqueeze(by_values, -1) * eye
    return xp.matmul(vectors, xp.matmul(inner, xp.mT(vectors)))


@operation(x=_eigen_by_x, floating=True, internal=True, spoken="linalg.eigh()")
def packed_eigh(x: Array, lower: bool) -> Array:
    """Return the eigenvalues of symmetric matrices as the first row, above the eigenvectors as columns."""
    values, vectors = np.linalg.eigh(x, "L" if lower else "U")
    return np.concatenate([values[..., None, :], vectors], -2)


def _side(UPLO: str) -> bool:  # noqa: N803  # PyTorch's name
    if UPLO.upper() not in ("L", "U"):
        raise ValueError(f"linalg.eigh(): expected UPLO 'L' or 'U', got {UPLO!r}")
    return UPLO.upper() == "L"


@composite(method=False, function=False, linalg="eigh", numpy=[np.linalg.eigh])
def eigh(x: TensorLike, UPLO: str = "L") -> Eigen[TensorLike]:  # noqa: N803  # PyTorch's name
    """Return the eigenvalues and eigenvectors of symmetric matrices.

    Args:
        x: symmetric matrices (…, n, n).
        UPLO: "L" to read the lower triangles, "U" the upper ones.

    Returns:
        The named tuple `(eigenvalues, eigenvectors)`: (…, n) in ascending order, and (…, n, n) with vectors as columns.

    Raises:
        numpy.linalg.LinAlgError: if a matrix is not square, or the computation does not converge.

    The gradient of the vectors of equal eigenvalues does not exist; 0 is taken for their part.

    >>> from autograd import linalg, tensor
    >>> linalg.eigh(tensor([[2.0, 0.0], [0.0, 1.0]])).eigenvalues
    tensor([1., 2.])
    """
    packed = packed_eigh(x, _side(UPLO))
    return Eigen(packed[..., 0, :], packed[..., 1:, :])


@composite(method=False, function=False, linalg="eigvalsh", numpy=[np.linalg.eigvalsh])
def eigvalsh(x: TensorLike, UPLO: str = "L") -> TensorLike:  # noqa: N803  # PyTorch's name
    """Return the eigenvalues of symmetric matrices in ascending order.

    Args:
        x: symmetric matrices (…, n, n).
        UPLO: "L" to read the lower triangles, "U" the upper ones.

    Returns:
        (…, n).

    Raises:
        numpy.linalg.LinAlgError: if a matrix is not square.

    >>> from autograd import linalg, tensor
    >>> linalg.eigvalsh(tensor([[2.0, 0.0], [0.0, 1.0]]))
    tensor([1., 2.])
    """
    return packed_eigh(x, _side(UPLO))[..., 0, :]


def _unpack(xp: Any, packed: Any, rows: int) -> tuple[Any, Any, Any]:
    return (
        xp.getitem(packed, (..., slice(0, rows), slice(None))),
        xp.getitem(packed, (..., rows, slice(None))),
        xp.getitem(packed, (..., slice(rows + 1, None), slice(None))),
    )


def _svd_by_x(xp: Any, upstream: Any, out: Any, x_shape: Any) -> Any:
    rows, columns = x_shape[-2:]
    k = min(rows, columns)
    u, s, v = _unpack(xp, out, rows)
    by_u, by_s, by_v = _unpack(xp, upstream, rows)
    eye = np.eye(k, dtype=s.dtype)

    def rotation(vectors: Any, gradient: Any) -> Any:
        product = xp.matmul(xp.mT(vectors), gradient)
        return _apart(xp, product - xp.mT(product), s * s)

    wide, tall = xp.unsqueeze(s, -2), xp.unsqueeze(s, -1)
    inner = rotation(u, by_u) * wide + tall * rotation(v, by_v) + xp.unsqueeze(by_s, -1) * eye
    total = xp.matmul(u, xp.matmul(inner, xp.mT(v)))
    if rows > k:
        rest = by_u - xp.matmul(u, xp.matmul(xp.mT(u), by_u))
        total = total + xp.matmul(rest / wide, xp.mT(v))
    if columns > k:
        rest = by_v - xp.matmul(v, xp.matmul(xp.mT(v), by_v))
        total = total + xp.matmul(u, xp.mT(rest / wide))
    return total


@operation(x=_svd_by_x, floating=True, internal=True, spoken="linalg.svd()")
def packed_svd(x: Array) -> Array:
    """Return U, the singular values as a row, and V, one below the other, with k = min(n, m) columns."""
    u, s, vh = np.linalg.svd(x, full_matrices=False)
    return np.concatenate([u, s[..., None, :], np.swapaxes(vh, -1, -2)], -2)


@operation(x=None, internal=True)
def complement(x: Array) -> Array:
    """Return orthonormal columns that complete those of x, (…, n, k), to a basis: (…, n, n − k)."""
    return np.ascontiguousarray(np.linalg.qr(x, mode="complete").Q[..., x.shape[-1] :])


def _completed(vectors: TensorLike) -> TensorLike:
    return cat([vectors, complement(vectors)], -1)


def _svd(x: TensorLike, full_matrices: bool) -> tuple[TensorLike, TensorLike, TensorLike]:
    if x.ndim < 2:
        raise ValueError(f"linalg.svd(): expected matrices, got shape {tuple(x.shape)}")
    packed, rows = packed_svd(x), x.shape[-2]
    u, s, v = packed[..., :rows, :], packed[..., rows, :], packed[..., rows + 1 :, :]
    if full_matrices and rows > s.shape[-1]:
        u = _completed(u)
    if full_matrices and x.shape[-1] > s.shape[-1]:
        v = _completed(v)
    return u, s, v


@composite(method=False, function=False, linalg="svd")
def linalg_svd(x: TensorLike, full_matrices: bool = True, *, driver: str | None = None) -> SVD[TensorLike]:
    """Return the singular value decomposition x = U diag(S) Vh.

    Args:
        x: matrices (…, n, m).
        full_matrices: whether U and Vh are square. No gradient flows through the columns that complete them.
        driver: accepted for PyTorch's programs.

    Returns:
        The named tuple `(U, S, Vh)`: (…, n, k), (…, k) in descending order and (…, k, m) with k = min(n, m).

    Raises:
        numpy.linalg.LinAlgError: if the computation does not converge.

    The gradient of the vectors of equal singular values does not exist; 0 is taken for their part.

    >>> from autograd import linalg, tensor
    >>> linalg.svd(tensor([[0.0, 3.0], [2.0, 0.0]])).S
    tensor([3., 2.])
    """
    u, s, v = _svd(x, full_matrices)
    return SVD(u, s, mT(v))


@composite()
def svd(x: TensorLike, some: bool = True, compute_uv: bool = True) -> SVDOfTorch[TensorLike]:
    """Return the singular value decomposition x = U diag(S) Vᵀ.

    Args:
        x: matrices (…, n, m).
        some: whether U and V have min(n, m) columns; else they are square.
        compute_uv: whether to compute U and V; else they are zeros.

    Returns:
        The named tuple `(U, S, V)`.

    Raises:
        numpy.linalg.LinAlgError: if the computation does not converge.

    >>> from autograd import tensor
    >>> tensor([[0.0, 3.0], [2.0, 0.0]]).svd().S
    tensor([3., 2.])
    """
    if not compute_uv:
        n, m, s = x.shape[-2], x.shape[-1], svdvals(x)
        batch = tuple(x.shape[:-2])
        zero = sum(s * 0) if math.prod(s.shape) else sum(s)
        return SVDOfTorch(expand(zero, *batch, n, n), s, expand(zero, *batch, m, m))
    return SVDOfTorch(*_svd(x, not some))


@composite(method=False, function=False, linalg="svdvals", numpy=[np.linalg.svdvals])
def svdvals(x: TensorLike, *, driver: str | None = None) -> TensorLike:
    """Return the singular values of matrices in descending order.

    Args:
        x: matrices (…, n, m).
        driver: accepted for PyTorch's programs.

    Returns:
        (…, min(n, m)).

    >>> from autograd import linalg, tensor
    >>> linalg.svdvals(tensor([[0.0, 3.0], [2.0, 0.0]]))
    tensor([3., 2.])
    """
    return _svd(x, False)[1]


def _qr_by_x(xp: Any, upstream: Any, out: Any, x_shape: Any) -> Any:
    rows = x_shape[-2]
    q, r = (xp.getitem(out, (..., part, slice(None))) for part in (slice(0, rows), slice(rows, None)))
    by_q, by_r = (xp.getitem(upstream, (..., part, slice(None))) for part in (slice(0, rows), slice(rows, None)))
    r, by_r = xp.mT(r), xp.mT(by_r)
    inner = xp.triu(xp.matmul(by_r, xp.mT(r)) - xp.matmul(xp.mT(q), by_q), 0)
    inner = inner + xp.mT(xp.triu(inner, 1))
    # gradient · Rᵀ = right, solved for the gradient
    right = by_q + xp.matmul(q, inner)
    return xp.mT(xp.solve_upper(r, xp.mT(right), False))


@operation(x=_qr_by_x, floating=True, internal=True, spoken="linalg.qr()")
def packed_qr(x: Array) -> Array:
    """Return Q above Rᵀ for matrices with at least as many rows as columns."""
    q, r = np.linalg.qr(x)
    return np.concatenate([q, np.swapaxes(r, -1, -2)], -2)


@composite(method=False, function=False, linalg="qr")
def linalg_qr(x: TensorLike, mode: str = "reduced") -> QR[TensorLike]:
    """Return the QR decomposition x = Q R.

    Args:
        x: matrices (…, n, m).
        mode: "reduced" for Q of shape (…, n, min(n, m)), "complete" for a square Q, "r" for an empty one.

    Returns:
        The named tuple `(Q, R)`. No gradient flows through the columns that complete Q.

    Raises:
        ValueError: if `mode` is none of these.

    >>> from autograd import linalg, tensor
    >>> linalg.qr(tensor([[2.0, 0.0], [0.0, 3.0]])).R.abs()
    tensor([[2., 0.],
            [0., 3.]])
    """
    if mode not in ("reduced", "complete", "r"):
        raise ValueError(f"linalg.qr(): expected mode 'reduced', 'complete' or 'r', got {mode!r}")
    if x.ndim < 2:
        raise ValueError(f"linalg.qr(): expected matrices, got shape {tuple(x.shape)}")
    n, m = x.shape[-2:]
    k = min(n, m)
    packed = packed_qr(x[..., :k])
    q, r = packed[..., :n, :], mT(packed[..., n:, :])
    if m > k:
        r = cat([r, matmul(mT(q), x[..., k:])], -1)
    if mode == "r":
        return QR(reshape(x, -1)[:0], r)
    if mode == "complete" and n > k:
        zeros = expand(sum(r) * 0, *r.shape[:-2], n - k, m)
        return QR(_completed(q), cat([r, zeros], -2))
    return QR(q, r)


@composite()
def qr(x: TensorLike, some: bool = True) -> QR[TensorLike]:
    """Return the QR decomposition x = Q R; see `linalg.qr`.

    Args:
        x: matrices (…, n, m).
        some: whether Q has min(n, m) columns; else it is square.
    """
    return linalg_qr(x, "reduced" if some else "complete")


def _triangle(x: Array, unit: bool) -> Array:
    upper = np.triu(x, 1 if unit else 0)
    return upper + np.eye(x.shape[-1], dtype=x.dtype) if unit else upper


def _transposed_solve(xp: Any, a: Any, b: Any, unit: bool) -> Any:
    """Solve aᵀ x = b for an upper triangular a: reversed in both dimensions, aᵀ is upper triangular again."""
    return xp.flip(xp.solve_upper(xp.flip(xp.mT(a), (-1, -2)), xp.flip(b, (-2,)), unit), (-2,))


@operation(
    a=lambda xp, upstream, out, a, unit: (
        -xp.triu(xp.matmul(_transposed_solve(xp, a, upstream, unit), xp.mT(out)), 1 if unit else 0)
    ),
    b=lambda xp, upstream, a, unit: _transposed_solve(xp, a, upstream, unit),
    promotes=(0, 1),
    floating=True,
    internal=True,
    spoken="linalg.solve_triangular()",
)
def solve_upper(a: Array, b: Array, unit: bool) -> Array:
    """Return the solution x of a @ x = b, where only the upper triangle of a is read, or what is above the diagonal."""
    solution: Array = np.linalg.solve(_triangle(a, unit), b)
    return solution


def _solve_lower(a: TensorLike, b: TensorLike, unit: bool = False) -> TensorLike:
    return solve_upper(a.flip(-1, -2), b.flip(-2), unit).flip(-2)


@composite(method=False, function=False, linalg="solve_triangular")
def solve_triangular(
    a: TensorLike, b: TensorLike, *, upper: bool, left: bool = True, unitriangular: bool = False
) -> TensorLike:
    """Return the solution x of a @ x = b for a triangular matrix a.

    Args:
        a: matrices (…, n, n), of which one triangle is read.
        b: matrices (…, n, k), or (…, k, n) if `left` is False.
        upper: whether to read the upper triangle.
        left: False to solve x @ a = b.
        unitriangular: whether the diagonal counts as 1.

    Raises:
        numpy.linalg.LinAlgError: if an element of the diagonal is 0.
        ShapeError: if the shapes do not fit.

    >>> from autograd import linalg, tensor
    >>> linalg.solve_triangular(tensor([[2.0, 1.0], [0.0, 4.0]]), tensor([[4.0], [8.0]]), upper=True)
    tensor([[1.],
            [2.]])
    """
    if not left:
        return mT(solve_triangular(mT(a), mT(b), upper=not upper, unitriangular=unitriangular))
    return solve_upper(a, b, unitriangular) if upper else _solve_lower(a, b, unitriangular)


class Solution(NamedTuple, Generic[T]):
    """The solution of a triangular system, and a copy of its matrix."""

    solution: T
    cloned_coefficient: T


@composite()
def triangular_solve(
    x: TensorLike,
    A: TensorLike,
    upper: bool = True,
    transpose: bool = False,
    unitriangular: bool = False,  # noqa: N803
) -> Solution[TensorLike]:
    """Return the solution of A @ solution = x for a triangular matrix A; see `linalg.solve_triangular`.

    Args:
        x: matrices (…, n, k).
        A: matrices (…, n, n), of which one triangle is read.
        upper: whether to read the upper triangle.
        transpose: whether to solve Aᵀ @ solution = x.
        unitriangular: whether the diagonal counts as 1.

    Returns:
        The named tuple `(solution, cloned_coefficient)`.
    """
    matrix, upper_now = (mT(A), not upper) if transpose else (A, upper)
    batch = np.broadcast_shapes(tuple(x.shape[:-2]), tuple(A.shape[:-2]))
    return Solution(
        solve_triangular(matrix, x, upper=upper_now, unitriangular=unitriangular),
        expand(A, *batch, *A.shape[-2:]) * 1,
    )


def _cholesky_by_x(xp: Any, upstream: Any, out: Any) -> Any:
    inner = xp.tril(xp.matmul(xp.mT(out), upstream), 0)
    inner = inner - 0.5 * inner * np.eye(out.shape[-1], dtype=out.dtype)
    # S = L⁻ᵀ inner L⁻¹, by two triangular systems with the upper triangular matrix Lᵀ
    upper = xp.mT(out)
    left = xp.solve_upper(upper, inner, False)
    s = xp.mT(xp.solve_upper(upper, xp.mT(left), False))
    return 0.5 * (s + xp.mT(s))


@operation(x=_cholesky_by_x, floating=True, internal=True, spoken="linalg.cholesky()")
def lower_cholesky(x: Array) -> Array:
    """Return the lower triangular L with x = L Lᵀ, for positive definite matrices."""
    factor: Array = np.linalg.cholesky(x)
    return factor


@composite(method=False, function=False, linalg="cholesky", numpy=[np.linalg.cholesky])
def linalg_cholesky(x: TensorLike, *, upper: bool = False) -> TensorLike:
    """Return the Cholesky factor of positive definite matrices: L with x = L Lᵀ.

    Args:
        x: symmetric matrices (…, n, n), of which the lower triangles are read.
        upper: whether to return Lᵀ.

    Returns:
        The shape of x.

    Raises:
        numpy.linalg.LinAlgError: if a matrix is not positive definite.

    >>> from autograd import linalg, tensor
    >>> linalg.cholesky(tensor([[4.0, 0.0], [0.0, 9.0]]))
    tensor([[2., 0.],
            [0., 3.]])
    """
    return mT(lower_cholesky(mT(x))) if upper else lower_cholesky(x)


@composite()
def cholesky(x: TensorLike, upper: bool = False) -> TensorLike:
    """Return the Cholesky factor of positive definite matrices; see `linalg.cholesky`.

    Args:
        x: symmetric matrices (…, n, n).
        upper: whether to return the upper triangular factor.

    Raises:
        numpy.linalg.LinAlgError: if a matrix is not positive definite.
    """
    return linalg_cholesky(x, upper=upper)


@composite(method=False, function=False, linalg="cholesky_ex")
def cholesky_ex(x: TensorLike, *, upper: bool = False, check_errors: bool = False) -> FactorAndInfo[TensorLike]:
    """Return the Cholesky factor and 0 for each matrix; see `linalg.cholesky`.

    Args:
        x: symmetric matrices (…, n, n).
        upper: whether to return the upper triangular factor.
        check_errors: accepted for PyTorch's programs; a matrix that is not positive definite always raises.

    Returns:
        The named tuple `(L, info)`.

    Raises:
        numpy.linalg.LinAlgError: if a matrix is not positive definite.
    """
    return FactorAndInfo(linalg_cholesky(x, upper=upper), no_errors(x))


@operation(x=None, internal=True)
def no_errors(x: Array) -> Array:
    """Return 0 for each matrix, int32."""
    return np.zeros(x.shape[:-2], np.int32)


@composite()
def cholesky_solve(x: TensorLike, L: TensorLike, upper: bool = False) -> TensorLike:  # noqa: N803  # PyTorch's name
    """Return the solution of (L Lᵀ) @ solution = x for a Cholesky factor L.

    Args:
        x: matrices (…, n, k).
        L: triangular matrices (…, n, n).
        upper: whether L is upper triangular, for (Lᵀ L) @ solution = x.

    Raises:
        ShapeError: if the shapes do not fit.
    """
    lower = mT(L) if upper else L
    return solve_upper(mT(lower), _solve_lower(lower, x), False)


@composite()
def cholesky_inverse(x: TensorLike, upper: bool = False) -> TensorLike:
    """Return the inverse of L Lᵀ for a Cholesky factor L.

    Args:
        x: L, triangular matrices (…, n, n).
        upper: whether x is upper triangular, for the inverse of Lᵀ L.
    """
    lower = mT(x) if upper else x
    inverse = _solve_lower(lower, _eye_of(x))
    return matmul(mT(inverse), inverse)


def _eye_of(x: TensorLike) -> Array:
    return np.broadcast_to(np.eye(x.shape[-1], dtype=np.dtype(str(x.dtype))), tuple(x.shape)).copy()


def _exp_by_x(xp: Any, upstream: Any, x: Any) -> Any:
    # The derivative of the exponential is a block of that of [[xᵀ, upstream], [0, xᵀ]].
    n = x.shape[-1]
    turned = xp.mT(x)
    above = xp.cat([turned, upstream], -1)
    below = xp.cat([turned * 0, turned], -1)
    return xp.getitem(xp.matrix_exp(xp.cat([above, below], -2)), (..., slice(0, n), slice(n, None)))


@operation(x=_exp_by_x, floating=True, linalg="matrix_exp")
def matrix_exp(x: Array) -> Array:
    """Return the exponential of matrices: Σ xᵏ / k!.

    Args:
        x: square matrices (…, n, n).

    Returns:
        The shape of x.

    Raises:
        ShapeError: if the matrices are not square.

    Source: N. J. Higham, "The scaling and squaring method for the matrix exponential revisited", 2005; with a Taylor
    polynomial.

    >>> from autograd import matrix_exp, zeros
    >>> matrix_exp(zeros(2, 2))
    tensor([[1., 0.],
            [0., 1.]])
    """
    if x.ndim < 2 or x.shape[-1] != x.shape[-2]:
        raise ValueError(f"expected square matrices, got shape {x.shape}")
    wide = x.astype(np.float64)
    eye = np.broadcast_to(np.eye(x.shape[-1]), x.shape)
    size = float(np.abs(wide).sum(-1).max(initial=0))
    squarings = max(0, math.ceil(math.log2(size)) + 2) if 0 < size < np.inf else 0
    scaled = wide / 2.0**squarings
    total = eye.copy()
    for k in range(18, 0, -1):
        total = eye + np.matmul(scaled, total) / k
    for _ in range(squarings):
        total = np.matmul(total, total)
    return total.astype(x.dtype)


@composite(method=False, function=False, linalg="householder_product")
def householder_product(x: TensorLike, tau: TensorLike) -> TensorLike:
    """Return the first columns of a product of Householder reflections I − tau v vᵀ.

    Args:
        x: matrices (…, n, m): v below the diagonal of each column, which counts as 1.
        tau: factors (…, k), with k of at most m.

    Returns:
        The shape of x.

    Raises:
        ValueError: if there are more factors than columns.
    """
    n, m, k = x.shape[-2], x.shape[-1], tau.shape[-1]
    if k > m or m > n:
        raise ValueError(f"linalg.householder_product(): expected n ≥ m ≥ k, got {tuple(x.shape)} and {k} factors")
    product: Any = np.broadcast_to(np.eye(n, m, dtype=np.dtype(str(x.dtype))), tuple(x.shape)).copy()
    for i in reversed(range(k)):
        product = _reflected(x, tau, i, product)
    return product if k else product + x * 0


def _reflected(x: TensorLike, tau: TensorLike, i: int, other: TensorLike) -> TensorLike:
    """Return (I − tau[i] v vᵀ) @ other, with the i-th column of x as v."""
    n = x.shape[-2]
    places = np.arange(n)
    column = x[..., i : i + 1]
    v = (
        column * (places > i).astype(np.dtype(str(x.dtype)))[:, None]
        + (places == i).astype(np.dtype(str(x.dtype)))[:, None]
    )
    factor = reshape(tau[..., i], *tau.shape[:-1], 1, 1)
    return other - factor * matmul(v, matmul(mT(v), other))


@composite()
def ormqr(x: TensorLike, tau: TensorLike, other: TensorLike, left: bool = True, transpose: bool = False) -> TensorLike:
    """Return the product of a matrix and the orthogonal matrix of Householder reflections.

    Args:
        x: matrices (…, n, k); see `linalg.householder_product`.
        tau: factors (…, k).
        other: the matrix to multiply, (…, n, m), or (…, m, n) if `left` is False.
        left: whether the orthogonal matrix is on the left.
        transpose: whether to transpose it.
    """
    if not left:
        return mT(ormqr(x, tau, mT(other), True, not transpose))
    order = range(tau.shape[-1])
    for i in order if transpose else reversed(order):
        other = _reflected(x, tau, i, other)
    return other
