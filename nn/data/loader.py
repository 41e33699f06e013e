"""Batches of a data set."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograd.extend import Generator, default_generator
from nn.data.collate import collate
from nn.data.dataset import Dataset, Subset, TensorDataset


class DataLoader:
    """Batches of a data set, shuffled anew each time it is iterated.

    A data set of tensors is indexed a whole batch at a time; any other sample by sample.

    Args:
        dataset: what to batch.
        batch_size: samples in a batch.
        shuffle: in random order.
        drop_last: leave out a last batch that is not full.
        collate_fn: makes a batch of a list of samples.
        generator: the source of random numbers; default that of `autograd.manual_seed`.
        num_workers, pin_memory: accepted, of no effect.

    Raises:
        ValueError: for a batch size below 1.
    """

    def __init__(
        self,
        dataset: Dataset,
        batch_size: int = 1,
        shuffle: bool = False,
        drop_last: bool = False,
        collate_fn: Callable[[list[Any]], Any] | None = None,
        generator: Generator | None = None,
        num_workers: int = 0,
        pin_memory: bool = False,
    ) -> None:
        if not isinstance(batch_size, int | np.integer) or batch_size < 1:
            raise ValueError(f"DataLoader(): batch_size must be a whole number of 1 or more, got {batch_size!r}")
        self.dataset, self.batch_size, self.shuffle, self.drop_last = dataset, batch_size, shuffle, drop_last
        self.collate_fn, self.generator = collate_fn, generator

    def __len__(self) -> int:
        n = len(self.dataset)
        return n // self.batch_size if self.drop_last else math.ceil(n / self.batch_size)

    def __iter__(self) -> Iterator[Any]:
        n = len(self.dataset)
        order = (self.generator or default_generator).numpy.permutation(n) if self.shuffle else np.arange(n)
        whole = self.collate_fn is None and _takes_batches(self.dataset)
        for i in range(len(self)):
            chosen = order[i * self.batch_size : (i + 1) * self.batch_size]
            if whole:
                yield list(self.dataset[chosen])
            else:
                yield (self.collate_fn or collate)([self.dataset[int(j)] for j in chosen])


def _takes_batches(dataset: Dataset) -> bool:
    while type(dataset) is Subset:
        dataset = dataset.dataset
    # A subclass may look at one index at a time.
    return getattr(type(dataset), "__getitem__", None) is TensorDataset.__getitem__
