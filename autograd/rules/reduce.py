"""Operations that take many elements to one, or run along a dimension."""

from __future__ import annotations

import builtins
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np

from autograd.rules import dims, elementwise, select
from autograd.rules.arrays import Array, xp
from autograd.rules.dims import Dim, axis, count, normalize, restore
from autograd.rules.dtypes import as_dtype
from autograd.rules.index import gather
from autograd.rules.operation import TensorLike, composite, numpy_form, operation
from autograd.rules.shape import reshape, squeeze

T = TypeVar("T")

# A rule may give its gradient in any shape that broadcasts to its argument's: spreading it is the inverse of undoing
# a broadcast and happens in the same place.


def _wide(x: Array, dtype: Any) -> Any:
    """The dtype to add up in: integers and bools in int64."""
    if dtype is not None:
        return as_dtype(dtype)
    return None if x.dtype.kind == "f" else np.int64


@operation(
    x=lambda xp, upstream, x_shape, dim, keepdim: restore(xp, upstream, x_shape, dim, keepdim),
    numpy=[np.sum],
    linear=True,
)
def sum(x: Array, dim: Dim = None, keepdim: bool = False, dtype: Any = None) -> Array:
    """The sum over `dim` (all if None); integers and bools add up as int64."""
    return np.sum(x, axis(dim, x), _wide(x, dtype), keepdims=keepdim)


@operation(
    x=lambda xp, upstream, x_shape, dim, keepdim: restore(xp, upstream, x_shape, dim, keepdim) / count(x_shape, dim),
    numpy=[np.mean],
    linear=True,
)
def mean(x: Array, dim: Dim = None, keepdim: bool = False, dtype: Any = None) -> Array:
    """The mean over `dim` (all if None). Of floating tensors only, as in PyTorch, unless `dtype` is floating.

    Raises:
        TypeError: for integers and bools.
    """
    dtype = x.dtype if dtype is None else as_dtype(dtype)
    if dtype.kind != "f":
        raise TypeError(f"needs floating elements, got {dtype}; write x.float().mean()")
    # Unasked, NumPy adds up float16 in float32.
    return np.mean(x, axis(dim, x), None if dtype == x.dtype else dtype, keepdims=keepdim)


def _divided(xp: Any, upstream: Any, out: Any) -> Any:
    """upstream / out, and 0 where out is: the subgradient of a root, without NaN at any order."""
    is_zero = out == 0
    return xp.where(is_zero, 0.0, upstream / xp.where(is_zero, 1.0, out))


def _deviation(xp: Any, x: Any, dim: Dim) -> Any:
    return x - xp.mean(x, dim, True)


def _degrees(x_shape: dims.Shape, dim: Dim, unbiased: bool, correction: float | None) -> float:
    """What the squares are divided by: n - 1 unless the call says otherwise."""
    return builtins.max(count(x_shape, dim) - (int(unbiased) if correction is None else correction), 0)


def _over(upstream: Any, n: float) -> Any:
    return upstream / n if n else upstream * np.inf


@operation(
    x=lambda xp, upstream, x, dim, unbiased, keepdim, correction: (
        restore(xp, _over(2 * upstream, _degrees(x.shape, dim, unbiased, correction)), x.shape, dim, keepdim)
        * _deviation(xp, x, dim)
    ),
    floating=True,
)
def var(
    x: Array, dim: Dim = None, unbiased: bool = True, keepdim: bool = False, correction: float | None = None
) -> Array:
    """The variance over `dim` (all if None): squared deviations summed, divided by n - 1, by n if not `unbiased`, or by
    n - `correction`.
    """
    deviation = x - np.mean(x, axis(dim, x), keepdims=True)
    total = np.sum(deviation * deviation, axis(dim, x), keepdims=keepdim)
    return total / x.dtype.type(_degrees(x.shape, dim, unbiased, correction))


@operation(
    x=lambda xp, upstream, out, x, dim, unbiased, keepdim, correction: (
        restore(
            xp,
            _divided(xp, _over(upstream, _degrees(x.shape, dim, unbiased, correction)), out),
            x.shape,
            dim,
            keepdim,
        )
        * _deviation(xp, x, dim)
    ),
    floating=True,
)
def std(
    x: Array, dim: Dim = None, unbiased: bool = True, keepdim: bool = False, correction: float | None = None
) -> Array:
    """The standard deviation over `dim`, the root of `var`; the gradient at 0 is 0."""
    return np.sqrt(var.forward(x, dim, unbiased, keepdim, correction))


def _share_of_extreme(xp: Any, upstream: Any, out: Any, x: Any, dim: Dim, keepdim: bool) -> Any:
    is_extreme = x == restore(xp, out, x.shape, dim, keepdim)
    ties = xp.sum(is_extreme, dim, True)
    return restore(xp, upstream, x.shape, dim, keepdim) * is_extreme / ties


@operation(x=_share_of_extreme, numpy=[np.amax, np.max])
def amax(x: Array, dim: Dim = None, keepdim: bool = False) -> Array:
    """The largest element over `dim` (all if None); ties share the gradient."""
    return np.amax(x, axis(dim, x), keepdims=keepdim)


@operation(x=_share_of_extreme, numpy=[np.amin, np.min])
def amin(x: Array, dim: Dim = None, keepdim: bool = False) -> Array:
    """The smallest element over `dim` (all if None); ties share the gradient."""
    return np.amin(x, axis(dim, x), keepdims=keepdim)


class Extreme(NamedTuple, Generic[T]):
    """The extreme elements along a dimension and where they are."""

    values: T
    indices: T


def _along(x: TensorLike, indices: TensorLike, dim: int, keepdim: bool) -> Extreme[TensorLike]:
    if x.ndim == 0:
        return Extreme(x * 1, indices)
    values = gather(x, dim, indices)
    return Extreme(values, indices) if keepdim else Extreme(squeeze(values, dim), squeeze(indices, dim))


@composite(
    overloads=[
        "(x: Tensor) -> Tensor",
        "(x: Tensor, dim: int, keepdim: bool = False) -> Extreme[Tensor]",
        "(x: Tensor, dim: Tensor) -> Tensor",
    ]
)
def max(x: TensorLike, dim: Any = None, keepdim: bool = False) -> Any:
    """The largest element; given `dim`, the largest along it as `(values, indices)`; given a tensor, `maximum`."""
    if dim is None:
        return amax(x)
    return _along(x, argmax(x, dim, True), dim, keepdim) if isinstance(dim, int) else elementwise.maximum(x, dim)


@composite(
    overloads=[
        "(x: Tensor) -> Tensor",
        "(x: Tensor, dim: int, keepdim: bool = False) -> Extreme[Tensor]",
        "(x: Tensor, dim: Tensor) -> Tensor",
    ]
)
def min(x: TensorLike, dim: Any = None, keepdim: bool = False) -> Any:
    """The smallest element; given `dim`, the smallest along it as `(values, indices)`; given a tensor, `minimum`."""
    if dim is None:
        return amin(x)
    return _along(x, argmin(x, dim, True), dim, keepdim) if isinstance(dim, int) else elementwise.minimum(x, dim)


def _arg(function: Any, x: Array, dim: int | None, keepdim: bool) -> Array:
    if dim is not None:
        normalize(dim, x.ndim)
        if x.ndim == 0:
            return np.zeros((), np.int64)
    return np.asarray(function(x, dim, keepdims=keepdim))


class Sorted(NamedTuple, Generic[T]):
    """The elements in order, and where they were."""

    values: T
    indices: T


@operation(x=None, numpy=[np.argsort])
def argsort(x: Array, dim: int = -1, descending: bool = False) -> Array:
    """The indices that sort x along `dim`; equal elements keep their order."""
    if x.ndim == 0:
        normalize(dim, 0)
        return np.zeros((), np.int64)
    order = np.argsort(np.flip(x, dim) if descending else x, dim, kind="stable")
    return x.shape[dim] - 1 - np.flip(order, dim) if descending else order


@composite()
def sort(x: TensorLike, dim: int = -1, descending: bool = False) -> Sorted[TensorLike]:
    """x in order along `dim`, as `(values, indices)`."""
    indices = argsort(x, dim, descending)
    if x.ndim == 0:
        return Sorted(x * 1, indices)
    return Sorted(gather(x, dim, indices), indices)


@composite()
def topk(x: TensorLike, k: int, dim: int = -1, largest: bool = True) -> Sorted[TensorLike]:
    """The k largest (or smallest) elements along `dim`, in order, as `(values, indices)`."""
    if not 0 <= k <= x.shape[dim]:
        raise ValueError(f"topk(): k must be from 0 to {x.shape[dim]}, got {k}")
    indices = argsort(x, dim, largest)[(slice(None),) * (dim % x.ndim) + (slice(k),)]
    return Sorted(gather(x, dim, indices), indices)


@operation(x=None, numpy=[np.count_nonzero])
def count_nonzero(x: Array, dim: Dim = None) -> Array:
    """How many elements over `dim` (all if None) are not zero."""
    return np.asarray(np.count_nonzero(x, axis(dim, x)))


@operation(x=None, numpy=[np.bincount])
def bincount(x: Array, minlength: int = 0) -> Array:
    """How often each whole number 0, 1, 2, … occurs."""
    return np.bincount(x, minlength=minlength)


@operation(x=None, numpy=[np.unique])
def unique(x: Array) -> Array:
    """The different elements, in ascending order."""
    return np.unique(x)


@operation(x=None, numpy=[np.argmax])
def argmax(x: Array, dim: int | None = None, keepdim: bool = False) -> Array:
    """The index of the first largest element along `dim` (in the flattened tensor if None)."""
    return _arg(np.argmax, x, dim, keepdim)


@operation(x=None, numpy=[np.argmin])
def argmin(x: Array, dim: int | None = None, keepdim: bool = False) -> Array:
    """The index of the first smallest element along `dim` (in the flattened tensor if None)."""
    return _arg(np.argmin, x, dim, keepdim)


@operation(x=None, numpy=[np.all])
def all(x: Array, dim: Dim = None, keepdim: bool = False) -> Array:
    """Whether all elements over `dim` are nonzero."""
    return np.all(x, axis(dim, x), keepdims=keepdim)


@operation(x=None, numpy=[np.any])
def any(x: Array, dim: Dim = None, keepdim: bool = False) -> Array:
    """Whether any element over `dim` is nonzero."""
    return np.any(x, axis(dim, x), keepdims=keepdim)


def _prod_of_others(xp: Any, upstream: Any, out: Any, x: Any, dim: int | None, keepdim: bool) -> Any:
    upstream = restore(xp, upstream, x.shape, dim, keepdim)
    if isinstance(x, np.ndarray):
        return upstream * _products_of_others(x, dim)
    near_zero = float(np.finfo(x.dtype).tiny) ** 0.25  # of a smaller factor the next orders' 1 / x² would be infinite
    if not bool((out == 0).any()) and not bool((builtins.abs(x) < near_zero).any()):
        return upstream * restore(xp, out, x.shape, dim, keepdim) / x
    # Near zero out / x says nothing: in recorded passes take the products of all but one, each row of a
    # matrix whose diagonal is set to 1. Quadratic, but exact, and to every order.
    last = xp.reshape(x, (-1,)) if dim is None else xp.transpose(x, dim, -1)
    n = last.shape[-1]
    table = xp.where(np.eye(n, dtype=np.bool_), 1.0, xp.unsqueeze(last, -2))
    others = xp.prod(table, -1, False)
    return upstream * (xp.reshape(others, x.shape) if dim is None else xp.transpose(others, dim, -1))


def _products_of_others(x: Array, dim: int | None) -> Array:
    """For each element the product of all others along `dim`: of those before it times those after it."""
    flat = x.reshape(-1) if dim is None else np.moveaxis(x, dim, -1)
    ones = np.ones((*flat.shape[:-1], 1), flat.dtype)
    before = np.cumprod(np.concatenate([ones, flat[..., :-1]], -1), -1)
    after = np.cumprod(np.concatenate([ones, flat[..., :0:-1]], -1), -1)[..., ::-1]
    others = before * after
    return others.reshape(x.shape) if dim is None else np.moveaxis(others, -1, dim)


@operation(x=_prod_of_others, numpy=[np.prod])
def prod(x: Array, dim: int | None = None, keepdim: bool = False) -> Array:
    """The product over `dim` (all if None); exact gradients where factors are zero."""
    return np.prod(x, axis(dim, x), _wide(x, None), keepdims=keepdim)


@operation(
    x=lambda xp, upstream, dim: xp.flip(xp.cumsum(xp.flip(upstream, (dim,)), dim), (dim,)),
    linear=True,
)
def cumsum(x: Array, dim: int) -> Array:
    """The sums of all elements up to each one along `dim`."""
    return np.cumsum(x, dim, _wide(x, None)).reshape(x.shape)


@operation(
    x=lambda xp, upstream, out, x, dim, keepdim: (
        restore(xp, upstream, x.shape, dim, keepdim) * xp.exp(x - restore(xp, out, x.shape, dim, keepdim))
    ),
    floating=True,
)
def logsumexp(x: Array, dim: Dim = None, keepdim: bool = False) -> Array:
    """log(Σ exp(x)) over `dim`, without overflow."""
    largest = np.amax(x, axis(dim, x), keepdims=True, initial=-np.inf)
    largest = np.where(np.isfinite(largest), largest, 0)  # ∞ − ∞ must not arise
    total = np.log(np.sum(np.exp(x - largest), axis(dim, x), keepdims=True)) + largest
    return total if keepdim else total.squeeze(axis(dim, x))


def _shifted(x: Array, dim: int) -> Array:
    # The ufunc's own reduction, here and below: for small arrays np.amax and np.sum spend most of their time arriving.
    return x - np.maximum.reduce(x, dim, keepdims=True) if x.size else x


def _softmax_by_x(xp: Any, upstream: Any, out: Any, dim: int) -> Any:
    if not out.shape:
        return upstream * 0.0
    return out * (upstream - xp.unsqueeze(xp.vecdot(upstream, out, dim), dim))


@operation(
    x=_softmax_by_x,
    floating=True,
)
def softmax(x: Array, dim: int) -> Array:
    """exp(x) / Σ exp(x) along `dim`, without overflow."""
    out = np.exp(_shifted(x, dim))
    out /= _sum_of_positive(out, dim)
    return out


def _sum_of_positive(x: Array, dim: int) -> Array:
    """The sum along `dim`, kept as size 1. Along rows, a product with ones takes a quarter of the time; where nothing
    cancels and rows are not long, it is nearly as exact.
    """
    if x.ndim > 1 and dim in (-1, x.ndim - 1) and x.shape[-1] <= 4096 and x.dtype != np.float16:
        return np.matmul(x, np.ones((x.shape[-1], 1), x.dtype))
    total: Array = np.add.reduce(x, dim, keepdims=True)
    return total


@operation(
    x=lambda xp, upstream, out, dim: upstream - xp.exp(out) * xp.sum(upstream, dim, True),
    floating=True,
)
def log_softmax(x: Array, dim: int) -> Array:
    """log(softmax(x)) along `dim`, exact also where softmax rounds to zero."""
    shifted = _shifted(x, dim)
    return shifted - np.log(np.add.reduce(np.exp(shifted), dim, keepdims=True))


@operation(
    x=lambda xp, upstream, out, x, dims, eps, scale: (
        (upstream - xp.mean(upstream, dims, True) - out * _mean_of_product(xp, upstream, out, dims))
        * (xp.rsqrt(xp.var(x, dims, False, True, None) + eps) if scale is None else scale)
    ),
    floating=True,
    internal=True,
)
def standardize(x: Array, dims: tuple[int, ...], eps: float) -> Array:
    """x brought to mean 0 and variance 1 over `dims`: (x − mean)/√(variance + eps)."""
    return _standardize(x, dims, eps)[0]


def _mean_of_product(xp: Any, x: Any, y: Any, dims: tuple[int, ...]) -> Any:
    if len(dims) > 1 or x.dtype == np.float16:  # whose sums leave its range before they are divided
        return xp.mean(x * y, dims, True)
    return xp.unsqueeze(xp.vecdot(x, y, dims[0]), dims[0]) / x.shape[dims[0]]


@standardize.keeping("scale")
def _standardize(x: Array, dims: tuple[int, ...], eps: float) -> tuple[Array, Array]:
    deviation = x - np.mean(x, dims, keepdims=True)
    variance = _mean_of_product(xp, deviation, deviation, dims)
    scale = 1 / np.sqrt(variance + x.dtype.type(eps))
    deviation *= scale
    return deviation, scale


@operation(
    x=lambda xp, upstream, out, x, dim, keepdim: x * restore(xp, _divided(xp, upstream, out), x.shape, dim, keepdim),
    floating=True,
    internal=True,
)
def euclidean_norm(x: Array, dim: Dim = None, keepdim: bool = False) -> Array:
    """√Σx² over `dim`, scaled so that squares neither overflow nor vanish; the gradient at 0 is 0."""
    scale = np.amax(np.abs(x), axis(dim, x), keepdims=True, initial=0)
    scale = np.where((scale == 0) | ~np.isfinite(scale), 1, scale).astype(x.dtype)
    out = np.sqrt(np.sum(np.square(x / scale), axis(dim, x), keepdims=True)) * scale
    return out if keepdim else out.squeeze(axis(dim, x))


@composite(linalg="vector_norm")
def norm(x: TensorLike, p: Any = 2, dim: Dim = None, keepdim: bool = False) -> TensorLike:
    """(Σ|x|ᵖ)^(1/p) over `dim` (all if None); p may be ±∞, and 0 counts what is not zero."""
    if p is None or p == "fro" or p == 2:
        return euclidean_norm(x, dim, keepdim)
    magnitude = builtins.abs(x)
    if p == 1:
        return sum(magnitude, dim, keepdim)
    if p in (np.inf, -np.inf):
        return (amax if p > 0 else amin)(magnitude, dim, keepdim)
    if p == 0:
        return sum(x != 0, dim, keepdim)
    total = sum(magnitude**p, dim, keepdim)
    is_zero = total == 0  # where the root has no derivative, and the norm the subgradient 0
    return select.where(is_zero, 0.0, select.where(is_zero, 1.0, total) ** (1 / p))


@composite(method=False)
def cosine_similarity(x: TensorLike, y: TensorLike, dim: int = 1, eps: float = 1e-8) -> TensorLike:
    """Return the cosine of the angle between x and y along `dim`.

    Args:
        x: any shape.
        y: a shape that broadcasts with x.
        dim: the dimension of the vectors.
        eps: the least length that is divided by.
    """
    lengths = select.clamp(euclidean_norm(x, dim), min=eps) * select.clamp(euclidean_norm(y, dim), min=eps)
    return sum(x * y, dim) / lengths


@numpy_form(np.var)
def _numpy_var(x: TensorLike, axis: Dim = None, ddof: float = 0, keepdims: bool = False) -> TensorLike:
    """NumPy divides by n - ddof, and ddof is 0 unless given."""
    return var(x, axis, keepdim=keepdims, correction=ddof)


@numpy_form(np.std)
def _numpy_std(x: TensorLike, axis: Dim = None, ddof: float = 0, keepdims: bool = False) -> TensorLike:
    return std(x, axis, keepdim=keepdims, correction=ddof)


@numpy_form(np.cumsum)
def _numpy_cumsum(x: TensorLike, axis: int | None = None) -> TensorLike:
    return cumsum(x, axis) if axis is not None else cumsum(reshape(x, -1), 0)


@numpy_form(np.sort)
def _numpy_sort(x: TensorLike, axis: int = -1) -> TensorLike:
    return sort(x, axis).values


@numpy_form(np.clip)
def _numpy_clip(x: TensorLike, a_min: Any = None, a_max: Any = None) -> TensorLike:
    return select.clamp(x, a_min, a_max)


@numpy_form(np.round)
def _numpy_round(x: TensorLike, decimals: int = 0) -> TensorLike:
    if decimals == 0:
        return elementwise.round_(x)
    return elementwise.round_(x * 10.0**decimals) / 10.0**decimals
