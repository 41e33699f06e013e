"""Stochastic gradient descent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from autograd.extend import Array
from nn.optim.optimizer import Group, Optimizer, check_setting


class SGD(Optimizer):
    """Stochastic gradient descent, with momentum (Sutskever et al., 2013, in PyTorch's form).

    v ← momentum·v + (1 − dampening)·g;  p ← p − lr·v, or with Nesterov p ← p − lr·(g + momentum·v).

    Args:
        params: see Optimizer.
        lr: the learning rate.
        momentum, dampening: as above; the first v is g.
        weight_decay: λ, adds λ·p to the gradient.
        nesterov: needs momentum > 0 and dampening 0.
        maximize: ascend.

    Raises:
        ValueError: for settings out of range.
    """

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-3,
        momentum: float = 0.0,
        dampening: float = 0.0,
        weight_decay: float = 0.0,
        nesterov: bool = False,
        *,
        maximize: bool = False,
    ) -> None:
        check_setting("SGD(): lr", lr, 0)
        check_setting("SGD(): momentum", momentum, 0)
        check_setting("SGD(): weight_decay", weight_decay, 0)
        if nesterov and (momentum <= 0 or dampening != 0):
            raise ValueError("SGD(): nesterov needs momentum > 0 and dampening 0")
        settings = {
            "lr": lr, "momentum": momentum, "dampening": dampening, "weight_decay": weight_decay,
            "nesterov": nesterov, "maximize": maximize,
        }  # fmt: skip
        super().__init__(params, settings)

    def _update(self, parameter: Array, gradient: Array, state: dict[str, Any], group: Group) -> None:
        if group["maximize"]:
            gradient = -gradient
        if group["weight_decay"]:
            gradient = gradient + group["weight_decay"] * parameter
        momentum = group["momentum"]
        if momentum:
            velocity = state.get("momentum_buffer")
            if velocity is None:  # np.array, for arithmetic of 0-d arrays gives plain numbers
                velocity = state["momentum_buffer"] = np.array(gradient)
            else:
                velocity *= momentum
                velocity += gradient * (1 - group["dampening"])
            gradient = gradient + momentum * velocity if group["nesterov"] else velocity
        parameter -= group["lr"] * gradient
