"""Activation functions of straight pieces. They are elementwise, and accept Tensors, Values, NumPy arrays and numbers.

At a corner, the derivative is PyTorch's.
"""

from __future__ import annotations

from autograd import Tensor, where
from nn.functional.arguments import Numeric, applied, stored


def hardtanh(input: Numeric, min_val: float = -1.0, max_val: float = 1.0, inplace: bool = False) -> Numeric:
    """Limit x to [min_val, max_val]. The derivative at the limits is 0.

    Args:
        input: x, any shape.
        min_val, max_val: the limits.
        inplace: change the input itself, a Tensor, and return it.

    Raises:
        ValueError: if `min_val` is larger than `max_val`.

    >>> from autograd import tensor
    >>> hardtanh(tensor([-2.0, 0.5, 2.0]))
    tensor([-1.0000,  0.5000,  1.0000])
    """
    if min_val > max_val:
        raise ValueError(f"hardtanh(): min_val {min_val} must not be larger than max_val {max_val}")
    return _limited(input, min_val, max_val, "hardtanh", inplace)


def _limited(input: Numeric, low: float, high: float, name: str, inplace: bool) -> Numeric:
    return applied(lambda x: where(x <= low, low, where(x >= high, high, x)), input, name, inplace)


def relu6(input: Numeric, inplace: bool = False) -> Numeric:
    """Compute min(max(x, 0), 6).

    Args:
        input: x, any shape.
        inplace: change the input itself, a Tensor, and return it.

    >>> from autograd import tensor
    >>> relu6(tensor([-1.0, 3.0, 7.0]))
    tensor([0., 3., 6.])
    """
    return _limited(input, 0, 6, "relu6", inplace)


def hardsigmoid(input: Numeric, inplace: bool = False) -> Numeric:
    """Compute min(max(x + 3, 0), 6) / 6.

    Args:
        input: x, any shape, floating.
        inplace: change the input itself, a Tensor, and return it.

    >>> from autograd import tensor
    >>> hardsigmoid(tensor([-4.0, 0.0, 1.5]))
    tensor([0.0000, 0.5000, 0.7500])
    """
    return applied(lambda x: where(x <= -3, 0.0, where(x >= 3, 1.0, (x + 3) / 6)), input, "hardsigmoid", inplace)


def hardswish(input: Numeric, inplace: bool = False) -> Numeric:
    """Compute x · min(max(x + 3, 0), 6) / 6.

    Args:
        input: x, any shape, floating.
        inplace: change the input itself, a Tensor, and return it.

    Source: A. Howard et al., "Searching for MobileNetV3", 2019, https://arxiv.org/abs/1905.02244.

    >>> from autograd import tensor
    >>> hardswish(tensor([-4.0, 0.0, 1.5, 4.0]))
    tensor([0.0000, 0.0000, 1.1250, 4.0000])
    """
    return applied(lambda x: where(x <= -3, 0.0, where(x >= 3, x, x * (x + 3) / 6)), input, "hardswish", inplace)


def threshold(input: Numeric, threshold: float, value: float, inplace: bool = False) -> Numeric:
    """Return x where x > threshold, and `value` elsewhere.

    Args:
        input: x, any shape.
        threshold: the bound.
        value: what replaces x at or below the bound.
        inplace: change the input itself, a Tensor, and return it.

    >>> from autograd import tensor
    >>> threshold(tensor([0.5, 2.0]), 1.0, -1.0)
    tensor([-1.,  2.])
    """
    return applied(lambda x: where(x <= threshold, value, x), input, "threshold", inplace)


def hardshrink(input: Numeric, lambd: float = 0.5, *, out: Tensor | None = None) -> Numeric:
    """Return x where |x| > lambd, and 0 elsewhere.

    Args:
        input: x, any shape.
        lambd: the bound.
        out: a Tensor for the result; then no argument may require grad.

    >>> from autograd import tensor
    >>> hardshrink(tensor([-1.0, 0.2, 0.6]))
    tensor([-1.0000,  0.0000,  0.6000])
    """
    found = applied(lambda x: where((x >= -lambd) & (x <= lambd), 0.0, x), input, "hardshrink")
    return stored(found, out, "hardshrink")


def softshrink(input: Numeric, lambd: float = 0.5, *, out: Tensor | None = None) -> Numeric:
    """Return x − lambd where x > lambd, x + lambd where x < −lambd, and 0 elsewhere.

    Args:
        input: x, any shape.
        lambd: the bound, at least 0.
        out: a Tensor for the result; then no argument may require grad.

    Raises:
        ValueError: if `lambd` is negative.

    >>> from autograd import tensor
    >>> softshrink(tensor([-1.0, 0.2, 0.75]))
    tensor([-0.5000,  0.0000,  0.2500])
    """
    if lambd < 0:
        raise ValueError(f"softshrink(): lambd must be at least 0, got {lambd}")
    found = applied(lambda x: where(x > lambd, x - lambd, where(x < -lambd, x + lambd, x * 0.0)), input, "softshrink")
    return stored(found, out, "softshrink")
