"""Linear algebra, under the names of torch.linalg.

Generated from the definitions in autograd/rules/ by `python -m docs.generate`; do not edit. Each function takes
Tensors, or NumPy arrays and then returns arrays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from autograd.rules import linalg as linalg_rules
from autograd.rules import matmul as matmul_rules
from autograd.rules import reduce as reduce_rules
from autograd.rules.dims import Dim

if TYPE_CHECKING:
    from autograd.array.tensor import Tensor
    from autograd.rules.arrays import Array

    TensorLike: TypeAlias = Tensor | Array | float

__all__ = ["det", "inv", "norm", "solve", "vecdot", "vector_norm"]


def inv(x: TensorLike) -> Tensor:
    """The inverse of each matrix (…, n, n)."""
    found: Tensor = linalg_rules.inv(x)
    return found


def det(x: TensorLike) -> Tensor:
    """The determinant of each matrix (…, n, n); its gradient needs them to be invertible."""
    found: Tensor = linalg_rules.det(x)
    return found


def norm(
    x: TensorLike,
    ord: Any = None,
    dim: Dim = None,
    keepdim: bool = False,
    *,
    axis: Dim = None,
    keepdims: bool | None = None,
) -> Tensor:
    """The norm that linalg.norm gives: of all elements; of vectors along a `dim`; or, with `ord`, of a matrix.

    Args:
        x: any shape.
        ord: None for the Euclidean norm. Of vectors any p. Of matrices "fro", 1 or -1 (columns), inf or -inf
        (rows).
        dim: one dimension for vectors, two for matrices; by default all.
            NumPy's name `axis` works too.
        keepdim: keep the dimensions as 1.
            NumPy's name `keepdims` works too.

    Raises:
        ValueError: for norms of matrices that need singular values.
    """
    if axis is not None:
        dim = axis
    if keepdims is not None:
        keepdim = keepdims
    found: Tensor = linalg_rules.matrix_norm(x, ord, dim, keepdim)
    return found


def solve(a: TensorLike, b: TensorLike) -> Tensor:
    """The x with a @ x = b, for a (…, n, n) and b (n,) or (…, n, k)."""
    found: Tensor = linalg_rules.solve(a, b)
    return found


def vecdot(x: TensorLike, y: TensorLike, dim: int = -1, *, axis: int | None = None) -> Tensor:
    """The inner products of vectors that lie along `dim`, after broadcasting."""
    if axis is not None:
        dim = axis
    found: Tensor = matmul_rules.vecdot(x, y, dim)
    return found


def vector_norm(
    x: TensorLike, p: Any = 2, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None
) -> Tensor:
    """(Σ|x|ᵖ)^(1/p) over `dim` (all if None); p may be ±∞, and 0 counts what is not zero."""
    if axis is not None:
        dim = axis
    if keepdims is not None:
        keepdim = keepdims
    found: Tensor = reduce_rules.norm(x, p, dim, keepdim)
    return found
