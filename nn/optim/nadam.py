"""NAdam."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from autograd.extend import Array
from nn.optim.optimizer import Group, Optimizer, check_moments, check_setting, penalized, rounded


class NAdam(Optimizer):
    """NAdam: Adam with Nesterov's momentum.

    For a parameter p with gradient g, step t computes with μₜ = β₁ · (1 − ½ · 0.96^(t · momentum_decay))

        g ← g + weight_decay · p
        m ← β₁ · m + (1 − β₁) · g
        v ← β₂ · v + (1 − β₂) · g²
        p ← p − lr · ((1 − μₜ) / (1 − μ₁…μₜ) · g + μₜ₊₁ / (1 − μ₁…μₜ₊₁) · m) / (√(v / (1 − β₂ᵗ)) + eps)

    Args:
        params: parameters, `(name, parameter)` pairs, or groups; see `Optimizer`.
        lr: the learning rate, at least 0.
        betas: (β₁, β₂), each at least 0 and below 1.
        eps: added to the root, at least 0.
        weight_decay: the weight of an L2 penalty, at least 0.
        momentum_decay: see above, at least 0.
        decoupled_weight_decay: compute p ← p − lr · weight_decay · p, as AdamW does, in place of the penalty.
        foreach, capturable, differentiable: accepted, without effect.
        maximize: use −g in place of g, to climb.

    Raises:
        ValueError: if a setting is out of range.

    Source: T. Dozat, "Incorporating Nesterov momentum into Adam", 2016.

    >>> from autograd import tensor
    >>> p = tensor([1.0], requires_grad=True)
    >>> (10 * p).backward()
    >>> NAdam([p], lr=0.1).step()
    >>> p
    tensor([0.8944], requires_grad=True)
    """

    _numbers = frozenset({"step", "mu_product"})

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 2e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        momentum_decay: float = 4e-3,
        decoupled_weight_decay: bool = False,
        *,
        foreach: bool | None = None,
        maximize: bool = False,
        capturable: bool = False,
        differentiable: bool = False,
    ) -> None:
        settings = {
            "lr": lr, "betas": tuple(betas), "eps": eps, "weight_decay": weight_decay,
            "momentum_decay": momentum_decay, "decoupled_weight_decay": decoupled_weight_decay, "maximize": maximize,
        }  # fmt: skip
        super().__init__(params, settings)

    def _check(self, settings: Group) -> None:
        check_moments("NAdam()", settings)
        check_setting("NAdam(): momentum_decay", settings["momentum_decay"], 0)

    def _state_keys(self, settings: Group) -> tuple[set[str], set[str]]:
        return {"step", "mu_product", "exp_avg", "exp_avg_sq"}, set()

    def _decay(self, settings: Group) -> dict[str, float]:
        return dict(zip(("exp_avg", "exp_avg_sq"), settings["betas"]))

    def _update(self, parameter: Array, gradient: Array, state: dict[str, Any], group: Group) -> None:
        gradient = penalized(parameter, gradient, group)
        beta1, beta2 = group["betas"]
        if not state:
            state.update(step=0, mu_product=1.0, exp_avg=np.zeros_like(parameter), exp_avg_sq=np.zeros_like(parameter))
        state["step"] += 1
        step, mean, square = state["step"], state["exp_avg"], state["exp_avg_sq"]
        now, following = (beta1 * (1 - 0.5 * 0.96 ** (t * group["momentum_decay"])) for t in (step, step + 1))
        state["mu_product"] = rounded(state["mu_product"] * rounded(now))
        mean += (1 - beta1) * (gradient - mean)
        square *= beta2
        square += (1 - beta2) * gradient * gradient
        root = np.sqrt(square / (1 - beta2**step)) + group["eps"]
        parameter -= group["lr"] * (1 - now) / (1 - state["mu_product"]) * (gradient / root)
        parameter -= group["lr"] * following / (1 - state["mu_product"] * following) * (mean / root)
