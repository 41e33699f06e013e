"""Adaptive pooling: as even regions as possible, of a given number."""

from __future__ import annotations

import operator
from collections.abc import Sequence

import numpy as np

from autograd.extend import Array

OutSize = int | None | Sequence[int | None]


def out_sizes(output_size: OutSize, size: tuple[int, ...], dims: int, where: str) -> tuple[int, ...]:
    """Return the number of regions in each direction. None stands for the size of the input.

    Raises:
        ValueError: if a number is negative, or there is another number of them than directions.
    """
    given = tuple(output_size) if isinstance(output_size, Sequence) else (output_size,) * dims
    found = tuple(n if count is None else operator.index(count) for n, count in zip(size, given))
    if len(given) != dims or min(found) < 0:
        raise ValueError(f"{where}(): output_size is one number of 0 or more, or {dims} of them, got {output_size!r}")
    return found


def regions(size: int, count: int) -> tuple[Array, Array]:
    """Return where each of `count` regions of a dimension begins and ends. Neighbours may share an element."""
    number = np.arange(count)
    return number * size // max(count, 1), -(-(number + 1) * size // max(count, 1))
