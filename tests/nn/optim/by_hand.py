"""Five steps of an optimiser on p⁴/4, whose gradient is p³."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

import autograd
from autograd import Tensor, tensor
from nn import optim

START = np.array([1.0, -2.0, 3.0])
STEPS = 5


def run_optimizer(make: Callable[[list[Tensor]], optim.Optimizer]) -> np.ndarray:
    p = tensor(START, dtype=autograd.float64, requires_grad=True)
    optimizer = make([p])
    for _ in range(STEPS):
        optimizer.zero_grad()
        (p**4 / 4).sum().backward()
        optimizer.step()
    reached: np.ndarray = p.detach().numpy()
    return reached
