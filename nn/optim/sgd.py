"""Stochastic gradient descent."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from autograd.extend import Array
from nn.optim.optimizer import Group, Optimizer, as_number, check_setting, in_dtype


class SGD(Optimizer):
    """Stochastic gradient descent, with momentum and weight decay.

    For a parameter p with gradient g, each step computes

        g ← g + weight_decay · p
        v ← momentum · v + (1 − dampening) · g        (the first v is g)
        p ← p − lr · v                                (with `nesterov`: p ← p − lr · (g + momentum · v))

    Args:
        params: parameters, `(name, parameter)` pairs, or groups; see `Optimizer`.
        lr: the learning rate, at least 0.
        momentum: the share of the former step that is kept, at least 0.
        dampening: reduces the weight of the gradient in v.
        weight_decay: the weight of an L2 penalty, at least 0.
        nesterov: use Nesterov's momentum. It needs momentum > 0 and dampening 0.
        maximize: use −g in place of g, to climb.
        foreach, differentiable, fused: accepted, without effect.

    Raises:
        ValueError: if a setting is out of range.

    Source: I. Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013. As in
    PyTorch, lr multiplies v and not g.

    >>> from autograd import tensor
    >>> p = tensor([1.0], requires_grad=True)
    >>> optimizer = SGD([p], lr=0.1)
    >>> (p**2).sum().backward()
    >>> optimizer.step()
    >>> p
    tensor([0.8000], requires_grad=True)
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
        foreach: bool | None = None,
        differentiable: bool = False,
        fused: bool | None = None,
    ) -> None:
        settings = {
            "lr": lr, "momentum": momentum, "dampening": dampening, "weight_decay": weight_decay,
            "nesterov": nesterov, "maximize": maximize,
        }  # fmt: skip
        super().__init__(params, settings)

    def _check(self, settings: Group) -> None:
        for key in ("lr", "momentum", "weight_decay"):
            check_setting(f"SGD(): {key}", settings[key], 0)
        check_setting("SGD(): dampening", settings["dampening"], -math.inf)
        if settings["nesterov"] and (settings["momentum"] <= 0 or settings["dampening"] != 0):
            raise ValueError("SGD(): nesterov needs momentum > 0 and dampening 0")

    def _state_keys(self, settings: Group) -> tuple[set[str], set[str]]:
        return set(), {"momentum_buffer"}

    def _decay(self, settings: Group) -> dict[str, float]:
        return {"momentum_buffer": settings["momentum"]}

    def _update(self, parameter: Array, gradient: Array, state: dict[str, Any], group: Group) -> None:
        if group["maximize"]:
            gradient = -gradient
        if group["weight_decay"]:
            gradient = gradient + group["weight_decay"] * parameter
        momentum = group["momentum"]
        if momentum:
            velocity = state.get("momentum_buffer")
            if velocity is None:  # np.array: arithmetic of 0-d arrays returns NumPy scalars
                velocity = state["momentum_buffer"] = np.array(gradient)
            else:
                velocity *= momentum
                velocity += gradient * (1 - group["dampening"])
            gradient = gradient + momentum * velocity if group["nesterov"] else velocity
        (lr,) = in_dtype(parameter.dtype, as_number("SGD(): lr", group["lr"]))
        parameter -= lr * gradient
