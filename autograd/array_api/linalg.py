"""Linear algebra of the array API standard."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd import linalg
from autograd.array_api.elementwise import promoted
from autograd.array_api.statistics import sum
from autograd.rules.numpy_forms import products


def matmul(x1: Any, x2: Any, /) -> Any:
    """Multiply matrices."""
    return np.matmul(*promoted(x1, x2))


def matrix_transpose(x: Any, /) -> Any:
    """Transpose matrices."""
    return np.matrix_transpose(x)


def tensordot(x1: Any, x2: Any, /, *, axes: Any = 2) -> Any:
    """Add up products over pairs of dimensions."""
    first, second = promoted(x1, x2)
    return products.tensordot(first, second, axes)


def vecdot(x1: Any, x2: Any, /, *, axis: int = -1) -> Any:
    """Return inner products along a dimension."""
    return products.vecdot(*promoted(x1, x2), axis=axis)


def cholesky(x: Any, /, *, upper: bool = False) -> Any:
    """Return Cholesky factors."""
    return np.linalg.cholesky(x, upper=upper)


def cross(x1: Any, x2: Any, /, *, axis: int = -1) -> Any:
    """Return the cross products of vectors of 3."""
    return np.linalg.cross(*np.broadcast_arrays(*promoted(x1, x2)), axis=axis)


def det(x: Any, /) -> Any:
    """Return determinants."""
    return np.linalg.det(x)


def diagonal(x: Any, /, *, offset: int = 0) -> Any:
    """Return diagonals."""
    return np.linalg.diagonal(x, offset=offset)


def eigh(x: Any, /) -> Any:
    """Return eigenvalues and eigenvectors of symmetric matrices."""
    return np.linalg.eigh(x)


def eigvalsh(x: Any, /) -> Any:
    """Return eigenvalues of symmetric matrices."""
    return np.linalg.eigvalsh(x)


def inv(x: Any, /) -> Any:
    """Return inverses."""
    return np.linalg.inv(x)


def matrix_norm(x: Any, /, *, keepdims: bool = False, ord: Any = "fro") -> Any:
    """Return norms of matrices."""
    return np.linalg.matrix_norm(x, keepdims=keepdims, ord=ord)


def matrix_power(x: Any, n: int, /) -> Any:
    """Multiply matrices with themselves."""
    return np.linalg.matrix_power(x, n)


def matrix_rank(x: Any, /, *, rtol: Any = None) -> Any:
    """Return ranks."""
    return linalg.matrix_rank(x, rtol=rtol)


def outer(x1: Any, x2: Any, /) -> Any:
    """Return the products of all pairs of elements of two vectors."""
    return np.linalg.outer(*promoted(x1, x2))


def pinv(x: Any, /, *, rtol: Any = None) -> Any:
    """Return pseudoinverses."""
    return linalg.pinv(x, rtol=rtol)


def qr(x: Any, /, *, mode: Any = "reduced") -> Any:
    """Return QR decompositions."""
    found: Any = np.linalg.qr(x, mode)
    return found._replace(R=found.R.triu())  # +0 below the diagonal


def slogdet(x: Any, /) -> Any:
    """Return the signs of determinants, and the logarithms of their sizes."""
    return np.linalg.slogdet(x)


def solve(x1: Any, x2: Any, /) -> Any:
    """Solve systems of equations."""
    return np.linalg.solve(*promoted(x1, x2))


def svd(x: Any, /, *, full_matrices: bool = True) -> Any:
    """Return singular value decompositions."""
    return np.linalg.svd(x, full_matrices)


def svdvals(x: Any, /) -> Any:
    """Return singular values."""
    return np.linalg.svdvals(x)


def trace(x: Any, /, *, offset: int = 0, dtype: Any = None) -> Any:
    """Add up diagonals."""
    return sum(diagonal(x, offset=offset), axis=-1, dtype=dtype)


def vector_norm(x: Any, /, *, axis: Any = None, keepdims: bool = False, ord: Any = 2) -> Any:
    """Return norms of vectors."""
    return np.linalg.vector_norm(x, axis=axis, keepdims=keepdims, ord=ord)
