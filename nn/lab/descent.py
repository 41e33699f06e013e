"""Optimisers on Values: gradient descent, momentum and Adam, as in `nn.optim`, which needs NumPy."""

from __future__ import annotations

import math
from collections.abc import Iterable

from autograd import Value

OPTIMIZERS = {"sgd": "gradient descent", "momentum": "momentum", "adam": "Adam"}


class Descent:
    """One of the optimisers.

    Args:
        parameters: the Values that are to be changed.
        kind: "sgd", w ← w − rate · g; "momentum", v ← momentum · v + g and w ← w − rate · v; or "adam".
        rate: the learning rate.
        momentum: the share of the velocity that stays, for "momentum".

    Source: D. Kingma, J. Ba, "Adam", 2015, with β₁ = 0.9, β₂ = 0.999 and ε = 1e−8.

    >>> w = Value(1.0)
    >>> (w * w).backward()
    >>> Descent([w], "sgd", 0.25).step()
    >>> w.data
    0.5
    """

    def __init__(self, parameters: Iterable[Value], kind: str, rate: float, momentum: float = 0.9) -> None:
        self.parameters = list(parameters)
        self.kind, self.rate, self.momentum = kind, rate, momentum
        self._first = [0.0] * len(self.parameters)
        self._second = [0.0] * len(self.parameters)
        self._steps = 0

    def changes(self) -> list[float]:
        """Return what a step would subtract from each parameter, and change nothing."""
        return [change for change, _, _ in self._next()]

    def step(self) -> None:
        """Change each parameter by its gradient."""
        found = self._next()
        self._steps += 1
        for i, (parameter, (change, first, second)) in enumerate(zip(self.parameters, found)):
            parameter.data -= change
            self._first[i], self._second[i] = first, second

    def _next(self) -> list[tuple[float, float, float]]:
        rate = self.rate
        if self.kind == "sgd":
            return [(rate * p.grad, 0.0, 0.0) for p in self.parameters]
        if self.kind == "momentum":
            velocities = [self.momentum * v + p.grad for p, v in zip(self.parameters, self._first)]
            return [(rate * v, v, 0.0) for v in velocities]
        k = self._steps + 1
        shrink_first, shrink_second = 1 - 0.9**k, 1 - 0.999**k
        found = []
        for parameter, first, second in zip(self.parameters, self._first, self._second):
            gradient = parameter.grad
            first = 0.9 * first + 0.1 * gradient
            second = 0.999 * second + 0.001 * gradient * gradient
            change = rate * (first / shrink_first) / (math.sqrt(second / shrink_second) + 1e-8)
            found.append((change, first, second))
        return found


def as_python(kind: str, rate: float, momentum: float) -> tuple[list[str], list[str]]:
    """Return the lines of a program that come before its loop, and those that change the list `parameters` in it."""
    if kind == "sgd":
        return [], ["for p in parameters:", f"    p.data -= {rate} * p.grad"]
    if kind == "momentum":
        return ["velocity = [0.0] * len(parameters)"], [
            "for i, p in enumerate(parameters):",
            f"    velocity[i] = {momentum} * velocity[i] + p.grad",
            f"    p.data -= {rate} * velocity[i]",
        ]
    return ["first, second = [0.0] * len(parameters), [0.0] * len(parameters)"], [
        "for i, p in enumerate(parameters):",
        "    first[i] = 0.9 * first[i] + 0.1 * p.grad",
        "    second[i] = 0.999 * second[i] + 0.001 * p.grad * p.grad",
        "    root = (second[i] / (1 - 0.999 ** step)) ** 0.5",
        f"    p.data -= {rate} * (first[i] / (1 - 0.9 ** step)) / (root + 1e-8)",
    ]
