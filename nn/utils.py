"""Helpers for training, under PyTorch's names."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from autograd import Tensor, tensor
from autograd.extend import array_of, mark_changed

__all__ = [
    "clip_grad_norm_",
    "clip_grad_value_",
]


def clip_grad_norm_(parameters: Iterable[Tensor] | Tensor, max_norm: float, norm_type: float = 2.0) -> Tensor:
    """Scale the gradients in place so that their total norm is at most `max_norm`.

    The total norm is that of all gradients as one vector.

    Args:
        parameters: parameters, or one. Those without a gradient are left out.
        max_norm: the largest norm allowed.
        norm_type: the exponent of the norm.

    Returns:
        The total norm before scaling, shape (), float32.

    Source: R. Pascanu et al., "On the difficulty of training recurrent neural networks", 2013,
    https://arxiv.org/abs/1211.5063.

    Differs from PyTorch: if the norm is not finite, the gradients stay as they are.

    >>> from autograd import tensor
    >>> p = tensor([3.0, 4.0], requires_grad=True)
    >>> (p * p / 2).sum().backward()
    >>> clip_grad_norm_([p], max_norm=1.0)
    tensor(5.)
    >>> p.grad
    tensor([0.6000, 0.8000])
    """
    gradients = _gradients(parameters)
    norms = [np.linalg.norm(array_of(g).ravel(), norm_type) for g in gradients]
    total = float(np.linalg.norm(np.array(norms), norm_type)) if norms else 0.0
    if math.isfinite(total) and total > max_norm:
        for gradient in gradients:
            array = array_of(gradient)
            array *= max_norm / (total + 1e-6)
            mark_changed(gradient)
    return tensor(total, np.float32)


def clip_grad_value_(parameters: Iterable[Tensor] | Tensor, clip_value: float) -> None:
    """Limit each element of the gradients, in place, to [−clip_value, clip_value].

    Args:
        parameters: parameters, or one. Those without a gradient are left out.
        clip_value: the largest absolute value allowed.

    >>> from autograd import tensor
    >>> p = tensor([3.0, -0.1], requires_grad=True)
    >>> (p * p / 2).sum().backward()
    >>> clip_grad_value_([p], 0.5)
    >>> p.grad
    tensor([ 0.5000, -0.1000])
    """
    for gradient in _gradients(parameters):
        np.clip(array_of(gradient), -clip_value, clip_value, out=array_of(gradient))
        mark_changed(gradient)


def _gradients(parameters: Iterable[Tensor] | Tensor) -> list[Tensor]:
    given = [parameters] if isinstance(parameters, Tensor) else list(parameters)
    return [p.grad for p in given if p.grad is not None]
