"""Statistics: reductions that ignore NaN, medians and quantiles, counts, and covariances."""

from __future__ import annotations

import builtins
import math
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np

from autograd.rules import select
from autograd.rules.arrays import Array
from autograd.rules.compare import isnan, logical_not
from autograd.rules.dims import Dim, at, normalize
from autograd.rules.extremes import Extreme, amax, amin
from autograd.rules.index import gather
from autograd.rules.join import stack
from autograd.rules.matmul import matmul
from autograd.rules.operation import TensorLike, composite, operation
from autograd.rules.reduce import mean, std, sum, var
from autograd.rules.shape import cast, permute, reshape, squeeze
from autograd.rules.sort import sort

T = TypeVar("T")


class MinMax(NamedTuple, Generic[T]):
    """The smallest and the largest elements."""

    min: T
    max: T


@composite()
def aminmax(x: TensorLike, *, dim: int | None = None, keepdim: bool = False) -> MinMax[TensorLike]:
    """Return the smallest and the largest element of x over `dim`.

    Args:
        x: any shape and dtype.
        dim: the dimension to reduce. None means all.
        keepdim: whether the reduced dimensions stay, with size 1.

    Returns:
        The named tuple `(min, max)`.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([3.0, 1.0, 2.0]).aminmax().max
    tensor(3.)
    """
    return MinMax(amin(x, dim, keepdim), amax(x, dim, keepdim))


@composite(method=False)
def var_mean(
    x: TensorLike, dim: Dim = None, unbiased: bool = True, keepdim: bool = False, correction: float | None = None
) -> tuple[TensorLike, TensorLike]:
    """Return the variance and the mean of x over `dim`; see `var`.

    Args:
        x: any shape, floating.
        dim: the dimension or dimensions to reduce. None means all. A bool in its place is taken as `unbiased`.
        unbiased: whether to divide by n − 1 rather than n.
        keepdim: whether the reduced dimensions stay, with size 1.
        correction: divide by n − `correction`. If given, `unbiased` is ignored.

    Raises:
        IndexError: if a dimension is out of range.
    """
    return var(x, dim, unbiased, keepdim, correction), mean(x, None if isinstance(dim, bool) else dim, keepdim)


@composite(method=False)
def std_mean(
    x: TensorLike, dim: Dim = None, unbiased: bool = True, keepdim: bool = False, correction: float | None = None
) -> tuple[TensorLike, TensorLike]:
    """Return the standard deviation and the mean of x over `dim`; see `std`.

    Args:
        x: any shape, floating.
        dim: the dimension or dimensions to reduce. None means all. A bool in its place is taken as `unbiased`.
        unbiased: whether to divide by n − 1 rather than n.
        keepdim: whether the reduced dimensions stay, with size 1.
        correction: divide by n − `correction`. If given, `unbiased` is ignored.

    Raises:
        IndexError: if a dimension is out of range.
    """
    return std(x, dim, unbiased, keepdim, correction), mean(x, None if isinstance(dim, bool) else dim, keepdim)


@composite(numpy=[np.nansum])
def nansum(x: TensorLike, dim: Dim = None, keepdim: bool = False, *, dtype: Any = None) -> TensorLike:
    """Return the sum of x over `dim`, where NaN counts as 0.

    Args:
        x: any shape and dtype.
        dim: the dimension or dimensions to reduce. None means all.
        keepdim: whether the reduced dimensions stay, with size 1.
        dtype: the dtype of the result. None means that of x, or int64 for integers and bools.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1.0, float("nan"), 2.0]).nansum()
    tensor(3.)
    """
    return sum(select.where(isnan(x), 0, x) if x.dtype.kind == "f" else x, dim, keepdim, dtype)


@composite(numpy=[np.nanmean])
def nanmean(x: TensorLike, dim: Dim = None, keepdim: bool = False, *, dtype: Any = None) -> TensorLike:
    """Return the mean of the elements of x over `dim` that are not NaN.

    Args:
        x: any shape, floating.
        dim: the dimension or dimensions to reduce. None means all.
        keepdim: whether the reduced dimensions stay, with size 1.
        dtype: the dtype of the result. None means that of x.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1.0, float("nan"), 2.0]).nanmean()
    tensor(1.5000)
    """
    return nansum(x, dim, keepdim, dtype=dtype) / sum(logical_not(isnan(x)), dim, keepdim)


@operation(x=None, internal=True)
def index_of_rank(x: Array, k: int, dim: int, skip_nan: bool) -> Array:
    """Return the index of the k-th smallest element (from 0) along `dim`, with size 1; −1 means the median's rank.

    The median of an even number of elements is the lower one. A NaN is the median, unless NaN is skipped.
    """
    order = np.argsort(x, dim, kind="stable")
    if k >= 0:
        return np.asarray(order[at(dim % x.ndim, slice(k, k + 1))])
    size = x.shape[dim]
    missing = np.isnan(x).sum(dim, keepdims=True)
    rank = (size - missing - 1) // 2 if skip_nan else np.where(missing, size - missing, (size - 1) // 2)
    return np.take_along_axis(order, np.maximum(rank, 0), dim)


def _of_rank(x: TensorLike, k: int, dim: int, keepdim: bool, skip_nan: bool = False) -> Extreme[TensorLike]:
    if x.ndim == 0:
        normalize(dim, 0)
        return Extreme(x * 1, np_zero(x))
    indices = index_of_rank(x, k, dim, skip_nan)
    values = gather(x, dim, indices)
    return Extreme(values, indices) if keepdim else Extreme(squeeze(values, dim), squeeze(indices, dim))


def np_zero(x: TensorLike) -> TensorLike:
    """Return the index 0 for a 0-d tensor, of its kind."""
    return cast(x != x, np.dtype(np.int64)) * 0


_OVERLOADS_OF_MEDIAN = [
    "(x: Tensor) -> Tensor",
    "(x: Tensor, dim: int, keepdim: bool = False, *, keepdims: bool = False) -> Extreme[Tensor]",
    "(x: Tensor, *, axis: int, keepdim: bool = False, keepdims: bool = False) -> Extreme[Tensor]",
]


@composite(overloads=_OVERLOADS_OF_MEDIAN)
def median(x: TensorLike, dim: int | None = None, keepdim: bool = False) -> Any:
    """Return the median of x; along `dim`, also its index.

    Of an even number of elements it is the lower one of the two in the middle. It is NaN if an element is.

    Args:
        x: any shape and dtype.
        dim: the dimension to reduce. None means all.
        keepdim: whether the reduced dimension stays, with size 1.

    Returns:
        Without `dim`, a 0-d Tensor. With it, the named tuple `(values, indices)`.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([3.0, 1.0, 2.0, 4.0]).median()
    tensor(2.)
    """
    return _of_rank(x, -1, dim, keepdim) if dim is not None else _of_all(x, False)


@composite(overloads=_OVERLOADS_OF_MEDIAN)
def nanmedian(x: TensorLike, dim: int | None = None, keepdim: bool = False) -> Any:
    """Return the median of the elements of x that are not NaN; along `dim`, also its index.

    Args:
        x: any shape and dtype.
        dim: the dimension to reduce. None means all.
        keepdim: whether the reduced dimension stays, with size 1.

    Returns:
        Without `dim`, a 0-d Tensor. With it, the named tuple `(values, indices)`.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([3.0, float("nan"), 1.0, 2.0]).nanmedian()
    tensor(2.)
    """
    return _of_rank(x, -1, dim, keepdim, True) if dim is not None else _of_all(x, True)


def _of_all(x: TensorLike, skip_nan: bool) -> TensorLike:
    if math.prod(x.shape) == 0:
        return sum(x) * np.nan
    return _of_rank(reshape(x, -1), -1, 0, False, skip_nan).values


@composite()
def kthvalue(x: TensorLike, k: int, dim: int = -1, keepdim: bool = False) -> Extreme[TensorLike]:
    """Return the k-th smallest element of x along `dim`, and its index.

    Args:
        x: any shape and dtype.
        k: the rank, from 1.
        dim: the dimension.
        keepdim: whether the dimension stays, with size 1.

    Returns:
        The named tuple `(values, indices)`.

    Raises:
        ValueError: if k is out of range.
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([3.0, 1.0, 2.0]).kthvalue(2).values
    tensor(2.)
    """
    size = x.shape[dim] if x.ndim else 1
    if not 1 <= k <= size:
        raise ValueError(f"kthvalue(): expected k from 1 to {size}, got {k}")
    return _of_rank(x, k - 1, dim, keepdim)


@operation(x=None, internal=True)
def index_of_mode(x: Array, dim: int) -> Array:
    """Return the last index of the most frequent element along `dim`, with size 1; the smallest of equally frequent."""
    moved = np.moveaxis(x, dim, -1)
    rows = moved.reshape(-1, moved.shape[-1])
    found = np.empty(len(rows), np.int64)
    for i, row in enumerate(rows):
        values, counts = np.unique(row, return_counts=True)
        found[i] = np.flatnonzero(row == values[np.argmax(counts)])[-1]
    return np.expand_dims(found.reshape(moved.shape[:-1]), dim)


@composite()
def mode(x: TensorLike, dim: int = -1, keepdim: bool = False) -> Extreme[TensorLike]:
    """Return the most frequent element of x along `dim`, and its last index. Of equally frequent, the smallest.

    Args:
        x: any shape and dtype.
        dim: the dimension.
        keepdim: whether the dimension stays, with size 1.

    Returns:
        The named tuple `(values, indices)`.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1, 2, 2, 3]).mode().values
    tensor(2)
    """
    if x.ndim == 0:
        return Extreme(x * 1, np_zero(x))
    indices = index_of_mode(x, dim)
    values = gather(x, dim, indices)
    return Extreme(values, indices) if keepdim else Extreme(squeeze(values, dim), squeeze(indices, dim))


def _quantile(x: TensorLike, q: Any, dim: int | None, keepdim: bool, interpolation: str, skip_nan: bool) -> TensorLike:
    name = "nanquantile" if skip_nan else "quantile"
    if interpolation not in ("linear", "lower", "higher", "nearest", "midpoint"):
        raise ValueError(
            f"{name}(): expected interpolation linear, lower, higher, nearest or midpoint, got {interpolation!r}"
        )
    wanted = np.asarray(getattr(q, "_array", q), dtype=np.float64)
    if not np.all((wanted >= 0) & (wanted <= 1)):
        raise ValueError(f"{name}(): expected q from 0 to 1, got {wanted.tolist()}")
    ndim = x.ndim
    if dim is None:
        x = reshape(x, -1)
    elif ndim == 0:
        x = reshape(x, 1)
    place = 0 if dim is None or ndim == 0 else normalize(dim, ndim)[0]
    ordered = sort(x, place).values
    numbers = np.asarray(getattr(ordered, "_array", ordered))
    missing = np.isnan(numbers).sum(place, keepdims=True)
    last = np.maximum(numbers.shape[place] - 1 - (missing if skip_nan else 0 * missing), 0)
    shape = (wanted.size, *[1] * numbers.ndim)
    rank = (wanted.reshape(shape) * last).astype(np.float64)
    if not skip_nan:  # a NaN is the last one in the order, and the result
        rank = np.where(missing > 0, last, rank)
    if interpolation in ("lower", "higher", "nearest"):
        rank = (np.floor if interpolation == "lower" else np.ceil if interpolation == "higher" else np.round)(rank)
    below = np.floor(rank).astype(np.int64)
    results = []
    for i in range(wanted.size):
        weight: Any = 0.5 * (rank[i] != below[i]) if interpolation == "midpoint" else rank[i] - below[i]
        weight = weight.astype(numbers.dtype)
        if interpolation == "linear" and hasattr(q, "requires_grad"):  # q may have a gradient
            weight = weight + (reshape(q, -1)[i] - wanted.reshape(-1)[i]) * last.astype(numbers.dtype)
        low = gather(ordered, place, below[i])
        high = gather(ordered, place, np.minimum(below[i] + 1, last))
        results.append(low + (high - low) * weight)
    if not keepdim:
        kept = [squeeze(r, place) for r in results]
    elif dim is None or ndim == 0:
        kept = [reshape(r, [1] * ndim) for r in results]
    else:
        kept = results
    return kept[0] if wanted.ndim == 0 else stack(kept, 0)


@composite()
def quantile(
    x: TensorLike, q: Any, dim: int | None = None, keepdim: bool = False, *, interpolation: str = "linear"
) -> TensorLike:
    """Return the q-quantiles of x over `dim`.

    Args:
        x: any shape, floating.
        q: a number from 0 to 1, or a vector of them.
        dim: the dimension to reduce. None means all.
        keepdim: whether the reduced dimension stays, with size 1.
        interpolation: between two elements: "linear", "lower", "higher", "nearest" or "midpoint".

    Returns:
        The shape of x without `dim`; for a vector of q, after its length.

    Raises:
        ValueError: if q is not from 0 to 1, or the interpolation is none of these.
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0, 4.0]).quantile(0.75)
    tensor(3.)
    """
    return _quantile(x, q, dim, keepdim, interpolation, False)


@composite()
def nanquantile(
    x: TensorLike, q: Any, dim: int | None = None, keepdim: bool = False, *, interpolation: str = "linear"
) -> TensorLike:
    """Return the q-quantiles of the elements of x over `dim` that are not NaN; see `quantile`.

    Args:
        x: any shape, floating.
        q: a number from 0 to 1, or a vector of them.
        dim: the dimension to reduce. None means all.
        keepdim: whether the reduced dimension stays, with size 1.
        interpolation: between two elements: "linear", "lower", "higher", "nearest" or "midpoint".

    Raises:
        ValueError: if q is not from 0 to 1, or the interpolation is none of these.
        IndexError: if the dimension is out of range.
    """
    return _quantile(x, q, dim, keepdim, interpolation, True)


@composite()
def cov(
    x: TensorLike, *, correction: int = 1, fweights: TensorLike | None = None, aweights: TensorLike | None = None
) -> TensorLike:
    """Return the covariances of variables, each a row of x with one column per observation.

    Args:
        x: a matrix (variables, observations), or a vector for one variable.
        correction: divide by the number of observations less this.
        fweights: how often each observation counts, a vector of integers.
        aweights: how much each observation counts, a vector.

    Returns:
        (variables, variables); a 0-d Tensor for one variable.

    Raises:
        ValueError: if x has more than 2 dimensions.

    >>> from autograd import tensor
    >>> tensor([[0.0, 1.0, 2.0], [2.0, 1.0, 0.0]]).cov()
    tensor([[ 1., -1.],
            [-1.,  1.]])
    """
    if x.ndim > 2:
        raise ValueError(f"cov(): expected at most 2 dimensions, got shape {tuple(x.shape)}")
    rows = x if x.ndim == 2 else reshape(x, 1, -1)
    weights: Any = None
    if fweights is not None or aweights is not None:
        weights = fweights if aweights is None else aweights if fweights is None else fweights * aweights
    n: Any = rows.shape[1]
    if weights is None:
        average, degrees = mean(rows, 1, True) if n else rows[:, :0], n - correction
        degrees = builtins.max(degrees, 0)
    else:
        total = sum(weights)
        average = sum(rows * weights, 1, True) / total
        counted = total if aweights is None or correction == 0 else sum(weights * aweights) / total
        if correction == 0:
            degrees = total
        elif aweights is None:
            degrees = total - correction
        else:
            degrees = total - correction * counted
        degrees = select.clamp(degrees, min=0)
    deviation = rows - average
    weighted = deviation if weights is None else deviation * weights
    covariance = matmul(weighted, permute(deviation, 1, 0)) / (
        np.float64(degrees) if isinstance(degrees, int) else degrees
    )
    return covariance if x.ndim == 2 and x.shape[0] != 1 else reshape(covariance, ())


@composite(numpy=[np.corrcoef])
def corrcoef(x: TensorLike) -> TensorLike:
    """Return the correlation coefficients of variables, each a row of x with one column per observation.

    Args:
        x: a matrix (variables, observations), or a vector for one variable.

    Returns:
        (variables, variables), from −1 to 1; a 0-d Tensor for one variable.

    Raises:
        ValueError: if x has more than 2 dimensions.

    >>> from autograd import tensor
    >>> tensor([[0.0, 1.0, 2.0], [2.0, 1.0, 0.0]]).corrcoef()
    tensor([[ 1., -1.],
            [-1.,  1.]])
    """
    c = cov(x)
    if c.ndim == 0:
        return c / c
    places = np.arange(c.shape[0])
    deviations = c[places, places] ** 0.5
    return select.clamp(c / reshape(deviations, -1, 1) / deviations, -1, 1)


@operation(x=None)
def histc(x: Array, bins: int = 100, min: float = 0, max: float = 0) -> Array:
    """Return how many elements of x are in each of `bins` intervals of equal length.

    Args:
        x: any shape, floating.
        bins: the number of intervals.
        min: the start of the first interval.
        max: the end of the last one. If both are equal, they are the smallest and largest elements.

    Returns:
        (bins,), in the dtype of x. No gradient flows.

    Raises:
        ValueError: if `max` is less than `min`.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0, 1.0]).histc(bins=2, min=0, max=3)
    tensor([2., 1.])
    """
    if min > max:
        raise ValueError(f"expected min of at most max, got {min} and {max}")
    low, high = (x.min(initial=np.inf), x.max(initial=-np.inf)) if min == max and x.size else (min, max)
    low, high = (low - 1, high + 1) if low == high else (low, high)
    return np.histogram(x, bins, (float(low), float(high)))[0].astype(x.dtype)


class Histogram(NamedTuple, Generic[T]):
    """Counts, and the edges of the bins."""

    hist: T
    bin_edges: T


@operation(x=None, internal=True)
def count_in_bins(x: Array, edges: Array, weight: Any, density: bool) -> Array:
    """Return how many elements, or what sum of weights, is in each bin."""
    wide = None if weight is None else np.asarray(weight, np.float64)  # NumPy adds them one after the other
    return np.histogram(x, edges, weights=wide, density=density)[0].astype(x.dtype)


@composite()
def histogram(
    x: TensorLike, bins: Any, *, range: Any = None, weight: TensorLike | None = None, density: bool = False
) -> Histogram[TensorLike]:
    """Return how many elements of x are in each of several bins.

    Args:
        x: any shape, floating.
        bins: the number of bins of equal width, or a vector with their edges in ascending order.
        range: the start of the first bin and the end of the last. None means the smallest and largest elements.
        weight: how much each element counts, of the shape of x.
        density: whether to divide by the width of the bin and the total.

    Returns:
        The named tuple `(hist, bin_edges)`, in the dtype of x. No gradient flows.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0, 1.0]).histogram(2, range=(0.0, 3.0)).hist
    tensor([2., 1.])
    """
    array = np.asarray(getattr(x, "_array", x))
    given = np.asarray(getattr(bins, "_array", bins))
    edges = np.histogram_bin_edges(array, int(given), range) if given.ndim == 0 else given
    weights = None if weight is None else np.asarray(getattr(weight, "_array", weight))
    zero = count_in_bins(x, np.array([0.0, 1.0]), None, False)[0] * 0
    return Histogram(count_in_bins(x, edges, weights, density), zero + edges.astype(array.dtype))
