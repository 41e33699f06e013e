"""RMSprop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from autograd.extend import Array
from nn.optim.optimizer import Group, Optimizer, check_setting, penalized


class RMSprop(Optimizer):
    """RMSprop: the gradient divided by the root of the running mean of its square.

    For a parameter p with gradient g, each step computes

        g ← g + weight_decay · p
        v ← alpha · v + (1 − alpha) · g²
        p ← p − lr · g / (√v + eps)

    With `momentum`, the quotient is added to momentum · b, the buffer, which p moves by. With `centered`, √v is
    √(v − m²), where m is the running mean of g.

    Args:
        params: parameters, `(name, parameter)` pairs, or groups; see `Optimizer`.
        lr: the learning rate, at least 0.
        alpha: the share of the former mean that is kept, at least 0.
        eps: added to the root, at least 0.
        weight_decay: the weight of an L2 penalty, at least 0.
        momentum: the share of the former step that is kept, at least 0.
        centered: divide by the standard deviation of the gradient.
        maximize: use −g in place of g, to climb.
        capturable, foreach, differentiable: accepted, without effect.

    Raises:
        ValueError: if a setting is out of range.

    Source: G. Hinton, "Neural networks for machine learning", lecture 6, 2012. The centred form: A. Graves, "Generating
    sequences with recurrent neural networks", 2013, https://arxiv.org/abs/1308.0850.

    >>> from autograd import tensor
    >>> p = tensor([1.0], requires_grad=True)
    >>> (10 * p).backward()
    >>> RMSprop([p], lr=0.1, alpha=0.0).step()
    >>> p
    tensor([0.9000], requires_grad=True)
    """

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-2,
        alpha: float = 0.99,
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        momentum: float = 0.0,
        centered: bool = False,
        capturable: bool = False,
        foreach: bool | None = None,
        maximize: bool = False,
        differentiable: bool = False,
    ) -> None:
        settings = {
            "lr": lr, "alpha": alpha, "eps": eps, "weight_decay": weight_decay, "momentum": momentum,
            "centered": centered, "maximize": maximize,
        }  # fmt: skip
        super().__init__(params, settings)

    def _check(self, settings: Group) -> None:
        for key in ("lr", "alpha", "eps", "weight_decay", "momentum"):
            check_setting(f"RMSprop(): {key}", settings[key], 0)

    def _state_keys(self, settings: Group) -> tuple[set[str], set[str]]:
        return {"step", "square_avg"}, {"momentum_buffer", "grad_avg"}

    def _decay(self, settings: Group) -> dict[str, float]:
        return {"square_avg": settings["alpha"], "grad_avg": settings["alpha"], "momentum_buffer": settings["momentum"]}

    def _update(self, parameter: Array, gradient: Array, state: dict[str, Any], group: Group) -> None:
        gradient = penalized(parameter, gradient, group)
        state["step"] = state.get("step", 0) + 1
        kept = {"square_avg": True, "momentum_buffer": group["momentum"], "grad_avg": group["centered"]}
        for key, used in kept.items():
            if used and key not in state:
                state[key] = np.zeros_like(parameter)
        alpha, square = group["alpha"], state["square_avg"]
        square *= alpha
        square += (1 - alpha) * gradient * gradient
        if group["centered"]:
            mean = state["grad_avg"]
            mean += (1 - alpha) * (gradient - mean)
            root = np.sqrt(square - mean * mean) + group["eps"]
        else:
            root = np.sqrt(square) + group["eps"]
        if group["momentum"]:
            buffer = state["momentum_buffer"]
            buffer *= group["momentum"]
            buffer += gradient / root
            parameter -= group["lr"] * buffer
        else:
            parameter -= group["lr"] * (gradient / root)
