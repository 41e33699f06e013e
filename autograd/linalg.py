"""Linear algebra, under the names of torch.linalg.

Generated from the definitions in autograd/rules/ by `python -m docs.generate`; do not edit. Each function returns
Tensors for Tensors, and NumPy arrays for arrays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from autograd.array.dim_names import one_name
from autograd.array.inplace import store
from autograd.rules import linalg as linalg_rules
from autograd.rules import matmul as matmul_rules
from autograd.rules import norm as norm_rules
from autograd.rules.dims import Dim

if TYPE_CHECKING:
    from autograd.array.tensor import Tensor
    from autograd.rules.arrays import Array

    TensorLike: TypeAlias = Tensor | Array | float

__all__ = ["det", "inv", "norm", "solve", "vecdot", "vector_norm"]


def inv(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the inverse of each matrix.

    Args:
        input: x, square matrices (…, n, n); integers become float32.

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
    found: Tensor = linalg_rules.inv(input)
    return found if out is None else store(out, found)


def det(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the determinant of each matrix.

    Args:
        input: x, square matrices (…, n, n); integers become float32.

    Returns:
        One number per matrix: (…).

    Raises:
        numpy.linalg.LinAlgError: if the matrices are not square; for second derivatives, if one of more than 32
        rows is
            singular.

    The gradient is the matrix of cofactors, det(X) · X⁻ᵀ where X is not singular (Giles, 2008, section 2.2.4).

    >>> from autograd import tensor
    >>> tensor([[1.0, 2.0], [3.0, 4.0]]).det()
    tensor(-2.)
    """
    found: Tensor = linalg_rules.det(input)
    return found if out is None else store(out, found)


def norm(
    input: TensorLike,
    ord: Any = None,
    dim: Dim = None,
    keepdim: bool = False,
    *,
    axis: Dim = None,
    keepdims: bool | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the norm of vectors or matrices.

    Args:
        input: x, any shape.
        ord: None for √Σx². For vectors, any p as in `norm`. For matrices, "fro" for √Σx², 1 or -1 for the
        largest or
            smallest sum of |x| over a column, inf or -inf for the same over a row.
        dim: one dimension for vectors, two for matrices. None means all.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.

    Returns:
        The shape of x without `dim`.

    Raises:
        ValueError: if `ord` needs singular values (2, -2, "nuc"), or `dim` has more than two dimensions.

    >>> from autograd import linalg, tensor
    >>> linalg.norm(tensor([[1.0, -2.0], [3.0, 4.0]]), 1)
    tensor(6.)
    """
    if axis is not None:
        dim = one_name("matrix_norm", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("matrix_norm", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Tensor = linalg_rules.matrix_norm(input, ord, dim, keepdim)
    return found if out is None else store(out, found)


def solve(a: TensorLike, b: TensorLike, *, out: Tensor | None = None) -> Tensor:
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
    found: Tensor = linalg_rules.solve(a, b)
    return found if out is None else store(out, found)


def vecdot(
    input: TensorLike, y: TensorLike, dim: int = -1, *, axis: int | None = None, out: Tensor | None = None
) -> Tensor:
    """Return the inner products of the vectors of x and y along `dim`: Σ x·y.

    Args:
        input: x, any shape.
        y: a Tensor whose shape broadcasts with x.
        dim: the dimension of the vectors.
            NumPy's name `axis` works too.

    Returns:
        The broadcast shape without `dim`, in the common dtype of x and y.

    Raises:
        ShapeError: if the shapes do not broadcast.
        IndexError: if the dimension is out of range.

    >>> from autograd import linalg, tensor
    >>> linalg.vecdot(tensor([[1.0, 2.0], [3.0, 4.0]]), tensor([1.0, 10.0]))
    tensor([21., 43.])
    """
    if axis is not None:
        dim = one_name("vecdot", ("dim", "axis"), dim, axis, -1)
    found: Tensor = matmul_rules.vecdot(input, y, dim)
    return found if out is None else store(out, found)


def vector_norm(
    input: TensorLike,
    p: Any = 2,
    dim: Dim = None,
    keepdim: bool = False,
    *,
    axis: Dim = None,
    keepdims: bool | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the p-norm of x over `dim`: (Σ|x|ᵖ)^(1/p).

    The gradient is 0 where the norm is 0, and for p < 1 at elements that are 0.

    Args:
        input: x, any shape.
        p: the exponent. 2, None or "fro" gives √Σx², inf the largest and -inf the smallest |x|, and 0 the number
        of
            nonzero elements.
        dim: the dimension or dimensions to reduce. None means all.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.

    Returns:
        The shape of x without `dim`.

    Raises:
        IndexError: if a dimension is out of range.

    Differs from PyTorch: integers are accepted.

    >>> from autograd import tensor
    >>> tensor([[3.0, 4.0], [6.0, 8.0]]).norm(dim=1)
    tensor([ 5., 10.])
    """
    if axis is not None:
        dim = one_name("norm", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("norm", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Tensor = norm_rules.norm(input, p, dim, keepdim)
    return found if out is None else store(out, found)
