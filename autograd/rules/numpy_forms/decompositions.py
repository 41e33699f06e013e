"""NumPy's decompositions of matrices and solutions of systems, with NumPy's arguments."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd.rules import decompositions, systems, triangular
from autograd.rules.matmul import matmul
from autograd.rules.numpy_forms.operands import numbers, operand
from autograd.rules.numpy_forms.rearrange import tril, triu
from autograd.rules.operation import TensorLike, numpy_form
from autograd.rules.shape import mT


def _of_triangle(a: Any, lower: bool) -> TensorLike:
    """Return the symmetric matrices of one triangle of each matrix: NumPy reads, and differentiates by, that alone."""
    x = operand(a)
    half = tril(x, -1) if lower else triu(x, 1)
    return (tril(x) if lower else triu(x)) + mT(half)


@numpy_form(np.linalg.cholesky)
def cholesky(a: Any, /, *, upper: bool = False) -> TensorLike:
    """Return Cholesky factors, for `np.linalg.cholesky`."""
    return triangular.linalg_cholesky(_of_triangle(a, not upper), upper=upper)


@numpy_form(np.linalg.eigh)
def eigh(a: Any, UPLO: str = "L") -> Any:
    """Return eigenvalues and eigenvectors of symmetric matrices, for `np.linalg.eigh`."""
    return decompositions.eigh(_of_triangle(a, UPLO.upper() == "L"), UPLO)


@numpy_form(np.linalg.eigvalsh)
def eigvalsh(a: Any, UPLO: str = "L") -> TensorLike:
    """Return eigenvalues of symmetric matrices, for `np.linalg.eigvalsh`."""
    return decompositions.eigvalsh(_of_triangle(a, UPLO.upper() == "L"), UPLO)


@numpy_form(np.linalg.solve)
def solve(a: Any, b: Any) -> TensorLike:
    """Solve systems of equations, for `np.linalg.solve`. b is a vector if it has one dimension."""
    matrix, right = operand(a), operand(b)
    if right.ndim == 1:
        return systems.solve_matrices(matrix, right[:, None])[..., 0]
    return systems.solve_matrices(matrix, right)


@numpy_form(np.linalg.tensorsolve)
def tensorsolve(a: Any, b: Any, axes: Any = None) -> TensorLike:
    """Solve systems of equations of tensors, for `np.linalg.tensorsolve`."""
    return systems.tensorsolve(operand(a), operand(b), axes)


@numpy_form(np.linalg.svd)
def svd(a: Any, full_matrices: bool = True, compute_uv: bool = True, hermitian: bool = False) -> Any:
    """Return singular value decompositions, for `np.linalg.svd`."""
    if not compute_uv:
        return decompositions.svdvals(operand(a))
    return decompositions.linalg_svd(operand(a), full_matrices)


@numpy_form(np.linalg.qr)
def qr(a: Any, mode: str = "reduced") -> Any:
    """Return QR decompositions, for `np.linalg.qr`.

    Raises:
        ValueError: for mode="raw", whose result has no gradient here.
    """
    if mode not in ("reduced", "complete", "r"):
        raise ValueError(f"np.linalg.qr(): expected mode 'reduced', 'complete' or 'r', got {mode!r}")
    if mode == "r":
        return decompositions.linalg_qr(operand(a)).R
    return decompositions.linalg_qr(operand(a), mode)


@numpy_form(np.linalg.pinv)
def pinv(a: Any, rcond: Any = None, hermitian: bool = False, *, rtol: Any = None) -> TensorLike:
    """Return pseudoinverses, for `np.linalg.pinv`."""
    x = operand(a)
    bound = rtol if rcond is None else rcond
    return systems.pinv(x, rtol=1e-15 if bound is None else numbers(bound), hermitian=hermitian)


@numpy_form(np.linalg.lstsq)
def lstsq(a: Any, b: Any, rcond: float | None = None) -> tuple[Any, ...]:
    """Return least-squares solutions, residuals, rank and singular values, for `np.linalg.lstsq`."""
    matrix, right = operand(a), operand(b)
    columns = right[:, None] if right.ndim == 1 else right
    _, exact, rank, _ = np.linalg.lstsq(numbers(matrix), numbers(columns), rcond)
    solution = matmul(systems.pinv(matrix, rtol=rcond), columns)
    residuals = ((matmul(matrix, solution) - columns) ** 2).sum(0) if exact.size else exact
    values = decompositions.svdvals(matrix)
    return (solution[:, 0] if right.ndim == 1 else solution), residuals, int(rank), values
