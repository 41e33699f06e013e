"""Splitting a data set at random."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from autograd.extend import Generator, default_generator
from nn.data.dataset import Indexed, Subset


def random_split(dataset: Indexed, lengths: Sequence[float], generator: Generator | None = None) -> list[Subset]:
    """Split a data set at random into parts without overlap.

    Args:
        dataset: the data set.
        lengths: the number of samples of each part, which must add up to the size of the data set; or the share of
            each part, if the shares add up to 1. Samples left over by rounding go to the first parts, one each.
        generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.

    Returns:
        A Subset for each length.

    Raises:
        TypeError: if the lengths are bools.
        ValueError: if the lengths do not add up, or one is negative or not a whole number.

    >>> import autograd
    >>> from nn.data import TensorDataset
    >>> train, test = random_split(TensorDataset(autograd.arange(10)), [0.8, 0.2])
    >>> len(train), len(test)
    (8, 2)
    """
    n = len(dataset)
    if any(isinstance(length, bool | np.bool_) for length in lengths):
        raise TypeError("random_split(): lengths are numbers of samples, or shares, got a mask; for one see Subset")
    if math.isclose(sum(lengths), 1) and all(0 <= share <= 1 for share in lengths):
        counts = [math.floor(n * share) for share in lengths]
        for i in range(n - sum(counts)):
            counts[i % len(counts)] += 1
    else:
        if any(length != length // 1 for length in lengths):
            raise ValueError(
                f"random_split(): lengths {list(lengths)} are neither whole numbers nor shares that add up to 1"
            )
        counts = [int(length) for length in lengths]
    if sum(counts) != n or min(counts, default=0) < 0:
        raise ValueError(f"random_split(): lengths {list(lengths)} add up to {sum(counts)}, the data set has {n}")
    order = (generator or default_generator).permutation(n)
    ends = np.cumsum(counts)
    return [Subset(dataset, order[end - count : end]) for end, count in zip(ends, counts)]
