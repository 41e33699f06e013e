"""Activation functions.

All but `softmax` and `log_softmax` are elementwise. These accept Tensors, Values, NumPy arrays and numbers.
"""

from __future__ import annotations

import warnings
from typing import TypeVar

import numpy as np

from autograd import Tensor, Value
from autograd.extend import Array, ops
from nn.functional.arguments import check_numeric

# Each function returns the type that it is given.
Numeric = TypeVar("Numeric", Tensor, Value, Array, float)
Batch = TypeVar("Batch", Tensor, Array)


def relu(x: Numeric) -> Numeric:
    """Compute max(x, 0), the rectified linear unit.

    The derivative at 0 is 0, as in PyTorch.

    Args:
        x: any shape, any real dtype.

    Returns:
        The same shape and dtype.

    Differs from PyTorch: there is no `inplace`; write `x.relu_()`.

    >>> from autograd import tensor
    >>> relu(tensor([-1.0, 0.0, 2.0]))
    tensor([0., 0., 2.])
    """
    check_numeric(x, "relu")
    out: Numeric = ops.relu(x)
    return out


def sigmoid(x: Numeric) -> Numeric:
    """Compute σ(x) = 1 / (1 + exp(−x)), the logistic function.

    Args:
        x: any shape. Integers become float32.

    Returns:
        The same shape, values in [0, 1].

    >>> from autograd import tensor
    >>> sigmoid(tensor([-1.0, 0.0, 1.0]))
    tensor([0.2689, 0.5000, 0.7311])
    """
    check_numeric(x, "sigmoid")
    out: Numeric = ops.sigmoid(x)
    return out


def tanh(x: Numeric) -> Numeric:
    """Compute the hyperbolic tangent.

    Args:
        x: any shape. Integers become float32.

    Returns:
        The same shape, values in [−1, 1].

    >>> from autograd import tensor
    >>> tanh(tensor([-1.0, 0.0, 1.0]))
    tensor([-0.7616,  0.0000,  0.7616])
    """
    check_numeric(x, "tanh")
    out: Numeric = ops.tanh(x)
    return out


def silu(x: Numeric) -> Numeric:
    """Compute x · σ(x), also called swish.

    Args:
        x: any shape. Integers become float32.

    Returns:
        The same shape.

    Source: S. Elfwing et al., "Sigmoid-weighted linear units for neural network function approximation in
    reinforcement learning", 2017, https://arxiv.org/abs/1702.03118.

    >>> from autograd import tensor
    >>> silu(tensor([-1.0, 0.0, 1.0]))
    tensor([-0.2689,  0.0000,  0.7311])
    """
    check_numeric(x, "silu")
    out: Numeric = ops.silu(x)
    return out


def softsign(x: Numeric) -> Numeric:
    """Compute x / (1 + |x|).

    Args:
        x: any shape. Integers become float32.

    Returns:
        The same shape, values in [−1, 1].

    >>> from autograd import tensor
    >>> softsign(tensor([-1.0, 0.0, 3.0]))
    tensor([-0.5000,  0.0000,  0.7500])
    """
    check_numeric(x, "softsign")
    out: Numeric = ops.softsign(x)
    return out


def leaky_relu(x: Numeric, negative_slope: float = 0.01) -> Numeric:
    """Return x where x > 0, and negative_slope · x elsewhere.

    Args:
        x: any shape.
        negative_slope: the slope for negative x.

    Returns:
        The same shape.

    Source: A. Maas et al., "Rectifier nonlinearities improve neural network acoustic models", 2013.

    >>> from autograd import tensor
    >>> leaky_relu(tensor([-1.0, 2.0]), 0.1)
    tensor([-0.1000,  2.0000])
    """
    check_numeric(x, "leaky_relu")
    out: Numeric = ops.leaky_relu(x, negative_slope)
    return out


def elu(x: Numeric, alpha: float = 1.0) -> Numeric:
    """Return x where x > 0, and alpha · (exp(x) − 1) elsewhere.

    Args:
        x: any shape. Integers become float32.
        alpha: −alpha is the limit at −∞.

    Returns:
        The same shape.

    Source: D.-A. Clevert et al., "Fast and accurate deep network learning by exponential linear units", 2015,
    https://arxiv.org/abs/1511.07289.

    >>> from autograd import tensor
    >>> elu(tensor([-1.0, 2.0]))
    tensor([-0.6321,  2.0000])
    """
    check_numeric(x, "elu")
    out: Numeric = ops.elu(x, alpha)
    return out


def gelu(x: Numeric, approximate: str = "none") -> Numeric:
    """Compute x · Φ(x), where Φ is the distribution function of the standard normal distribution.

    Args:
        x: any shape. Integers become float32.
        approximate: "none" for the exact function; "tanh" for ½x · (1 + tanh(√(2/π) · (x + 0.044715 x³))).

    Returns:
        The same shape.

    Raises:
        ValueError: if `approximate` is neither "none" nor "tanh".

    Source: D. Hendrycks, K. Gimpel, "Gaussian error linear units (GELUs)", 2016, https://arxiv.org/abs/1606.08415.

    >>> from autograd import tensor
    >>> gelu(tensor([-1.0, 0.0, 1.0]))
    tensor([-0.1587,  0.0000,  0.8413])
    """
    check_numeric(x, "gelu")
    if approximate not in ("none", "tanh"):
        raise ValueError(f"gelu(): approximate is 'none' or 'tanh', got {approximate!r}")
    out: Numeric = ops.gelu(x) if approximate == "none" else ops.gelu_tanh(x)
    return out


def softplus(x: Numeric, beta: float = 1.0) -> Numeric:
    """Compute log(1 + exp(beta · x)) / beta, a smooth form of relu.

    Args:
        x: any shape. Integers become float32.
        beta: larger values come closer to relu.

    Returns:
        The same shape.

    Differs from PyTorch: there is no `threshold`; the function is exact for x of any size.

    >>> from autograd import tensor
    >>> softplus(tensor([-1.0, 0.0, 100.0]))
    tensor([  0.3133,   0.6931, 100.0000])
    """
    check_numeric(x, "softplus")
    out: Numeric = ops.softplus(x) if beta == 1 else ops.softplus(x * beta) / beta
    return out


def softmax(x: Batch, dim: int | None = None) -> Batch:
    """Compute exp(x) / Σ exp(x), with the sum along `dim`.

    The maximum along `dim` is subtracted first, so nothing overflows.

    Args:
        x: any shape (…, C, …), floating. Integers become float32.
        dim: the dimension of size C. Without it, a warning names the one chosen: 0 for an `x` of 0, 1 or 3 dimensions,
            otherwise 1, as in PyTorch.

    Returns:
        The same shape. Along `dim` the elements are in [0, 1] and add up to 1.

    >>> from autograd import tensor
    >>> softmax(tensor([[0.0, 0.0], [0.0, 1000.0]]), dim=1)
    tensor([[0.5000, 0.5000],
            [0.0000, 1.0000]])
    """
    check_numeric(x, "softmax")
    out: Batch = ops.softmax(x, _implicit_dim(x, "softmax") if dim is None else dim)
    return out


def log_softmax(x: Batch, dim: int | None = None) -> Batch:
    """Compute log(softmax(x)) along `dim`, exact also where softmax rounds to 0.

    Args:
        x: any shape (…, C, …), floating. Integers become float32.
        dim: the dimension of size C. Without it, a warning names the one chosen: 0 for an `x` of 0, 1 or 3 dimensions,
            otherwise 1, as in PyTorch.

    Returns:
        The same shape, values at most 0.

    >>> from autograd import tensor
    >>> log_softmax(tensor([[1.0, 1.0], [0.0, 200.0]]), dim=1)
    tensor([[  -0.6931,   -0.6931],
            [-200.0000,    0.0000]])
    """
    check_numeric(x, "log_softmax")
    out: Batch = ops.log_softmax(x, _implicit_dim(x, "log_softmax") if dim is None else dim)
    return out


def _implicit_dim(x: Tensor | Array, where: str) -> int:
    """Return PyTorch's choice of a dimension for a softmax that is called without one, after a warning."""
    dim = 0 if np.ndim(x) in (0, 1, 3) else 1
    warnings.warn(
        f"{where}(): without dim, dimension {dim} is taken; write dim={dim}, or dim=-1 for the last", stacklevel=3
    )
    return dim
