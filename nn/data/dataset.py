"""Data sets: samples by index."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np

from autograd import ShapeError, Tensor
from autograd.extend import Array, array_of


class Dataset(Protocol):
    """A data set: any object with a length and indexing.

    A class need not inherit from this one.
    """

    def __len__(self) -> int: ...
    def __getitem__(self, index: Any) -> Any: ...


class TensorDataset:
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

    def __getitem__(self, index: Any) -> tuple[Tensor, ...]:
        return tuple(tensor[index] for tensor in self.tensors)


class Subset:
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

    def __init__(self, dataset: Dataset, indices: Any) -> None:
        self.dataset = dataset
        self.indices = as_indices(indices, len(dataset), "Subset()")

    def __len__(self) -> int:
        return len(self.indices)

    def __getitem__(self, index: Any) -> Any:
        chosen = self.indices[array_of(index) if isinstance(index, Tensor) else index]
        return self.dataset[int(chosen) if np.ndim(chosen) == 0 else chosen]


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
