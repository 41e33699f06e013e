"""Matrices as linear maps: inverse, solution, determinant."""

from __future__ import annotations

import numpy as np

from autograd.array_ops.matmul import matmul
from autograd.arrays import Array
from autograd.operation import composite, operation

# For the rules see Giles, "Collected matrix derivative results for forward and reverse mode AD" (2008).


@operation(
    x=lambda xp, upstream, out: -xp.matmul(xp.mT(out), xp.matmul(upstream, xp.mT(out))),
    floating=True,
    numpy=[np.linalg.inv],
)
def inv(x: Array) -> Array:
    """The inverse of each matrix (…, n, n)."""
    return np.linalg.inv(x)


@operation(
    x=lambda xp, upstream, out, x: xp.unsqueeze(xp.unsqueeze(upstream * out, -1), -1) * xp.mT(xp.inv(x)),
    floating=True,
    numpy=[np.linalg.det],
)
def det(x: Array) -> Array:
    """The determinant of each matrix (…, n, n); its gradient needs them to be invertible."""
    return np.linalg.det(x)


@composite(numpy=[np.linalg.solve])
def solve(a: object, b: object) -> object:
    """The x with a @ x = b, for a (…, n, n) and b (n,) or (…, n, k)."""
    return matmul(inv(a), b)
