"""Initial values of parameters, under PyTorch's names.

Each function whose name ends in `_` fills a tensor in place, outside any graph, and returns it.

>>> import autograd
>>> weight = autograd.empty(3, 2)
>>> xavier_uniform_(weight) is weight
True
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from autograd import Tensor, no_grad
from autograd.extend import Generator, default_generator
from nn.names import public

__all__ = [
    "calculate_gain",
    "constant_",
    "dirac_",
    "eye_",
    "fan_in_and_fan_out",
    "kaiming_normal_",
    "kaiming_uniform_",
    "normal_",
    "ones_",
    "orthogonal_",
    "sparse_",
    "trunc_normal_",
    "uniform_",
    "xavier_normal_",
    "xavier_uniform_",
    "zeros_",
]

if not TYPE_CHECKING:  # a type checker would take any name for one of this module
    __dir__, __getattr__ = public(__name__, __all__)

_GAINS = dict.fromkeys("linear identity sigmoid conv1d conv2d conv3d".split(), 1.0) | {
    "conv_transpose1d": 1.0, "conv_transpose2d": 1.0, "conv_transpose3d": 1.0,
    "tanh": 5 / 3, "relu": math.sqrt(2), "selu": 3 / 4,
}  # fmt: skip


def calculate_gain(nonlinearity: str, param: float | None = None) -> float:
    """Return the factor for the weights of a layer that keeps the variance of its output after a nonlinearity.

    Args:
        nonlinearity: "linear", "identity", "sigmoid", "conv1d" to "conv3d", "conv_transpose1d" to "conv_transpose3d",
            "tanh", "relu", "selu" or "leaky_relu".
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


@no_grad()
def trunc_normal_(
    tensor: Tensor,
    mean: float = 0.0,
    std: float = 1.0,
    a: float = -2.0,
    b: float = 2.0,
    generator: Generator | None = None,
) -> Tensor:
    """Fill with normal random numbers, those outside [a, b] drawn again.

    Args:
        tensor: any shape, floating.
        mean: the mean before it is cut off.
        std: the standard deviation before it is cut off.
        a, b: the bounds.
        generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.

    >>> import autograd
    >>> bool((trunc_normal_(autograd.empty(1000)).abs() <= 2).all())
    True
    """
    _check_tensor(tensor, "trunc_normal_")
    if not a < b:
        raise ValueError(f"trunc_normal_(): expected a < b, got {a} and {b}")
    # By the inverse distribution function, because few numbers may lie between bounds that are far from the mean.
    low, high = (0.5 * (1 + math.erf((x - mean) / (std * math.sqrt(2)))) for x in (a, b))
    with no_grad():
        tensor.uniform_(2 * low - 1, 2 * high - 1, generator=generator)
        return tensor.erfinv_().mul_(std * math.sqrt(2)).add_(mean).clamp_(a, b)


@no_grad()
def orthogonal_(tensor: Tensor, gain: float = 1.0, generator: Generator | None = None) -> Tensor:
    """Fill with a random matrix whose rows, or columns if there are fewer, are orthogonal vectors of length `gain`.

    Args:
        tensor: (rows, *sizes); all dimensions but the first count as columns.
        gain: the length.
        generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.

    Raises:
        ValueError: for fewer than two dimensions.

    Source: A. Saxe et al., "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks",
    2013, https://arxiv.org/abs/1312.6120.

    >>> import autograd
    >>> w = orthogonal_(autograd.empty(2, 5, dtype=autograd.float64))
    >>> autograd.allclose(w @ w.T, autograd.eye(2, dtype=autograd.float64))
    True
    """
    _check_tensor(tensor, "orthogonal_")
    if tensor.ndim < 2:
        raise ValueError(f"orthogonal_(): expected at least 2 dimensions, got shape {tensor.shape}")
    if not tensor.numel():
        return tensor
    rows, columns = tensor.shape[0], tensor.numel() // tensor.shape[0]
    drawn = (generator or default_generator).normal(rows * columns, tensor.dtype).reshape(rows, columns)
    precise = tensor.dtype if tensor.itemsize > 2 else np.dtype(np.float32)
    q, r = np.linalg.qr((drawn if rows >= columns else drawn.T).astype(precise))
    q = q * np.sign(np.diag(r))  # without this, not all orthogonal matrices are equally likely
    return tensor.copy_((gain * (q if rows >= columns else q.T)).reshape(tensor.shape).astype(tensor.dtype))


@no_grad()
def eye_(tensor: Tensor) -> Tensor:
    """Fill a matrix with 1 on the diagonal and 0 elsewhere.

    >>> import autograd
    >>> eye_(autograd.empty(2, 3))
    tensor([[1., 0., 0.],
            [0., 1., 0.]])
    """
    _check_tensor(tensor, "eye_")
    if tensor.ndim != 2:
        raise ValueError(f"eye_(): expected 2 dimensions, got shape {tensor.shape}")
    return tensor.copy_(np.eye(*tensor.shape, dtype=tensor.dtype))


@no_grad()
def dirac_(tensor: Tensor, groups: int = 1) -> Tensor:
    """Fill the weight of a convolution so that it returns its input, as far as there are channels.

    Args:
        tensor: (out, in, *kernel) with 3 to 5 dimensions.
        groups: the number of independent parts of the channels.

    >>> import autograd
    >>> dirac_(autograd.empty(1, 1, 3))
    tensor([[[0., 1., 0.]]])
    """
    _check_tensor(tensor, "dirac_")
    if tensor.ndim not in (3, 4, 5) or tensor.shape[0] % groups:
        raise ValueError(f"dirac_(): expected 3 to 5 dimensions, and {groups} groups, got shape {tensor.shape}")
    weight = np.zeros(tensor.shape, tensor.dtype)
    out = tensor.shape[0] // groups
    middle = tuple(n // 2 for n in tensor.shape[2:])
    for group in range(groups):
        for d in range(min(out, tensor.shape[1])):
            weight[(group * out + d, d, *middle)] = 1
    return tensor.copy_(weight)


@no_grad()
def sparse_(tensor: Tensor, sparsity: float, std: float = 0.01, generator: Generator | None = None) -> Tensor:
    """Fill a matrix with normal random numbers, and a share of each column with 0.

    Args:
        tensor: (rows, columns), floating.
        sparsity: the share.
        std: the standard deviation of the others.
        generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.

    Source: J. Martens, "Deep learning via Hessian-free optimization", 2010.

    >>> import autograd
    >>> (sparse_(autograd.empty(10, 3), 0.25) == 0).sum(0)
    tensor([3, 3, 3])
    """
    _check_tensor(tensor, "sparse_")
    if tensor.ndim != 2:
        raise ValueError(f"sparse_(): expected 2 dimensions, got shape {tensor.shape}")
    numbers = (generator or default_generator).numpy
    rows, columns = tensor.shape
    drawn = numbers.standard_normal((rows, columns)) * std
    for column in range(columns):
        drawn[numbers.permutation(rows)[: math.ceil(sparsity * rows)], column] = 0
    return tensor.copy_(drawn.astype(tensor.dtype))


# ── deprecated names ──


def _deprecated(function: Callable[..., Tensor]) -> Callable[..., Tensor]:
    name = function.__name__

    def renamed(*args: Any, **kwargs: Any) -> Tensor:
        warnings.warn(f"nn.init.{name[:-1]}: deprecated; write nn.init.{name}", FutureWarning, stacklevel=2)
        return function(*args, **kwargs)

    renamed.__name__, renamed.__doc__ = name[:-1], f"Do the same as `{name}`. It is deprecated, as in PyTorch."
    return renamed


uniform, normal, constant = _deprecated(uniform_), _deprecated(normal_), _deprecated(constant_)
eye, dirac, sparse, orthogonal = (_deprecated(f) for f in (eye_, dirac_, sparse_, orthogonal_))
xavier_uniform, xavier_normal = _deprecated(xavier_uniform_), _deprecated(xavier_normal_)
kaiming_uniform, kaiming_normal = _deprecated(kaiming_uniform_), _deprecated(kaiming_normal_)
_calculate_fan_in_and_fan_out = fan_in_and_fan_out
