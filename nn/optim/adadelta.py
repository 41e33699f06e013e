"""Adadelta."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from autograd.extend import Array
from nn.optim.optimizer import Group, Optimizer, check_setting, penalized


class Adadelta(Optimizer):
    """Adadelta: steps in the unit of the parameter, from running means of squared gradients and squared steps.

    For a parameter p with gradient g, each step computes

        g ← g + weight_decay · p
        v ← rho · v + (1 − rho) · g²
        d ← √(u + eps) / √(v + eps) · g
        u ← rho · u + (1 − rho) · d²
        p ← p − lr · d

    Args:
        params: parameters, `(name, parameter)` pairs, or groups; see `Optimizer`.
        lr: a factor of the steps, at least 0.
        rho: the share of the former means that is kept, from 0 to 1.
        eps: added under both roots, at least 0.
        weight_decay: the weight of an L2 penalty, at least 0.
        foreach, capturable, differentiable: accepted, without effect.
        maximize: use −g in place of g, to climb.

    Raises:
        ValueError: if a setting is out of range.

    Source: M. D. Zeiler, "ADADELTA: an adaptive learning rate method", 2012, https://arxiv.org/abs/1212.5701.

    >>> from autograd import tensor
    >>> p = tensor([1.0], requires_grad=True)
    >>> (10 * p).backward()
    >>> Adadelta([p], rho=0.0, eps=1.0).step()
    >>> p
    tensor([0.0050], requires_grad=True)
    """

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1.0,
        rho: float = 0.9,
        eps: float = 1e-6,
        weight_decay: float = 0.0,
        foreach: bool | None = None,
        *,
        capturable: bool = False,
        maximize: bool = False,
        differentiable: bool = False,
    ) -> None:
        settings = {"lr": lr, "rho": rho, "eps": eps, "weight_decay": weight_decay, "maximize": maximize}
        super().__init__(params, settings)

    def _check(self, settings: Group) -> None:
        for key in ("lr", "eps", "weight_decay"):
            check_setting(f"Adadelta(): {key}", settings[key], 0)
        check_setting("Adadelta(): rho", settings["rho"], 0, 1.0000001)

    def _state_keys(self, settings: Group) -> tuple[set[str], set[str]]:
        return {"step", "square_avg", "acc_delta"}, set()

    def _decay(self, settings: Group) -> dict[str, float]:
        return {"square_avg": settings["rho"], "acc_delta": settings["rho"]}

    def _update(self, parameter: Array, gradient: Array, state: dict[str, Any], group: Group) -> None:
        gradient = penalized(parameter, gradient, group)
        if not state:
            state.update(step=0, square_avg=np.zeros_like(parameter), acc_delta=np.zeros_like(parameter))
        state["step"] += 1
        rho, eps, square, moved = group["rho"], group["eps"], state["square_avg"], state["acc_delta"]
        square *= rho
        square += (1 - rho) * gradient * gradient
        delta = np.sqrt(moved + eps) / np.sqrt(square + eps) * gradient
        moved *= rho
        moved += (1 - rho) * delta * delta
        parameter -= group["lr"] * delta
