"""Products of Householder reflections."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd.rules.matmul import matmul
from autograd.rules.operation import TensorLike, composite
from autograd.rules.shape import mT, reshape


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
