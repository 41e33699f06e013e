"""Adam."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from autograd.extend import Array, DType
from nn.optim.blocks import blocks
from nn.optim.optimizer import Group, Optimizer, as_number, check_moments, in_dtype


class Adam(Optimizer):
    """Adam: gradient descent with steps scaled by running means of the gradient and of its square.

    For a parameter p with gradient g, step t computes

        g ← g + weight_decay · p
        m ← β₁ · m + (1 − β₁) · g
        v ← β₂ · v + (1 − β₂) · g²
        p ← p − lr · m̂ / (√v̂ + eps)        with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)

    Args:
        params: parameters, `(name, parameter)` pairs, or groups; see `Optimizer`.
        lr: the learning rate, at least 0.
        betas: (β₁, β₂), each in [0, 1).
        eps: keeps the divisor above 0.
        weight_decay: the weight of an L2 penalty, at least 0. `AdamW` decays the parameter itself.
        amsgrad: use the largest v so far in place of v.
        maximize: use −g in place of g, to climb.
        foreach, capturable, differentiable, fused: accepted, without effect.
        decoupled_weight_decay: decay the parameters as AdamW does.

    Raises:
        ValueError: if a setting is out of range.

    Source: D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", 2015, https://arxiv.org/abs/1412.6980.
    AMSGrad: S. J. Reddi et al., "On the convergence of Adam and beyond", 2018, https://arxiv.org/abs/1904.09237.

    >>> from autograd import tensor
    >>> p = tensor([1.0, -100.0], requires_grad=True)
    >>> optimizer = Adam([p], lr=0.1)
    >>> (p**2).sum().backward()
    >>> optimizer.step()
    >>> p  # the first step has the size lr in each direction
    tensor([  0.9000, -99.9000], requires_grad=True)
    """

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        amsgrad: bool = False,
        *,
        foreach: bool | None = None,
        maximize: bool = False,
        capturable: bool = False,
        differentiable: bool = False,
        fused: bool | None = None,
        decoupled_weight_decay: bool = False,
    ) -> None:
        settings = {
            "lr": lr, "betas": tuple(betas), "eps": eps, "weight_decay": weight_decay, "amsgrad": amsgrad,
            "maximize": maximize, "decoupled_weight_decay": decoupled_weight_decay,
        }  # fmt: skip
        super().__init__(params, settings)

    def _check(self, settings: Group) -> None:
        check_moments(f"{type(self).__name__}()", settings)

    def _state_keys(self, settings: Group) -> tuple[set[str], set[str]]:
        largest = {"max_exp_avg_sq"}
        needed = {"step", "exp_avg", "exp_avg_sq"}
        return (needed | largest, set()) if settings["amsgrad"] else (needed, largest)

    def _decay(self, settings: Group) -> dict[str, float]:
        return dict(zip(("exp_avg", "exp_avg_sq"), settings["betas"]))

    def _update(self, parameter: Array, gradient: Array, state: dict[str, Any], group: Group) -> None:
        numbers = group["lr"], *group["betas"], group["eps"]
        if {*map(type, numbers)} != {float}:  # changed during training
            where = f"{type(self).__name__}():"
            names = (f"{where} {name}" for name in ("lr", "betas[0]", "betas[1]", "eps"))
            numbers = tuple(map(as_number, names, numbers))
        lr, beta1, beta2, eps = numbers
        if group["maximize"]:
            gradient = -gradient
        if group["weight_decay"]:
            if group["decoupled_weight_decay"]:
                parameter *= 1 - lr * group["weight_decay"]
            else:
                gradient = gradient + group["weight_decay"] * parameter
        if not state:
            state.update(step=0, exp_avg=np.zeros_like(parameter), exp_avg_sq=np.zeros_like(parameter))
            if group["amsgrad"]:
                state["max_exp_avg_sq"] = np.zeros_like(parameter)
        state["step"] += 1
        kept1, new1, kept2, new2, step_size, least = _factors(parameter.dtype, lr, beta1, beta2, eps, state["step"])
        moments = (state["exp_avg"], state["exp_avg_sq"], state.get("max_exp_avg_sq"))
        for p, g, m, v, largest, scratch in blocks(parameter, gradient, *moments):
            np.multiply(g, new1, out=scratch)
            m *= kept1
            m += scratch
            np.multiply(g, g, out=scratch)
            scratch *= new2
            v *= kept2
            v += scratch
            if largest is not None:
                v = np.maximum(largest, v, out=largest)
            np.sqrt(v, out=scratch)
            scratch += least
            np.divide(m, scratch, out=scratch)
            scratch *= step_size
            p -= scratch


@functools.lru_cache(maxsize=64)
def _factors(dtype: DType, lr: float, beta1: float, beta2: float, eps: float, step: int) -> tuple[Array, ...]:
    """Return β₁, 1 − β₁, β₂, 1 − β₂, the step size and eps, the last two with the corrections of both means.

    As factors of these two, the corrections save two passes over memory.
    """
    correction = math.sqrt(1 - beta2**step)
    step_size, corrected_eps = lr * correction / (1 - beta1**step), eps * correction
    # Only these two change from step to step.
    return (
        *in_dtype(dtype, beta1, 1 - beta1, beta2, 1 - beta2),
        np.array(step_size, dtype),
        np.array(corrected_eps, dtype),
    )
