"""Fully connected layers."""

from __future__ import annotations

import math
from typing import Any

import autograd
from autograd import Tensor
from nn import functional as F
from nn import init
from nn.functional.arguments import as_size
from nn.module import Module, Parameter


class Linear(Module):
    """A fully connected layer: y = x Wᵀ + b.

    Input (…, in_features), output (…, out_features).

    Args:
        in_features: the size of each input.
        out_features: the size of each output.
        bias: whether b is learned. If False, there is no b.
        dtype: of the parameters; float32 by default.

    Attributes:
        weight: W, a Parameter (out_features, in_features). Initially uniform on ±1/√in_features, as in PyTorch.
        bias: b, a Parameter (out_features,), initialised likewise; or None.

    Raises:
        ValueError: if a size is not an integer of 1 or more.

    Differs from PyTorch: sizes of 0 are an error.

    >>> import autograd
    >>> layer = Linear(3, 2)
    >>> layer(autograd.ones(5, 3)).shape
    (5, 2)
    >>> layer
    Linear(in_features=3, out_features=2, bias=True)
    """

    bias: Parameter | None

    def __init__(self, in_features: int, out_features: int, bias: bool = True, dtype: Any = None) -> None:
        super().__init__()
        self.in_features = in_features = as_size(in_features, "Linear(): in_features")
        self.out_features = out_features = as_size(out_features, "Linear(): out_features")
        dtype = dtype or autograd.float32
        self.weight = Parameter(autograd.empty(out_features, in_features, dtype=dtype))
        self.register_parameter("bias", Parameter(autograd.empty(out_features, dtype=dtype)) if bias else None)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Draw new initial values of weight and bias."""
        init.kaiming_uniform_(self.weight, a=math.sqrt(5))  # equals ±1/√in_features
        if self.bias is not None:
            bound = 1 / math.sqrt(self.in_features)
            init.uniform_(self.bias, -bound, bound)

    def forward(self, x: Tensor) -> Tensor:
        """Return x Wᵀ + b, (…, out_features), for x (…, in_features)."""
        return F.linear(x, self.weight, self.bias)

    def extra_repr(self) -> str:
        """Return the sizes, and whether there is a bias."""
        return f"in_features={self.in_features}, out_features={self.out_features}, bias={self.bias is not None}"
