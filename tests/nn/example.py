"""A module with parameters, buffers and modules, for several tests."""

from __future__ import annotations

import nn
from autograd import Tensor, tensor


class Net(nn.Module):
    steps: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Linear(3, 4), nn.ReLU())
        self.head: nn.Module = nn.Linear(4, 2, bias=False)
        self.register_buffer("steps", tensor([1.0]))
        self.register_buffer("scratch", tensor([0.0]), persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.head(self.body(x)) * self.steps
        return out
