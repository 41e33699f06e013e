"""Numbers and settings that PyTorch has under these names."""

from __future__ import annotations

import math

__all__ = [
    "Size",
    "channels_last",
    "contiguous_format",
    "e",
    "inf",
    "nan",
    "newaxis",
    "pi",
    "preserve_format",
    "strided",
]

pi, e, inf, nan, newaxis = math.pi, math.e, math.inf, math.nan, None

# Layouts of memory. Tensors have one, so that functions accept these names without effect.
strided = "strided"
contiguous_format, preserve_format, channels_last = "contiguous_format", "preserve_format", "channels_last"


class Size(tuple[int, ...]):
    """The sizes of the dimensions, as a tuple.

    >>> Size([2, 3]).numel()
    6
    """

    __slots__ = ()

    def numel(self) -> int:
        """Return the number of elements of a Tensor of these sizes."""
        return math.prod(self)
