"""Samplers: the order of the samples of an epoch. Their random numbers are PyTorch's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Sized
from typing import Any, Generic, TypeVar

import numpy as np

import autograd
from autograd.extend import Array, Generator, default_generator

T = TypeVar("T", covariant=True)


class Sampler(Generic[T]):
    """The base class of samplers: an iterable of indices, or of lists of them. A class need not inherit from it."""

    def __init__(self, data_source: Any = None) -> None: ...

    def __iter__(self) -> Iterator[T]:
        raise NotImplementedError(f"{type(self).__name__} defines no __iter__()")


class SequentialSampler(Sampler[int]):
    """The indices in order.

    Args:
        data_source: anything with a length, such as a data set.

    >>> list(SequentialSampler("abc"))
    [0, 1, 2]
    """

    def __init__(self, data_source: Sized) -> None:
        self.data_source = data_source

    def order(self) -> Array:
        """Return the indices of an epoch as an array."""
        return np.arange(len(self.data_source))

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self.data_source)))

    def __len__(self) -> int:
        return len(self.data_source)


class RandomSampler(Sampler[int]):
    """The indices in random order.

    Args:
        data_source: anything with a length, such as a data set.
        replacement: whether an index may come more than once.
        num_samples: how many indices; as many as samples by default.
        generator: the source of random numbers. By default, the one that `autograd.manual_seed` seeds gives a new seed
            for each epoch.

    Raises:
        ValueError: if `num_samples` is not a whole number of 1 or more.

    >>> sorted(RandomSampler("abc"))
    [0, 1, 2]
    """

    def __init__(
        self,
        data_source: Sized,
        replacement: bool = False,
        num_samples: int | None = None,
        generator: Generator | None = None,
    ) -> None:
        if num_samples is not None:
            num_samples = _count(num_samples, "RandomSampler")
        self.data_source, self.replacement, self.generator = data_source, replacement, generator
        self._num_samples = num_samples

    @property
    def num_samples(self) -> int:
        """The number of indices of an epoch."""
        return len(self.data_source) if self._num_samples is None else self._num_samples

    def order(self) -> Array:
        """Return the indices of an epoch as an array."""
        n, count = len(self.data_source), self.num_samples
        generator = self.generator or Generator(_seed())
        if not n:
            return np.zeros(0, np.int64)
        if self.replacement:
            sizes = [32] * (count // 32) + [count % 32]
            return np.concatenate([generator.integers(0, n, size) for size in sizes])
        parts = [generator.permutation(n) for _ in range(count // n)]
        if count % n:
            parts.append(generator.permutation(n)[: count % n])
        else:  # PyTorch draws a last permutation and uses none of it. Its random numbers alone take little time.
            generator.raw(n - 1)
        return np.concatenate(parts)

    def __iter__(self) -> Iterator[int]:
        yield from self.order().tolist()

    def __len__(self) -> int:
        return self.num_samples


class SubsetRandomSampler(Sampler[int]):
    """Given indices in random order.

    Args:
        indices: the indices.
        generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.

    Raises:
        TypeError: if the indices are bools or fractions.

    >>> sorted(SubsetRandomSampler([4, 7]))
    [4, 7]
    """

    def __init__(self, indices: Sequence[int], generator: Generator | None = None) -> None:
        first = indices[:1].tolist() if isinstance(indices, np.ndarray | autograd.Tensor) else indices
        for index in first:
            if isinstance(index, bool | float | np.bool_ | np.floating):
                raise TypeError(
                    f"SubsetRandomSampler(): indices are whole numbers, got {index!r}; "
                    "of a mask give np.flatnonzero(mask)"
                )
        self.indices, self.generator = indices, generator

    def __iter__(self) -> Iterator[int]:
        for i in (self.generator or default_generator).permutation(len(self.indices)).tolist():
            yield self.indices[i]

    def __len__(self) -> int:
        return len(self.indices)


class WeightedRandomSampler(Sampler[int]):
    """Random indices, with probabilities proportional to weights.

    Args:
        weights: a weight of 0 or more for each sample; they need not add up to 1.
        num_samples: how many indices.
        replacement: whether an index may come more than once.
        generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.

    Raises:
        ValueError: if `num_samples` is not a whole number of 1 or more, or the weights are no vector.

    >>> list(WeightedRandomSampler([0.0, 1.0], 3))
    [1, 1, 1]
    """

    def __init__(
        self, weights: Any, num_samples: int, replacement: bool = True, generator: Generator | None = None
    ) -> None:
        self.weights = autograd.as_tensor(weights, dtype=autograd.float64)
        if self.weights.ndim != 1:
            raise ValueError(f"WeightedRandomSampler(): expected a weight per sample, got {self.weights.shape}")
        self.num_samples = _count(num_samples, "WeightedRandomSampler")
        self.replacement, self.generator = replacement, generator

    def __iter__(self) -> Iterator[int]:
        yield from autograd.multinomial(self.weights, self.num_samples, self.replacement, self.generator).tolist()

    def __len__(self) -> int:
        return self.num_samples


class BatchSampler(Sampler[list[int]]):
    """The indices of another sampler, in batches.

    Args:
        sampler: the other sampler, any iterable of indices.
        batch_size: the number of indices in a batch.
        drop_last: leave out a last batch that is not full.

    Raises:
        ValueError: if `batch_size` is not a whole number of 1 or more.

    >>> list(BatchSampler(range(5), 2, drop_last=False))
    [[0, 1], [2, 3], [4]]
    """

    def __init__(self, sampler: Iterable[int], batch_size: int, drop_last: bool) -> None:
        if not hasattr(type(batch_size), "__index__") or isinstance(batch_size, bool) or batch_size < 1:
            raise ValueError(f"BatchSampler(): batch_size is a whole number of 1 or more, got {batch_size!r}")
        self.sampler, self.batch_size, self.drop_last = sampler, int(batch_size), drop_last

    def __iter__(self) -> Iterator[list[int]]:
        batch = []
        for index in self.sampler:
            batch.append(index)
            if len(batch) == self.batch_size:
                yield batch
                batch = []
        if batch and not self.drop_last:
            yield batch

    def __len__(self) -> int:
        if not isinstance(self.sampler, Sized):
            raise TypeError(f"len(): a sampler of type {type(self.sampler).__name__} has no length")
        n = len(self.sampler)
        return n // self.batch_size if self.drop_last else -(-n // self.batch_size)


def _count(num_samples: Any, where: str) -> int:
    if not hasattr(type(num_samples), "__index__") or isinstance(num_samples, bool) or num_samples < 1:
        raise ValueError(f"{where}(): num_samples is a whole number of 1 or more, got {num_samples!r}")
    return int(num_samples)


def _seed() -> int:
    """Return a random seed, of 63 bits as PyTorch draws it."""
    return int(default_generator.integers(0, 2**63, 1)[0])
