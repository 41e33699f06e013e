"""Batches from whatever a Trainer is given: a loader, a data set, or arrays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from autograd import Tensor, as_tensor, get_default_dtype
from nn.data import DataLoader, IterableDataset, TensorDataset, random_split


def loaders(data: Any, validation: Any, batch_size: int) -> tuple[Any, Any]:
    """Return the loader of training, which shuffles, and that of validation, or None.

    Args:
        data: what `loader` takes.
        validation: the same; or the share of `data` that is held out at random; or None.
        batch_size: the number of examples in a batch, for data that are no loader yet.

    Raises:
        TypeError: if a share is to be held out of a loader.
        ValueError: if the share is not between 0 and 1, or leaves nothing.
    """
    if not isinstance(validation, int | float) or isinstance(validation, bool):
        held = None if validation is None else loader(validation, batch_size, shuffle=False)
        return loader(data, batch_size, shuffle=True), held
    if not 0 <= validation < 1:
        raise ValueError(f"fit(): validation is a share from 0 to 1, or data, got {validation}")
    data = _dataset(data)
    if _is_loader(data):
        raise TypeError("fit(): a share for validation is held out of a data set, got a loader; give it data instead")
    count = round(len(data) * validation)
    if not count:
        return loader(data, batch_size, shuffle=True), None
    if count == len(data):
        raise ValueError(f"fit(): validation={validation} leaves none of {len(data)} examples to train on")
    train, held = random_split(data, [len(data) - count, count])
    return loader(train, batch_size, shuffle=True), loader(held, batch_size, shuffle=False)


def loader(data: Any, batch_size: int, shuffle: bool, where: str = "fit()") -> Any:
    """Return an iterable of batches that can be iterated again and again.

    Args:
        data: such an iterable, as a DataLoader; or a data set; or a tuple of arrays or Tensors of one length, inputs
            first. NumPy's floating arrays get the default dtype.
        batch_size, shuffle: for data that are no loader yet.
        where: the function that was called, for messages.

    Raises:
        TypeError: if `data` is an iterator, which can be iterated only once, or nothing of this kind.
        ValueError: if it is empty.
    """
    data = _dataset(data)
    if not _is_loader(data):
        if isinstance(data, Mapping) or not hasattr(data, "__getitem__") or not hasattr(data, "__len__"):
            raise TypeError(
                f"{where}: expected a DataLoader, a data set, or a tuple (inputs, targets), got {type(data).__name__}"
            )
        if not len(data):
            raise ValueError(f"{where}: the data set is empty")
        return DataLoader(data, batch_size, shuffle)
    if isinstance(data, Iterator):
        raise TypeError(
            f"{where}: {type(data).__name__} can be iterated only once; give a DataLoader or a list of batches"
        )
    return data


def count(loader: Any) -> int | None:
    """Return the number of batches of an epoch; None if the loader does not know it."""
    return len(loader) if hasattr(loader, "__len__") else None


def _is_loader(data: Any) -> bool:
    """Return whether `data` gives batches: a DataLoader, a list of batches, or another iterable without indices."""
    if isinstance(data, DataLoader | list):
        return True
    return hasattr(data, "__iter__") and (isinstance(data, Iterator) or not hasattr(data, "__getitem__"))


def _dataset(data: Any) -> Any:
    if isinstance(data, tuple):
        return TensorDataset(*map(_tensor, data))
    return DataLoader(data, 1) if isinstance(data, IterableDataset) else data


def _tensor(array: Any) -> Tensor:
    if isinstance(array, Tensor):
        return array
    array = np.asarray(array)
    return as_tensor(array, get_default_dtype() if array.dtype.kind == "f" else None)
