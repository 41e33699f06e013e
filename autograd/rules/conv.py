"""Convolution of signals (N, C, L), images (N, C, H, W) and volumes (N, C, D, H, W).

Convolution is linear in the image and in the weight. Its derivatives, `conv_to_image` and `conv_to_weight`, are linear
in both arguments too. The derivatives of each of the three operations are the other two, so each rule is one line.
Below, h, w stand for as many sizes as there are spatial dimensions."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.blas import product
from autograd.rules.dims import Shape
from autograd.rules.operation import operation
from autograd.rules.windows import Geometry


def _channels_first(x: Array) -> Array:
    """Return a view of x (N, C, …) as (C, N, …)."""
    return x.swapaxes(0, 1)


def _columns(x: Array, geometry: Geometry) -> Array:
    """Return the elements under each window as columns (im2col): (groups, C/groups · kh · kw, N · h · w)."""
    n, channels = x.shape[:2]
    counts = geometry.out_size(x.shape[2:])
    columns = np.empty((channels, *geometry.kernel, n, *counts), x.dtype)
    for place, view in geometry.offsets(geometry.padded(x, 0.0), counts):
        columns[:, *place] = _channels_first(view)
    rows = channels // geometry.groups * math.prod(geometry.kernel)
    return columns.reshape(geometry.groups, rows, n * math.prod(counts))


def _image(columns: Array, shape: Shape, geometry: Geometry) -> Array:
    """Return the transpose of `_columns`: an image of `shape` with the columns added where they come from."""
    n, channels, *size = shape
    counts = geometry.out_size(size)
    columns = columns.reshape(channels, *geometry.kernel, n, *counts)
    # In memory the channels come first, as in the columns.
    whole = [before + s + after for (before, after), s in zip(geometry.edges(size), size)]
    padded = _channels_first(np.zeros((channels, n, *whole), columns.dtype))
    for place, view in geometry.offsets(padded, counts):
        view += _channels_first(columns[:, *place])
    return np.ascontiguousarray(geometry.inner(padded, size))


def _image_by_shifts(y: Array, weight: Array, shape: Shape, geometry: Geometry) -> Array:
    """Return `conv_to_image` for stride 1 and one group, in a quarter less time: each place of the window is one shift.

    y is laid out in rows as wide as those of the padded image, with zeros behind its elements. So what a place of the
    window adds to the image is a product with y, shifted as a whole.
    """
    n, channels, *size = shape
    whole = [before + s + after for (before, after), s in zip(geometry.edges(size), size)]
    rows = np.zeros((y.shape[1], n, *whole), y.dtype)
    first: Any = (..., *map(slice, y.shape[2:]))
    rows[first] = _channels_first(y)
    rows = rows.reshape(len(rows), n * math.prod(whole))
    image = np.zeros((channels, rows.shape[1]), y.dtype)
    steps = [math.prod(whole[d + 1 :]) * dilation for d, dilation in enumerate(geometry.dilation)]
    for place in itertools.product(*map(range, geometry.kernel)):
        shift = sum(i * step for i, step in zip(place, steps))
        at: Any = (..., *place)
        kernel = np.ascontiguousarray(weight[at].T)
        image[:, shift:] += product(kernel, rows[:, : rows.shape[1] - shift])
    return np.ascontiguousarray(geometry.inner(_channels_first(image.reshape(channels, n, *whole)), size))


def _kernels(weight: Array, geometry: Geometry) -> Array:
    """Return the kernels (O, C/groups, kh, kw) as (groups, O/groups, C/groups · kh · kw)."""
    return weight.reshape(geometry.groups, len(weight) // geometry.groups, math.prod(weight.shape[1:]))


def _products(x: Array, y: Array) -> Array:
    """Return the product of the matrices of each group."""
    if len(x) == 1:
        return product(x[0], y[0])[None]
    return np.matmul(x, y)  # type: ignore[no-any-return]  # an array


def _by_channel(y: Array, geometry: Geometry) -> Array:
    """Return y (N, O, h, w) as (groups, O/groups, N · h · w)."""
    n, channels, *counts = y.shape
    return _channels_first(y).reshape(geometry.groups, channels // geometry.groups, n * math.prod(counts))


def _but_channels(xp: Any, upstream: Any) -> Any:
    return xp.sum(upstream, (0, *range(2, upstream.ndim)))


@operation(
    x=lambda xp, upstream, x_shape, weight, geometry: xp.conv_to_image(upstream, weight, x_shape, geometry),
    weight=lambda xp, upstream, x, weight_shape, geometry: xp.conv_to_weight(x, upstream, weight_shape, geometry),
    bias=_but_channels,
    promotes=True,
    internal=True,
    spoken="conv2d()",
    pure=True,
)
def conv(x: Array, weight: Array, bias: Array | None, geometry: Geometry) -> Array:
    """Return the cross-correlation (N, O, h, w) of images (N, C, H, W) with kernels (O, C/groups, kh, kw).

    bias (O,) is added. nn.functional.conv2d has the formula.
    """
    counts = geometry.out_size(x.shape[2:])
    out = _products(_kernels(weight, geometry), _columns(x, geometry))
    by_channel = out.reshape(len(weight), len(x), *counts)
    # In memory the images come first, so that the result may be viewed as (N, O · h · w).
    images = np.empty((len(x), len(weight), *counts), out.dtype)
    shift = 0 if bias is None else bias.reshape(-1, *[1] * len(counts))
    np.add(_channels_first(by_channel), shift, out=images)
    return images


@operation(
    y=lambda xp, upstream, weight, geometry: xp.conv(upstream, weight, None, geometry),
    weight=lambda xp, upstream, y, weight_shape, geometry: xp.conv_to_weight(upstream, y, weight_shape, geometry),
    promotes=True,
    internal=True,
    pure=True,
)
def conv_to_image(y: Array, weight: Array, shape: Shape, geometry: Geometry) -> Array:
    """Return the transpose of `conv` in the image, of `shape`: y (N, O, h, w) times kernels, added at its windows."""
    if geometry.groups == 1 and set(geometry.stride) == {1} and np.isfinite(weight).all():
        return _image_by_shifts(y, weight, shape, geometry)
    kernels = _kernels(weight, geometry).transpose(0, 2, 1)
    return _image(_products(kernels, _by_channel(y, geometry)), shape, geometry)


@operation(
    x=lambda xp, upstream, x_shape, y, geometry: xp.conv_to_image(y, upstream, x_shape, geometry),
    y=lambda xp, upstream, x, geometry: xp.conv(x, upstream, None, geometry),
    promotes=True,
    internal=True,
)
def conv_to_weight(x: Array, y: Array, shape: Shape, geometry: Geometry) -> Array:
    """Return the transpose of `conv` in the weight, of `shape`: the sum over y (N, O, h, w) of y times x's windows."""
    # In this order, the product is faster than that of y and the transposed columns.
    weight = _products(_columns(x, geometry), _by_channel(y, geometry).transpose(0, 2, 1))
    return np.ascontiguousarray(weight.transpose(0, 2, 1)).reshape(shape)


@operation(
    x=lambda xp, upstream, x_shape, geometry: xp.fold_windows(upstream, x_shape, geometry),
    linear=True,
    internal=True,
    spoken="unfold()",
)
def unfold_windows(x: Array, geometry: Geometry) -> Array:
    """Return the elements under each window of an image (N, C, H, W) as columns: (N, C · kh · kw, h · w)."""
    columns = _columns(x, geometry._replace(groups=1))[0]
    count = math.prod(geometry.out_size(x.shape[2:]))
    return np.ascontiguousarray(_channels_first(columns.reshape(len(columns), len(x), count)))


@operation(
    y=lambda xp, upstream, geometry: xp.unfold_windows(upstream, geometry),
    linear=True,
    internal=True,
    spoken="fold()",
)
def fold_windows(y: Array, shape: Sequence[int], geometry: Geometry) -> Array:
    """Return the transpose of `unfold_windows`: an image of `shape` with the columns added where they come from."""
    return _image(_channels_first(y), tuple(shape), geometry)
