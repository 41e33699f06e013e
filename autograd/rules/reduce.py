"""Reductions, and other operations along a dimension."""

from __future__ import annotations

import builtins
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np

from autograd.rules import dims, elementwise, select
from autograd.rules.arrays import Array, xp
from autograd.rules.dims import Dim, at, axis, count, normalize, restore
from autograd.rules.dtypes import as_dtype
from autograd.rules.index import gather
from autograd.rules.operation import TensorLike, composite, numpy_form, operation
from autograd.rules.shape import reshape, squeeze

T = TypeVar("T")

# A rule may return a gradient of any shape that broadcasts to the shape of its argument. It is expanded where a Tensor
# receives its gradient, as broadcasting is undone there.


def _wide(x: Array, dtype: Any) -> Any:
    """Return the dtype to accumulate in, for NumPy: `dtype` if given, int64 for integers and bools."""
    if dtype is not None:
        return as_dtype(dtype)
    return None if x.dtype.kind == "f" else np.int64


@operation(
    x=lambda xp, upstream, x_shape, dim, keepdim: restore(xp, upstream, x_shape, dim, keepdim),
    numpy=[np.sum],
    linear=True,
)
def sum(x: Array, dim: Dim = None, keepdim: bool = False, dtype: Any = None) -> Array:
    """Return the sum of x over `dim`.

    Args:
        x: any shape and dtype.
        dim: the dimension or dimensions to reduce. None means all.
        keepdim: whether the reduced dimensions stay, with size 1.
        dtype: the dtype to add in and of the result. None means that of x, or int64 for integers and bools.

    Returns:
        The shape of x without `dim`.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([[1.0, 2.0], [3.0, 4.0]]).sum(dim=0)
    tensor([4., 6.])
    """
    total: Array = np.sum(x, axis(dim, x), _wide(x, dtype), keepdims=keepdim)
    return total


@operation(
    x=lambda xp, upstream, x_shape, dim, keepdim: restore(xp, upstream, x_shape, dim, keepdim) / count(x_shape, dim),
    numpy=[np.mean],
    linear=True,
)
def mean(x: Array, dim: Dim = None, keepdim: bool = False, dtype: Any = None) -> Array:
    """Return the mean of x over `dim`.

    Args:
        x: any shape, floating.
        dim: the dimension or dimensions to reduce. None means all.
        keepdim: whether the reduced dimensions stay, with size 1.
        dtype: the dtype to compute in and of the result. None means that of x.

    Returns:
        The shape of x without `dim`. The mean of no elements is NaN.

    Raises:
        TypeError: if neither x nor `dtype` is floating.
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([[1.0, 2.0], [3.0, 4.0]]).mean(dim=1, keepdim=True)
    tensor([[1.5000],
            [3.5000]])
    """
    dtype = x.dtype if dtype is None else as_dtype(dtype)
    if dtype.kind != "f":
        raise TypeError(f"needs floating elements, got {dtype}; write x.float().mean()")
    # With dtype=None, NumPy adds float16 in float32, which is more accurate.
    average: Array = np.mean(x, axis(dim, x), None if dtype == x.dtype else dtype, keepdims=keepdim)
    return average


def _divided(xp: Any, upstream: Any, out: Any) -> Any:
    """Return upstream / out, and 0 where out is 0: the subgradient of a root, without NaN at any order."""
    is_zero = out == 0
    return xp.where(is_zero, 0.0, upstream / xp.where(is_zero, 1.0, out))


def _deviation(xp: Any, x: Any, dim: Dim) -> Any:
    return x - xp.mean(x, dim, True)


def _degrees(x_shape: dims.Shape, dim: Dim, unbiased: bool, correction: float | None) -> float:
    """Return the divisor of the sum of squares: n − 1 by default, never negative."""
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
    """Return the variance of x over `dim`: Σ(x − mean)² / (n − 1).

    Args:
        x: any shape; integers become float32.
        dim: the dimension or dimensions to reduce. None means all.
        unbiased: whether to divide by n − 1 rather than n (Bessel's correction).
        keepdim: whether the reduced dimensions stay, with size 1.
        correction: divide by n − `correction`. If given, `unbiased` is ignored.

    Returns:
        The shape of x without `dim`. NaN or infinity if the divisor is 0.

    Raises:
        IndexError: if a dimension is out of range.

    Differs from PyTorch: integers are accepted.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0, 3.0, 6.0]).var(correction=0)
    tensor(3.5000)
    """
    deviation = x - np.mean(x, axis(dim, x), keepdims=True)
    total = np.sum(deviation * deviation, axis(dim, x), keepdims=keepdim)
    variance: Array = total / x.dtype.type(_degrees(x.shape, dim, unbiased, correction))
    return variance


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
    """Return the standard deviation of x over `dim`, the square root of `var`.

    The gradient is 0 where the result is 0.

    Args:
        x: any shape; integers become float32.
        dim: the dimension or dimensions to reduce. None means all.
        unbiased: whether to divide by n − 1 rather than n (Bessel's correction).
        keepdim: whether the reduced dimensions stay, with size 1.
        correction: divide by n − `correction`. If given, `unbiased` is ignored.

    Returns:
        The shape of x without `dim`. NaN or infinity if the divisor is 0.

    Raises:
        IndexError: if a dimension is out of range.

    Differs from PyTorch: integers are accepted.

    >>> from autograd import tensor
    >>> tensor([[1.0, 3.0], [2.0, 6.0]]).std(dim=1, unbiased=False)
    tensor([1., 2.])
    """
    deviation: Array = np.sqrt(var.forward(x, dim, unbiased, keepdim, correction))
    return deviation


def _share_of_extreme(xp: Any, upstream: Any, out: Any, x: Any, dim: Dim, keepdim: bool) -> Any:
    is_extreme = x == restore(xp, out, x.shape, dim, keepdim)
    ties = xp.sum(is_extreme, dim, True)
    return restore(xp, upstream, x.shape, dim, keepdim) * is_extreme / ties


@operation(x=_share_of_extreme, numpy=[np.amax, np.max])
def amax(x: Array, dim: Dim = None, keepdim: bool = False) -> Array:
    """Return the largest element of x over `dim`.

    Equal largest elements share the gradient in equal parts.

    Args:
        x: any shape and dtype.
        dim: the dimension or dimensions to reduce. None means all.
        keepdim: whether the reduced dimensions stay, with size 1.

    Returns:
        The shape of x without `dim`. NaN if an element is NaN.

    Raises:
        IndexError: if a dimension is out of range.
        ShapeError: if there are no elements to reduce.
    """
    largest: Array = np.amax(x, axis(dim, x), keepdims=keepdim)
    return largest


@operation(x=_share_of_extreme, numpy=[np.amin, np.min])
def amin(x: Array, dim: Dim = None, keepdim: bool = False) -> Array:
    """Return the smallest element of x over `dim`.

    Equal smallest elements share the gradient in equal parts.

    Args:
        x: any shape and dtype.
        dim: the dimension or dimensions to reduce. None means all.
        keepdim: whether the reduced dimensions stay, with size 1.

    Returns:
        The shape of x without `dim`. NaN if an element is NaN.

    Raises:
        IndexError: if a dimension is out of range.
        ShapeError: if there are no elements to reduce.
    """
    smallest: Array = np.amin(x, axis(dim, x), keepdims=keepdim)
    return smallest


class Extreme(NamedTuple, Generic[T]):
    """The extreme elements along a dimension, and their indices (int64)."""

    values: T
    indices: T


def _along(x: TensorLike, indices: TensorLike, dim: int, keepdim: bool) -> Extreme[TensorLike]:
    if x.ndim == 0:
        return Extreme(x * 1, indices)
    values = gather(x, dim, indices)
    return Extreme(values, indices) if keepdim else Extreme(squeeze(values, dim), squeeze(indices, dim))


_OVERLOADS_OF_MAX = [
    "(x: Tensor) -> Tensor",
    "(x: Tensor, dim: int, keepdim: bool = False) -> Extreme[Tensor]",
    "(x: Tensor, dim: Tensor) -> Tensor",
]


@composite(overloads=_OVERLOADS_OF_MAX)
def max(x: TensorLike, dim: Any = None, keepdim: bool = False) -> Any:
    """Return the largest element of x; along `dim`, also its index.

    Without `dim`, equal largest elements share the gradient. With it, the first of them gets the whole gradient.

    Args:
        x: any shape and dtype.
        dim: the dimension to reduce. None means all. With a Tensor here, the result is `maximum(x, dim)`.
        keepdim: whether the reduced dimension stays, with size 1.

    Returns:
        Without `dim`, a 0-d Tensor. With it, the named tuple `(values, indices)`, each of the shape of x without `dim`.

    Raises:
        IndexError: if a dimension is out of range.
        ShapeError: if there are no elements to reduce.

    >>> from autograd import tensor
    >>> x = tensor([[1.0, 3.0], [4.0, 2.0]])
    >>> x.max()
    tensor(4.)
    >>> values, indices = x.max(dim=1)
    >>> values, indices
    (tensor([3., 4.]), tensor([1, 0]))
    """
    if dim is None:
        return amax(x)
    return _along(x, argmax(x, dim, True), dim, keepdim) if isinstance(dim, int) else elementwise.maximum(x, dim)


@composite(overloads=_OVERLOADS_OF_MAX)
def min(x: TensorLike, dim: Any = None, keepdim: bool = False) -> Any:
    """Return the smallest element of x; along `dim`, also its index.

    Without `dim`, equal smallest elements share the gradient. With it, the first of them gets the whole gradient.

    Args:
        x: any shape and dtype.
        dim: the dimension to reduce. None means all. With a Tensor here, the result is `minimum(x, dim)`.
        keepdim: whether the reduced dimension stays, with size 1.

    Returns:
        Without `dim`, a 0-d Tensor. With it, the named tuple `(values, indices)`, each of the shape of x without `dim`.

    Raises:
        IndexError: if a dimension is out of range.
        ShapeError: if there are no elements to reduce.

    >>> from autograd import tensor
    >>> x = tensor([[1.0, 3.0], [4.0, 2.0]])
    >>> x.min()
    tensor(1.)
    >>> x.min(dim=1).indices
    tensor([0, 1])
    """
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
    """Sorted elements, and their indices (int64) in the original tensor."""

    values: T
    indices: T


@operation(x=None, numpy=[np.argsort])
def argsort(x: Array, dim: int = -1, descending: bool = False) -> Array:
    """Return the indices that sort x along `dim`. The sort is stable, and NaN counts as the largest.

    Args:
        x: any shape and dtype.
        dim: the dimension to sort along.
        descending: whether the largest comes first.

    Returns:
        The shape of x, int64. No gradient flows.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([3.0, 1.0, 2.0]).argsort()
    tensor([1, 2, 0])
    """
    if x.ndim == 0:
        normalize(dim, 0)
        return np.zeros((), np.int64)
    order = np.argsort(np.flip(x, dim) if descending else x, dim, kind="stable")
    return x.shape[dim] - 1 - np.flip(order, dim) if descending else order


@composite()
def sort(x: TensorLike, dim: int = -1, descending: bool = False) -> Sorted[TensorLike]:
    """Return the elements of x in order along `dim`, and their indices.

    The sort is stable, and NaN counts as the largest.

    Args:
        x: any shape and dtype.
        dim: the dimension to sort along.
        descending: whether the largest comes first.

    Returns:
        The named tuple `(values, indices)`, each of the shape of x. The gradient of the values goes to their elements.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> values, indices = tensor([3.0, 1.0, 2.0]).sort()
    >>> values, indices
    (tensor([1., 2., 3.]), tensor([1, 2, 0]))
    """
    indices = argsort(x, dim, descending)
    if x.ndim == 0:
        return Sorted(x * 1, indices)
    return Sorted(gather(x, dim, indices), indices)


@composite()
def topk(x: TensorLike, k: int, dim: int = -1, largest: bool = True) -> Sorted[TensorLike]:
    """Return the `k` largest elements of x along `dim` in descending order, and their indices.

    Args:
        x: at least one dimension, any dtype.
        k: how many elements, from 0 to the size of `dim`.
        dim: the dimension to select along.
        largest: False for the smallest elements, in ascending order.

    Returns:
        The named tuple `(values, indices)`, each of the shape of x with size `k` in `dim`.

    Raises:
        ValueError: if `k` is out of range.
        IndexError: if the dimension is out of range.

    Differs from PyTorch: the result is always sorted; of equal elements the first comes first.

    >>> from autograd import tensor
    >>> values, indices = tensor([3.0, 1.0, 2.0]).topk(2)
    >>> values, indices
    (tensor([3., 2.]), tensor([0, 2]))
    """
    if not 0 <= k <= x.shape[dim]:
        raise ValueError(f"topk(): expected k from 0 to {x.shape[dim]}, got {k}")
    indices = argsort(x, dim, largest)[at(dim % x.ndim, slice(k))]
    return Sorted(gather(x, dim, indices), indices)


@operation(x=None, numpy=[np.count_nonzero])
def count_nonzero(x: Array, dim: Dim = None) -> Array:
    """Return the number of nonzero elements of x over `dim`.

    Args:
        x: any shape and dtype.
        dim: the dimension or dimensions to reduce. None means all.

    Returns:
        The shape of x without `dim`, int64. No gradient flows.

    Raises:
        IndexError: if a dimension is out of range.
    """
    return np.asarray(np.count_nonzero(x, axis(dim, x)))


@operation(x=None, numpy=[np.bincount])
def bincount(x: Array, minlength: int = 0) -> Array:
    """Return how often each integer 0, 1, 2, … occurs in x.

    Args:
        x: a vector (n,) of integers that are not negative.
        minlength: the least length of the result.

    Returns:
        A vector of length max(largest element + 1, `minlength`), int64. No gradient flows.

    Raises:
        TypeError: if the elements are not integers.
        ValueError: if an element is negative.

    >>> from autograd import tensor
    >>> tensor([0, 2, 2]).bincount()
    tensor([1, 0, 2])
    """
    return np.bincount(x, minlength=minlength)


@operation(x=None, numpy=[np.unique])
def unique(x: Array) -> Array:
    """Return the distinct elements of x in ascending order.

    Args:
        x: any shape and dtype.

    Returns:
        A vector of the dtype of x. No gradient flows.

    Differs from PyTorch: all NaNs count as one element.

    >>> from autograd import tensor
    >>> tensor([[3, 1], [1, 2]]).unique()
    tensor([1, 2, 3])
    """
    return np.unique(x)


@operation(x=None, numpy=[np.argmax])
def argmax(x: Array, dim: int | None = None, keepdim: bool = False) -> Array:
    """Return the index of the largest element of x along `dim`, the first of equal ones.

    Args:
        x: any shape and dtype.
        dim: the dimension to reduce. None means the index in the flattened tensor.
        keepdim: whether the reduced dimensions stay, with size 1.

    Returns:
        The shape of x without `dim`, int64. No gradient flows.

    Raises:
        IndexError: if the dimension is out of range.
        ShapeError: if there are no elements to reduce.

    >>> from autograd import tensor
    >>> tensor([[1.0, 3.0], [4.0, 2.0]]).argmax(dim=1)
    tensor([1, 0])
    """
    return _arg(np.argmax, x, dim, keepdim)


@operation(x=None, numpy=[np.argmin])
def argmin(x: Array, dim: int | None = None, keepdim: bool = False) -> Array:
    """Return the index of the smallest element of x along `dim`, the first of equal ones.

    Args:
        x: any shape and dtype.
        dim: the dimension to reduce. None means the index in the flattened tensor.
        keepdim: whether the reduced dimensions stay, with size 1.

    Returns:
        The shape of x without `dim`, int64. No gradient flows.

    Raises:
        IndexError: if the dimension is out of range.
        ShapeError: if there are no elements to reduce.
    """
    return _arg(np.argmin, x, dim, keepdim)


@operation(x=None, numpy=[np.all])
def all(x: Array, dim: Dim = None, keepdim: bool = False) -> Array:
    """Return whether all elements of x over `dim` are nonzero.

    Args:
        x: any shape and dtype.
        dim: the dimension or dimensions to reduce. None means all.
        keepdim: whether the reduced dimensions stay, with size 1.

    Returns:
        The shape of x without `dim`, bool; true for no elements. No gradient flows.

    Raises:
        IndexError: if a dimension is out of range.
    """
    result: Array = np.all(x, axis(dim, x), keepdims=keepdim)
    return result


@operation(x=None, numpy=[np.any])
def any(x: Array, dim: Dim = None, keepdim: bool = False) -> Array:
    """Return whether any element of x over `dim` is nonzero.

    Args:
        x: any shape and dtype.
        dim: the dimension or dimensions to reduce. None means all.
        keepdim: whether the reduced dimensions stay, with size 1.

    Returns:
        The shape of x without `dim`, bool; false for no elements. No gradient flows.

    Raises:
        IndexError: if a dimension is out of range.
    """
    result: Array = np.any(x, axis(dim, x), keepdims=keepdim)
    return result


def _prod_of_others(xp: Any, upstream: Any, out: Any, x: Any, dim: int | None, keepdim: bool) -> Any:
    upstream = restore(xp, upstream, x.shape, dim, keepdim)
    if isinstance(x, np.ndarray):
        return upstream * _products_of_others(x, dim)
    near_zero = float(np.finfo(x.dtype).tiny) ** 0.25  # 1 / x² of a smaller factor overflows at the next order
    if not bool((out == 0).any()) and not bool((builtins.abs(x) < near_zero).any()):
        return upstream * restore(xp, out, x.shape, dim, keepdim) / x
    # Near zero, out / x is inaccurate. Instead, repeat the factors as the rows of a matrix, set its diagonal to 1 and
    # take the product of each row. That is quadratic in n, but exact at every order.
    last = xp.reshape(x, (-1,)) if dim is None else xp.transpose(x, dim, -1)
    n = last.shape[-1]
    table = xp.where(np.eye(n, dtype=np.bool_), 1.0, xp.unsqueeze(last, -2))
    others = xp.prod(table, -1, False)
    return upstream * (xp.reshape(others, x.shape) if dim is None else xp.transpose(others, dim, -1))


def _products_of_others(x: Array, dim: int | None) -> Array:
    """Return for each element the product of the others along `dim`: of those before it times those after it."""
    flat = x.reshape(-1) if dim is None else np.moveaxis(x, dim, -1)
    ones = np.ones((*flat.shape[:-1], 1), flat.dtype)
    before = np.cumprod(np.concatenate([ones, flat[..., :-1]], -1), -1)
    after = np.cumprod(np.concatenate([ones, flat[..., :0:-1]], -1), -1)[..., ::-1]
    others = before * after
    return others.reshape(x.shape) if dim is None else np.moveaxis(others, -1, dim)


@operation(x=_prod_of_others, numpy=[np.prod])
def prod(x: Array, dim: int | None = None, keepdim: bool = False) -> Array:
    """Return the product of the elements of x over `dim`.

    The gradient, the product of the other elements, is exact where elements are 0.

    Args:
        x: any shape and dtype.
        dim: the dimension to reduce. None means all.
        keepdim: whether the reduced dimension stays, with size 1.

    Returns:
        The shape of x without `dim`, in the dtype of x, or int64 for integers and bools.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> x = tensor([2.0, 0.0, 3.0], requires_grad=True)
    >>> x.prod().backward()
    >>> x.grad
    tensor([0., 6., 0.])
    """
    product: Array = np.prod(x, axis(dim, x), _wide(x, None), keepdims=keepdim)
    return product


@operation(
    x=lambda xp, upstream, dim: xp.flip(xp.cumsum(xp.flip(upstream, (dim,)), dim), (dim,)),
    linear=True,
)
def cumsum(x: Array, dim: int) -> Array:
    """Return the cumulative sums of x along `dim`: out[i] = x[0] + … + x[i].

    Args:
        x: any shape and dtype.
        dim: the dimension to sum along.

    Returns:
        The shape of x, in the dtype of x, or int64 for integers and bools.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0, 3.0]).cumsum(0)
    tensor([1., 3., 6.])
    """
    return np.cumsum(x, dim, _wide(x, None)).reshape(x.shape)


@operation(
    x=lambda xp, upstream, out, x, dim, keepdim: (
        restore(xp, upstream, x.shape, dim, keepdim) * xp.exp(x - restore(xp, out, x.shape, dim, keepdim))
    ),
    floating=True,
)
def logsumexp(x: Array, dim: Dim = None, keepdim: bool = False) -> Array:
    """Return log Σ exp(x) over `dim`.

    It subtracts the largest element first, so exp does not overflow. The gradient is softmax(x).

    Args:
        x: any shape; integers become float32.
        dim: the dimension or dimensions to reduce. None means all.
        keepdim: whether the reduced dimensions stay, with size 1.

    Returns:
        The shape of x without `dim`; −∞ for no elements.

    Raises:
        IndexError: if a dimension is out of range.

    Differs from PyTorch: `dim` may be omitted.

    >>> from autograd import tensor
    >>> tensor([100.0, 100.0]).logsumexp(0)
    tensor(100.6931)
    """
    largest = np.amax(x, axis(dim, x), keepdims=True, initial=-np.inf)
    largest = np.where(np.isfinite(largest), largest, 0)  # avoid ∞ − ∞
    total: Array = np.log(np.sum(np.exp(x - largest), axis(dim, x), keepdims=True)) + largest
    return total if keepdim else total.squeeze(axis(dim, x))


def _shifted(x: Array, dim: int) -> Array:
    # Here and below, the reduction of the ufunc: for small arrays, most of the time of np.amax and np.sum is overhead.
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
    """Return exp(x) / Σ exp(x) along `dim`.

    It subtracts the largest element first, so exp does not overflow. With s the result, the gradient is
    s·(upstream − Σ upstream·s).

    Args:
        x: any shape; integers become float32.
        dim: the dimension along which the result sums to 1.

    Returns:
        The shape of x.

    Raises:
        IndexError: if the dimension is out of range.

    Differs from PyTorch: integers are accepted.

    >>> from autograd import tensor
    >>> tensor([[0.0, 0.0], [1000.0, 0.0]]).softmax(dim=1)
    tensor([[0.5000, 0.5000],
            [1.0000, 0.0000]])
    """
    out = np.exp(_shifted(x, dim))
    out /= _sum_of_positive(out, dim)
    return out


def _sum_of_positive(x: Array, dim: int) -> Array:
    """Return the sum of positive elements along `dim`, with size 1 in `dim`."""
    # Along rows, a product with ones takes a quarter of the time. If no terms cancel and the rows are not long, it is
    # nearly as accurate.
    if x.ndim > 1 and dim in (-1, x.ndim - 1) and x.shape[-1] <= 4096 and x.dtype != np.float16:
        total: Array = np.matmul(x, np.ones((x.shape[-1], 1), x.dtype))
    else:
        total = np.add.reduce(x, dim, keepdims=True)
    return total


@operation(
    x=lambda xp, upstream, out, dim: upstream - xp.exp(out) * xp.sum(upstream, dim, True),
    floating=True,
)
def log_softmax(x: Array, dim: int) -> Array:
    """Return log(softmax(x)) along `dim`: x − log Σ exp(x).

    It is accurate even where softmax rounds to 0.

    Args:
        x: any shape; integers become float32.
        dim: the dimension along which softmax sums to 1.

    Returns:
        The shape of x.

    Raises:
        IndexError: if the dimension is out of range.

    Differs from PyTorch: integers are accepted.

    >>> from autograd import tensor
    >>> tensor([0.0, 1000.0]).log_softmax(dim=0)
    tensor([-1000.,     0.])
    """
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
    """Return (x − mean) / √(variance + eps), with the mean and the biased variance over `dims`."""
    standardized: Array = _standardize(x, dims, eps)[0]
    return standardized


def _mean_of_product(xp: Any, x: Any, y: Any, dims: tuple[int, ...]) -> Any:
    if len(dims) > 1 or x.dtype == np.float16:  # vecdot's sums of float16 overflow before they are divided
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
    """Return √Σx² over `dim`, scaled so that the squares neither overflow nor underflow.

    The gradient is x / out, and 0 where out is 0.
    """
    scale = np.amax(np.abs(x), axis(dim, x), keepdims=True, initial=0)
    scale = np.where((scale == 0) | ~np.isfinite(scale), 1, scale).astype(x.dtype)
    out: Array = np.sqrt(np.sum(np.square(x / scale), axis(dim, x), keepdims=True)) * scale
    return out if keepdim else out.squeeze(axis(dim, x))


@composite(linalg="vector_norm")
def norm(x: TensorLike, p: Any = 2, dim: Dim = None, keepdim: bool = False) -> TensorLike:
    """Return the p-norm of x over `dim`: (Σ|x|ᵖ)^(1/p).

    The gradient is 0 where the norm is 0.

    Args:
        x: any shape.
        p: the exponent. 2, None or "fro" gives √Σx², inf the largest and -inf the smallest |x|, and 0 the number of
            nonzero elements.
        dim: the dimension or dimensions to reduce. None means all.
        keepdim: whether the reduced dimensions stay, with size 1.

    Returns:
        The shape of x without `dim`.

    Raises:
        IndexError: if a dimension is out of range.

    Differs from PyTorch: integers are accepted.

    >>> from autograd import tensor
    >>> tensor([[3.0, 4.0], [6.0, 8.0]]).norm(dim=1)
    tensor([ 5., 10.])
    """
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
    """Return x·y / (max(‖x‖, eps) · max(‖y‖, eps)) along `dim`: the cosine of the angle between x and y.

    Args:
        x: any shape, floating.
        y: a Tensor whose shape broadcasts with x, floating.
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
    lengths = select.clamp(euclidean_norm(x, dim), min=eps) * select.clamp(euclidean_norm(y, dim), min=eps)
    return sum(x * y, dim) / lengths


@numpy_form(np.var)
def _numpy_var(x: TensorLike, axis: Dim = None, ddof: float = 0, keepdims: bool = False) -> TensorLike:
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
