"""Data sets: samples by index."""

from __future__ import annotations

import bisect
import itertools
import operator
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, Protocol, TypeVar

import numpy as np

from autograd import ShapeError, Tensor
from autograd.extend import Array, array_of, tensor_of

T = TypeVar("T", covariant=True)
F = TypeVar("F", bound=Callable[..., Any])


class Indexed(Protocol):
    """What a data set has to have: a length and indexing."""

    def __len__(self) -> int: ...
    def __getitem__(self, index: Any) -> Any: ...


class Dataset(Generic[T]):
    """The base class of data sets: samples by index. A class with a length and indexing need not inherit from it.

    >>> class Squares(Dataset[int]):
    ...     def __len__(self):
    ...         return 3
    ...
    ...     def __getitem__(self, index):
    ...         return index**2
    >>> len(Squares() + Squares())
    6
    """

    def __getitem__(self, index: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} defines no __getitem__()")

    def __add__(self, other: Any) -> ConcatDataset:
        return ConcatDataset([self, other])


class IterableDataset(Dataset[T]):
    """The base class of data sets without indices: a subclass defines `__iter__`, which yields samples in order."""

    def __iter__(self) -> Iterator[T]:
        raise NotImplementedError(f"{type(self).__name__} defines no __iter__()")

    def __add__(self, other: Any) -> Any:
        return ChainDataset([self, other])


def takes_batches(getitem: F) -> F:
    """Mark a `__getitem__` that takes an int64 array of indices, for a batch. A subclass's own has no mark."""
    getitem.takes_batches = True  # type: ignore[attr-defined]
    return getitem


class TensorDataset(Dataset[tuple[Tensor, ...]]):
    """A data set of tensors. Sample i is the tuple of row i of each tensor.

    Args:
        tensors: one or more tensors (N, …), of any dtype.

    Attributes:
        tensors: the same, as a tuple.

    Raises:
        ShapeError: if the first sizes differ.
        TypeError: if an argument is not a Tensor.
        ValueError: if there is no argument.

    Differs from PyTorch: first sizes that differ raise ShapeError instead of AssertionError.

    >>> import autograd
    >>> data = TensorDataset(autograd.arange(6).reshape(3, 2), autograd.arange(3))
    >>> len(data)
    3
    >>> data[1]
    (tensor([2, 3]), tensor(1))
    """

    def __init__(self, *tensors: Tensor) -> None:
        if not tensors:
            raise ValueError("TensorDataset(): expected at least one tensor, got none")
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

    @takes_batches
    def __getitem__(self, index: Any) -> tuple[Tensor, ...]:
        if type(index) is np.ndarray and index.dtype == np.int64:
            return tuple(_rows(tensor, index) for tensor in self.tensors)
        return tuple(tensor[index] for tensor in self.tensors)


def _rows(tensor: Tensor, index: Array) -> Tensor:
    """Return `tensor[index]`. Where nothing is recorded, `take` needs half the time of indexing, as it copies rows."""
    array = array_of(tensor)
    if tensor.requires_grad or not array.flags.c_contiguous:  # of another layout, `take` would copy the whole array
        return tensor[index]
    return tensor_of(array.take(index, axis=0))


class Subset(Dataset[Any]):
    """A part of a data set.

    Args:
        dataset: the data set.
        indices: the indices of the samples, integers; or a mask with a bool for each sample of `dataset`.

    Raises:
        TypeError: if the indices are neither integers nor bools.
        ShapeError: if they have more than one dimension, or a mask has another length than `dataset`.
        IndexError: if an index is out of range.

    >>> import autograd
    >>> part = Subset(TensorDataset(autograd.arange(5)), [4, 0])
    >>> len(part), part[0]
    (2, (tensor(4),))
    >>> even = Subset(part.dataset, autograd.arange(5) % 2 == 0)
    >>> len(even), even[1]
    (3, (tensor(2),))
    """

    def __init__(self, dataset: Any, indices: Any) -> None:
        self.dataset: Any = dataset
        self._order = as_indices(indices, len(dataset), "Subset()")

    @property
    def indices(self) -> list[int]:
        """The indices of the samples in `dataset`."""
        found: list[int] = self._order.tolist()
        return found

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, index: Any) -> Any:
        chosen = self._order[array_of(index) if isinstance(index, Tensor) else index]
        return self.dataset[int(chosen) if np.ndim(chosen) == 0 else chosen]


class ConcatDataset(Dataset[Any]):
    """Several data sets, one after the other.

    Args:
        datasets: the data sets.

    Attributes:
        cumulative_sizes: the number of samples up to the end of each.

    Raises:
        ValueError: if there is none.
        IndexError: for an index out of range.

    >>> both = ConcatDataset(["ab", "cde"])
    >>> len(both), both[2], both[-1]
    (5, 'c', 'e')
    """

    def __init__(self, datasets: Iterable[Any]) -> None:
        self.datasets = list(datasets)
        if not self.datasets:
            raise ValueError("ConcatDataset(): expected at least one data set, got none")
        self.cumulative_sizes = [int(n) for n in np.cumsum([len(dataset) for dataset in self.datasets])]

    def __len__(self) -> int:
        return self.cumulative_sizes[-1]

    def __getitem__(self, index: Any) -> Any:
        i = operator.index(index)
        if not -len(self) <= i < len(self):
            raise IndexError(f"ConcatDataset: index {i} is out of range for {len(self)} samples")
        i %= len(self)
        place = bisect.bisect_right(self.cumulative_sizes, i)
        return self.datasets[place][i - (self.cumulative_sizes[place - 1] if place else 0)]


class ChainDataset(IterableDataset[Any]):
    """Several iterable data sets, one after the other.

    Args:
        datasets: the data sets.

    >>> list(ChainDataset(["ab", "c"]))
    ['a', 'b', 'c']
    """

    def __init__(self, datasets: Iterable[Any]) -> None:
        self.datasets = list(datasets)

    def __iter__(self) -> Iterator[Any]:
        return itertools.chain.from_iterable(self.datasets)

    def __len__(self) -> int:
        return sum(len(dataset) for dataset in self.datasets)


class StackDataset(Dataset[Any]):
    """Several data sets of one length side by side: a sample is the tuple, or the dict, of theirs.

    Args:
        args, kwargs: the data sets, either without or with names.

    Raises:
        ValueError: if the lengths differ, or some have names and some not.

    >>> StackDataset("ab", [1, 2])[1]
    ('b', 2)
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if bool(args) == bool(kwargs):
            raise ValueError("StackDataset(): give data sets either without or with names")
        self.datasets: Any = args or kwargs
        lengths = {len(dataset) for dataset in (args or kwargs.values())}
        if len(lengths) > 1:
            raise ValueError(f"StackDataset(): the data sets have different lengths: {sorted(lengths)}")
        self._length = lengths.pop()

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, index: Any) -> Any:
        if isinstance(self.datasets, dict):
            return {name: dataset[index] for name, dataset in self.datasets.items()}
        return tuple(dataset[index] for dataset in self.datasets)


def as_indices(given: Any, count: int, where: str) -> Array:
    """Return indices of samples as an int64 array, and a mask as the indices of its Trues.

    Args:
        given: integers; or bools, one for each of `count` samples.
        count: the number of samples of the data set.
        where: the caller, for error messages.

    Raises:
        TypeError: for numbers that are neither, such as fractions.
        ShapeError: if there is more than one dimension, or a mask of another length.
        IndexError: if an index is out of range.
    """
    items = array_of(given) if isinstance(given, Tensor) else given
    if not isinstance(items, np.ndarray):
        items = [item.item() if isinstance(item, Tensor) else item for item in items]
        kinds = {isinstance(item, bool | np.bool_) for item in items}
        if len(kinds) > 1:
            raise TypeError(f"{where}: expected indices or a mask of bools, got a mixture")
    array = np.asarray(items)
    if array.ndim != 1:
        raise ShapeError(f"{where}: expected indices or a mask of one dimension, got shape {array.shape}")
    if array.dtype == np.bool_:
        if len(array) != count:
            raise ShapeError(f"{where}: a mask has a bool for each of the {count} samples, got {len(array)}")
        return np.flatnonzero(array)
    if array.size and array.dtype.kind not in "iu":
        raise TypeError(f"{where}: indices are whole numbers, or a mask bools, got {array.dtype}")
    wrong = (array < -count) | (array >= count) if array.size else array
    if wrong.any():
        raise IndexError(f"{where}: index {array[wrong][0]} is out of range for {count} samples")
    return array.astype(np.int64)
