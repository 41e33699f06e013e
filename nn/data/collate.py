"""Making a batch of samples."""

from __future__ import annotations

from typing import Any

import numpy as np

import autograd
from autograd import Tensor


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
