"""Norms of matrices of every order, condition numbers, and Vandermonde matrices."""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np

from autograd.rules.decompositions import svdvals
from autograd.rules.dims import Dim
from autograd.rules.dtypes import as_dtype
from autograd.rules.extremes import amax, amin
from autograd.rules.join import stack
from autograd.rules.linalg import inv
from autograd.rules.norm import norm as vector_norm_of
from autograd.rules.norm import norm_of_singular_values
from autograd.rules.operation import TensorLike, composite
from autograd.rules.reduce import sum
from autograd.rules.shape import cast, squeeze
from autograd.rules.views import diagonal


def _in(x: TensorLike, dtype: Any) -> TensorLike:
    return x if dtype is None else cast(x, as_dtype(dtype))


@composite(method=False, function=False, linalg="vector_norm")
def vector_norm(
    x: TensorLike, ord: float = 2, dim: Dim = None, keepdim: bool = False, *, dtype: Any = None
) -> TensorLike:
    """Return the norm of vectors: (Σ|x|^ord)^(1/ord) over `dim`.

    Args:
        x: any shape.
        ord: the exponent. inf gives the largest and -inf the smallest |x|, and 0 the number of nonzero elements.
        dim: the dimension or dimensions of the vectors. None means all.
        keepdim: whether the reduced dimensions stay, with size 1.
        dtype: the dtype to compute in and of the result.

    Returns:
        The shape of x without `dim`.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import linalg, tensor
    >>> linalg.vector_norm(tensor([3.0, -4.0]), float("inf"))
    tensor(4.)
    """
    return vector_norm_of(_in(x, dtype), ord, dim, keepdim)


def _matrix_norm(name: str, x: TensorLike, ord: Any, dims: tuple[int, ...], keepdim: bool) -> TensorLike:
    if len(dims) != 2 or x.ndim < 2:
        raise ValueError(f"{name}(): ord={ord!r} needs two dimensions, got dim={dims} of shape {tuple(x.shape)}")
    rows, columns = (d % x.ndim for d in dims)
    if ord in ("fro", None):
        return vector_norm_of(x, 2, (rows, columns), keepdim)
    if ord in ("nuc", 2, -2):
        return norm_of_singular_values(x, ord, (rows, columns), keepdim)
    if ord not in (1, -1, np.inf, -np.inf):
        raise ValueError(f"{name}(): expected ord 'fro', 'nuc', inf, -inf, 1, -1, 2 or -2 for matrices, got {ord!r}")
    summed, other = (rows, columns) if ord in (1, -1) else (columns, rows)
    sums = sum(builtins.abs(x), summed, True)
    result = (amax if ord > 0 else amin)(sums, other, True)
    return result if keepdim else squeeze(result, (rows, columns))


@composite(method=False, function=False, linalg="matrix_norm")
def matrix_norm(
    x: TensorLike, ord: Any = "fro", dim: Any = (-2, -1), keepdim: bool = False, *, dtype: Any = None
) -> TensorLike:
    """Return the norm of matrices.

    Args:
        x: at least two dimensions.
        ord: "fro" for √Σx²; "nuc" for the sum of the singular values, 2 or -2 for the largest or smallest of them; 1 or
            -1 for the largest or smallest sum of |x| over a column; inf or -inf for the same over a row.
        dim: the dimensions of rows and columns.
        keepdim: whether the reduced dimensions stay, with size 1.
        dtype: the dtype to compute in and of the result.

    Returns:
        The shape of x without `dim`.

    Raises:
        ValueError: if `ord` is none of these.

    >>> from autograd import linalg, tensor
    >>> linalg.matrix_norm(tensor([[3.0, 0.0], [0.0, 4.0]]), "nuc")
    tensor(7.)
    """
    return _matrix_norm("linalg.matrix_norm", _in(x, dtype), ord, tuple(dim), keepdim)


@composite(method=False, function=False, linalg="norm")
def linalg_norm(
    x: TensorLike, ord: Any = None, dim: Dim = None, keepdim: bool = False, *, dtype: Any = None
) -> TensorLike:
    """Return the norm of vectors or matrices.

    Args:
        x: any shape.
        ord: None for √Σx². For vectors, any exponent, see `linalg.vector_norm`. For matrices, see `linalg.matrix_norm`.
        dim: one dimension for vectors, two for matrices. None means all.
        keepdim: whether the reduced dimensions stay, with size 1.
        dtype: the dtype to compute in and of the result.

    Returns:
        The shape of x without `dim`.

    Raises:
        ValueError: if `ord` is not one for matrices, or `dim` has more than two dimensions.

    >>> from autograd import linalg, tensor
    >>> linalg.norm(tensor([[1.0, -2.0], [3.0, 4.0]]), 1)
    tensor(6.)
    """
    x = _in(x, dtype)
    dims = tuple(range(x.ndim)) if dim is None else (dim,) if isinstance(dim, int) else tuple(dim)
    if ord is None or (len(dims) == 1 and not isinstance(ord, str)):
        return vector_norm_of(x, 2 if ord is None else ord, dim, keepdim)
    return _matrix_norm("linalg.norm", x, ord, dims, keepdim)


@composite(method=False, function=False, linalg="cond", numpy=[np.linalg.cond])
def cond(x: TensorLike, p: Any = None) -> TensorLike:
    """Return the condition number of matrices: the norm of a matrix times that of its inverse.

    Args:
        x: matrices (…, n, m); square ones unless p is None, 2 or -2.
        p: the order of the norm; see `linalg.matrix_norm`. None means 2.

    Returns:
        (…).

    Raises:
        numpy.linalg.LinAlgError: if the matrices must be square, and are not or are singular.

    >>> from autograd import linalg, tensor
    >>> linalg.cond(tensor([[2.0, 0.0], [0.0, 4.0]]))
    tensor(2.)
    """
    if p in (None, 2, -2):
        values = svdvals(x)
        largest, smallest = values[..., 0], values[..., -1]
        return smallest / largest if p == -2 else largest / smallest
    return matrix_norm(x, p) * matrix_norm(inv(x), p)


@composite(method=False, function=False, linalg="vander")
def linalg_vander(x: TensorLike, *, N: int | None = None) -> TensorLike:
    """Return Vandermonde matrices: the powers 0, 1, …, N − 1 of each element of x.

    Args:
        x: vectors (…, n).
        N: the number of columns. None means n.

    Returns:
        (…, n, N).

    >>> from autograd import linalg, tensor
    >>> linalg.vander(tensor([2, 3]), N=3)
    tensor([[1, 2, 4],
            [1, 3, 9]])
    """
    x = x if x.ndim else x.reshape(1)
    count = x.shape[-1] if N is None else N
    powers = [x * 0 + 1]
    for _ in range(count - 1):
        powers.append(powers[-1] * x)
    return stack(powers, -1)


@composite(method=False)
def vander(x: TensorLike, N: int | None = None, increasing: bool = False) -> TensorLike:
    """Return a Vandermonde matrix: the powers N − 1, …, 1, 0 of each element of x.

    Args:
        x: a vector (n,).
        N: the number of columns. None means n.
        increasing: whether the powers increase from 0.

    Returns:
        (n, N).
    """
    powers = linalg_vander(x, N=N)
    return powers if increasing else powers.flip(-1)


@composite(method=False, function=False, linalg="diagonal")
def linalg_diagonal(x: TensorLike, *, offset: int = 0, dim1: int = -2, dim2: int = -1) -> TensorLike:
    """Return the diagonals of matrices; see `diagonal`.

    Args:
        x: matrices (…, n, m).
        offset: the diagonal; 0 is the main diagonal, positive numbers are above it.
        dim1: the dimension of the rows.
        dim2: the dimension of the columns.
    """
    return diagonal(x, offset, dim1, dim2)
