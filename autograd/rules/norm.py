"""Norms of vectors, and standardisation to mean 0 and variance 1."""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np

from autograd.rules import select
from autograd.rules.arrays import Array, xp
from autograd.rules.decompositions import svdvals
from autograd.rules.dims import Dim, axis, restore
from autograd.rules.dtypes import as_dtype
from autograd.rules.extremes import amax, amin
from autograd.rules.operation import TensorLike, composite, operation
from autograd.rules.reduce import divided, sum
from autograd.rules.shape import cast, expand, permute, unsqueeze
from autograd.rules.sums import add_up, average


@operation(
    x=lambda xp, upstream, out, x, dims, eps, scale: (
        (upstream - xp.mean(upstream, dims, True) - out * _mean_of_product(xp, upstream, out, dims))
        * (xp.rsqrt(xp.var(x, dims, False, True, None) + eps) if scale is None else scale)
    ),
    floating=True,
    internal=True,
    pure=True,
)
def standardize(x: Array, dims: tuple[int, ...], eps: float) -> Array:
    """Return (x − mean) / √(variance + eps), with the mean and the biased variance over `dims`."""
    standardized: Array = _standardize(x, dims, eps)[0]
    return standardized


def _mean_of_product(xp: Any, x: Any, y: Any, dims: tuple[int, ...]) -> Any:
    if len(dims) > 1:
        return xp.mean(x * y, dims, True)
    return xp.unsqueeze(xp.vecdot(x, y, dims[0]), dims[0]) / x.shape[dims[0]]


@standardize.keeping("scale")
def _standardize(x: Array, dims: tuple[int, ...], eps: float) -> tuple[Array, Array]:
    deviation = x - average(x, dims, keepdims=True)
    variance = _mean_of_product(xp, deviation, deviation, dims)
    scale = 1 / np.sqrt(variance + variance.dtype.type(eps))
    deviation *= scale
    return deviation.astype(x.dtype, copy=False), scale.astype(x.dtype, copy=False)


@operation(
    x=lambda xp, upstream, out, x, dim, keepdim: x * restore(xp, divided(xp, upstream, out), x.shape, dim, keepdim),
    floating=True,
    internal=True,
    pure=True,
)
def euclidean_norm(x: Array, dim: Dim = None, keepdim: bool = False) -> Array:
    """Return √Σx² over `dim`, scaled so that the squares neither overflow nor underflow.

    The gradient is x / out, and 0 where out is 0.
    """
    scale = np.amax(np.abs(x), axis(dim, x), keepdims=True, initial=0)
    scale = np.where((scale == 0) | ~np.isfinite(scale), 1, scale).astype(x.dtype)
    length = np.sqrt(add_up(np.square(x / scale), axis(dim, x), keepdims=True)) * scale
    out: Array = length.astype(x.dtype, copy=False)
    return out if keepdim else out.squeeze(axis(dim, x))


def norm_of_singular_values(x: TensorLike, ord: Any, dims: Any, keepdim: bool) -> TensorLike:
    """Return the sum ("nuc"), the largest (2) or the smallest (-2) singular value of the matrices in two dimensions."""
    if isinstance(dims, int) or len(dims) != 2:
        raise ValueError(f"norm(): expected two dimensions for ord={ord!r}, got {dims}")
    rows, columns = (d % x.ndim for d in dims)
    values = svdvals(permute(x, *(d for d in range(x.ndim) if d not in (rows, columns)), rows, columns))
    result = sum(values, -1) if ord == "nuc" else (amax if ord > 0 else amin)(values, -1)
    for d in sorted((rows, columns)) if keepdim else ():
        result = unsqueeze(result, d)
    return result


@composite()
def norm(x: TensorLike, p: Any = 2, dim: Dim = None, keepdim: bool = False, dtype: Any = None) -> TensorLike:
    """Return the p-norm of x over `dim`: (Σ|x|ᵖ)^(1/p).

    The gradient is 0 where the norm is 0, and for p < 1 at elements that are 0.

    Args:
        x: any shape.
        p: the exponent. 2, None or "fro" gives √Σx², inf the largest and -inf the smallest |x|, 0 the number of nonzero
            elements, and "nuc" the sum of the singular values of matrices.
        dim: the dimension or dimensions to reduce. None means all.
        keepdim: whether the reduced dimensions stay, with size 1.
        dtype: the dtype to compute in and of the result. None means that of x.

    Returns:
        The shape of x without `dim`.

    Raises:
        IndexError: if a dimension is out of range.

    Differs from PyTorch: integers are accepted.

    >>> from autograd import tensor
    >>> tensor([[3.0, 4.0], [6.0, 8.0]]).norm(dim=1)
    tensor([ 5., 10.])
    """
    x = x if dtype is None else cast(x, as_dtype(dtype))
    if p == "nuc":
        return norm_of_singular_values(x, p, tuple(range(x.ndim)) if dim is None else dim, keepdim)
    if p is None or p == "fro" or p == 2:
        return euclidean_norm(x, dim, keepdim)
    if x.dtype == np.float16:  # powers and their sums overflow above 65,504
        return cast(norm(cast(x, np.dtype(np.float32)), p, dim, keepdim), x.dtype)
    magnitude = builtins.abs(x)
    if p == 1:
        return sum(magnitude, dim, keepdim)
    if p in (np.inf, -np.inf):
        return (amax if p > 0 else amin)(magnitude, dim, keepdim)
    if p == 0:
        return sum(cast(x != 0, magnitude.dtype), dim, keepdim)
    if p > 0 and p % 2 == 0:
        powers = x**p
    else:  # |x|ᵖ has no derivative at 0 if p < 1, nor a second one if p < 2; 0 is taken there
        powers = select.where(x == 0, 0.0 if p > 0 else np.inf, select.where(x == 0, 1.0, magnitude) ** p)
    total = sum(powers, dim, keepdim)
    is_zero = total == 0  # where the root has no derivative, and the norm the subgradient 0
    return select.where(is_zero, 0.0, select.where(is_zero, 1.0, total) ** (1 / p))


@composite(method=False)
def cosine_similarity(x1: TensorLike, x2: TensorLike, dim: int = 1, eps: float = 1e-8) -> TensorLike:
    """Return x1·x2 / (max(‖x1‖, eps) · max(‖x2‖, eps)) along `dim`: the cosine of the angle between x1 and x2.

    Args:
        x1: any shape, floating.
        x2: a Tensor whose shape broadcasts with x1, floating.
        dim: the dimension of the vectors.
        eps: a lower bound of the norms, to avoid division by 0.

    Returns:
        The broadcast shape without `dim`.

    Raises:
        IndexError: if the dimension is out of range.
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import cosine_similarity, tensor
    >>> cosine_similarity(tensor([[1.0, 0.0]]), tensor([[1.0, 1.0]]))
    tensor([0.7071])
    """
    if tuple(x1.shape) != tuple(x2.shape):  # a vector may be repeated along `dim` too
        shape = (x1 * x2).shape
        x1, x2 = expand(x1, *shape), expand(x2, *shape)
    if np.float16 in (x1.dtype, x2.dtype):
        wide = np.dtype(np.float32)
        return cast(cosine_similarity(cast(x1, wide), cast(x2, wide), dim, eps), x1.dtype)
    lengths = select.clamp(euclidean_norm(x1, dim), min=eps) * select.clamp(euclidean_norm(x2, dim), min=eps)
    return sum(x1 * x2, dim) / lengths
