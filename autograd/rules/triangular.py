"""Systems with triangular matrices, and the Cholesky decomposition.

Source of the rule: I. Murray, "Differentiation of the Cholesky decomposition", 2016, https://arxiv.org/abs/1602.07527.
"""

from __future__ import annotations

from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np

from autograd.rules.arrange import flip
from autograd.rules.arrays import Array
from autograd.rules.matmul import matmul
from autograd.rules.operation import TensorLike, composite, operation
from autograd.rules.shape import clone, expand, mT

T = TypeVar("T")


class FactorAndInfo(NamedTuple, Generic[T]):
    """A lower triangular factor, and 0 for each matrix that has one (int32)."""

    L: T
    info: T


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
    return flip(solve_upper(flip(a, -1, -2), flip(b, -2), unit), -2)


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
        return clone(mT(solve_triangular(mT(a), mT(b), upper=not upper, unitriangular=unitriangular)))
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
    unitriangular: bool = False,
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
    return clone(mT(lower_cholesky(mT(x)))) if upper else lower_cholesky(x)


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
def cholesky_solve(x: TensorLike, L: TensorLike, upper: bool = False) -> TensorLike:
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
