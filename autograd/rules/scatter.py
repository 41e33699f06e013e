"""Writing and adding elements at indices, and reading them; searches in sorted vectors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd.rules import select
from autograd.rules.arrays import Array
from autograd.rules.dims import at, normalize
from autograd.rules.index import gather, getitem, put_at, scatter_add, setitem
from autograd.rules.operation import TensorLike, composite, operation
from autograd.rules.shape import cast, expand, reshape


def _along(x: TensorLike, dim: int, index: TensorLike) -> tuple[Any, ...]:
    """Return the index of the elements that `index` means along `dim`."""
    array = np.asarray(index)
    places: list[Any] = list(np.indices(array.shape, sparse=True))
    if places:
        places[normalize(dim, x.ndim)[0]] = array
    return tuple(places)


def _cut(src: TensorLike, index: TensorLike) -> TensorLike:
    """Return `src` cut to the sizes of `index`."""
    shape = np.shape(index)
    return src if tuple(src.shape) == shape else src[tuple(slice(n) for n in shape)]


def _at_least_1d(x: TensorLike) -> TensorLike:
    return x if x.ndim else reshape(x, 1)


@composite(in_place=True)
def scatter(
    x: TensorLike, dim: int, index: TensorLike, src: Any = None, *, value: Any = None, reduce: str | None = None
) -> TensorLike:
    """Return a copy of x with `src` written at `index` along `dim`: for dim 1, out[i, index[i, j]] = src[i, j].

    Args:
        x: any shape and dtype.
        dim: the dimension along which `index` selects.
        index: integers, with as many dimensions as x.
        src: a Tensor, at least as large as `index`, or a number.
        value: a number in place of `src`.
        reduce: "add" or "multiply" to combine instead of replacing.

    Returns:
        The shape and dtype of x. Of several elements for one place, the last one stays.

    Raises:
        IndexError: if an index is out of range.
        ValueError: if `reduce` is none of these.

    >>> from autograd import tensor, zeros
    >>> zeros(3).scatter(0, tensor([0, 2]), tensor([1.0, 2.0]))
    tensor([1., 0., 2.])
    """
    if x.ndim == 0:
        source = value if src is None else src if isinstance(src, int | float) else _at_least_1d(src)
        return reshape(scatter(reshape(x, 1), dim, _at_least_1d(index), source, reduce=reduce), ())
    index = _at_least_1d(index)
    source = value if src is None else src
    source = _cut(_at_least_1d(source), index) if hasattr(source, "shape") and np.shape(source) else source
    if reduce is None:
        return setitem(x, _along(x, dim, index), source)
    if reduce not in ("add", "multiply"):
        raise ValueError(f"scatter(): expected reduce None, 'add' or 'multiply', got {reduce!r}")
    if isinstance(source, int | float):
        source = cast(np.full(np.shape(index), source), x.dtype)
    return scatter_reduce(x, dim, index, source, "sum" if reduce == "add" else "prod")


def _by_own_factor(xp: Any, upstream: Any, out: Any, x: Any) -> Any:
    return upstream * out / xp.where(x == 0, 1.0, x)


@operation(
    x=_by_own_factor,
    index=None,
    src=lambda xp, upstream, out, src, dim, index: xp.gather(upstream * out, dim, index) / src,
    internal=True,
)
def scatter_product(x: Array, dim: int, index: Array, src: Array) -> Array:
    """Return a copy of x multiplied by `src` at `index` along `dim`; the factors are not 0."""
    out = x.copy()
    np.multiply.at(out, _along(x, dim, index), src)
    return out


def _share_of_x(xp: Any, upstream: Any, out: Any, x: Any, index: Any, src: Any, dim: int, include: bool) -> Any:
    share = upstream / xp.scatter_ties(out, x, index, src, dim, include)
    return share * (x == out) if include else share * xp.scatter_ties(out, x, index, src, dim, False, True)


@operation(x=None, index=None, src=None, out=None, internal=True)
def scatter_ties(
    out: Array, x: Array, index: Array, src: Array, dim: int, include: bool, untouched: bool = False
) -> Array:
    """Return how many elements equal the extreme of each place; or, if asked for, where no element was scattered."""
    places = _along(x, dim, index)
    touched = np.zeros(x.shape, bool)
    touched[places] = True
    if untouched:
        return np.asarray(~touched, x.dtype)
    ties = (x == out).astype(np.float64) if include else (~touched).astype(np.float64)
    np.add.at(ties, places, src == out[places])
    return np.asarray(np.maximum(ties, 1), x.dtype)


def _share_of_src(xp: Any, upstream: Any, out: Any, x: Any, index: Any, src: Any, dim: int, include: bool) -> Any:
    share = upstream / xp.scatter_ties(out, x, index, src, dim, include)
    return xp.gather(share, dim, index) * (src == xp.gather(out, dim, index))


@operation(x=_share_of_x, index=None, src=_share_of_src, internal=True)
def scatter_extreme(x: Array, dim: int, index: Array, src: Array, largest: bool, include: bool) -> Array:
    """Return x with the largest (or smallest) of `src` at `index`, and of x itself if it is included."""
    out, places = x.copy(), _along(x, dim, index)
    if not include:
        out[places] = (-1 if largest else 1) * np.inf if x.dtype.kind == "f" else src
    (np.maximum if largest else np.minimum).at(out, places, src)
    return out


@composite(in_place=True)
def scatter_reduce(
    x: TensorLike, dim: int, index: TensorLike, src: TensorLike, reduce: str, *, include_self: bool = True
) -> TensorLike:
    """Return a copy of x with `src` combined into it at `index` along `dim`.

    Args:
        x: any shape and dtype.
        dim: the dimension along which `index` selects.
        index: integers, with as many dimensions as x.
        src: at least as large as `index`, in the dtype of x.
        reduce: "sum", "prod", "mean", "amax" or "amin".
        include_self: whether the elements of x take part.

    Returns:
        The shape and dtype of x. Equal extremes share the gradient in equal parts.

    Raises:
        IndexError: if an index is out of range.
        ValueError: if `reduce` is none of these.

    >>> from autograd import tensor, zeros
    >>> zeros(2).scatter_reduce(0, tensor([0, 0]), tensor([1.0, 3.0]), "mean", include_self=False)
    tensor([2., 0.])
    """
    if reduce not in ("sum", "prod", "mean", "amax", "amin"):
        raise ValueError(f"scatter_reduce(): expected reduce sum, prod, mean, amax or amin, got {reduce!r}")
    if x.ndim == 0:
        given = reshape(x, 1), dim, _at_least_1d(index), _at_least_1d(src), reduce
        return reshape(scatter_reduce(*given, include_self=include_self), ())
    index = _at_least_1d(index)
    src = _cut(_at_least_1d(src), index)
    places = _along(x, dim, index)
    if reduce in ("amax", "amin"):
        return scatter_extreme(x, dim, index, src, reduce == "amax", include_self)
    base = x if include_self else setitem(x, places, 1 if reduce == "prod" else 0)
    if reduce == "prod":
        return _product_at(base, dim, index, src)
    total = scatter_add(base, dim, index, src)
    if reduce == "sum":
        return total
    counts = np.ones(x.shape) if include_self else np.zeros(x.shape)
    np.add.at(counts, places, 1)
    counts = np.maximum(counts, 1)
    return total / counts.astype(x.dtype) if x.dtype.kind == "f" else total // counts.astype(x.dtype)


def _product_at(x: TensorLike, dim: int, index: TensorLike, src: TensorLike) -> TensorLike:
    """Return x multiplied by `src`, with the exact gradient where one factor is 0."""
    values, factors = (np.asarray(getattr(part, "_array", part)) for part in (x, src))
    places = _along(x, dim, index)
    zeros = (values == 0).astype(np.int64)
    np.add.at(zeros, places, factors == 0)
    if not zeros.any():
        return scatter_product(x, dim, index, src)
    others = scatter_product(select.where(values == 0, 1, x), dim, index, select.where(factors == 0, 1, src))
    # With one zero the product is 0, and its derivative by that factor is the product of the others.
    one_zero = scatter_add(select.where(values == 0, x, 0), dim, index, select.where(factors == 0, src, 0))
    return cast(select.where(zeros == 0, others, select.where(zeros == 1, others * one_zero, 0 * others)), x.dtype)


def _slices(x: TensorLike, dim: int, index: TensorLike) -> tuple[Any, ...]:
    return at(normalize(dim, x.ndim)[0], np.asarray(index))


@composite(in_place=True)
def index_add(x: TensorLike, dim: int, index: TensorLike, source: TensorLike, *, alpha: float = 1) -> TensorLike:
    """Return a copy of x with the slices of `source` added at `index` along `dim`. Repeated indices add up.

    Args:
        x: any shape and dtype.
        dim: the dimension.
        index: a vector of integers.
        source: the shape of x with the length of `index` in `dim`.
        alpha: a factor of `source`.

    Raises:
        IndexError: if an index is out of range.

    >>> from autograd import tensor, zeros
    >>> zeros(3).index_add(0, tensor([0, 0]), tensor([1.0, 2.0]))
    tensor([3., 0., 0.])
    """
    if x.ndim == 0:
        added = index_add(reshape(x, 1), dim, _at_least_1d(index), _at_least_1d(source), alpha=alpha)
        return reshape(added, ())
    scaled = source if alpha == 1 else source * alpha
    return x + put_at(scaled, tuple(x.shape), _slices(x, dim, _at_least_1d(index)))


@composite(in_place=True)
def index_copy(x: TensorLike, dim: int, index: TensorLike, source: TensorLike) -> TensorLike:
    """Return a copy of x with the slices of `source` written at `index` along `dim`.

    Args:
        x: any shape and dtype.
        dim: the dimension.
        index: a vector of integers.
        source: the shape of x with the length of `index` in `dim`.

    Raises:
        IndexError: if an index is out of range.

    >>> from autograd import tensor, zeros
    >>> zeros(3).index_copy(0, tensor([2, 0]), tensor([1.0, 2.0]))
    tensor([2., 0., 1.])
    """
    if x.ndim == 0:
        return reshape(index_copy(reshape(x, 1), dim, _at_least_1d(index), _at_least_1d(source)), ())
    return setitem(x, _slices(x, dim, _at_least_1d(index)), source)


@composite(in_place=True)
def index_fill(x: TensorLike, dim: int, index: TensorLike, value: Any) -> TensorLike:
    """Return a copy of x with `value` in the slices at `index` along `dim`.

    Args:
        x: any shape and dtype.
        dim: the dimension.
        index: a vector of integers.
        value: a number or a 0-d Tensor.

    Raises:
        IndexError: if an index is out of range.

    >>> from autograd import tensor, zeros
    >>> zeros(3).index_fill(0, tensor([0, 2]), 5)
    tensor([5., 0., 5.])
    """
    if x.ndim == 0:
        return reshape(index_fill(reshape(x, 1), dim, _at_least_1d(index), value), ())
    return setitem(x, _slices(x, dim, _at_least_1d(index)), value)


@composite(in_place=True)
def index_reduce(
    x: TensorLike, dim: int, index: TensorLike, source: TensorLike, reduce: str, *, include_self: bool = True
) -> TensorLike:
    """Return a copy of x with the slices of `source` combined into those at `index` along `dim`.

    Args:
        x: any shape and dtype.
        dim: the dimension.
        index: a vector of integers.
        source: the shape of x with the length of `index` in `dim`.
        reduce: "prod", "mean", "amax" or "amin".
        include_self: whether the elements of x take part.

    Raises:
        IndexError: if an index is out of range.
        ValueError: if `reduce` is none of these.
    """
    if x.ndim == 0:
        given = reshape(x, 1), dim, _at_least_1d(index), _at_least_1d(source), reduce
        return reshape(index_reduce(*given, include_self=include_self), ())
    (d,) = normalize(dim, x.ndim)
    places = np.asarray(index).reshape([-1 if i == d else 1 for i in range(x.ndim)])
    everywhere = np.broadcast_to(places, tuple(source.shape)).copy()
    return scatter_reduce(x, dim, everywhere, source, reduce, include_self=include_self)


@composite(in_place=True)
def index_put(
    x: TensorLike, indices: Sequence[TensorLike | None], values: TensorLike, accumulate: bool = False
) -> TensorLike:
    """Return a copy of x with x[indices] = values, or with the values added.

    Args:
        x: any shape and dtype.
        indices: one Tensor of integers or bools for each dimension; None for a whole dimension.
        values: what broadcasts to the shape of x[indices].
        accumulate: whether to add the values; repeated indices then add up.

    Raises:
        IndexError: if an index is out of range.

    >>> from autograd import tensor, zeros
    >>> zeros(3).index_put((tensor([0, 0]),), tensor([1.0, 2.0]), accumulate=True)
    tensor([3., 0., 0.])
    """
    key = tuple(slice(None) if i is None else np.asarray(i) for i in indices)
    if not accumulate:
        return setitem(x, key, values)
    shape = np.empty(tuple(x.shape), np.bool_)[key].shape
    return x + put_at(expand(values, *shape), tuple(x.shape), key)


@composite()
def take(x: TensorLike, index: TensorLike) -> TensorLike:
    """Return the elements of the flattened tensor at `index`.

    Args:
        x: any shape and dtype.
        index: integers of any shape.

    Returns:
        The shape of `index`.

    Raises:
        IndexError: if an index is out of range.

    >>> from autograd import tensor
    >>> tensor([[1, 2], [3, 4]]).take(tensor([3, 0]))
    tensor([4, 1])
    """
    return getitem(reshape(x, -1), np.asarray(index))


@composite(in_place=True)
def put(x: TensorLike, index: TensorLike, source: TensorLike, accumulate: bool = False) -> TensorLike:
    """Return a copy of x with `source` written at `index` of the flattened tensor.

    Args:
        x: any shape and dtype.
        index: integers of any shape.
        source: as many elements as `index`.
        accumulate: whether to add; repeated indices then add up.

    Raises:
        IndexError: if an index is out of range.

    >>> from autograd import tensor, zeros
    >>> zeros(2, 2).put(tensor([3]), tensor([5.0]))
    tensor([[0., 0.],
            [0., 5.]])
    """
    places, values = np.asarray(index).reshape(-1), reshape(source, -1)
    return reshape(index_put(reshape(x, -1), (places,), values, accumulate), tuple(x.shape))


@composite(numpy=[np.take_along_axis])
def take_along_dim(x: TensorLike, indices: TensorLike, dim: int | None = None) -> TensorLike:
    """Return the elements of x at `indices` along `dim`, where the other dimensions broadcast.

    Args:
        x: any shape and dtype.
        indices: integers, with as many dimensions as x.
        dim: the dimension. None means the flattened tensor.

    Raises:
        IndexError: if an index is out of range.
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> x = tensor([[3, 1], [2, 4]])
    >>> x.take_along_dim(x.argsort(1), 1)
    tensor([[1, 3],
            [2, 4]])
    """
    if dim is None:
        return getitem(reshape(x, -1), np.asarray(indices).reshape(-1))
    (d,) = normalize(dim, x.ndim)
    index = np.asarray(indices)
    shape = np.broadcast_shapes(
        tuple(1 if i == d else n for i, n in enumerate(x.shape)),
        tuple(1 if i == d else n for i, n in enumerate(index.shape)),
    )
    wide = tuple(x.shape[i] if i == d else n for i, n in enumerate(shape))
    places = np.broadcast_to(index, tuple(index.shape[i] if i == d else n for i, n in enumerate(shape)))
    return gather(expand(x, *wide), d, places.copy())


@composite()
def masked_select(x: TensorLike, mask: TensorLike) -> TensorLike:
    """Return the elements of x where `mask` is true, in row-major order.

    Args:
        x: any shape and dtype.
        mask: a bool Tensor or array whose shape broadcasts with x.

    Returns:
        A vector.

    Raises:
        ValueError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> x = tensor([1.0, -2.0, 3.0])
    >>> x.masked_select(x > 0)
    tensor([1., 3.])
    """
    array = np.asarray(mask)
    shape = np.broadcast_shapes(tuple(x.shape), array.shape)
    return getitem(expand(x, *shape), np.broadcast_to(array, shape).copy())


@composite(in_place=True)
def masked_scatter(x: TensorLike, mask: TensorLike, source: TensorLike) -> TensorLike:
    """Return a copy of x with the elements of `source`, in order, where `mask` is true.

    Args:
        x: any shape and dtype.
        mask: a bool Tensor or array whose shape broadcasts with x.
        source: at least as many elements as `mask` has true ones.

    Returns:
        The broadcast shape.

    Raises:
        ValueError: if the shapes do not broadcast, or `source` has too few elements.

    >>> from autograd import tensor, zeros
    >>> zeros(3).masked_scatter(tensor([True, False, True]), tensor([1.0, 2.0]))
    tensor([1., 0., 2.])
    """
    array = np.asarray(mask)
    shape = np.broadcast_shapes(tuple(x.shape), array.shape)
    chosen = np.broadcast_to(array, shape).copy()
    count = int(chosen.sum())
    if math.prod(source.shape) < count:
        raise ValueError(f"masked_scatter(): expected at least {count} elements, got {math.prod(source.shape)}")
    return setitem(expand(x, *shape), chosen, reshape(source, -1)[:count])


@operation(sorted_sequence=None, x=None, internal=True, spoken="searchsorted()")
def search(sorted_sequence: Array, x: Array, after: bool, dtype: Any, order: Any) -> Array:
    """Return the places of the elements of x in sequences that are sorted along the last dimension."""
    side: Any = "right" if after else "left"
    x = np.asarray(x)
    if order is not None:
        sorted_sequence = np.take_along_axis(sorted_sequence, order, -1)
    if sorted_sequence.ndim == 1:
        return np.asarray(np.searchsorted(sorted_sequence, x, side)).astype(dtype)
    out = np.empty(x.shape, dtype)
    for place in np.ndindex(x.shape[:-1]):
        out[place] = np.searchsorted(sorted_sequence[place], x[place], side)
    return out


@composite(method=False)
def searchsorted(
    sorted_sequence: TensorLike,
    x: TensorLike,
    *,
    out_int32: bool = False,
    right: bool = False,
    side: str | None = None,
    sorter: TensorLike | None = None,
) -> TensorLike:
    """Return the places at which the elements of x would have to be inserted to keep a sequence sorted.

    Args:
        sorted_sequence: ascending along the last dimension: a vector, or the shape of x except in the last dimension.
        x: any shape, or a number.
        out_int32: whether the result is int32.
        right: whether to insert after equal elements.
        side: "left" or "right", in place of `right`.
        sorter: indices that sort the sequence.

    Returns:
        The shape of x, int64. No gradient flows.

    >>> from autograd import searchsorted, tensor
    >>> searchsorted(tensor([1, 3, 5]), tensor([3, 4]))
    tensor([1, 2])
    """
    if side not in (None, "left", "right"):
        raise ValueError(f"searchsorted(): expected side 'left' or 'right', got {side!r}")
    after = right if side is None else side == "right"
    order = None if sorter is None else np.asarray(sorter)
    return search(sorted_sequence, x, after, np.dtype(np.int32 if out_int32 else np.int64), order)


@composite(method=False)
def bucketize(x: TensorLike, boundaries: TensorLike, *, out_int32: bool = False, right: bool = False) -> TensorLike:
    """Return the number of the interval between `boundaries` that each element of x is in.

    Args:
        x: any shape, or a number.
        boundaries: a vector in ascending order.
        out_int32: whether the result is int32.
        right: whether the intervals include their lower ends, and not their upper ones.

    Returns:
        The shape of x, int64. No gradient flows.

    >>> from autograd import bucketize, tensor
    >>> bucketize(tensor([3, 6]), tensor([1, 3, 5]))
    tensor([1, 3])
    """
    return searchsorted(boundaries, x, out_int32=out_int32, right=right)


@operation(x=None, test_elements=None, method=False, numpy=[np.isin])
def isin(x: Array, test_elements: Array, assume_unique: bool = False, invert: bool = False) -> Array:
    """Return whether each element of x is among `test_elements`.

    Args:
        x: any shape and dtype.
        test_elements: any shape, or a number.
        assume_unique: whether both have no repeated elements, which may be faster.
        invert: whether to return the opposite.

    Returns:
        The shape of x, bool. No gradient flows.

    >>> from autograd import isin, tensor
    >>> isin(tensor([1, 2, 3]), tensor([2, 3]))
    tensor([False,  True,  True])
    """
    return np.asarray(np.isin(x, test_elements, assume_unique=assume_unique, invert=invert))
