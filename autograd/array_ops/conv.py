"""Convolution and pooling over images (N, C, H, W).

Convolution is linear in the image and in the weight. So are its two derivatives, and each of the three is made of the
other two: that is why rules for any order are one line each.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from autograd.array_ops.dims import Shape
from autograd.arrays import Array
from autograd.operation import operation

Pair = tuple[int, int]


class Geometry(NamedTuple):
    """How windows lie over an image: (vertical, horizontal) each.

    Attributes:
        kernel: the size of a window.
        stride: from one window to the next.
        padding: zeros (of a maximum, −∞) before and after.
        dilation: from one element of a window to the next.
        groups: into how many parts, independent of each other, the channels fall.
        ceil: whether a last window may reach over the padded edge.
    """

    kernel: Pair
    stride: Pair
    padding: tuple[Pair, Pair]
    dilation: Pair = (1, 1)
    groups: int = 1
    ceil: bool = False

    def out_size(self, size: Pair) -> Pair:
        """How many windows fit into an image of `size`.

        Raises:
            ValueError: if none does.
        """
        counts = []
        for d in range(2):
            before, after = self.padding[d]
            room = size[d] + before + after - self.dilation[d] * (self.kernel[d] - 1) - 1
            count = (-(-room // self.stride[d]) if self.ceil else room // self.stride[d]) + 1
            if self.ceil and (count - 1) * self.stride[d] >= size[d] + before:
                count -= 1  # a window that begins in the padding after the image sees nothing of it
            if room < 0 or count < 1:
                raise ValueError(
                    f"a window of {self.kernel} does not fit into an image of {size} padded by {self.padding}"
                )
            counts.append(count)
        return counts[0], counts[1]

    def padded(self, x: Array, value: float) -> Array:
        """The image with its edges."""
        counts = self.out_size(x.shape[2:])
        edges = [(0, 0), (0, 0)]
        for d in range(2):
            reach = (counts[d] - 1) * self.stride[d] + self.dilation[d] * (self.kernel[d] - 1) + 1
            before, after = self.padding[d]
            edges.append((before, max(after, reach - before - x.shape[2 + d])))
        return np.pad(x, edges, constant_values=value) if any(map(any, edges)) else x

    def offsets(self, padded: Array, counts: Pair) -> Iterator[tuple[int, int, Array]]:
        """For each element (i, j) of the window, the view of what lies under it in all windows: (N, C, *counts)."""
        for i in range(self.kernel[0]):
            for j in range(self.kernel[1]):
                rows, columns = (
                    slice(at, at + (count - 1) * stride + 1, stride)
                    for at, count, stride in zip((i * self.dilation[0], j * self.dilation[1]), counts, self.stride)
                )
                yield i, j, padded[:, :, rows, columns]


def _columns(x: Array, geometry: Geometry) -> Array:
    """What lies under each element of the window: (groups, C/groups · kernel, N · out_h · out_w)."""
    n, channels = x.shape[:2]
    counts = geometry.out_size(x.shape[2:])
    columns = np.empty((channels, *geometry.kernel, n, *counts), x.dtype)
    for i, j, view in geometry.offsets(geometry.padded(x, 0.0), counts):
        columns[:, i, j] = view.transpose(1, 0, 2, 3)
    return columns.reshape(geometry.groups, -1, n * counts[0] * counts[1])


def _by_channel(y: Array, geometry: Geometry) -> Array:
    """(N, O, h, w) as (groups, O/groups, N · h · w)."""
    return y.transpose(1, 0, 2, 3).reshape(geometry.groups, y.shape[1] // geometry.groups, -1)


@operation(
    x=lambda xp, upstream, x_shape, weight, geometry: xp.conv_to_image(upstream, weight, x_shape, geometry),
    weight=lambda xp, upstream, x, weight_shape, geometry: xp.conv_to_weight(x, upstream, weight_shape, geometry),
    promotes=True,
)
def conv(x: Array, weight: Array, geometry: Geometry) -> Array:
    """The cross-correlation of images (N, C, H, W) with kernels (O, C/groups, kh, kw): (N, O, h, w)."""
    counts = geometry.out_size(x.shape[2:])
    out = np.matmul(weight.reshape(geometry.groups, len(weight) // geometry.groups, -1), _columns(x, geometry))
    # In memory the channels come first, as the product leaves them; nothing is copied.
    return out.reshape(len(weight), len(x), *counts).transpose(1, 0, 2, 3)


@operation(
    y=lambda xp, upstream, weight, geometry: xp.conv(upstream, weight, geometry),
    weight=lambda xp, upstream, y, weight_shape, geometry: xp.conv_to_weight(upstream, y, weight_shape, geometry),
    promotes=True,
)
def conv_to_image(y: Array, weight: Array, shape: Shape, geometry: Geometry) -> Array:
    """The transpose of `conv` in the image: each element of y (N, O, h, w) spread over its window; of `shape`."""
    kernels = weight.reshape(geometry.groups, len(weight) // geometry.groups, -1)
    columns = np.matmul(kernels.transpose(0, 2, 1), _by_channel(y, geometry))
    counts = geometry.out_size((shape[2], shape[3]))
    columns = columns.reshape(shape[1], *geometry.kernel, len(y), *counts)
    padded = geometry.padded(np.zeros(shape, columns.dtype), 0.0)
    for i, j, view in geometry.offsets(padded, counts):
        view += columns[:, i, j].transpose(1, 0, 2, 3)
    (top, _), (left, _) = geometry.padding
    return padded[:, :, top : top + shape[2], left : left + shape[3]]


@operation(
    x=lambda xp, upstream, x_shape, y, geometry: xp.conv_to_image(y, upstream, x_shape, geometry),
    y=lambda xp, upstream, x, geometry: xp.conv(x, upstream, geometry),
    promotes=True,
)
def conv_to_weight(x: Array, y: Array, shape: Shape, geometry: Geometry) -> Array:
    """The transpose of `conv` in the weight, of `shape`: images x and upstream y (N, O, h, w)."""
    return np.matmul(_by_channel(y, geometry), _columns(x, geometry).transpose(0, 2, 1)).reshape(shape)


@operation(
    values=lambda xp, upstream, x, geometry: xp.spread_to_max(upstream, x, geometry),
    x=None,
    promotes=True,
)
def pick_at_max(values: Array, x: Array, geometry: Geometry) -> Array:
    """Of each window the element of `values` that lies where x is largest (the first of equals)."""
    counts = geometry.out_size(x.shape[2:])
    largest = _largest(x, geometry, counts)
    if values is x:
        return largest
    out = np.zeros(largest.shape, values.dtype)
    found = np.zeros(largest.shape, np.bool_)
    views = geometry.offsets(geometry.padded(values, 0.0), counts)
    for (_, _, view), (_, _, chosen) in zip(views, geometry.offsets(geometry.padded(x, -np.inf), counts)):
        here = _first_largest(chosen, largest, found)
        out += np.where(here, view, 0)
    return out


@operation(
    upstream=lambda xp, upstream, x, geometry: xp.pick_at_max(upstream, x, geometry),
    x=None,
    promotes=True,
)
def spread_to_max(upstream: Array, x: Array, geometry: Geometry) -> Array:
    """The transpose of `pick_at_max`: each window's upstream added where x is largest."""
    counts = geometry.out_size(x.shape[2:])
    largest = _largest(x, geometry, counts)
    padded = geometry.padded(x, -np.inf)
    out = np.zeros(padded.shape, upstream.dtype)
    found = np.zeros(largest.shape, np.bool_)
    for (_, _, view), (_, _, chosen) in zip(geometry.offsets(out, counts), geometry.offsets(padded, counts)):
        view += upstream * _first_largest(chosen, largest, found)
    (top, _), (left, _) = geometry.padding
    return out[:, :, top : top + x.shape[2], left : left + x.shape[3]]


@operation(x=None)
def index_of_max(x: Array, geometry: Geometry) -> Array:
    """Of each window the place of its largest element in the flattened image."""
    places = np.broadcast_to(np.arange(x.shape[2] * x.shape[3]).reshape(1, 1, *x.shape[2:]), x.shape)
    return np.asarray(pick_at_max.forward(places.copy(), x, geometry))


def _largest(x: Array, geometry: Geometry, counts: Pair) -> Array:
    largest: Array | None = None
    for _, _, view in geometry.offsets(geometry.padded(x, -np.inf), counts):
        largest = view.copy() if largest is None else np.maximum(largest, view, out=largest)
    assert largest is not None
    return largest


def _first_largest(view: Array, largest: Array, found: Array) -> Array:
    """Where the largest is met for the first time; NaN counts as the largest."""
    here = (view == largest) | (view != view)
    here &= ~found
    found |= here
    return here
