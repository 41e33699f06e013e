"""The rectified linear unit and its relatives, which bend at 0.

They are elementwise. All but `prelu` accept Tensors, Values, NumPy arrays and numbers.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd import ShapeError, Tensor, where
from autograd.extend import default_generator, ops
from nn.functional.arguments import Numeric, applied, as_tensor, check_numeric, check_same_dtype

_SELU_ALPHA, _SELU_SCALE = 1.6732632423543772848170429916717, 1.0507009873554804934193349852946


def relu(input: Numeric, inplace: bool = False) -> Numeric:
    """Compute max(x, 0), the rectified linear unit.

    The derivative at 0 is 0, as in PyTorch.

    Args:
        input: x, any shape, any real dtype.
        inplace: change the input itself, a Tensor, and return it.

    Returns:
        The same shape and dtype.

    >>> from autograd import tensor
    >>> relu(tensor([-1.0, 0.0, 2.0]))
    tensor([0., 0., 2.])
    """
    if isinstance(input, Tensor) and not inplace:  # fast path
        return input.relu()
    return applied(ops.relu, input, "relu", inplace)


def leaky_relu(input: Numeric, negative_slope: float = 0.01, inplace: bool = False) -> Numeric:
    """Return x where x > 0, and negative_slope · x elsewhere.

    Args:
        input: x, any shape.
        negative_slope: the slope for negative x.
        inplace: change the input itself, a Tensor, and return it.

    Returns:
        The same shape.

    Source: A. Maas et al., "Rectifier nonlinearities improve neural network acoustic models", 2013.

    >>> from autograd import tensor
    >>> leaky_relu(tensor([-1.0, 2.0]), 0.1)
    tensor([-0.1000,  2.0000])
    """
    return applied(lambda x: ops.leaky_relu(x, negative_slope), input, "leaky_relu", inplace)


def rrelu(
    input: Numeric, lower: float = 1 / 8, upper: float = 1 / 3, training: bool = False, inplace: bool = False
) -> Numeric:
    """Return x where x ≥ 0, and a · x elsewhere, with a random number a of [lower, upper) for each element in training.

    Args:
        input: x, any shape.
        lower, upper: the bounds of a.
        training: if False, a is the mean of the bounds.
        inplace: change the input itself, a Tensor, and return it.

    Returns:
        The same shape.

    Source: B. Xu et al., "Empirical evaluation of rectified activations in convolutional network", 2015,
    https://arxiv.org/abs/1505.00853.

    >>> from autograd import tensor
    >>> rrelu(tensor([-1.0, 2.0]), 0.25, 0.75)
    tensor([-0.5000,  2.0000])
    """
    if not training:
        return applied(lambda x: ops.leaky_relu(x, (lower + upper) / 2), input, "rrelu", inplace)
    check_numeric(input, "rrelu")
    slopes: Any = default_generator.numpy.uniform(lower, upper, getattr(input, "shape", None))
    if isinstance(input, Tensor | np.ndarray):
        slopes = slopes.astype(input.dtype)
    return applied(lambda x: where(x >= 0, x, x * slopes), input, "rrelu", inplace)


def prelu(input: Tensor, weight: Tensor) -> Tensor:
    """Return x where x > 0, and weight · x elsewhere.

    Args:
        input: x, (N, C, …), floating.
        weight: the slope for negative x of each channel, (C,), or of all, (1,) or ().

    Returns:
        The same shape.

    Raises:
        ShapeError: if there are more slopes than one and another number of channels.

    Source: K. He et al., "Delving deep into rectifiers", 2015, https://arxiv.org/abs/1502.01852.

    >>> from autograd import tensor
    >>> prelu(tensor([[-1.0, -2.0], [3.0, -4.0]]), tensor([0.5, 0.25]))
    tensor([[-0.5000, -0.5000],
            [ 3.0000, -1.0000]])
    """
    x, weight = as_tensor(input, "prelu", "input"), as_tensor(weight, "prelu", "weight")
    check_same_dtype(x, weight, "prelu")
    channels = 1 if x.ndim < 2 else x.shape[1]
    if weight.ndim > 1 or weight.numel() not in (1, channels):
        raise ShapeError(f"prelu(): expected 1 or {channels} slopes for input {x.shape}, got {weight.shape}")
    if weight.numel() > 1:
        weight = weight.reshape(-1, *[1] * (x.ndim - 2))
    elif weight.ndim and not x.ndim:
        weight = weight.reshape(())
    out: Tensor = ops.leaky_relu(x, weight)
    return out


def elu(input: Numeric, alpha: float = 1.0, inplace: bool = False) -> Numeric:
    """Return x where x > 0, and alpha · (exp(x) − 1) elsewhere.

    Args:
        input: x, any shape. Integers become float32.
        alpha: −alpha is the limit at −∞.
        inplace: change the input itself, a Tensor, and return it.

    Returns:
        The same shape.

    Source: D.-A. Clevert et al., "Fast and accurate deep network learning by exponential linear units", 2015,
    https://arxiv.org/abs/1511.07289.

    >>> from autograd import tensor
    >>> elu(tensor([-1.0, 2.0]))
    tensor([-0.6321,  2.0000])
    """
    return applied(lambda x: ops.elu(x, alpha), input, "elu", inplace)


def selu(input: Numeric, inplace: bool = False) -> Numeric:
    """Compute scale · elu(x, alpha), with the constants that keep mean 0 and variance 1 from layer to layer.

    Args:
        input: x, any shape. Integers become float32.
        inplace: change the input itself, a Tensor, and return it.

    Returns:
        The same shape.

    Source: G. Klambauer et al., "Self-normalizing neural networks", 2017, https://arxiv.org/abs/1706.02515.

    >>> from autograd import tensor
    >>> selu(tensor([-1.0, 2.0]))
    tensor([-1.1113,  2.1014])
    """
    return applied(lambda x: ops.elu(x, _SELU_ALPHA) * _SELU_SCALE, input, "selu", inplace)


def celu(input: Numeric, alpha: float = 1.0, inplace: bool = False) -> Numeric:
    """Return x where x > 0, and alpha · (exp(x / alpha) − 1) elsewhere, whose derivative is continuous.

    Args:
        input: x, any shape. Integers become float32.
        alpha: −alpha is the limit at −∞. It must not be 0.
        inplace: change the input itself, a Tensor, and return it.

    Returns:
        The same shape.

    Raises:
        ValueError: if alpha is 0.

    Source: J. Barron, "Continuously differentiable exponential linear units", 2017, https://arxiv.org/abs/1704.07483.

    >>> from autograd import tensor
    >>> celu(tensor([-1.0, 2.0]), 2.0)
    tensor([-0.7869,  2.0000])
    """
    if not alpha:
        raise ValueError("celu(): alpha must not be 0")
    return applied(lambda x: ops.elu(x / alpha, 1.0) * alpha, input, "celu", inplace)
