"""Activation functions that change their input, a Tensor, and return it: `relu_(x)` is `relu(x, inplace=True)`."""

from __future__ import annotations

from autograd import Tensor
from nn.functional import piecewise, rectifiers


def relu_(input: Tensor) -> Tensor:
    """Do `relu` in place."""
    return rectifiers.relu(input, True)


def leaky_relu_(input: Tensor, negative_slope: float = 0.01) -> Tensor:
    """Do `leaky_relu` in place."""
    return rectifiers.leaky_relu(input, negative_slope, True)


def rrelu_(input: Tensor, lower: float = 1 / 8, upper: float = 1 / 3, training: bool = False) -> Tensor:
    """Do `rrelu` in place."""
    return rectifiers.rrelu(input, lower, upper, training, True)


def elu_(input: Tensor, alpha: float = 1.0) -> Tensor:
    """Do `elu` in place."""
    return rectifiers.elu(input, alpha, True)


def selu_(input: Tensor) -> Tensor:
    """Do `selu` in place."""
    return rectifiers.selu(input, True)


def celu_(input: Tensor, alpha: float = 1.0) -> Tensor:
    """Do `celu` in place."""
    return rectifiers.celu(input, alpha, True)


def hardtanh_(input: Tensor, min_val: float = -1.0, max_val: float = 1.0) -> Tensor:
    """Do `hardtanh` in place."""
    return piecewise.hardtanh(input, min_val, max_val, True)


def threshold_(input: Tensor, threshold: float, value: float) -> Tensor:
    """Do `threshold` in place."""
    return piecewise.threshold(input, threshold, value, True)
