"""Averaged stochastic gradient descent."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from autograd.extend import Array
from nn.optim.optimizer import Group, Optimizer, check_setting, penalized, rounded


class ASGD(Optimizer):
    """Averaged stochastic gradient descent: SGD, and the mean of the parameters from step t0 on.

    For a parameter p with gradient g, step t computes

        g ← g + weight_decay · p
        p ← (1 − lambd · η) · p − η · g
        a ← a + (p − a) / max(1, t − 1 − t0)          (the mean, in the state "ax")
        η ← lr / (1 + lambd · lr · t)^alpha

    Args:
        params: parameters, `(name, parameter)` pairs, or groups; see `Optimizer`.
        lr: the learning rate, at least 0.
        lambd: the decay, at least 0.
        alpha: the power of the decay of η.
        t0: the step after which parameters are averaged.
        weight_decay: the weight of an L2 penalty, at least 0.
        foreach, differentiable, capturable: accepted, without effect.
        maximize: use −g in place of g, to climb.

    Raises:
        ValueError: if a setting is out of range.

    Source: B. T. Polyak, A. B. Juditsky, "Acceleration of stochastic approximation by averaging", 1992.

    >>> from autograd import tensor
    >>> p = tensor([1.0], requires_grad=True)
    >>> (10 * p).backward()
    >>> ASGD([p], lr=0.01, lambd=0.0).step()
    >>> p
    tensor([0.9000], requires_grad=True)
    """

    _numbers = frozenset({"step", "eta", "mu"})

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-2,
        lambd: float = 1e-4,
        alpha: float = 0.75,
        t0: float = 1e6,
        weight_decay: float = 0.0,
        foreach: bool | None = None,
        maximize: bool = False,
        differentiable: bool = False,
        capturable: bool = False,
    ) -> None:
        settings = {
            "lr": lr, "lambd": lambd, "alpha": alpha, "t0": t0, "weight_decay": weight_decay, "maximize": maximize,
        }  # fmt: skip
        super().__init__(params, settings)

    def _check(self, settings: Group) -> None:
        for key in ("lr", "lambd", "weight_decay", "t0"):
            check_setting(f"ASGD(): {key}", settings[key], 0)
        check_setting("ASGD(): alpha", settings["alpha"], -math.inf)

    def _state_keys(self, settings: Group) -> tuple[set[str], set[str]]:
        return {"step", "eta", "mu", "ax"}, set()

    def _update(self, parameter: Array, gradient: Array, state: dict[str, Any], group: Group) -> None:
        gradient = penalized(parameter, gradient, group)
        if not state:
            state.update(step=0, eta=rounded(group["lr"]), mu=1.0, ax=np.zeros_like(parameter))
        state["step"] += 1
        parameter *= 1 - group["lambd"] * state["eta"]
        parameter -= state["eta"] * gradient
        mean = state["ax"]
        if state["mu"] == 1:
            mean[...] = parameter
        else:
            mean += (parameter - mean) * state["mu"]
        state["eta"] = rounded(group["lr"] / (1 + group["lambd"] * group["lr"] * state["step"]) ** group["alpha"])
        state["mu"] = rounded(1 / max(1, state["step"] - group["t0"]))
