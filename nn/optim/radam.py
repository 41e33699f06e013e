"""RAdam."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from autograd.extend import Array
from nn.optim.optimizer import Group, Optimizer, check_moments, penalized


class RAdam(Optimizer):
    """RAdam: Adam whose first steps are steps of momentum alone, until the mean of squares has a known variance.

    For a parameter p with gradient g, step t computes m and v as Adam, and with ρ∞ = 2 / (1 − β₂) − 1 and
    ρ = ρ∞ − 2 t β₂ᵗ / (1 − β₂ᵗ), where ρ > 5,

        r = √((ρ − 4)(ρ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρ))
        p ← p − lr · m / (1 − β₁ᵗ) · r · √(1 − β₂ᵗ) / (√v + eps)

    and else p ← p − lr · m / (1 − β₁ᵗ).

    Args:
        params: parameters, `(name, parameter)` pairs, or groups; see `Optimizer`.
        lr: the learning rate, at least 0.
        betas: (β₁, β₂), each at least 0 and below 1.
        eps: added to the root, at least 0.
        weight_decay: the weight of an L2 penalty, at least 0.
        decoupled_weight_decay: compute p ← p − lr · weight_decay · p, as AdamW does, in place of the penalty.
        foreach, capturable, differentiable: accepted, without effect.
        maximize: use −g in place of g, to climb.

    Raises:
        ValueError: if a setting is out of range.

    Source: L. Liu et al., "On the variance of the adaptive learning rate and beyond", 2019,
    https://arxiv.org/abs/1908.03265.

    >>> from autograd import tensor
    >>> p = tensor([1.0], requires_grad=True)
    >>> (10 * p).backward()
    >>> RAdam([p], lr=0.01).step()
    >>> p
    tensor([0.9000], requires_grad=True)
    """

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        decoupled_weight_decay: bool = False,
        *,
        foreach: bool | None = None,
        maximize: bool = False,
        capturable: bool = False,
        differentiable: bool = False,
    ) -> None:
        settings = {
            "lr": lr, "betas": tuple(betas), "eps": eps, "weight_decay": weight_decay,
            "decoupled_weight_decay": decoupled_weight_decay, "maximize": maximize,
        }  # fmt: skip
        super().__init__(params, settings)

    def _check(self, settings: Group) -> None:
        check_moments("RAdam()", settings)

    def _state_keys(self, settings: Group) -> tuple[set[str], set[str]]:
        return {"step", "exp_avg", "exp_avg_sq"}, set()

    def _decay(self, settings: Group) -> dict[str, float]:
        return dict(zip(("exp_avg", "exp_avg_sq"), settings["betas"]))

    def _update(self, parameter: Array, gradient: Array, state: dict[str, Any], group: Group) -> None:
        gradient = penalized(parameter, gradient, group)
        beta1, beta2 = group["betas"]
        if not state:
            state.update(step=0, exp_avg=np.zeros_like(parameter), exp_avg_sq=np.zeros_like(parameter))
        state["step"] += 1
        step, mean, square = state["step"], state["exp_avg"], state["exp_avg_sq"]
        mean += (1 - beta1) * (gradient - mean)
        square *= beta2
        square += (1 - beta2) * gradient * gradient
        correction = 1 - beta2**step
        limit = 2 / (1 - beta2) - 1
        length = limit - 2 * step * beta2**step / correction
        change = mean / (1 - beta1**step)
        if length > 5:
            rectified = (length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length)
            change *= math.sqrt(rectified) * (math.sqrt(correction) / (np.sqrt(square) + group["eps"]))
        parameter -= group["lr"] * change
