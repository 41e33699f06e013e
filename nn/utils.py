"""Helpers for training, under PyTorch's names."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from autograd import Tensor
from autograd.extend import Array, array_of


def clip_grad_norm_(parameters: Iterable[Tensor] | Tensor, max_norm: float, norm_type: float = 2.0) -> Tensor:
    """Scale the gradients so that the norm of all of them together is at most `max_norm`; return what it was."""
    gradients = _gradients(parameters)
    norms = [np.linalg.norm(g.ravel(), norm_type) for g in gradients]
    total = float(np.linalg.norm(np.array(norms), norm_type)) if norms else 0.0
    if math.isfinite(total) and total > max_norm:
        for gradient in gradients:
            gradient *= max_norm / (total + 1e-6)
    return Tensor(np.asarray(total, np.float32))


def clip_grad_value_(parameters: Iterable[Tensor] | Tensor, clip_value: float) -> None:
    """Bring every element of the gradients between −clip_value and clip_value."""
    for gradient in _gradients(parameters):
        np.clip(gradient, -clip_value, clip_value, out=gradient)


def _gradients(parameters: Iterable[Tensor] | Tensor) -> list[Array]:
    given = [parameters] if isinstance(parameters, Tensor) else list(parameters)
    return [array_of(p.grad) for p in given if p.grad is not None]
