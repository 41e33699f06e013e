"""Convolution of images (N, C, H, W).

Convolution is linear in the image and in the weight. Its derivatives, `conv_to_image` and `conv_to_weight`, are linear
in both arguments too. The derivatives of each of the three operations are the other two, so each rule is one line."""

from __future__ import annotations

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.dims import Shape
from autograd.rules.operation import operation
from autograd.rules.windows import Geometry


def _columns(x: Array, geometry: Geometry) -> Array:
    """Return the elements under each window as columns (im2col): (groups, C/groups · kh · kw, N · h · w)."""
    n, channels = x.shape[:2]
    counts = geometry.out_size(x.shape[2:])
    columns = np.empty((channels, *geometry.kernel, n, *counts), x.dtype)
    for i, j, view in geometry.offsets(geometry.padded(x, 0.0), counts):
        columns[:, i, j] = view.transpose(1, 0, 2, 3)
    rows = channels // geometry.groups * geometry.kernel[0] * geometry.kernel[1]
    return columns.reshape(geometry.groups, rows, n * counts[0] * counts[1])


def _by_channel(y: Array, geometry: Geometry) -> Array:
    """Return y (N, O, h, w) as (groups, O/groups, N · h · w)."""
    n, channels, h, w = y.shape
    return y.transpose(1, 0, 2, 3).reshape(geometry.groups, channels // geometry.groups, n * h * w)


@operation(
    x=lambda xp, upstream, x_shape, weight, geometry: xp.conv_to_image(upstream, weight, x_shape, geometry),
    weight=lambda xp, upstream, x, weight_shape, geometry: xp.conv_to_weight(x, upstream, weight_shape, geometry),
    bias=lambda xp, upstream: xp.sum(upstream, (0, 2, 3)),
    promotes=True,
    internal=True,
    spoken="conv2d()",
)
def conv(x: Array, weight: Array, bias: Array | None, geometry: Geometry) -> Array:
    """Return the cross-correlation (N, O, h, w) of images (N, C, H, W) with kernels (O, C/groups, kh, kw).

    bias (O,) is added. nn.functional.conv2d has the formula.
    """
    counts = geometry.out_size(x.shape[2:])
    out: Array = np.matmul(weight.reshape(geometry.groups, len(weight) // geometry.groups, -1), _columns(x, geometry))
    by_channel = out.reshape(len(weight), len(x), *counts)
    # In memory the images come first, so that the result may be viewed as (N, O · h · w).
    images = np.empty((len(x), len(weight), *counts), out.dtype)
    np.add(by_channel.transpose(1, 0, 2, 3), 0 if bias is None else bias.reshape(-1, 1, 1), out=images)
    return images


@operation(
    y=lambda xp, upstream, weight, geometry: xp.conv(upstream, weight, None, geometry),
    weight=lambda xp, upstream, y, weight_shape, geometry: xp.conv_to_weight(upstream, y, weight_shape, geometry),
    promotes=True,
    internal=True,
)
def conv_to_image(y: Array, weight: Array, shape: Shape, geometry: Geometry) -> Array:
    """Return the transpose of `conv` in the image, of `shape`: y (N, O, h, w) times kernels, added at its windows."""
    kernels = weight.reshape(geometry.groups, len(weight) // geometry.groups, -1)
    columns = np.matmul(kernels.transpose(0, 2, 1), _by_channel(y, geometry))
    counts = geometry.out_size((shape[2], shape[3]))
    columns = columns.reshape(shape[1], *geometry.kernel, len(y), *counts)
    (top, bottom), (left, right) = geometry.edges((shape[2], shape[3]))
    # In memory the channels come first, as in the result of `conv`.
    padded = np.zeros((shape[1], len(y), top + shape[2] + bottom, left + shape[3] + right), columns.dtype)
    padded = padded.transpose(1, 0, 2, 3)
    for i, j, view in geometry.offsets(padded, counts):
        view += columns[:, i, j].transpose(1, 0, 2, 3)
    return np.ascontiguousarray(geometry.inner(padded, (shape[2], shape[3])))


@operation(
    x=lambda xp, upstream, x_shape, y, geometry: xp.conv_to_image(y, upstream, x_shape, geometry),
    y=lambda xp, upstream, x, geometry: xp.conv(x, upstream, None, geometry),
    promotes=True,
    internal=True,
)
def conv_to_weight(x: Array, y: Array, shape: Shape, geometry: Geometry) -> Array:
    """Return the transpose of `conv` in the weight, of `shape`: the sum over y (N, O, h, w) of y times x's windows."""
    # In this order, the product is faster than that of y and the transposed columns.
    weight: Array = np.matmul(_columns(x, geometry), _by_channel(y, geometry).transpose(0, 2, 1))
    return np.ascontiguousarray(weight.transpose(0, 2, 1)).reshape(shape)
