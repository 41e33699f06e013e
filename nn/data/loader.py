"""Batches of a data set."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from autograd import Tensor
from autograd.extend import Array, Generator, default_generator
from nn.data.collate import collate, default_convert
from nn.data.dataset import IterableDataset, Subset
from nn.data.sampler import BatchSampler, RandomSampler, SequentialSampler


class DataLoader:
    """Batches of a data set. Each iteration is one epoch.

    Args:
        dataset: an object with a length and integer indices, or an IterableDataset. A TensorDataset is indexed once for
            each batch, other data sets once for each sample.
        batch_size: the number of samples in a batch. None gives single samples.
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
        dataset: Any,
        batch_size: int | np.integer[Any] | None = 1,
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
        whole = isinstance(batch_size, int | np.integer) and not isinstance(batch_size, bool)
        if batch_size is not None and (not whole or batch_size < 1):
            raise ValueError(f"DataLoader(): batch_size must be a whole number of 1 or more, got {batch_size!r}")
        if sampler is not None and shuffle:
            raise ValueError("DataLoader(): a sampler determines the order; leave out shuffle")
        if batch_sampler is not None and (batch_size != 1 or shuffle or sampler is not None or drop_last):
            raise ValueError("DataLoader(): a batch_sampler determines the batches; leave out all else about them")
        self._iterable = isinstance(dataset, IterableDataset)
        if self._iterable and (shuffle or sampler is not None or batch_sampler is not None):
            raise ValueError("DataLoader(): an IterableDataset determines the order; leave out shuffle and samplers")
        if batch_size is None and drop_last:
            raise ValueError("DataLoader(): without batches there is no last one to drop; leave out drop_last")
        self.dataset, self.shuffle, self.drop_last = dataset, bool(shuffle), drop_last
        self.batch_size = None if batch_size is None or batch_sampler is not None else int(batch_size)
        self.collate_fn, self.generator = collate_fn, generator
        self.num_workers, self.pin_memory, self.worker_init_fn = num_workers, pin_memory, worker_init_fn
        if sampler is None and not self._iterable:
            sampler = RandomSampler(dataset, generator=generator) if shuffle else SequentialSampler(dataset)
        self.sampler = sampler
        if batch_sampler is None and sampler is not None and self.batch_size is not None:
            batch_sampler = BatchSampler(sampler, self.batch_size, drop_last)
        self.batch_sampler = batch_sampler

    def __len__(self) -> int:
        if self._iterable:
            n = _length(self.dataset, "data set")
            return n if self.batch_size is None else _batches(n, self.batch_size, self.drop_last)
        if self.batch_sampler is None:
            return _length(self.sampler, "sampler")
        return _length(self.batch_sampler, "batch_sampler")

    def __iter__(self) -> Iterator[Any]:
        # PyTorch draws a seed for its workers here, also without workers. So the numbers after it are the same.
        (self.generator or default_generator).integers(0, 2**63, 1)
        return self._samples() if self._iterable else self._chosen()

    def _samples(self) -> Iterator[Any]:
        """Yield the batches, or the samples, of an IterableDataset."""
        if self.batch_size is None:
            yield from map(self.collate_fn or default_convert, self.dataset)
            return
        samples = iter(self.dataset)
        while batch := list(itertools.islice(samples, self.batch_size)):
            if len(batch) == self.batch_size or not self.drop_last:
                yield (self.collate_fn or collate)(batch)

    def _chosen(self) -> Iterator[Any]:
        """Yield the batches, or the samples, that the samplers choose."""
        if self.batch_sampler is None:
            assert self.sampler is not None  # only an IterableDataset has none
            for given in self.sampler:
                (index,) = _whole_numbers([given], "sampler").tolist()
                yield (self.collate_fn or default_convert)(self.dataset[index])
            return
        whole = self.collate_fn is None and _takes_batches(self.dataset)
        for indices in self._batches():
            if whole:
                yield list(self.dataset[indices])
            else:
                yield (self.collate_fn or collate)([self.dataset[i] for i in indices.tolist()])

    def _batches(self) -> Iterator[Array]:
        """Yield the indices of each batch."""
        assert self.batch_sampler is not None  # see _chosen
        name = "batch_sampler"
        if type(self.batch_sampler) is BatchSampler:
            sampler, size = self.batch_sampler.sampler, self.batch_sampler.batch_size
            if (
                isinstance(sampler, RandomSampler | SequentialSampler) and type(sampler) in _PLAIN
            ):  # fast path: one array, and no list of indices
                order = sampler.order()
                for i in range(_batches(len(order), size, self.batch_sampler.drop_last)):
                    yield order[i * size : (i + 1) * size]
                return
            name = "sampler"
        for given in self.batch_sampler:
            yield _whole_numbers(given, name)


_PLAIN = (RandomSampler, SequentialSampler)  # a subclass may have another order


def _batches(n: int, size: int, drop_last: bool) -> int:
    """Return the number of batches of n samples."""
    return n // size if drop_last else -(-n // size)


def _whole_numbers(given: Iterable[Any], name: str) -> Array:
    indices = [item.item() if isinstance(item, Tensor) else item for item in given]
    if any(isinstance(i, bool) or not isinstance(i, int | np.integer) for i in indices):
        raise TypeError(f"DataLoader(): a {name} yields whole numbers, got {indices[:3]}; for a mask see Subset")
    return np.array(indices, np.int64)


def _length(sampler: Any, name: str) -> int:
    if not hasattr(sampler, "__len__"):
        raise TypeError(f"len(): a {name} of type {type(sampler).__name__} has no length")
    return len(sampler)


def get_worker_info() -> None:
    """Return None: batches are made in the process of the program, and not by workers."""
    return None


def _takes_batches(dataset: Any) -> bool:
    """Return whether the data set can be indexed with an array of indices."""
    while type(dataset) is Subset:
        dataset = dataset.dataset
    # A subclass with a __getitem__ of its own may expect single indices.
    return hasattr(getattr(type(dataset), "__getitem__", None), "takes_batches")
