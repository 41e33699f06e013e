"""Dropout layers."""

from __future__ import annotations

from autograd import Tensor
from nn import functional as F
from nn.module import Module


class Dropout(Module):
    """In training, each element is 0 with probability p and scaled by 1/(1 − p) otherwise (Srivastava et al., 2014)."""

    def __init__(self, p: float = 0.5, inplace: bool = False) -> None:
        super().__init__()
        if not 0 <= p <= 1:
            raise ValueError(f"Dropout(): p is a probability, got {p}")
        self.p, self.inplace = p, inplace

    def forward(self, x: Tensor) -> Tensor:
        """x, thinned out in training."""
        return F.dropout(x, self.p, self.training)

    def extra_repr(self) -> str:
        """The probability."""
        return f"p={self.p}, inplace={self.inplace}"
