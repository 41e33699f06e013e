"""Batches of a data set."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from autograd import Tensor
from autograd.extend import Array, Generator, default_generator
from nn.data.collate import collate
from nn.data.dataset import Dataset, Subset, TensorDataset


class DataLoader:
    """Batches of a data set. Each iteration is one epoch.

    Args:
        dataset: an object with a length and integer indices. A TensorDataset is indexed once for each batch, other
            data sets once for each sample.
        batch_size: the number of samples in a batch.
        shuffle: visit the samples in a new random order in each epoch.
        sampler: the indices of an epoch, in order. In place of `shuffle`.
        batch_sampler: the indices of an epoch, in batches. In place of all other settings of the order and size.
        num_workers: accepted, without effect. Batches are made in this process.
        collate_fn: a function that makes a batch of a list of samples; `collate` by default.
        pin_memory: accepted, without effect.
        drop_last: leave out a last batch that is not full.
        timeout, worker_init_fn, multiprocessing_context: accepted, without effect.
        generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.
        prefetch_factor, persistent_workers, pin_memory_device, in_order: accepted, without effect.

    Raises:
        ValueError: if `batch_size` is not an integer of 1 or more, or settings exclude each other.
        TypeError: in an epoch, if a sampler yields something other than whole numbers, such as a mask.

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
        shuffle: bool | None = None,
        sampler: Iterable[int] | None = None,
        batch_sampler: Iterable[Sequence[int]] | None = None,
        num_workers: int = 0,
        collate_fn: Callable[[list[Any]], Any] | None = None,
        pin_memory: bool = False,
        drop_last: bool = False,
        timeout: float = 0,
        worker_init_fn: Callable[[int], None] | None = None,
        multiprocessing_context: Any = None,
        generator: Generator | None = None,
        *,
        prefetch_factor: int | None = None,
        persistent_workers: bool = False,
        pin_memory_device: str = "",
        in_order: bool = True,
    ) -> None:
        if not isinstance(batch_size, int | np.integer) or isinstance(batch_size, bool) or batch_size < 1:
            raise ValueError(f"DataLoader(): batch_size must be a whole number of 1 or more, got {batch_size!r}")
        if sampler is not None and shuffle:
            raise ValueError("DataLoader(): a sampler determines the order; leave out shuffle")
        if batch_sampler is not None and (batch_size != 1 or shuffle or sampler is not None or drop_last):
            raise ValueError("DataLoader(): a batch_sampler determines the batches; leave out all else about them")
        self.dataset, self.batch_size, self.shuffle, self.drop_last = dataset, int(batch_size), bool(shuffle), drop_last
        self.sampler, self.batch_sampler = sampler, batch_sampler
        self.collate_fn, self.generator = collate_fn, generator

    def __len__(self) -> int:
        if self.batch_sampler is not None:
            return _length(self.batch_sampler, "batch_sampler")
        n = len(self.dataset) if self.sampler is None else _length(self.sampler, "sampler")
        return n // self.batch_size if self.drop_last else math.ceil(n / self.batch_size)

    def __iter__(self) -> Iterator[Any]:
        whole = self.collate_fn is None and _takes_batches(self.dataset)
        for chosen in self._batches():
            if whole:
                yield list(self.dataset[chosen])
            else:
                yield (self.collate_fn or collate)([self.dataset[int(j)] for j in chosen])

    def _batches(self) -> Iterator[Array]:
        """Yield the indices of each batch."""
        if self.batch_sampler is not None:
            for given in self.batch_sampler:
                yield _whole_numbers(given, "batch_sampler")
        elif self.sampler is not None:
            rest = iter(self.sampler)
            while given := list(itertools.islice(rest, self.batch_size)):
                if len(given) == self.batch_size or not self.drop_last:
                    yield _whole_numbers(given, "sampler")
        else:
            n = len(self.dataset)
            order = (self.generator or default_generator).numpy.permutation(n) if self.shuffle else np.arange(n)
            for i in range(len(self)):
                yield order[i * self.batch_size : (i + 1) * self.batch_size]


def _whole_numbers(given: Iterable[Any], name: str) -> Array:
    indices = [item.item() if isinstance(item, Tensor) else item for item in given]
    if any(isinstance(i, bool) or not isinstance(i, int | np.integer) for i in indices):
        raise TypeError(f"DataLoader(): a {name} yields whole numbers, got {indices[:3]}; for a mask see Subset")
    return np.array(indices, np.int64)


def _length(sampler: Any, name: str) -> int:
    if not hasattr(sampler, "__len__"):
        raise TypeError(f"len(): a {name} of type {type(sampler).__name__} has no length")
    return len(sampler)


def _takes_batches(dataset: Dataset) -> bool:
    """Return whether the data set can be indexed with an array of indices."""
    while type(dataset) is Subset:
        dataset = dataset.dataset
    # A subclass with a __getitem__ of its own may expect single indices.
    return getattr(type(dataset), "__getitem__", None) is TensorDataset.__getitem__
