"""Linear algebra: inverse, determinant and exponential of matrices."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.operation import operation
from autograd.rules.reduce import products_of_others

# Source of the rules: M. B. Giles, "Collected matrix derivative results for forward and reverse mode algorithmic
# differentiation", 2008, https://people.maths.ox.ac.uk/gilesm/files/AD2008.pdf.


@operation(
    x=lambda xp, upstream, out: -xp.matmul(xp.mT(out), xp.matmul(upstream, xp.mT(out))),
    floating=True,
    numpy=[np.linalg.inv],
    linalg="inv",
    aliases=["inverse"],
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

    Of some hundred rows, the determinant is often 0 or infinite in floating point. In place of `det(x).log()` write
    `logdet(x)`, or `linalg.slogdet(x).logabsdet`.

    The gradient is the matrix of cofactors, det(X) · X⁻ᵀ where X is not singular (Giles, 2008, section 2.2.4).

    >>> from autograd import tensor
    >>> tensor([[1.0, 2.0], [3.0, 4.0]]).det()
    tensor(-2.)
    """
    determinant: Array = np.linalg.det(x)
    return determinant


def _exp_by_x(xp: Any, upstream: Any, x: Any) -> Any:
    # The derivative of the exponential is a block of that of [[xᵀ, upstream], [0, xᵀ]]. It is linear in upstream, which
    # is brought near 1 by a power of 2: the exponential of a block of large numbers would lose digits.
    n = x.shape[-1]
    turned = xp.mT(x)
    numbers = upstream if isinstance(upstream, np.ndarray) else upstream.detach().numpy()
    largest = np.abs(numbers).max((-2, -1), initial=0, keepdims=True)
    scale = np.exp2(np.round(np.log2(np.where(np.isfinite(largest) & (largest > 0), largest, 1)))).astype(x.dtype)
    above = xp.cat([turned, upstream / scale], -1)
    below = xp.cat([turned * 0, turned], -1)
    return xp.getitem(xp.matrix_exp(xp.cat([above, below], -2)), (..., slice(0, n), slice(n, None))) * scale


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
