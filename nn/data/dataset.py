"""Data sets: samples by index."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np

from autograd import ShapeError, Tensor
from autograd.extend import array_of


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
        indices: the indices of the samples, integers.

    >>> import autograd
    >>> part = Subset(TensorDataset(autograd.arange(5)), [4, 0])
    >>> len(part), part[0]
    (2, (tensor(4),))
    """

    def __init__(self, dataset: Dataset, indices: Any) -> None:
        self.dataset = dataset
        self.indices = np.asarray(indices, np.int64)

    def __len__(self) -> int:
        return len(self.indices)

    def __getitem__(self, index: Any) -> Any:
        chosen = self.indices[array_of(index) if isinstance(index, Tensor) else index]
        return self.dataset[int(chosen) if np.ndim(chosen) == 0 else chosen]
