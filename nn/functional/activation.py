"""Smooth activation functions. They are elementwise, and accept Tensors, Values, NumPy arrays and numbers."""

from __future__ import annotations

from typing import Any

from autograd import ShapeError, Tensor, where
from autograd.extend import ops
from nn.functional.arguments import Numeric, applied, as_tensor, stored


def sigmoid(input: Numeric) -> Numeric:
    """Compute σ(x) = 1 / (1 + exp(−x)), the logistic function.

    Args:
        input: x, any shape. Integers become float32.

    Returns:
        The same shape, values in [0, 1].

    >>> from autograd import tensor
    >>> sigmoid(tensor([-1.0, 0.0, 1.0]))
    tensor([0.2689, 0.5000, 0.7311])
    """
    return applied(ops.sigmoid, input, "sigmoid")


def tanh(input: Numeric) -> Numeric:
    """Compute the hyperbolic tangent.

    Args:
        input: x, any shape. Integers become float32.

    Returns:
        The same shape, values in [−1, 1].

    >>> from autograd import tensor
    >>> tanh(tensor([-1.0, 0.0, 1.0]))
    tensor([-0.7616,  0.0000,  0.7616])
    """
    return applied(ops.tanh, input, "tanh")


def silu(input: Numeric, inplace: bool = False) -> Numeric:
    """Compute x · σ(x), also called swish.

    Args:
        input: x, any shape. Integers become float32.

    Returns:
        The same shape.

    Source: S. Elfwing et al., "Sigmoid-weighted linear units for neural network function approximation in
    reinforcement learning", 2017, https://arxiv.org/abs/1702.03118.

    >>> from autograd import tensor
    >>> silu(tensor([-1.0, 0.0, 1.0]))
    tensor([-0.2689,  0.0000,  0.7311])
    """
    return applied(ops.silu, input, "silu", inplace)


def softsign(input: Numeric) -> Numeric:
    """Compute x / (1 + |x|).

    Args:
        input: x, any shape. Integers become float32.

    Returns:
        The same shape, values in [−1, 1].

    >>> from autograd import tensor
    >>> softsign(tensor([-1.0, 0.0, 3.0]))
    tensor([-0.5000,  0.0000,  0.7500])
    """
    return applied(ops.softsign, input, "softsign")


def gelu(input: Numeric, approximate: str = "none", *, out: Tensor | None = None) -> Numeric:
    """Compute x · Φ(x), where Φ is the distribution function of the standard normal distribution.

    Args:
        input: x, any shape. Integers become float32.
        approximate: "none" for the exact function; "tanh" for ½x · (1 + tanh(√(2/π) · (x + 0.044715 x³))).
        out: a Tensor for the result; then no argument may require grad.

    Returns:
        The same shape.

    Raises:
        ValueError: if `approximate` is neither "none" nor "tanh".

    Source: D. Hendrycks, K. Gimpel, "Gaussian error linear units (GELUs)", 2016, https://arxiv.org/abs/1606.08415.

    >>> from autograd import tensor
    >>> gelu(tensor([-1.0, 0.0, 1.0]))
    tensor([-0.1587,  0.0000,  0.8413])
    """
    if approximate not in ("none", "tanh"):
        raise ValueError(f"gelu(): approximate is 'none' or 'tanh', got {approximate!r}")
    return stored(applied(ops.gelu if approximate == "none" else ops.gelu_tanh, input, "gelu"), out, "gelu")


def softplus(input: Numeric, beta: float = 1.0, threshold: float = 20.0, *, out: Tensor | None = None) -> Numeric:
    """Compute log(1 + exp(beta · x)) / beta, a smooth form of relu.

    Args:
        input: x, any shape. Integers become float32.
        beta: larger values come closer to relu.
        threshold: return x itself where beta · x is larger.
        out: a Tensor for the result; then no argument may require grad.

    Returns:
        The same shape.

    >>> from autograd import tensor
    >>> softplus(tensor([-1.0, 0.0, 100.0]))
    tensor([  0.3133,   0.6931, 100.0000])
    """

    def smooth(x: Any) -> Any:
        exact = ops.softplus(x) if beta == 1 else ops.softplus(x * beta) / beta
        return where(x * beta > threshold, x, exact)

    return stored(applied(smooth, input, "softplus"), out, "softplus")


def logsigmoid(input: Numeric, *, out: Tensor | None = None) -> Numeric:
    """Compute log σ(x) = −log(1 + exp(−x)), without overflow.

    Args:
        input: x, any shape. Integers become float32.
        out: a Tensor for the result; then no argument may require grad.

    Returns:
        The same shape, values of at most 0.

    >>> from autograd import tensor
    >>> logsigmoid(tensor([-100.0, 0.0]))
    tensor([-100.0000,   -0.6931])
    """
    return stored(applied(lambda x: -ops.softplus(-x), input, "logsigmoid"), out, "logsigmoid")


def tanhshrink(input: Numeric) -> Numeric:
    """Compute x − tanh(x).

    Args:
        input: x, any shape. Integers become float32.

    Returns:
        The same shape.

    >>> from autograd import tensor
    >>> tanhshrink(tensor([-1.0, 0.0, 1.0]))
    tensor([-0.2384,  0.0000,  0.2384])
    """
    return applied(lambda x: x - ops.tanh(x), input, "tanhshrink")


def mish(input: Numeric, inplace: bool = False) -> Numeric:
    """Compute x · tanh(log(1 + exp(x))).

    Args:
        input: x, any shape. Integers become float32.
        inplace: change the input itself, a Tensor, and return it.

    Returns:
        The same shape.

    Source: D. Misra, "Mish: a self regularized non-monotonic activation function", 2019,
    https://arxiv.org/abs/1908.08681.

    >>> from autograd import tensor
    >>> mish(tensor([-1.0, 0.0, 1.0]))
    tensor([-0.3034,  0.0000,  0.8651])
    """
    return applied(lambda x: x * ops.tanh(ops.softplus(x)), input, "mish", inplace)


def glu(input: Tensor, dim: int = -1) -> Tensor:
    """Compute a · σ(b), the gated linear unit, where a and b are the halves of the input along `dim`.

    Args:
        input: any shape with an even size in `dim`, floating.
        dim: the dimension to halve.

    Returns:
        The shape of the input with half the size in `dim`.

    Raises:
        ShapeError: if the size is odd.

    Source: Y. Dauphin et al., "Language modeling with gated convolutional networks", 2016,
    https://arxiv.org/abs/1612.08083.

    >>> from autograd import tensor
    >>> glu(tensor([1.0, 2.0, 0.0, 100.0]))
    tensor([0.5000, 2.0000])
    """
    input = as_tensor(input, "glu", "input")
    if not input.ndim or input.shape[dim] % 2:
        raise ShapeError(f"glu(): expected an even size in dimension {dim}, got shape {input.shape}")
    half, gate = input.chunk(2, dim)
    return half * gate.sigmoid()
