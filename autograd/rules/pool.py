"""Max pooling over images (N, C, H, W), as the choice of an element in each window."""

from __future__ import annotations

import functools

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.dtypes import DType
from autograd.rules.operation import operation
from autograd.rules.windows import Geometry


@operation(
    values=lambda xp, upstream, x, geometry, choices: xp.spread_to_max(upstream, x, geometry, choices),
    x=None,
    promotes=True,
    internal=True,
    spoken="max_pool2d()",
)
def pick_at_max(values: Array, x: Array, geometry: Geometry) -> Array:
    """Return, for each window, the element of `values` where x is largest; of equal elements, the first."""
    if values is not x:
        picked: Array = _pick(values, x, geometry)[0]
        return picked
    largest = geometry.padded(x, _lowest(x.dtype))
    counts = geometry.out_size(x.shape[2:])
    for d in (1, 0):
        largest = functools.reduce(np.maximum, geometry.slide(largest, d, counts[d]))
    return largest if largest.base is None else largest.copy()  # windows of one element are views of x


@pick_at_max.keeping("choices")
def _pick(values: Array, x: Array, geometry: Geometry) -> tuple[Array, list[Array]]:
    largest, choices = _choose(x, geometry)
    if values is x:
        return largest if largest.base is None else largest.copy(), choices
    values = geometry.padded(values, 0.0)
    for d, choice in zip((1, 0), choices):
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
    rows, columns = _choose(x, geometry)[1] if choices is None else choices
    # All arrays have the same memory order. Otherwise NumPy's inner loops would be short.
    chosen, middle = np.zeros_like(columns, upstream.dtype), np.zeros_like(rows, upstream.dtype)
    whole = np.zeros_like(geometry.padded(x, 0.0), upstream.dtype)
    chosen[...] = upstream
    finite = bool(np.isfinite(chosen).all())
    _spread(chosen, columns, geometry.slide(middle, 0, columns.shape[2]), geometry.overlaps(0), finite)
    _spread(middle, rows, geometry.slide(whole, 1, rows.shape[3]), geometry.overlaps(1), finite)
    return geometry.inner(whole, x.shape[2:])


@operation(x=None, internal=True)
def index_of_max(x: Array, geometry: Geometry) -> Array:
    """Return, for each window, the index of its largest element in the flattened image."""
    places = np.broadcast_to(np.arange(x.shape[2] * x.shape[3]).reshape(1, 1, *x.shape[2:]), x.shape)
    return np.asarray(pick_at_max.forward(places.copy(), x, geometry))


def _lowest(dtype: DType) -> float:
    return -np.inf if dtype.kind == "f" else 0 if dtype.kind == "b" else int(np.iinfo(dtype).min)


def _choose(x: Array, geometry: Geometry) -> tuple[Array, list[Array]]:
    """Return the maximum of each window, and the chosen indices: in its rows, then in the column of their maxima.

    NaN counts as the largest; of several, the last one is chosen.
    """
    counts = geometry.out_size(x.shape[2:])
    lowest = _lowest(x.dtype)
    if x.dtype.kind == "f" and any(map(any, geometry.edges(x.shape[2:]))) and x.min(initial=0) == -np.inf:
        # Where all elements are −∞, choose one of the image, not of the padding.
        _, choices = _choose(np.maximum(x, np.finfo(x.dtype).min), geometry)
        return np.asarray(pick_at_max.forward(x, x, geometry)), choices
    largest = geometry.padded(x, lowest)
    has_nan = x.dtype.kind == "f" and bool(np.isnan(x.max(initial=lowest)))
    choices = []
    for d in (1, 0):
        largest, *others = geometry.slide(largest, d, counts[d])
        choice = np.zeros_like(largest, np.min_scalar_type(len(others)))
        for k, view in enumerate(others, 1):
            better = view > largest
            if has_nan:
                better |= np.isnan(view)
            np.maximum(choice, better * choice.dtype.type(k), out=choice)
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
