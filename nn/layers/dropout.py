"""Dropout layers."""

from __future__ import annotations

from autograd import Tensor
from nn import functional as F
from nn.module import Module


class Dropout(Module):
    """Dropout: in training mode, set each element to 0 with probability p and multiply the others by 1/(1 − p).

    In evaluation mode (`model.eval()`), return the input itself. Input and output have any shape.

    Args:
        p: the probability, in [0, 1].
        inplace: accepted, without effect.

    Raises:
        ValueError: if p is not in [0, 1].

    Source: N. Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", 2014.

    Differs from PyTorch: `inplace` does not change the input.

    >>> import autograd
    >>> _ = autograd.manual_seed(1)
    >>> layer = Dropout(0.5)
    >>> layer(autograd.ones(6))
    tensor([2., 2., 2., 2., 0., 2.])
    >>> layer.eval()(autograd.ones(6))
    tensor([1., 1., 1., 1., 1., 1.])
    """

    def __init__(self, p: float = 0.5, inplace: bool = False) -> None:
        super().__init__()
        if not 0 <= p <= 1:
            raise ValueError(f"Dropout(): p is a probability, got {p}")
        self.p, self.inplace = p, inplace

    def forward(self, x: Tensor) -> Tensor:
        """Zero each element with probability p while training; return x itself otherwise."""
        return F.dropout(x, self.p, self.training)

    def extra_repr(self) -> str:
        """Return the settings."""
        return f"p={self.p}, inplace={self.inplace}"
