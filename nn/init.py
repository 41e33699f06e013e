"""Initial values of parameters, under PyTorch's names.

Each function whose name ends in `_` fills a tensor in place, outside any graph, and returns it.

>>> import autograd
>>> weight = autograd.empty(3, 2)
>>> xavier_uniform_(weight) is weight
True
"""

from __future__ import annotations

import math

from autograd import Tensor, no_grad
from autograd.extend import Generator

__all__ = [
    "calculate_gain",
    "constant_",
    "fan_in_and_fan_out",
    "kaiming_normal_",
    "kaiming_uniform_",
    "normal_",
    "ones_",
    "uniform_",
    "xavier_normal_",
    "xavier_uniform_",
    "zeros_",
]

_GAINS = {
    "linear": 1.0, "identity": 1.0, "sigmoid": 1.0, "conv1d": 1.0, "conv2d": 1.0,
    "tanh": 5 / 3, "relu": math.sqrt(2), "selu": 3 / 4,
}  # fmt: skip


def calculate_gain(nonlinearity: str, param: float | None = None) -> float:
    """Return the factor for the weights of a layer that keeps the variance of its output after a nonlinearity.

    Args:
        nonlinearity: "linear", "identity", "sigmoid", "conv1d", "conv2d", "tanh", "relu", "selu" or "leaky_relu".
        param: the negative slope of "leaky_relu", by default 0.01.

    Raises:
        ValueError: for an unknown nonlinearity.

    >>> calculate_gain("tanh")
    1.6666666666666667
    """
    if nonlinearity == "leaky_relu":
        slope = 0.01 if param is None else param
        return math.sqrt(2 / (1 + slope**2))
    if nonlinearity not in _GAINS:
        raise ValueError(
            f"calculate_gain(): unknown nonlinearity {nonlinearity!r}; known: {', '.join([*_GAINS, 'leaky_relu'])}"
        )
    return _GAINS[nonlinearity]


def fan_in_and_fan_out(tensor: Tensor) -> tuple[int, int]:
    """Return the number of inputs of each output, and of outputs of each input.

    Args:
        tensor: a weight (out, in, *kernel).

    Raises:
        ValueError: for fewer than two dimensions.

    >>> import autograd
    >>> fan_in_and_fan_out(autograd.empty(8, 3, 5, 5))
    (75, 200)
    """
    _check_tensor(tensor, "fan_in_and_fan_out")
    if tensor.ndim < 2:
        raise ValueError(f"fan_in_and_fan_out(): expected at least 2 dimensions, got shape {tensor.shape}")
    receptive = math.prod(tensor.shape[2:])
    return tensor.shape[1] * receptive, tensor.shape[0] * receptive


def _check_tensor(given: object, where: str) -> None:
    if not isinstance(given, Tensor):
        raise TypeError(f"{where}(): expected a Tensor, got {type(given).__name__}")


def _fan(tensor: Tensor, mode: str, where: str) -> int:
    if mode not in ("fan_in", "fan_out"):
        raise ValueError(f"{where}(): mode is 'fan_in' or 'fan_out', got {mode!r}")
    return fan_in_and_fan_out(tensor)[mode == "fan_out"]


@no_grad()
def uniform_(tensor: Tensor, a: float = 0.0, b: float = 1.0, generator: Generator | None = None) -> Tensor:
    """Fill with uniform random numbers of [a, b).

    Args:
        tensor: any shape, floating.
        a: the lower bound.
        b: the upper bound.
        generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.
    """
    _check_tensor(tensor, "uniform_")
    return tensor.uniform_(a, b, generator)


@no_grad()
def normal_(tensor: Tensor, mean: float = 0.0, std: float = 1.0, generator: Generator | None = None) -> Tensor:
    """Fill with normal random numbers.

    Args:
        tensor: any shape, floating.
        mean: the mean.
        std: the standard deviation.
        generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.
    """
    _check_tensor(tensor, "normal_")
    return tensor.normal_(mean, std, generator)


@no_grad()
def constant_(tensor: Tensor, val: float) -> Tensor:
    """Fill with `val`.

    Args:
        tensor: any shape and dtype.
        val: the number, cast to the dtype of the tensor.

    Returns:
        The tensor.

    >>> import autograd
    >>> constant_(autograd.empty(2), 0.5)
    tensor([0.5000, 0.5000])
    """
    _check_tensor(tensor, "constant_")
    return tensor.fill_(val)


def zeros_(tensor: Tensor) -> Tensor:
    """Fill with 0.

    Args:
        tensor: any shape and dtype.

    Returns:
        The tensor.

    >>> import autograd
    >>> zeros_(autograd.empty(2))
    tensor([0., 0.])
    """
    _check_tensor(tensor, "zeros_")
    return constant_(tensor, 0.0)


def ones_(tensor: Tensor) -> Tensor:
    """Fill with 1.

    Args:
        tensor: any shape and dtype.

    Returns:
        The tensor.

    >>> import autograd
    >>> ones_(autograd.empty(2))
    tensor([1., 1.])
    """
    _check_tensor(tensor, "ones_")
    return constant_(tensor, 1.0)


def xavier_uniform_(tensor: Tensor, gain: float = 1.0, generator: Generator | None = None) -> Tensor:
    """Fill with uniform random numbers within ±gain · √(6 / (fan_in + fan_out)).

    Args:
        tensor: a weight (out, in, *kernel).
        gain: see `calculate_gain`.
        generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.

    Raises:
        ValueError: for fewer than two dimensions.

    Source: X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010.
    """
    _check_tensor(tensor, "xavier_uniform_")
    bound = gain * math.sqrt(6 / sum(fan_in_and_fan_out(tensor)))
    return uniform_(tensor, -bound, bound, generator)


def xavier_normal_(tensor: Tensor, gain: float = 1.0, generator: Generator | None = None) -> Tensor:
    """Fill with normal random numbers of mean 0 and standard deviation gain · √(2 / (fan_in + fan_out)).

    Args:
        tensor: a weight (out, in, *kernel).
        gain: see `calculate_gain`.
        generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.

    Raises:
        ValueError: for fewer than two dimensions.

    Source: X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010.
    """
    _check_tensor(tensor, "xavier_normal_")
    return normal_(tensor, 0.0, gain * math.sqrt(2 / sum(fan_in_and_fan_out(tensor))), generator)


def kaiming_uniform_(
    tensor: Tensor,
    a: float = 0.0,
    mode: str = "fan_in",
    nonlinearity: str = "leaky_relu",
    generator: Generator | None = None,
) -> Tensor:
    """Fill with uniform random numbers within ±gain · √(3 / fan).

    Args:
        tensor: a weight (out, in, *kernel).
        a: the negative slope, if the nonlinearity is "leaky_relu".
        mode: "fan_in" keeps the variance of the forward pass, "fan_out" that of the backward pass.
        nonlinearity: determines the gain; see `calculate_gain`.
        generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.

    Raises:
        ValueError: for fewer than two dimensions, or an unknown mode or nonlinearity.

    Source: K. He et al., "Delving deep into rectifiers", 2015, https://arxiv.org/abs/1502.01852.
    """
    _check_tensor(tensor, "kaiming_uniform_")
    bound = calculate_gain(nonlinearity, a) * math.sqrt(3 / _fan(tensor, mode, "kaiming_uniform_"))
    return uniform_(tensor, -bound, bound, generator)


def kaiming_normal_(
    tensor: Tensor,
    a: float = 0.0,
    mode: str = "fan_in",
    nonlinearity: str = "leaky_relu",
    generator: Generator | None = None,
) -> Tensor:
    """Fill with normal random numbers of mean 0 and standard deviation gain / √fan.

    Args:
        tensor: a weight (out, in, *kernel).
        a: the negative slope, if the nonlinearity is "leaky_relu".
        mode: "fan_in" keeps the variance of the forward pass, "fan_out" that of the backward pass.
        nonlinearity: determines the gain; see `calculate_gain`.
        generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.

    Raises:
        ValueError: for fewer than two dimensions, or an unknown mode or nonlinearity.

    Source: K. He et al., "Delving deep into rectifiers", 2015, https://arxiv.org/abs/1502.01852.
    """
    _check_tensor(tensor, "kaiming_normal_")
    std = calculate_gain(nonlinearity, a) / math.sqrt(_fan(tensor, mode, "kaiming_normal_"))
    return normal_(tensor, 0.0, std, generator)
