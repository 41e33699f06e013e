"""Splitting a data set at random."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from autograd.extend import Generator, default_generator
from nn.data.dataset import Dataset, Subset


def random_split(dataset: Dataset, lengths: Sequence[float], generator: Generator | None = None) -> list[Subset]:
    """Subsets without overlap, of the lengths given; or of the shares given, if these add up to 1.

    Raises:
        ValueError: if the lengths do not add up.
    """
    n = len(dataset)
    if math.isclose(sum(lengths), 1) and all(0 <= share <= 1 for share in lengths):
        counts = [math.floor(n * share) for share in lengths]
        for i in range(n - sum(counts)):  # what rounding left over
            counts[i % len(counts)] += 1
    else:
        counts = [int(length) for length in lengths]
    if sum(counts) != n or min(counts, default=0) < 0:
        raise ValueError(f"random_split(): lengths {list(lengths)} add up to {sum(counts)}, the data set has {n}")
    order = (generator or default_generator).numpy.permutation(n)
    ends = np.cumsum(counts)
    return [Subset(dataset, order[end - count : end]) for end, count in zip(ends, counts)]
