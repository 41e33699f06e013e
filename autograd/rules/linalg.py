"""Linear algebra: inverse, determinant, linear systems, norms of matrices."""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.dims import Dim
from autograd.rules.extremes import amax, amin
from autograd.rules.matmul import matmul
from autograd.rules.norm import norm
from autograd.rules.operation import TensorLike, composite, numpy_form, operation
from autograd.rules.reduce import products_of_others, sum
from autograd.rules.shape import squeeze

# Source of the rules: M. B. Giles, "Collected matrix derivative results for forward and reverse mode algorithmic
# differentiation", 2008, https://people.maths.ox.ac.uk/gilesm/files/AD2008.pdf.


@operation(
    x=lambda xp, upstream, out: -xp.matmul(xp.mT(out), xp.matmul(upstream, xp.mT(out))),
    floating=True,
    numpy=[np.linalg.inv],
    linalg="inv",
)
def inv(x: Array) -> Array:
    """Return the inverse of each matrix.

    Args:
        x: square matrices (…, n, n); integers become float32.

    Returns:
        The shape of x.

    Raises:
        numpy.linalg.LinAlgError: if a matrix is singular or not square.

    With Y = X⁻¹ and upstream G, the gradient is −Yᵀ G Yᵀ (Giles, 2008, section 2.2.3).

    Differs from PyTorch: integers are accepted.

    >>> from autograd import tensor
    >>> tensor([[2.0, 0.0], [0.0, 4.0]]).inv()
    tensor([[0.5000, 0.0000],
            [0.0000, 0.2500]])
    """
    inverse: Array = np.linalg.inv(x)
    return inverse


def _det_by_x(xp: Any, upstream: Any, out: Any, x: Any) -> Any:
    upstream = xp.unsqueeze(xp.unsqueeze(upstream, -1), -1)
    if isinstance(x, np.ndarray):
        return upstream * _cofactors(x)
    n = x.shape[-1]
    if not bool(xp.nearly_singular(x).any()):
        return upstream * xp.unsqueeze(xp.unsqueeze(out, -1), -1) * xp.mT(xp.inv(x))
    if n > 32:  # n² matrices of n² numbers: 8 MB for 32 rows
        raise np.linalg.LinAlgError(f"det(): second derivatives at a singular matrix need at most 32 rows, got {n}")
    # Each cofactor is the determinant of the matrix without a row and a column. That takes n² determinants, but is
    # exact at every order.
    others = np.array([[j for j in range(n) if j != i] for i in range(n)], np.intp).reshape(n, n - 1)
    signs = np.array([[(-1.0) ** (i + j) for j in range(n)] for i in range(n)], x.dtype)
    return upstream * (xp.det(xp.getitem(x, (..., others[:, None, :, None], others[None, :, None, :]))) * signs)


def _cofactors(x: Array) -> Array:
    """Return det(X)·X⁻ᵀ, also where X is singular: det(UV) U diag(product of the other singular values) Vᵀ."""
    u, s, v = np.linalg.svd(x)
    sign = np.linalg.det(u) * np.linalg.det(v)
    return np.asarray(sign[..., None, None] * np.matmul(u * products_of_others(s)[..., None, :], v), x.dtype)


@operation(x=None, floating=True, internal=True)
def nearly_singular(x: Array) -> Array:
    """Return whether the smallest singular value of each matrix is below √ε times its largest one, or 0."""
    s = np.linalg.svd(x, compute_uv=False)
    return (
        np.asarray(s[..., -1] <= s[..., 0] * np.finfo(x.dtype).eps ** 0.5) if s.size else np.zeros(s.shape[:-1], bool)
    )


@operation(
    x=_det_by_x,
    floating=True,
    numpy=[np.linalg.det],
    linalg="det",
)
def det(x: Array) -> Array:
    """Return the determinant of each matrix.

    Args:
        x: square matrices (…, n, n); integers become float32.

    Returns:
        One number per matrix: (…).

    Raises:
        numpy.linalg.LinAlgError: if the matrices are not square; for second derivatives, if one of more than 32 rows is
            singular.

    The gradient is the matrix of cofactors, det(X) · X⁻ᵀ where X is not singular (Giles, 2008, section 2.2.4).

    >>> from autograd import tensor
    >>> tensor([[1.0, 2.0], [3.0, 4.0]]).det()
    tensor(-2.)
    """
    determinant: Array = np.linalg.det(x)
    return determinant


@composite(method=False, function=False, linalg="norm")
def matrix_norm(x: TensorLike, ord: Any = None, dim: Dim = None, keepdim: bool = False) -> TensorLike:
    """Return the norm of vectors or matrices.

    Args:
        x: any shape.
        ord: None for √Σx². For vectors, any p as in `norm`. For matrices, "fro" for √Σx², 1 or -1 for the largest or
            smallest sum of |x| over a column, inf or -inf for the same over a row.
        dim: one dimension for vectors, two for matrices. None means all.
        keepdim: whether the reduced dimensions stay, with size 1.

    Returns:
        The shape of x without `dim`.

    Raises:
        ValueError: if `ord` needs singular values (2, -2, "nuc"), or `dim` has more than two dimensions.

    >>> from autograd import linalg, tensor
    >>> linalg.norm(tensor([[1.0, -2.0], [3.0, 4.0]]), 1)
    tensor(6.)
    """
    dims = tuple(range(x.ndim)) if dim is None else (dim,) if isinstance(dim, int) else tuple(dim)
    if ord is None or len(dims) == 1:
        return norm(x, 2 if ord is None else ord, dim, keepdim)
    if len(dims) != 2:
        raise ValueError(f"linalg.norm(): ord={ord!r} needs 1 or 2 dimensions, got {len(dims)}; give dim")
    if ord == "fro":
        return norm(x, 2, dims, keepdim)
    if ord not in (1, -1, np.inf, -np.inf):
        raise ValueError(f"linalg.norm(): ord={ord!r} of a matrix needs its singular values, which are not supported")
    rows, columns = (d % x.ndim for d in dims)
    summed, other = (rows, columns) if ord in (1, -1) else (columns, rows)
    sums = sum(builtins.abs(x), summed, True)
    result = (amax if ord > 0 else amin)(sums, other, True)
    return result if keepdim else squeeze(result, (rows, columns))


@composite(numpy=[np.linalg.solve], method=False, function=False, linalg="solve")
def solve(a: TensorLike, b: TensorLike) -> TensorLike:
    """Return the solution x of a @ x = b.

    Args:
        a: square matrices (…, n, n); integers become float32.
        b: a vector (n,), or matrices (…, n, k); floating.

    Returns:
        A vector (…, n), or matrices (…, n, k).

    Raises:
        numpy.linalg.LinAlgError: if a matrix is singular or not square.
        ShapeError: if the shapes do not fit.

    It computes a⁻¹ @ b, so it is less accurate than a factorization.

    >>> from autograd import linalg, tensor
    >>> linalg.solve(tensor([[2.0, 0.0], [0.0, 4.0]]), tensor([2.0, 2.0]))
    tensor([1.0000, 0.5000])
    """
    return matmul(inv(a), b)


@numpy_form(np.linalg.norm)
def _numpy_norm(x: TensorLike, ord: Any = None, axis: Dim = None, keepdims: bool = False) -> TensorLike:
    return matrix_norm(x, ord, axis, keepdims)
