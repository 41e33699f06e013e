"""Layers that compute nothing: Identity and Flatten."""

from __future__ import annotations

from typing import Any, TypeVar

from autograd import Tensor
from nn.module import Module

T = TypeVar("T")


class Identity(Module):
    """A layer that returns its input. It can replace another layer, so it accepts and ignores any arguments.

    >>> Identity(54, unused=True)(3)
    3
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__()

    def forward(self, x: T) -> T:
        """Return x."""
        return x


class Flatten(Module):
    """A layer that merges the dimensions from `start_dim` to `end_dim` into one.

    Args:
        start_dim: the first dimension to merge. By default 1, which keeps the batch.
        end_dim: the last dimension to merge.

    >>> import autograd
    >>> Flatten()(autograd.ones(2, 1, 28, 28)).shape
    (2, 784)
    """

    def __init__(self, start_dim: int = 1, end_dim: int = -1) -> None:
        super().__init__()
        self.start_dim, self.end_dim = start_dim, end_dim

    def forward(self, x: Tensor) -> Tensor:
        """Return x, (N, …), as (N, features)."""
        return x.flatten(self.start_dim, self.end_dim)

    def extra_repr(self) -> str:
        """Return the dimensions."""
        return f"start_dim={self.start_dim}, end_dim={self.end_dim}"
