"""Layers that change no numbers: Identity and Flatten."""

from __future__ import annotations

from typing import Any

from autograd import Tensor
from nn.module import Module


class Identity(Module):
    """Gives back its input. Arguments are accepted and ignored."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__()

    def forward(self, x: Any) -> Any:
        """x."""
        return x


class Flatten(Module):
    """The dimensions from start_dim to end_dim made one; by default all but the batch."""

    def __init__(self, start_dim: int = 1, end_dim: int = -1) -> None:
        super().__init__()
        self.start_dim, self.end_dim = start_dim, end_dim

    def forward(self, x: Tensor) -> Tensor:
        """(N, …) to (N, features)."""
        return x.flatten(self.start_dim, self.end_dim)

    def extra_repr(self) -> str:
        """Dimensions."""
        return f"start_dim={self.start_dim}, end_dim={self.end_dim}"
