"""Windows over images (N, C, H, W), for convolution and pooling."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from autograd.rules.arrays import Array

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
