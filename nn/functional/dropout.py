"""Dropout."""

from __future__ import annotations

import math
import warnings
from typing import Any

import numpy as np

from autograd import Tensor
from autograd.extend import Array, array_of, default_generator, in_memory_order
from nn.functional.arguments import applied, as_tensor

# What a dropped element becomes before the correction: the limit of selu at −∞.
_DROPPED = -1.7580993408473766


def dropout(input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> Tensor:
    """Set each element to 0 with probability p, and multiply the others by 1/(1 − p).

    The expected value of each element stays as it was. So the network needs no change of scale in evaluation.

    Args:
        input: any shape, floating.
        p: the probability, in [0, 1].
        training: if False, return the input itself.
        inplace: change the input itself and return it.

    Returns:
        The same shape and dtype. `autograd.manual_seed` determines which elements are 0.

    Raises:
        ValueError: if p is not in [0, 1].
        TypeError: if the input is not floating and would be changed: 1/(1 − p) is no whole number.

    Source: N. Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", 2014.

    >>> import autograd
    >>> _ = autograd.manual_seed(1)
    >>> dropout(autograd.ones(6), p=0.5)
    tensor([2., 2., 2., 2., 0., 2.])
    >>> dropout(autograd.ones(3), p=0.5, training=False)
    tensor([1., 1., 1.])
    """
    x = _checked(input, p, training, "dropout")
    return _dropped(x, x.shape, p, inplace, "dropout") if training and p else x


def dropout1d(input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> Tensor:
    """Set each channel of signals (N, C, L) or (C, L) to 0 with probability p, and multiply the others by 1/(1 − p).

    >>> import autograd
    >>> dropout1d(autograd.ones(2, 3, 4), p=1.0).sum()
    tensor(0.)
    """
    return _channels(input, p, training, inplace, "dropout1d", single=2)


def dropout2d(input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> Tensor:
    """Set each channel of images (N, C, H, W) to 0 with probability p, and multiply the others by 1/(1 − p).

    Source: J. Tompson et al., "Efficient object localization using convolutional networks", 2015.

    >>> import autograd
    >>> dropout2d(autograd.ones(2, 3, 4, 4), p=1.0).sum()
    tensor(0.)
    """
    return _channels(input, p, training, inplace, "dropout2d")


def dropout3d(input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> Tensor:
    """Set each channel of volumes (N, C, D, H, W) to 0 with probability p, and multiply the others by 1/(1 − p).

    >>> import autograd
    >>> dropout3d(autograd.ones(2, 3, 4, 4, 4), p=1.0).sum()
    tensor(0.)
    """
    return _channels(input, p, training, inplace, "dropout3d", single=4)


def alpha_dropout(input: Tensor, p: float = 0.5, training: bool = False, inplace: bool = False) -> Tensor:
    """Do dropout that keeps mean 0 and variance 1, for networks of `selu`.

    Args:
        input: any shape, floating.
        p: the probability of dropping an element, in [0, 1].
        training: if False, return the input itself.
        inplace: change the input itself and return it.

    Source: G. Klambauer et al., "Self-normalizing neural networks", 2017, https://arxiv.org/abs/1706.02515.

    >>> import autograd
    >>> alpha_dropout(autograd.ones(3))
    tensor([1., 1., 1.])
    """
    x = _checked(input, p, training, "alpha_dropout")
    return _alpha_dropped(x, x.shape, p, inplace, "alpha_dropout") if training and p else x


def feature_alpha_dropout(input: Tensor, p: float = 0.5, training: bool = False, inplace: bool = False) -> Tensor:
    """Do `alpha_dropout` of whole channels: input (N, C, …).

    >>> import autograd
    >>> feature_alpha_dropout(autograd.ones(1, 2, 1)).flatten()
    tensor([1., 1.])
    """
    x = _checked(input, p, training, "feature_alpha_dropout")
    if not training or not p:
        return x
    return _alpha_dropped(x, _of_channels(x), p, inplace, "feature_alpha_dropout")


def _checked(input: Any, p: float, training: bool, where: str) -> Tensor:
    x = as_tensor(input, where, "input")
    if not 0 <= p <= 1:
        raise ValueError(f"{where}(): p is a probability, got {p}")
    if training and p and not x.is_floating_point():
        raise TypeError(f"{where}(): expected a floating dtype, got {x.dtype}; write x.float()")
    return x


def _kept(x: Tensor, shape: tuple[int, ...], p: float) -> Array:
    drawn = default_generator.bernoulli(1 - p, math.prod(shape))
    return in_memory_order(drawn, array_of(x)) if shape == x.shape else drawn.reshape(shape)


def _dropped(x: Tensor, shape: tuple[int, ...], p: float, inplace: bool, where: str) -> Tensor:
    scale = _kept(x, shape, p) * x.dtype.type(1 / (1 - p) if p < 1 else 0)
    return applied(lambda x: x * scale, x, where, inplace)


def _alpha_dropped(x: Tensor, shape: tuple[int, ...], p: float, inplace: bool, where: str) -> Tensor:
    a = 1 / np.sqrt((1 - p) * (1 + p * _DROPPED**2)) if p < 1 else 0.0
    kept = _kept(x, shape, p)
    scale = (kept * a).astype(x.dtype)
    shift = (np.where(kept, 0, _DROPPED) * a - a * p * _DROPPED).astype(x.dtype)
    return applied(lambda x: x * scale + shift, x, where, inplace)


def _of_channels(x: Tensor) -> tuple[int, ...]:
    return x.shape[:2] + (1,) * (x.ndim - 2)


def _channels(input: Any, p: float, training: bool, inplace: bool, where: str, single: int = 0) -> Tensor:
    x = _checked(input, p, training, where)
    if not training or not p:
        return x
    if x.ndim == single:
        return _dropped(x, (x.shape[0],) + (1,) * (x.ndim - 1), p, inplace, where)
    if not single and x.ndim not in (3, 4):
        warnings.warn(f"{where}(): expected images (N, C, H, W), got shape {x.shape}", stacklevel=3)
    return _dropped(x, _of_channels(x), p, inplace, where)
