"""The linear map of a fully connected layer."""

from __future__ import annotations

from autograd import Tensor
from autograd.extend import ops


def linear(x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """x @ weight.T + bias: x (…, in), weight (out, in), bias (out,); the result is (…, out)."""
    out: Tensor = ops.linear(x, weight, bias)
    return out
