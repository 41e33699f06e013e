"""Activation functions."""

from __future__ import annotations

from typing import TypeVar

from autograd import Tensor, Value
from autograd.extend import Array, ops

# A function of one of these returns the same kind.
Numeric = TypeVar("Numeric", Tensor, Value, Array, float)


def relu(x: Numeric) -> Numeric:
    """max(x, 0)."""
    out: Numeric = ops.relu(x)
    return out


def sigmoid(x: Numeric) -> Numeric:
    """1 / (1 + exp(−x))."""
    out: Numeric = ops.sigmoid(x)
    return out


def tanh(x: Numeric) -> Numeric:
    """tanh(x)."""
    out: Numeric = ops.tanh(x)
    return out


def silu(x: Numeric) -> Numeric:
    """x · sigmoid(x)."""
    out: Numeric = ops.silu(x)
    return out


def softsign(x: Numeric) -> Numeric:
    """x / (1 + |x|)."""
    out: Numeric = ops.softsign(x)
    return out


def leaky_relu(x: Numeric, negative_slope: float = 0.01) -> Numeric:
    """x where positive, negative_slope · x elsewhere."""
    return ops.leaky_relu(x, negative_slope)


def elu(x: Numeric, alpha: float = 1.0) -> Numeric:
    """x where positive, alpha · (exp(x) − 1) elsewhere (Clevert et al., 2015)."""
    return ops.elu(x, alpha)


def gelu(x: Numeric, approximate: str = "none") -> Numeric:
    """x · Φ(x), Φ the normal distribution function (Hendrycks and Gimpel, 2016); or its approximation by "tanh"."""
    if approximate not in ("none", "tanh"):
        raise ValueError(f"gelu(): approximate is 'none' or 'tanh', got {approximate!r}")
    return ops.gelu(x) if approximate == "none" else ops.gelu_tanh(x)


def softplus(x: Numeric, beta: float = 1.0) -> Numeric:
    """log(1 + exp(beta · x)) / beta."""
    return ops.softplus(x) if beta == 1 else ops.softplus(x * beta) / beta


def softmax(x: Numeric, dim: int = -1) -> Numeric:
    """exp(x) / Σ exp(x) along `dim`."""
    return ops.softmax(x, dim)


def log_softmax(x: Numeric, dim: int = -1) -> Numeric:
    """log(softmax(x)) along `dim`."""
    return ops.log_softmax(x, dim)
