"""Data sets and batches, under PyTorch's names."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

import numpy as np

import autograd
from autograd import ShapeError, Tensor
from autograd.array.creation import Generator, default_generator


class Dataset(Protocol):
    """Anything with a length and items."""

    def __len__(self) -> int: ...
    def __getitem__(self, index: Any) -> Any: ...


class TensorDataset:
    """Samples along the first dimension of one or more tensors.

    Attributes:
        tensors: the tensors.

    Raises:
        ShapeError: if their first sizes differ.
    """

    def __init__(self, *tensors: Tensor) -> None:
        if not tensors:
            raise ValueError("TensorDataset(): needs at least one tensor")
        for tensor in tensors:
            if not isinstance(tensor, Tensor):
                raise TypeError(f"TensorDataset(): expected tensors, got {type(tensor).__name__}")
        if len({len(tensor) for tensor in tensors}) > 1:
            raise ShapeError(
                f"TensorDataset(): first sizes must be equal, got shapes {[tensor.shape for tensor in tensors]}"
            )
        self.tensors = tensors

    def __len__(self) -> int:
        return len(self.tensors[0])

    def __getitem__(self, index: Any) -> tuple[Tensor, ...]:
        return tuple(tensor[index] for tensor in self.tensors)


class Subset:
    """Some of the samples of a data set, by index."""

    def __init__(self, dataset: Dataset, indices: Any) -> None:
        self.dataset = dataset
        self.indices = np.asarray(indices, np.int64)

    def __len__(self) -> int:
        return len(self.indices)

    def __getitem__(self, index: Any) -> Any:
        chosen = self.indices[index._array if isinstance(index, Tensor) else index]
        return self.dataset[int(chosen) if np.ndim(chosen) == 0 else chosen]


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


def collate(samples: list[Any]) -> Any:
    """A batch of samples: tensors stacked, numbers made a tensor, tuples, lists and dicts taken part by part."""
    first = samples[0]
    if isinstance(first, str):
        return samples
    if isinstance(first, tuple | list):
        parts = [collate(list(part)) for part in zip(*samples)]
        return type(first)(*parts) if hasattr(first, "_fields") else type(first)(parts)
    if isinstance(first, dict):
        return {key: collate([sample[key] for sample in samples]) for key in first}
    if isinstance(first, Tensor):
        return autograd.stack(samples)
    return autograd.tensor(np.stack(samples) if isinstance(first, np.ndarray) else samples)


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
