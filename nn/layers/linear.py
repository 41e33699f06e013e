"""Fully connected layers."""

from __future__ import annotations

import math
from typing import Any

import autograd
from nn import functional as F
from nn import init
from nn.module import Module, Parameter


class Linear(Module):
    """x @ weight.T + bias: (…, in_features) to (…, out_features).

    Initialised as PyTorch does: weight and bias uniform on ±1/√in_features.

    Attributes:
        weight: Parameter (out_features, in_features).
        bias: Parameter (out_features,), or None.
    """

    def __init__(self, in_features: int, out_features: int, bias: bool = True, dtype: Any = None) -> None:
        super().__init__()
        for name, size in (("in_features", in_features), ("out_features", out_features)):
            if not isinstance(size, int) or size < 1:
                raise ValueError(f"Linear(): {name} must be a whole number of 1 or more, got {size!r}")
        self.in_features, self.out_features = in_features, out_features
        dtype = dtype or autograd.float32
        self.weight = Parameter(autograd.empty(out_features, in_features, dtype=dtype))
        self.bias = Parameter(autograd.empty(out_features, dtype=dtype)) if bias else None
        if not bias:
            self.register_parameter("bias", None)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Draw weight and bias afresh."""
        init.kaiming_uniform_(self.weight, a=math.sqrt(5))  # that is ±1/√in_features
        if self.bias is not None:
            bound = 1 / math.sqrt(self.in_features)
            init.uniform_(self.bias, -bound, bound)

    def forward(self, x: Any) -> Any:
        """x of shape (…, in_features) gives (…, out_features)."""
        return F.linear(x, self.weight, self.bias)

    def extra_repr(self) -> str:
        """Sizes."""
        return f"in_features={self.in_features}, out_features={self.out_features}, bias={self.bias is not None}"
