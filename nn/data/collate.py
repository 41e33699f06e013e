"""Batches from samples."""

from __future__ import annotations

from typing import Any

import numpy as np

import autograd
from autograd import Tensor


def collate(samples: list[Any]) -> Any:
    """Combine samples into a batch. This is the default `collate_fn` of DataLoader.

    Args:
        samples: one or more samples of the same structure.

    Returns:
        For Tensors and arrays of shape (…), a Tensor (N, …). For numbers, a Tensor (N,). For tuples, named tuples,
        lists and dicts, the same structure of batches. For strings, the list itself.

    >>> collate([(1, 2.0), (3, 4.0)])
    (tensor([1, 3]), tensor([2., 4.]))
    """
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
