"""Windows over signals (N, C, L), images (N, C, H, W) and volumes (N, C, D, H, W), for convolution and pooling."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from autograd.rules.arrays import Array

Sizes = tuple[int, ...]  # one size per spatial dimension


class Geometry(NamedTuple):
    """The settings of a convolution or pooling. Tuples have one entry per spatial dimension, such as (vertical,
    horizontal).

    Attributes:
        kernel: the size of a window.
        stride: the step from window to window.
        padding: how many elements to add before and after: zeros, or −∞ for a maximum.
        dilation: the step from element to element of a window.
        groups: the number of independent parts of the channels.
        ceil: whether the last window may extend past the padding.
    """

    kernel: Sizes
    stride: Sizes
    padding: tuple[tuple[int, int], ...]
    dilation: Sizes
    groups: int = 1
    ceil: bool = False

    def out_size(self, size: Sequence[int]) -> Sizes:
        """Return the number of windows in an image of `size`.

        Raises:
            ValueError: if no window fits.
        """
        counts = []
        for d, (before, after) in enumerate(self.padding):
            room = size[d] + before + after - self.dilation[d] * (self.kernel[d] - 1) - 1
            count = (-(-room // self.stride[d]) if self.ceil else room // self.stride[d]) + 1
            if self.ceil and (count - 1) * self.stride[d] >= size[d] + before:
                count -= 1  # a window that starts in the padding after the image covers none of its elements
            if room < 0 or count < 1:
                raise ValueError(
                    f"a window of {self.kernel} does not fit into an image of {tuple(size)} padded by {self.padding}"
                )
            counts.append(count)
        return tuple(counts)

    def edges(self, size: Sequence[int]) -> tuple[tuple[int, int], ...]:
        """Return the number of elements to add before and after an image of `size`, for all windows to fit."""
        found = []
        for d, count in enumerate(self.out_size(size)):
            before, after = self.padding[d]
            reach = (count - 1) * self.stride[d] + self.dilation[d] * (self.kernel[d] - 1) + 1
            found.append((before, max(after, reach - before - size[d])))
        return tuple(found)

    def padded(self, x: Array, value: float) -> Array:
        """Return the image with edges of `value`."""
        edges = self.edges(x.shape[2:])
        if not any(map(any, edges)):
            return x
        whole = [before + n + after for (before, after), n in zip(edges, x.shape[2:])]
        padded = np.full((*x.shape[:2], *whole), value, x.dtype)  # np.pad takes twice as long
        self.inner(padded, x.shape[2:])[...] = x
        return padded

    def overlaps(self, d: int) -> bool:
        """Return whether windows may overlap in direction `d`."""
        return self.stride[d] <= self.dilation[d] * (self.kernel[d] - 1)

    def inner(self, padded: Array, size: Sequence[int]) -> Array:
        """Return the image of `size` inside its edges: the inverse of `padded`."""
        inside: Any = (slice(before, before + n) for (before, _), n in zip(self.padding, size))
        return padded[..., *inside]

    def lines(self, d: int, count: int) -> list[slice]:
        """Return, for each row or column of the window in direction `d`, the elements under it."""
        stop = (count - 1) * self.stride[d] + 1
        starts = range(0, self.kernel[d] * self.dilation[d], self.dilation[d])
        return [slice(start, start + stop, self.stride[d]) for start in starts]

    def slide(self, padded: Array, d: int, count: int) -> list[Array]:
        """Return, for each row or column of the window in direction `d`, a view of the elements under it."""
        return [padded[(slice(None),) * (2 + d) + (line,)] for line in self.lines(d, count)]

    def offsets(self, padded: Array, counts: Sequence[int]) -> Iterator[tuple[Any, Array]]:
        """Yield, for the place of each element of the window, a view (N, C, *counts) of the elements under it."""
        lines = [self.lines(d, count) for d, count in enumerate(counts)]
        for place in itertools.product(*map(range, self.kernel)):
            under: Any = (lines[d][i] for d, i in enumerate(place))
            yield place, padded[..., *under]
