"""Pooling over signals, images and volumes (N, C, …): the largest element of each window, or the sum."""

from __future__ import annotations

import functools
import math
import operator

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.dims import Shape
from autograd.rules.dtypes import DType
from autograd.rules.operation import operation
from autograd.rules.sums import add_up
from autograd.rules.windows import Geometry

_FEW = 16  # as many are added one after the other


@operation(
    values=lambda xp, upstream, x, geometry, choices: xp.spread_to_max(upstream, x, geometry, choices),
    x=None,
    promotes=True,
    internal=True,
    spoken="max_pool2d()",
    pure=True,
)
def pick_at_max(values: Array, x: Array, geometry: Geometry) -> Array:
    """Return, for each window, the element of `values` where x is largest; of equal elements, the first."""
    if values is not x:
        picked: Array = _pick(values, x, geometry)[0]
        return picked
    largest = geometry.padded(x, _lowest(x.dtype))
    counts = geometry.out_size(x.shape[2:])
    for d in reversed(range(len(counts))):
        largest = functools.reduce(np.maximum, geometry.slide(largest, d, counts[d]))
    return _owned(largest)


@pick_at_max.keeping("choices")
def _pick(values: Array, x: Array, geometry: Geometry) -> tuple[Array, list[Array]]:
    largest, choices = _choose(x, geometry)
    if values is x:
        return _owned(largest), choices
    values = geometry.padded(values, 0.0)
    for d, choice in zip(reversed(range(len(choices))), choices):
        views = geometry.slide(values, d, choice.shape[2 + d])
        # np.where, because 0 times an infinity that was not chosen is NaN.
        values = np.add.reduce([np.where(choice == k, view, view.dtype.type(0)) for k, view in enumerate(views)])
    return values, choices


@operation(
    upstream=lambda xp, upstream, x, geometry: xp.pick_at_max(upstream, x, geometry),
    x=None,
    promotes=True,
    internal=True,
)
def spread_to_max(upstream: Array, x: Array, geometry: Geometry, choices: list[Array] | None = None) -> Array:
    """Return the transpose of `pick_at_max`: upstream added where x is largest in each window.

    `choices` are those of `pick_at_max`, if it has saved them.
    """
    if choices is None:
        choices = _choose(x, geometry)[1]
    # All arrays have the same memory order. Otherwise NumPy's inner loops would be short.
    chosen = np.zeros_like(choices[-1], upstream.dtype)
    chosen[...] = upstream
    finite = True
    for d, choice in enumerate(reversed(choices)):
        if d == 0 or geometry.overlaps(d - 1):  # sums may overflow
            finite = bool(np.isfinite(chosen).all())
        last = d == len(choices) - 1
        wider = np.zeros_like(geometry.padded(x, 0.0) if last else choices[-2 - d], upstream.dtype)
        _spread(chosen, choice, geometry.slide(wider, d, choice.shape[2 + d]), geometry.overlaps(d), finite)
        chosen = wider
    return geometry.inner(chosen, x.shape[2:])


@operation(x=None, internal=True)
def index_of_max(x: Array, geometry: Geometry) -> Array:
    """Return, for each window, the index of its largest element in the flattened image."""
    places = np.arange(math.prod(x.shape[2:])).reshape(1, 1, *x.shape[2:])
    return np.asarray(pick_at_max.forward(np.broadcast_to(places, x.shape).copy(), x, geometry))


@operation(
    x=lambda xp, upstream, x_shape, geometry: xp.spread_over_windows(upstream, x_shape, geometry),
    linear=True,
    internal=True,
    spoken="avg_pool()",
)
def sum_windows(x: Array, geometry: Geometry) -> Array:
    """Return the sum of each window."""
    counts = geometry.out_size(x.shape[2:])
    total = geometry.padded(x, 0.0)
    for d in reversed(range(len(counts))):
        if counts[d] == 1 and geometry.kernel[d] > _FEW:  # one window, such as the whole image
            reach = slice(0, geometry.kernel[d] * geometry.dilation[d], geometry.dilation[d])
            total = add_up(total[(slice(None),) * (2 + d) + (reach,)], 2 + d, keepdims=True)
        else:
            total = _added(geometry.slide(total, d, counts[d]))
    return _owned(total.astype(x.dtype, copy=False))


def _added(views: list[Array]) -> Array:
    """Return the sum of arrays of one shape. Many are added in halves."""
    if len(views) <= _FEW:
        return functools.reduce(operator.add, views)
    middle = len(views) // 2
    return np.asarray(_added(views[:middle]) + _added(views[middle:]))


@operation(y=lambda xp, upstream, geometry: xp.sum_windows(upstream, geometry), linear=True, internal=True)
def spread_over_windows(y: Array, shape: Shape, geometry: Geometry) -> Array:
    """Return the transpose of `sum_windows`: an image of `shape` with y added to each element of its window."""
    whole = [before + n + after for (before, after), n in zip(geometry.edges(shape[2:]), shape[2:])]
    dtype = y.dtype
    if any(kernel > _FEW * stride for kernel, stride in zip(geometry.kernel, geometry.stride)):
        y = y.astype(np.float64)  # an element is in many windows, whose gradients are added one after the other
    for d, n in enumerate(whole):
        wider = np.zeros((*y.shape[: 2 + d], n, *y.shape[3 + d :]), y.dtype)
        for view in geometry.slide(wider, d, y.shape[2 + d]):
            view += y
        y = wider
    return geometry.inner(y, shape[2:]).astype(dtype, copy=False)


def _owned(pooled: Array) -> Array:
    """Return the array in C order, and a copy if it is a view, as windows of one element are of x."""
    return np.ascontiguousarray(pooled) if pooled.base is None else pooled.copy()


def _lowest(dtype: DType) -> float:
    return -np.inf if dtype.kind == "f" else 0 if dtype.kind == "b" else int(np.iinfo(dtype).min)


def _choose(x: Array, geometry: Geometry) -> tuple[Array, list[Array]]:
    """Return the maximum of each window, and the chosen indices: in its rows, then in the column of their maxima.

    In three dimensions, the depth comes last.

    NaN counts as the largest; of several, the last one is chosen.
    """
    counts = geometry.out_size(x.shape[2:])
    lowest = _lowest(x.dtype)
    if (
        x.dtype.kind == "f"
        and any(map(any, geometry.edges(x.shape[2:])))
        and np.fmin.reduce(x, None, initial=0) == -np.inf
    ):
        # Where all elements are −∞, choose one of the image, not of the padding.
        _, choices = _choose(np.maximum(x, np.finfo(x.dtype).min), geometry)
        return np.asarray(pick_at_max.forward(x, x, geometry)), choices
    largest = geometry.padded(x, lowest)
    has_nan = x.dtype.kind == "f" and bool(np.isnan(x.max(initial=lowest)))
    choices = []
    for d in reversed(range(len(counts))):
        views = geometry.slide(largest, d, counts[d])
        if geometry.stride[d] > 1 and d == len(counts) - 1:
            views = [view.copy() for view in views]  # NumPy is slow on every other element
        largest, *others = views
        choice = np.zeros(largest.shape, np.uint8)
        for k, view in enumerate(others, 1):
            better = view > largest
            if has_nan:
                better |= np.isnan(view)
            if k == 1:
                choice = better.view(np.uint8)
            else:
                choice = np.maximum(choice, better * np.min_scalar_type(k).type(k))
            largest = np.maximum(largest, view)
        choices.append(choice)
    return largest, choices


def _spread(upstream: Array, choice: Array, views: list[Array], overlap: bool, finite: bool) -> None:
    """Add upstream to each view where it was chosen."""
    for k, view in enumerate(views):
        if not finite:  # avoid 0 × ∞
            view += np.where(choice == k, upstream, upstream.dtype.type(0))
        elif overlap:
            view += upstream * (choice == k)
        else:
            np.multiply(upstream, choice == k, out=view)
