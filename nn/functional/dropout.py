"""Dropout."""

from __future__ import annotations

import numpy as np

from autograd import Tensor
from autograd.extend import default_generator


def dropout(x: Tensor, p: float = 0.5, training: bool = True) -> Tensor:
    """In training each element is 0 with probability p, and scaled by 1/(1 − p) otherwise.

    Raises:
        ValueError: unless 0 ≤ p ≤ 1.
    """
    if not 0 <= p <= 1:
        raise ValueError(f"dropout(): p is a probability, got {p}")
    if not training or p == 0:
        return x
    kept = default_generator.numpy.random(x.shape, np.float32) >= p
    return x * (kept * x.dtype.type(1 / (1 - p) if p < 1 else 0))
