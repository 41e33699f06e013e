"""Cumulative reductions along a dimension, differences of neighbours, and integrals by trapezoids."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.dims import at, normalize
from autograd.rules.dtypes import as_dtype
from autograd.rules.extremes import Extreme
from autograd.rules.index import gather
from autograd.rules.join import cat
from autograd.rules.operation import TensorLike, composite, operation
from autograd.rules.reduce import cumsum, sum
from autograd.rules.shape import reshape


def _cumprod_by_x(xp: Any, upstream: Any, out: Any, x: Any, dim: int, dtype: Any) -> Any:
    if not x.shape:
        return upstream
    x = x if x.dtype == out.dtype else xp.cast(x, out.dtype)
    limits = np.finfo(x.dtype)
    if not bool((abs(x) < limits.tiny / limits.eps).any()):  # with a smaller factor, `out` has lost digits
        total = xp.cumsum(xp.flip(upstream * out, (dim,)), dim, None)
        return xp.flip(total, (dim,)) / x
    # Where a factor is 0 or tiny, the products of the others are computed: out[j] without x[i] is the cumulative
    # product of a copy in which x[i] is 1. That is quadratic in the length.
    (d,) = normalize(dim, len(x.shape))
    n = x.shape[d]
    last = [*(i for i in range(len(x.shape)) if i != d), d]
    back = tuple(int(i) for i in np.argsort(last))
    rows, upstream = xp.permute(x, tuple(last)), xp.permute(upstream, tuple(last))
    table = xp.where(np.eye(n, dtype=np.bool_), 1.0, xp.unsqueeze(rows, -2))
    others = xp.cumprod(table, -1, None) * np.triu(np.ones((n, n), x.dtype))
    return xp.permute(xp.sum(others * xp.unsqueeze(upstream, -2), -1), back)


@operation(x=_cumprod_by_x, in_place=True)
def cumprod(x: Array, dim: int, dtype: Any = None) -> Array:
    """Return the cumulative products of x along `dim`: out[i] = x[0] · … · x[i].

    The gradient is exact where elements are 0.

    Args:
        x: any shape and dtype.
        dim: the dimension to multiply along.
        dtype: the dtype of the result. None means that of x, or int64 for integers and bools.

    Returns:
        The shape of x.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0, 3.0]).cumprod(0)
    tensor([1., 2., 6.])
    """
    wanted = as_dtype(dtype) if dtype is not None else x.dtype if x.dtype.kind == "f" else np.dtype(np.int64)
    normalize(dim, x.ndim)
    wide = np.float64 if wanted.kind == "f" else wanted
    return np.cumprod(x.reshape(x.shape or (1,)), dim, wide).reshape(x.shape).astype(wanted, copy=False)


@operation(
    x=lambda xp, upstream, out, x, dim: (
        upstream
        if not x.shape
        else xp.flip(xp.cumsum(xp.flip(upstream * xp.exp(-_finite(xp, out, x, dim)), (dim,)), dim, None), (dim,))
        * xp.exp(x - _top(x, dim))
    ),
    floating=True,
)
def logcumsumexp(x: Array, dim: int) -> Array:
    """Return log Σ exp(x) over the elements up to each one along `dim`. It does not overflow.

    Args:
        x: any shape; integers become float32.
        dim: the dimension to sum along.

    Returns:
        The shape of x.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([0.0, 0.0, 1000.0]).logcumsumexp(0)
    tensor([0.0000e+00, 6.9315e-01, 1.0000e+03])
    """
    normalize(dim, x.ndim)
    return np.logaddexp.accumulate(x, dim, np.float64).astype(x.dtype) if x.ndim else x.copy()


def _top(x: Any, dim: int) -> Any:
    """Return the largest finite element along `dim`, as a constant."""
    array = np.asarray(getattr(x, "_array", x))
    return np.max(np.where(np.isfinite(array), array, 0), dim, keepdims=True, initial=0).astype(array.dtype)


def _finite(xp: Any, out: Any, x: Any, dim: int) -> Any:
    shifted = out - _top(x, dim)
    return xp.where(out == -np.inf, np.inf, shifted)


@operation(x=None, internal=True)
def index_of_running_extreme(x: Array, dim: int, largest: bool) -> Array:
    """Return the index of the largest (or smallest) element so far along `dim`: the last of equal ones."""
    normalize(dim, x.ndim)
    if x.ndim == 0:
        return np.zeros((), np.int64)
    function = np.maximum if largest else np.minimum
    running = function.accumulate(x, dim) if x.size else x
    places = np.arange(x.shape[dim]).reshape([-1 if d == dim % x.ndim else 1 for d in range(x.ndim)])
    new = (x == running) | np.isnan(x)
    return np.maximum.accumulate(np.where(new, places, 0), dim) if x.size else np.zeros(x.shape, np.int64)


def _running(x: TensorLike, dim: int, largest: bool) -> Extreme[TensorLike]:
    indices = index_of_running_extreme(x, dim, largest)
    return Extreme(gather(x, dim, indices) if x.ndim else x * 1, indices)


@composite()
def cummax(x: TensorLike, dim: int) -> Extreme[TensorLike]:
    """Return the largest element up to each one along `dim`, and its index.

    Args:
        x: any shape and dtype.
        dim: the dimension.

    Returns:
        The named tuple `(values, indices)`, each of the shape of x. Of equal elements the last one counts.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1.0, 3.0, 2.0]).cummax(0).values
    tensor([1., 3., 3.])
    """
    return _running(x, dim, True)


@composite()
def cummin(x: TensorLike, dim: int) -> Extreme[TensorLike]:
    """Return the smallest element up to each one along `dim`, and its index.

    Args:
        x: any shape and dtype.
        dim: the dimension.

    Returns:
        The named tuple `(values, indices)`, each of the shape of x. Of equal elements the last one counts.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([3.0, 1.0, 2.0]).cummin(0).values
    tensor([3., 1., 1.])
    """
    return _running(x, dim, False)


@composite()
def diff(
    x: TensorLike, n: int = 1, dim: int = -1, prepend: TensorLike | None = None, append: TensorLike | None = None
) -> TensorLike:
    """Return the differences of neighbours along `dim`: out[i] = x[i + 1] − x[i].

    Args:
        x: at least one dimension, any dtype. Bools are compared.
        n: how often to take differences.
        dim: the dimension.
        prepend: values to put before x along `dim` first.
        append: values to put after x along `dim` first.

    Returns:
        The shape of x with `n` elements less along `dim`.

    Raises:
        IndexError: if the dimension is out of range.
        ValueError: if x has no dimensions or n is negative.

    >>> from autograd import tensor
    >>> tensor([1.0, 4.0, 9.0]).diff()
    tensor([3., 5.])
    """
    if x.ndim == 0 or n < 0:
        raise ValueError(f"diff(): expected at least one dimension and n ≥ 0, got shape {tuple(x.shape)} and n={n}")
    if n == 0:
        return x * 1
    parts = [part for part in (prepend, x, append) if part is not None]
    (dim,) = normalize(dim, x.ndim)
    x = cat(parts, dim) if len(parts) > 1 else x
    for _ in range(min(n, x.shape[dim])):
        later, earlier = x[at(dim, slice(1, None))], x[at(dim, slice(None, -1))]
        x = later != earlier if x.dtype == np.bool_ else later - earlier
    return x


def _trapezoids(y: TensorLike, x: TensorLike | None, dx: float, dim: int) -> tuple[TensorLike, int]:
    (dim,) = normalize(dim, y.ndim)
    heights = y[at(dim, slice(1, None))] + y[at(dim, slice(None, -1))]
    if x is None:
        return heights * (0.5 * dx), dim
    if x.ndim == 1 and y.ndim > 1:
        if x.shape[0] != y.shape[dim]:
            raise ValueError(f"trapezoid(): expected {y.shape[dim]} places in x, got {x.shape[0]}")
        x = reshape(x, [-1 if d == dim else 1 for d in range(y.ndim)])
    elif x.ndim < y.ndim:
        x = reshape(x, [1] * (y.ndim - x.ndim) + list(x.shape))
    place = dim + x.ndim - y.ndim
    return heights * (x[at(place, slice(1, None))] - x[at(place, slice(None, -1))]) * 0.5, place


@composite(method=False, aliases=["trapz"])
def trapezoid(y: TensorLike, x: TensorLike | None = None, *, dx: float = 1, dim: int = -1) -> TensorLike:
    """Return the integral of y along `dim`, by the trapezoidal rule.

    Args:
        y: at least one dimension: the heights.
        x: the places of the heights, a vector or what broadcasts with y. None for equal distances.
        dx: the distance, without x.
        dim: the dimension.

    Returns:
        The shape of y without `dim`.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor, trapezoid
    >>> trapezoid(tensor([1.0, 2.0, 3.0]))
    tensor(4.)
    """
    areas, dim = _trapezoids(y, x, dx, dim)
    return sum(areas, dim)


@composite(method=False)
def cumulative_trapezoid(y: TensorLike, x: TensorLike | None = None, *, dx: float = 1, dim: int = -1) -> TensorLike:
    """Return the integrals of y up to each element along `dim`, by the trapezoidal rule.

    Args:
        y: at least one dimension: the heights.
        x: the places of the heights, a vector or what broadcasts with y. None for equal distances.
        dx: the distance, without x.
        dim: the dimension.

    Returns:
        The shape of y with one element less along `dim`.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import cumulative_trapezoid, tensor
    >>> cumulative_trapezoid(tensor([1.0, 2.0, 3.0]))
    tensor([1.5000, 4.0000])
    """
    areas, dim = _trapezoids(y, x, dx, dim)
    return cumsum(areas, dim)


def _slope(x: TensorLike, dim: int, places: TensorLike | float, edge_order: int) -> TensorLike:
    """Return the derivative of x along `dim`, by differences of second order inside."""
    n = x.shape[dim]

    def part(start: int | None, stop: int | None) -> TensorLike:
        return x[at(dim, slice(start, stop))]

    if isinstance(places, int | float) or math.prod(places.shape) == 1:
        step = places if isinstance(places, int | float) else reshape(places, ())
        inside = (part(2, None) - part(None, -2)) / (2 * step)
        first, last = (part(1, 2) - part(0, 1)) / step, (part(n - 1, n) - part(n - 2, n - 1)) / step
        if edge_order == 2:
            first = (-1.5 * part(0, 1) + 2 * part(1, 2) - 0.5 * part(2, 3)) / step
            last = (0.5 * part(n - 3, n - 2) - 2 * part(n - 2, n - 1) + 1.5 * part(n - 1, n)) / step
        return cat([first, inside, last], dim)
    steps = reshape(places[1:] - places[:-1], [-1 if d == dim else 1 for d in range(x.ndim)])
    left, right = steps[at(dim, slice(None, -1))], steps[at(dim, slice(1, None))]
    inside = (
        -right / (left * (left + right)) * part(None, -2)
        + (right - left) / (left * right) * part(1, -1)
        + left / (right * (left + right)) * part(2, None)
    )
    h, g = steps[at(dim, slice(0, 1))], steps[at(dim, slice(n - 2, n - 1))]
    if edge_order == 1:
        first, last = (part(1, 2) - part(0, 1)) / h, (part(n - 1, n) - part(n - 2, n - 1)) / g
    else:
        h2, g2 = steps[at(dim, slice(1, 2))], steps[at(dim, slice(n - 3, n - 2))]
        first = (
            -(2 * h + h2) / (h * (h + h2)) * part(0, 1)
            + (h + h2) / (h * h2) * part(1, 2)
            - h / (h2 * (h + h2)) * part(2, 3)
        )
        last = (
            g / (g2 * (g + g2)) * part(n - 3, n - 2)
            - (g + g2) / (g * g2) * part(n - 2, n - 1)
            + (2 * g + g2) / (g * (g + g2)) * part(n - 1, n)
        )
    return cat([first, inside, last], dim)


@composite(method=False)
def gradient(
    x: TensorLike, *, spacing: Any = 1, dim: int | Sequence[int] | None = None, edge_order: int = 1
) -> list[TensorLike]:
    """Return estimates of the derivative of x along its dimensions, by central differences.

    Args:
        x: at least one dimension, with at least `edge_order` + 1 elements.
        spacing: the distance of neighbours; or one distance, or one vector of places, for each dimension.
        dim: the dimension or dimensions. None means all.
        edge_order: the order of the differences at the ends, 1 or 2.

    Returns:
        One tensor of the shape of x for each dimension.

    Raises:
        ValueError: if the numbers of distances and dimensions differ, or a dimension is too short.

    >>> from autograd import gradient, tensor
    >>> gradient(tensor([1.0, 4.0, 9.0]))
    [tensor([3., 4., 5.])]
    """
    several = isinstance(spacing, list | tuple)
    dims = [dim] if isinstance(dim, int) else list(range(x.ndim)) if dim is None else list(dim)
    dims = [d % x.ndim for d in dims]
    spacing = 1 if spacing is None else spacing
    steps = list(spacing) if several else [spacing] * len(dims)
    if len(steps) != len(dims):
        raise ValueError(f"gradient(): expected {len(dims)} distances, one per dimension, got {len(steps)}")
    if any(x.shape[d] <= edge_order for d in dims):
        raise ValueError(f"gradient(): expected at least {edge_order + 1} elements along {dims}, got {tuple(x.shape)}")
    return [_slope(x, d, step, edge_order) for d, step in zip(dims, steps)]
