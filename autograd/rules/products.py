"""Sums of products: with a matrix added, over chosen dimensions, and distances between vectors."""

from __future__ import annotations

import builtins
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd.rules import select
from autograd.rules.dims import normalize
from autograd.rules.matmul import bmm, dot, matmul, mm, mv, outer
from autograd.rules.norm import norm
from autograd.rules.operation import TensorLike, composite
from autograd.rules.reduce import sum
from autograd.rules.shape import permute, reshape, unsqueeze


def _plus(x: TensorLike, product: TensorLike, beta: float, alpha: float) -> TensorLike:
    product = product if alpha == 1 else product * alpha
    if beta == 0:  # x is not read: it may be NaN
        return product + select.where(x == x, 0 * x, 0)
    return (x if beta == 1 else x * beta) + product


@composite(in_place=True)
def addmm(x: TensorLike, mat1: TensorLike, mat2: TensorLike, *, beta: float = 1, alpha: float = 1) -> TensorLike:
    """Return beta · x + alpha · (mat1 @ mat2).

    Args:
        x: a Tensor that broadcasts to (n, m).
        mat1: a matrix (n, k).
        mat2: a matrix (k, m).
        beta: a factor of x; with 0, x is not read.
        alpha: a factor of the product.

    Raises:
        ValueError: if the shapes do not fit.

    >>> from autograd import ones
    >>> ones(1, 2).addmm(ones(1, 3), ones(3, 2))
    tensor([[4., 4.]])
    """
    return _plus(x, mm(mat1, mat2), beta, alpha)


@composite(in_place=True)
def addmv(x: TensorLike, mat: TensorLike, vec: TensorLike, *, beta: float = 1, alpha: float = 1) -> TensorLike:
    """Return beta · x + alpha · (mat @ vec).

    Args:
        x: a Tensor that broadcasts to (n,).
        mat: a matrix (n, k).
        vec: a vector (k,).
        beta: a factor of x; with 0, x is not read.
        alpha: a factor of the product.

    Raises:
        ValueError: if the shapes do not fit.
    """
    return _plus(x, mv(mat, vec), beta, alpha)


@composite(in_place=True)
def addr(x: TensorLike, vec1: TensorLike, vec2: TensorLike, *, beta: float = 1, alpha: float = 1) -> TensorLike:
    """Return beta · x + alpha · (the outer product of two vectors).

    Args:
        x: a Tensor that broadcasts to (n, m).
        vec1: a vector (n,).
        vec2: a vector (m,).
        beta: a factor of x; with 0, x is not read.
        alpha: a factor of the product.

    Raises:
        ShapeError: if the shapes do not fit.
    """
    return _plus(x, outer(vec1, vec2), beta, alpha)


@composite(in_place=True)
def baddbmm(x: TensorLike, batch1: TensorLike, batch2: TensorLike, *, beta: float = 1, alpha: float = 1) -> TensorLike:
    """Return beta · x + alpha · (batch1 @ batch2).

    Args:
        x: a Tensor that broadcasts to (b, n, m).
        batch1: matrices (b, n, k).
        batch2: matrices (b, k, m).
        beta: a factor of x; with 0, x is not read.
        alpha: a factor of the products.

    Raises:
        ValueError: if the shapes do not fit.
    """
    return _plus(x, bmm(batch1, batch2), beta, alpha)


@composite(in_place=True)
def addbmm(x: TensorLike, batch1: TensorLike, batch2: TensorLike, *, beta: float = 1, alpha: float = 1) -> TensorLike:
    """Return beta · x + alpha · (the sum of the products of two batches of matrices).

    Args:
        x: a Tensor that broadcasts to (n, m).
        batch1: matrices (b, n, k).
        batch2: matrices (b, k, m).
        beta: a factor of x; with 0, x is not read.
        alpha: a factor of the sum.

    Raises:
        ValueError: if the shapes do not fit.
    """
    return _plus(x, sum(bmm(batch1, batch2), 0), beta, alpha)


@composite(numpy=[np.vdot])
def vdot(x: TensorLike, other: TensorLike) -> TensorLike:
    """Return the inner product of two vectors: Σ x·other.

    Args:
        x: a vector (n,).
        other: a vector (n,).

    Raises:
        ValueError: if they are not vectors of the same length.
    """
    return dot(x, other)


@composite(numpy=[np.inner])
def inner(x: TensorLike, other: TensorLike) -> TensorLike:
    """Return the inner products of the vectors in the last dimensions of x and other.

    Args:
        x: any shape, or a 0-d Tensor.
        other: any shape with the same last size, or a 0-d Tensor.

    Returns:
        The dimensions of x but the last, then those of other but the last. With a 0-d Tensor, the product.

    Raises:
        ShapeError: if the last sizes differ.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0]).inner(tensor([3.0, 4.0]))
    tensor(11.)
    """
    return x * other if np.ndim(x) == 0 or np.ndim(other) == 0 else tensordot(x, other, ([-1], [-1]))


@composite(method=False)
def tensordot(a: TensorLike, b: TensorLike, dims: Any = 2) -> TensorLike:
    """Return the sums of products of a and b over pairs of dimensions.

    Args:
        a: any shape.
        b: any shape.
        dims: the number of last dimensions of `a` and first dimensions of `b`; or two sequences of dimensions.

    Returns:
        The other dimensions of a, then those of b.

    Raises:
        ValueError: if the sizes differ.

    >>> from autograd import ones, tensordot
    >>> tensordot(ones(2, 3), ones(3, 4), dims=1).shape
    (2, 4)
    """
    given = dims.tolist() if hasattr(dims, "tolist") else dims
    if isinstance(given, int):
        first, second = list(range(a.ndim - given, a.ndim)), list(range(given))
    else:
        first, second = ([one] if isinstance(one, int) else list(one) for one in given)
    first, second = [d % max(a.ndim, 1) for d in first], [d % max(b.ndim, 1) for d in second]
    for d, e in zip(first, second):  # a size of 1 broadcasts
        a = sum(a, d, True) if b.shape[e] == 1 < a.shape[d] else a
        b = sum(b, e, True) if a.shape[d] == 1 < b.shape[e] else b
    if [a.shape[d] for d in first] != [b.shape[d] for d in second]:
        raise ValueError(
            f"tensordot(): shapes {tuple(a.shape)} and {tuple(b.shape)} differ in the dimensions {first} and {second}"
        )
    left, right = ([d for d in range(t.ndim) if d not in used] for t, used in ((a, first), (b, second)))
    count = math.prod(a.shape[d] for d in first)
    shape = [*(a.shape[d] for d in left), *(b.shape[d] for d in right)]
    rows = reshape(permute(a, *left, *first), math.prod(a.shape[d] for d in left), count)
    columns = reshape(permute(b, *second, *right), count, math.prod(b.shape[d] for d in right))
    return reshape(matmul(rows, columns), shape)


@composite(numpy=[np.kron])
def kron(x: TensorLike, other: TensorLike) -> TensorLike:
    """Return the Kronecker product: x with each element replaced by its product with other.

    Args:
        x: any shape.
        other: any shape. The one with fewer dimensions gets leading ones of size 1.

    >>> from autograd import tensor
    >>> tensor([1, 10]).kron(tensor([1, 2]))
    tensor([ 1,  2, 10, 20])
    """
    ndim = max(x.ndim, other.ndim)
    first, second = ([1] * (ndim - t.ndim) + list(t.shape) for t in (x, other))
    spread = reshape(x, [n for size in first for n in (size, 1)])
    return reshape(
        spread * reshape(other, [n for size in second for n in (1, size)]), [n * m for n, m in zip(first, second)]
    )


def _cross(name: str, x: TensorLike, other: TensorLike, dim: int) -> TensorLike:
    if np.ndim(x) != np.ndim(other) or x.shape[dim] != 3 or other.shape[dim] != 3:
        raise ValueError(
            f"{name}(): expected vectors of 3 along dimension {dim}, got {tuple(x.shape)} and {tuple(other.shape)}"
        )
    (d,) = normalize(dim, x.ndim)
    before = (slice(None),) * d
    following, preceding = (*before, np.array([1, 2, 0])), (*before, np.array([2, 0, 1]))
    return x[following] * other[preceding] - x[preceding] * other[following]


@composite()
def cross(x: TensorLike, other: TensorLike, dim: int | None = None) -> TensorLike:
    """Return the cross products of vectors of 3.

    Args:
        x: any shape with size 3 along `dim`.
        other: likewise; the other dimensions broadcast.
        dim: the dimension of the vectors. None means the first of size 3.

    Raises:
        ValueError: if the sizes are not 3.

    >>> from autograd import tensor
    >>> tensor([1.0, 0.0, 0.0]).cross(tensor([0.0, 1.0, 0.0]))
    tensor([0., 0., 1.])
    """
    if dim is None:
        dim = next((d for d, size in enumerate(x.shape) if size == 3), -1)
    return _cross("cross", x, other, dim)


@composite(method=False, function=False, linalg="cross")
def linalg_cross(x: TensorLike, other: TensorLike, *, dim: int = -1) -> TensorLike:
    """Return the cross products of vectors of 3.

    Args:
        x: any shape with size 3 along `dim`.
        other: likewise; the other dimensions broadcast.
        dim: the dimension of the vectors.

    Raises:
        ValueError: if the sizes are not 3.
    """
    return _cross("linalg.cross", x, other, dim)


@composite()
def dist(x: TensorLike, other: TensorLike, p: float = 2) -> TensorLike:
    """Return the p-norm of x − other.

    Args:
        x: any shape.
        other: a Tensor whose shape broadcasts with x.
        p: the exponent of the norm.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([0.0, 0.0]).dist(tensor([3.0, 4.0]))
    tensor(5.)
    """
    return norm(x - other, p)


@composite(method=False)
def cdist(
    x1: TensorLike, x2: TensorLike, p: float = 2.0, compute_mode: str = "use_mm_for_euclid_dist_if_necessary"
) -> TensorLike:
    """Return the distances between the rows of x1 and those of x2, in the p-norm.

    Args:
        x1: matrices (…, n, k).
        x2: matrices (…, m, k).
        p: the exponent of the norm.
        compute_mode: accepted for PyTorch's programs. The distances are always computed from differences.

    Returns:
        (…, n, m).

    Raises:
        ShapeError: if the shapes do not fit.

    >>> from autograd import cdist, tensor
    >>> cdist(tensor([[0.0, 0.0]]), tensor([[3.0, 4.0], [0.0, 1.0]]))
    tensor([[5., 1.]])
    """
    return norm(unsqueeze(x1, -2) - unsqueeze(x2, -3), p, -1)


@composite(in_place=True)
def renorm(x: TensorLike, p: float, dim: int, maxnorm: float) -> TensorLike:
    """Return x with its slices along `dim` scaled down to a p-norm of at most `maxnorm`.

    Args:
        x: at least two dimensions, floating.
        p: the exponent of the norm.
        dim: the dimension of the slices.
        maxnorm: the largest norm.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([[3.0, 4.0], [0.3, 0.4]]).renorm(2, 0, 1.0)
    tensor([[0.6000, 0.8000],
            [0.3000, 0.4000]])
    """
    (d,) = normalize(dim, x.ndim)
    lengths = norm(x, p, tuple(i for i in range(x.ndim) if i != d), True)
    return x * select.where(lengths > maxnorm, maxnorm / (lengths + 1e-7), 1.0)


@composite(method=False, function=False, linalg="multi_dot")
def multi_dot(tensors: Sequence[TensorLike]) -> TensorLike:
    """Return the product of several matrices, in the order that takes the fewest multiplications.

    Args:
        tensors: at least two matrices that fit. The first and the last may be vectors.

    Raises:
        ValueError: if there are fewer than two.
        ShapeError: if the shapes do not fit.

    >>> from autograd import linalg, ones
    >>> linalg.multi_dot([ones(2, 3), ones(3, 4), ones(4)])
    tensor([12., 12.])
    """
    if len(tensors) < 2:
        raise ValueError(f"linalg.multi_dot(): expected at least two matrices, got {len(tensors)}")
    first, *inside, last = tensors
    matrices = [
        first if first.ndim > 1 else unsqueeze(first, 0),
        *inside,
        last if last.ndim > 1 else unsqueeze(last, 1),
    ]
    product = _chain(matrices, 0, len(matrices), {})
    shape = [*(first.shape[:1] if first.ndim > 1 else []), *(last.shape[1:] if last.ndim > 1 else [])]
    return reshape(product, shape)


def _chain(matrices: Sequence[TensorLike], start: int, stop: int, known: dict[tuple[int, int], Any]) -> TensorLike:
    """Return the product of matrices[start:stop]."""
    if stop - start == 1:
        return matrices[start]
    _, middle = _cheapest(matrices, start, stop, known)
    return matmul(_chain(matrices, start, middle, known), _chain(matrices, middle, stop, known))


def _cheapest(
    matrices: Sequence[TensorLike], start: int, stop: int, known: dict[tuple[int, int], Any]
) -> tuple[int, int]:
    """Return the number of multiplications for matrices[start:stop], and the place of the last product."""
    if stop - start == 1:
        return 0, start
    if (start, stop) not in known:
        rows, columns = matrices[start].shape[0], matrices[stop - 1].shape[1]
        known[start, stop] = builtins.min(
            (
                _cheapest(matrices, start, middle, known)[0]
                + _cheapest(matrices, middle, stop, known)[0]
                + rows * matrices[middle].shape[0] * columns,
                middle,
            )
            for middle in range(start + 1, stop)
        )
    found: tuple[int, int] = known[start, stop]
    return found
