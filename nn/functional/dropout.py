"""Dropout."""

from __future__ import annotations

import math

from autograd import Tensor
from autograd.extend import Array, default_generator
from nn.functional.arguments import as_tensor


def dropout(x: Tensor, p: float = 0.5, training: bool = True) -> Tensor:
    """Set each element to 0 with probability p, and multiply the others by 1/(1 − p).

    The expected value of each element stays as it was. So the network needs no change of scale in evaluation.

    Args:
        x: any shape, floating.
        p: the probability, in [0, 1].
        training: if False, return `x` itself.

    Returns:
        The same shape and dtype. `autograd.manual_seed` determines which elements are 0.

    Raises:
        ValueError: if p is not in [0, 1].
        TypeError: if `x` is not floating and would be changed: 1/(1 − p) is no whole number.

    Source: N. Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", 2014.

    Differs from PyTorch: there is no `inplace`.

    >>> import autograd
    >>> _ = autograd.manual_seed(1)
    >>> dropout(autograd.ones(6), p=0.5)
    tensor([2., 2., 2., 2., 0., 2.])
    >>> dropout(autograd.ones(3), p=0.5, training=False)
    tensor([1., 1., 1.])
    """
    x = as_tensor(x, "dropout", "x")
    if not 0 <= p <= 1:
        raise ValueError(f"dropout(): p is a probability, got {p}")
    if not training or p == 0:
        return x
    if not x.is_floating_point():
        raise TypeError(f"dropout(): expected a floating dtype, got {x.dtype}; write x.float()")
    kept = default_generator.bernoulli(1 - p, math.prod(x.shape)).reshape(x.shape)
    scale: Array = kept * x.dtype.type(1 / (1 - p) if p < 1 else 0)
    return x * scale
