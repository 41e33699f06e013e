"""Batches from samples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

import autograd
from autograd import ShapeError, Tensor


def collate(samples: Sequence[Any]) -> Any:
    """Combine samples into a batch. This is the default `collate_fn` of DataLoader.

    Args:
        samples: one or more samples of the same structure.

    Returns:
        For Tensors and arrays of shape (…), a Tensor (N, …) of their dtype. For numbers, a Tensor (N,): int64 for
        Python's integers, float64 for its floats. For tuples and lists, a list of batches. For named tuples and
        mappings, the same structure of batches. For strings and bytes, a list of them.

    Raises:
        TypeError: for samples of any other kind.
        ShapeError: if tuples or lists among the samples have different lengths, or arrays different shapes.

    >>> collate([(1, 2.0), (3, 4.0)])
    [tensor([1, 3]), tensor([2., 4.], dtype=float64)]
    """
    first = samples[0]
    if isinstance(first, str | bytes):
        return list(samples)
    if isinstance(first, Tensor):
        return autograd.stack(list(samples))
    if isinstance(first, Mapping):
        batches = {key: collate([sample[key] for sample in samples]) for key in first}
        return batches if type(first) is dict else _same_type(first, batches)
    if isinstance(first, Sequence):
        if len({len(sample) for sample in samples}) > 1:
            raise ShapeError(f"collate(): samples must have equal lengths, got {sorted({len(s) for s in samples})}")
        parts = [collate(part) for part in zip(*samples)]
        return type(first)(*parts) if hasattr(first, "_fields") else parts
    if isinstance(first, np.ndarray) and len({sample.shape for sample in samples}) > 1:
        raise ShapeError(f"collate(): arrays must have equal shapes, got {sorted({s.shape for s in samples})}")
    array = np.asarray(samples)
    if array.dtype.kind not in "biuf":
        raise TypeError(
            "collate(): expected Tensors, arrays, numbers, strings, or tuples, lists and dicts of them, got "
            f"{type(first).__name__}; give DataLoader a collate_fn"
        )
    return autograd.tensor(array)


def default_convert(data: Any) -> Any:
    """Return a sample with Tensors in place of its arrays; DataLoader does so if it makes no batches.

    Args:
        data: a Tensor, array, number or text, or tuples, lists and dicts of them.

    >>> default_convert((np.zeros(1), "a"))
    [tensor([0.], dtype=float64), 'a']
    """
    if isinstance(data, np.ndarray | np.generic):
        return autograd.as_tensor(data)
    if isinstance(data, Mapping):
        converted = {key: default_convert(value) for key, value in data.items()}
        return converted if type(data) is dict else _same_type(data, converted)
    if isinstance(data, tuple | list):
        parts = [default_convert(part) for part in data]
        return type(data)(*parts) if hasattr(data, "_fields") else parts
    return data


def _same_type(mapping: Mapping[Any, Any], batches: dict[Any, Any]) -> Any:
    try:
        return type(mapping)(batches)  # type: ignore[call-arg]  # as most mappings can be made
    except TypeError:
        return batches
