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
    """Batches of a data set. Each iteration is one epoch.

    Args:
        dataset: an object with a length and integer indices. A TensorDataset is indexed once for each batch, other
            data sets once for each sample.
        batch_size: the number of samples in a batch.
        shuffle: visit the samples in a new random order in each epoch.
        drop_last: leave out a last batch that is not full.
        collate_fn: a function that makes a batch of a list of samples; `collate` by default.
        generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.
        num_workers: accepted, without effect. Batches are made in this process.
        pin_memory: accepted, without effect.

    Raises:
        ValueError: if `batch_size` is not an integer of 1 or more.

    Differs from PyTorch: the order of arguments after `shuffle`. Name them.

    >>> import autograd
    >>> from nn.data import TensorDataset
    >>> data = TensorDataset(autograd.arange(5), autograd.arange(5) * 10)
    >>> for x, y in DataLoader(data, batch_size=2):
    ...     print(x, y)
    tensor([0, 1]) tensor([ 0, 10])
    tensor([2, 3]) tensor([20, 30])
    tensor([4]) tensor([40])
    """

    def __init__(
        self,
        dataset: Dataset,
        batch_size: int | np.integer[Any] = 1,
        shuffle: bool = False,
        drop_last: bool = False,
        collate_fn: Callable[[list[Any]], Any] | None = None,
        generator: Generator | None = None,
        num_workers: int = 0,
        pin_memory: bool = False,
    ) -> None:
        if not isinstance(batch_size, int | np.integer) or batch_size < 1:
            raise ValueError(f"DataLoader(): batch_size must be a whole number of 1 or more, got {batch_size!r}")
        self.dataset, self.batch_size, self.shuffle, self.drop_last = dataset, int(batch_size), shuffle, drop_last
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
    """Return whether the data set can be indexed with an array of indices."""
    while type(dataset) is Subset:
        dataset = dataset.dataset
    # A subclass with a __getitem__ of its own may expect single indices.
    return getattr(type(dataset), "__getitem__", None) is TensorDataset.__getitem__
