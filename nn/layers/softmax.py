"""Softmax and its relatives as layers. The functions in `nn.functional` say more about each."""

from __future__ import annotations

from autograd import ShapeError, Tensor
from nn import functional as F
from nn.module import Module


class Softmax(Module):
    """exp(x) / Σ exp(x), with the sum along `dim`.

    Args:
        dim: the dimension along which the results add up to 1; without it, see `nn.functional.softmax`.

    >>> from autograd import tensor
    >>> Softmax(dim=1)(tensor([[0.0, 0.0]]))
    tensor([[0.5000, 0.5000]])
    """

    def __init__(self, dim: int | None = None) -> None:
        super().__init__()
        self.dim = dim

    def forward(self, input: Tensor) -> Tensor:
        """Return softmax(input)."""
        return F.softmax(input, self.dim, _stacklevel=5)

    def extra_repr(self) -> str:
        """Return the settings."""
        return f"dim={self.dim}"


class LogSoftmax(Module):
    """log(softmax(x)) along `dim`, exact also where softmax rounds to 0.

    Args:
        dim: the dimension of the classes; without it, see `nn.functional.log_softmax`.

    >>> from autograd import tensor
    >>> LogSoftmax(dim=1)(tensor([[0.0, 0.0]]))
    tensor([[-0.6931, -0.6931]])
    """

    def __init__(self, dim: int | None = None) -> None:
        super().__init__()
        self.dim = dim

    def forward(self, input: Tensor) -> Tensor:
        """Return log_softmax(input)."""
        return F.log_softmax(input, self.dim, _stacklevel=5)

    def extra_repr(self) -> str:
        """Return the settings."""
        return f"dim={self.dim}"


class Softmin(Module):
    """softmax(−x) along `dim`.

    Args:
        dim: the dimension along which the results add up to 1; without it, see `nn.functional.softmax`.

    >>> from autograd import tensor
    >>> Softmin(dim=0)(tensor([0.0, 1000.0]))
    tensor([1., 0.])
    """

    def __init__(self, dim: int | None = None) -> None:
        super().__init__()
        self.dim = dim

    def forward(self, input: Tensor) -> Tensor:
        """Return softmin(input)."""
        return F.softmin(input, self.dim, _stacklevel=5)

    def extra_repr(self) -> str:
        """Return the settings."""
        return f"dim={self.dim}"


class Softmax2d(Module):
    """softmax over the channels of images (N, C, H, W) or (C, H, W).

    >>> import autograd
    >>> Softmax2d()(autograd.zeros(1, 2, 1, 1)).flatten()
    tensor([0.5000, 0.5000])
    """

    def forward(self, input: Tensor) -> Tensor:
        """Return softmax(input) along the channels."""
        if input.ndim not in (3, 4):
            raise ShapeError(f"Softmax2d(): expected (N, C, H, W) or (C, H, W), got {input.shape}")
        return F.softmax(input, -3)
