"""Convolution and max pooling of images (N, C, H, W).

Convolution is linear in the image and in the weight. Its derivatives, `conv_to_image` and `conv_to_weight`, are linear
in both arguments too. The derivatives of each of the three operations are the other two, so each rule is one line.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.dims import Shape
from autograd.rules.dtypes import DType
from autograd.rules.operation import operation

Pair = tuple[int, int]


class Geometry(NamedTuple):
    """The settings of a convolution or pooling. Pairs are (vertical, horizontal).

    Attributes:
        kernel: the size of a window.
        stride: the step from window to window.
        padding: how many elements to add before and after: zeros, or −∞ for a maximum.
        dilation: the step from element to element of a window.
        groups: the number of independent parts of the channels.
        ceil: whether the last window may extend past the padding.
    """

    kernel: Pair
    stride: Pair
    padding: tuple[Pair, Pair]
    dilation: Pair = (1, 1)
    groups: int = 1
    ceil: bool = False

    def out_size(self, size: Pair) -> Pair:
        """Return the number of windows in an image of `size`.

        Raises:
            ValueError: if no window fits.
        """
        counts = []
        for d in range(2):
            before, after = self.padding[d]
            room = size[d] + before + after - self.dilation[d] * (self.kernel[d] - 1) - 1
            count = (-(-room // self.stride[d]) if self.ceil else room // self.stride[d]) + 1
            if self.ceil and (count - 1) * self.stride[d] >= size[d] + before:
                count -= 1  # a window that starts in the padding after the image covers none of its elements
            if room < 0 or count < 1:
                raise ValueError(
                    f"a window of {self.kernel} does not fit into an image of {size} padded by {self.padding}"
                )
            counts.append(count)
        return counts[0], counts[1]

    def edges(self, size: Pair) -> tuple[Pair, Pair]:
        """Return the number of elements to add before and after an image of `size`, for all windows to fit."""
        found = []
        for d, count in enumerate(self.out_size(size)):
            before, after = self.padding[d]
            reach = (count - 1) * self.stride[d] + self.dilation[d] * (self.kernel[d] - 1) + 1
            found.append((before, max(after, reach - before - size[d])))
        return found[0], found[1]

    def padded(self, x: Array, value: float) -> Array:
        """Return the image with edges of `value`."""
        edges = self.edges(x.shape[2:])
        return np.pad(x, ((0, 0), (0, 0), *edges), constant_values=value) if any(map(any, edges)) else x

    def overlaps(self, d: int) -> bool:
        """Return whether windows may overlap in direction `d`."""
        return self.stride[d] <= self.dilation[d] * (self.kernel[d] - 1)

    def inner(self, padded: Array, size: Pair) -> Array:
        """Return the image of `size` inside its edges: the inverse of `padded`."""
        (top, _), (left, _) = self.padding
        return padded[:, :, top : top + size[0], left : left + size[1]]

    def slide(self, padded: Array, d: int, count: int) -> list[Array]:
        """Return, for each row (d = 0) or column (d = 1) of the window, a view of the elements under it."""
        stop = (count - 1) * self.stride[d] + 1
        starts = range(0, self.kernel[d] * self.dilation[d], self.dilation[d])
        lines = [slice(start, start + stop, self.stride[d]) for start in starts]
        return [padded[:, :, line] if d == 0 else padded[..., line] for line in lines]

    def offsets(self, padded: Array, counts: Pair) -> Iterator[tuple[int, int, Array]]:
        """Yield, for each element (i, j) of the window, a view (N, C, *counts) of the elements under it."""
        for i, rows in enumerate(self.slide(padded, 0, counts[0])):
            for j, view in enumerate(self.slide(rows, 1, counts[1])):
                yield i, j, view


def _columns(x: Array, geometry: Geometry) -> Array:
    """Return the elements under each window as columns (im2col): (groups, C/groups · kh · kw, N · h · w)."""
    n, channels = x.shape[:2]
    counts = geometry.out_size(x.shape[2:])
    columns = np.empty((channels, *geometry.kernel, n, *counts), x.dtype)
    for i, j, view in geometry.offsets(geometry.padded(x, 0.0), counts):
        columns[:, i, j] = view.transpose(1, 0, 2, 3)
    return columns.reshape(geometry.groups, -1, n * counts[0] * counts[1])


def _by_channel(y: Array, geometry: Geometry) -> Array:
    """Return y (N, O, h, w) as (groups, O/groups, N · h · w)."""
    return y.transpose(1, 0, 2, 3).reshape(geometry.groups, y.shape[1] // geometry.groups, -1)


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
    if bias is not None:
        out += bias.reshape(geometry.groups, -1, 1)
    # In memory the channels come first, as in the product: nothing is copied.
    return out.reshape(len(weight), len(x), *counts).transpose(1, 0, 2, 3)


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
    return geometry.inner(padded, (shape[2], shape[3]))


@operation(
    x=lambda xp, upstream, x_shape, y, geometry: xp.conv_to_image(y, upstream, x_shape, geometry),
    y=lambda xp, upstream, x, geometry: xp.conv(x, upstream, None, geometry),
    promotes=True,
    internal=True,
)
def conv_to_weight(x: Array, y: Array, shape: Shape, geometry: Geometry) -> Array:
    """Return the transpose of `conv` in the weight, of `shape`: the sum over y (N, O, h, w) of y times x's windows."""
    weight: Array = np.matmul(_by_channel(y, geometry), _columns(x, geometry).transpose(0, 2, 1))
    return weight.reshape(shape)


# The maximum of a window is the maximum of the maxima of its rows. The functions below first reduce the rows, then the
# column that remains, and save the index chosen in each step. Of equal elements, both steps choose the first one in
# row-major order.


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
