"""Decompositions of matrices: eigenvalues, singular values and QR.

An operation has one result, so the factors of a decomposition are packed into one array, from which the public
functions take them.

Sources of the rules: M. B. Giles, "An extended collection of matrix derivative results for forward and reverse mode
algorithmic differentiation", 2008; M. Seeger et al., "Auto-differentiating linear algebra", 2017,
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
from autograd.rules.reduce import mean, sum
from autograd.rules.shape import clone, expand, mT, reshape

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
    product = xp.matmul(xp.mT(vectors), by_vectors)
    inner = _apart(xp, 0.5 * (product - xp.mT(product)), values)  # symmetric, as x is
    eye = np.eye(values.shape[-1], dtype=values.dtype)
    inner = inner + xp.unsqueeze(by_values, -1) * eye
    return xp.matmul(vectors, xp.matmul(inner, xp.mT(vectors)))


@operation(x=_eigen_by_x, floating=True, internal=True, spoken="linalg.eigh()")
def packed_eigh(x: Array, lower: bool) -> Array:
    """Return the eigenvalues of symmetric matrices as the first row, above the eigenvectors as columns."""
    values, vectors = np.linalg.eigh(x, "L" if lower else "U")
    return np.concatenate([values[..., None, :], vectors], -2)


def _side(UPLO: str) -> bool:
    if UPLO.upper() not in ("L", "U"):
        raise ValueError(f"linalg.eigh(): expected UPLO 'L' or 'U', got {UPLO!r}")
    return UPLO.upper() == "L"


@composite(method=False, function=False, linalg="eigh", numpy=[np.linalg.eigh])
def eigh(x: TensorLike, UPLO: str = "L") -> Eigen[TensorLike]:
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
def eigvalsh(x: TensorLike, UPLO: str = "L") -> TensorLike:
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
    return SVD(u, s, clone(mT(v)))


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
    inner = xp.triu(xp.matmul(by_r, xp.mT(r)) - xp.matmul(xp.mT(q), by_q), 0)
    inner = inner + xp.mT(xp.triu(inner, 1))
    # gradient · Rᵀ = right, solved for the gradient
    right = by_q + xp.matmul(q, inner)
    return xp.mT(xp.solve_upper(r, xp.mT(right), False))


@operation(x=_qr_by_x, floating=True, internal=True, spoken="linalg.qr()")
def packed_qr(x: Array) -> Array:
    """Return Q above R for matrices with at least as many rows as columns."""
    return np.concatenate(np.linalg.qr(x), -2)


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
    q, r = packed[..., :n, :], packed[..., n:, :]
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


@composite(method=False)
def svd_lowrank(A: TensorLike, q: int | None = 6, niter: int | None = 2, M: TensorLike | None = None) -> Any:
    """Return the first q singular values and vectors of A − M.

    Args:
        A: matrices (…, n, m).
        q: the number of singular values.
        niter: accepted for PyTorch's programs.
        M: a matrix to subtract, that broadcasts with A.

    Returns:
        The named tuple `(U, S, V)`: (…, n, q), (…, q) and (…, m, q).

    Differs from PyTorch: it is exact, and takes no random samples.
    """
    count = 6 if q is None else q
    u, s, v = _svd(A if M is None else A - M, False)
    return SVDOfTorch(u[..., :count], s[..., :count], v[..., :count])


@composite(method=False)
def pca_lowrank(A: TensorLike, q: int | None = None, center: bool = True, niter: int = 2) -> Any:
    """Return the first q principal components of the rows of A.

    Args:
        A: matrices (…, n, m), one row per sample.
        q: the number of components. None means min(6, n, m).
        center: whether to subtract the mean of the rows first.
        niter: accepted for PyTorch's programs.

    Returns:
        The named tuple `(U, S, V)`; the columns of V are the components.

    Differs from PyTorch: it is exact, and takes no random samples.
    """
    count = min(6, *A.shape[-2:]) if q is None else q
    return svd_lowrank(A - mean(A, -2, True) if center else A, count)
