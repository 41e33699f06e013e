"""Adamax."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from autograd.extend import Array
from nn.optim.optimizer import Group, Optimizer, check_moments, penalized


class Adamax(Optimizer):
    """Adamax: Adam with the largest absolute gradient, which decays, in place of the root of the mean square.

    For a parameter p with gradient g, step t computes

        g ← g + weight_decay · p
        m ← β₁ · m + (1 − β₁) · g
        u ← max(β₂ · u, |g| + eps)
        p ← p − lr / (1 − β₁ᵗ) · m / u

    Args:
        params: parameters, `(name, parameter)` pairs, or groups; see `Optimizer`.
        lr: the learning rate, at least 0.
        betas: (β₁, β₂), each at least 0 and below 1.
        eps: added to |g|, at least 0.
        weight_decay: the weight of an L2 penalty, at least 0.
        foreach, differentiable, capturable: accepted, without effect.
        maximize: use −g in place of g, to climb.

    Raises:
        ValueError: if a setting is out of range.

    Source: D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", 2015, section 7.1,
    https://arxiv.org/abs/1412.6980.

    >>> from autograd import tensor
    >>> p = tensor([1.0], requires_grad=True)
    >>> (10 * p).backward()
    >>> Adamax([p], lr=0.1).step()
    >>> p
    tensor([0.9000], requires_grad=True)
    """

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 2e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        foreach: bool | None = None,
        *,
        maximize: bool = False,
        differentiable: bool = False,
        capturable: bool = False,
    ) -> None:
        settings = {"lr": lr, "betas": tuple(betas), "eps": eps, "weight_decay": weight_decay, "maximize": maximize}
        super().__init__(params, settings)

    def _check(self, settings: Group) -> None:
        check_moments("Adamax()", settings)

    def _state_keys(self, settings: Group) -> tuple[set[str], set[str]]:
        return {"step", "exp_avg", "exp_inf"}, set()

    def _decay(self, settings: Group) -> dict[str, float]:
        return dict(zip(("exp_avg", "exp_inf"), settings["betas"]))

    def _update(self, parameter: Array, gradient: Array, state: dict[str, Any], group: Group) -> None:
        gradient = penalized(parameter, gradient, group)
        beta1, beta2 = group["betas"]
        if not state:
            state.update(step=0, exp_avg=np.zeros_like(parameter), exp_inf=np.zeros_like(parameter))
        state["step"] += 1
        mean, largest = state["exp_avg"], state["exp_inf"]
        mean += (1 - beta1) * (gradient - mean)
        largest *= beta2
        np.maximum(largest, np.abs(gradient) + group["eps"], out=largest)
        parameter -= group["lr"] / (1 - beta1 ** state["step"]) * (mean / largest)
