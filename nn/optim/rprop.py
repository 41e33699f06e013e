"""Rprop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from autograd.extend import Array
from nn.optim.optimizer import Group, Optimizer, check_setting


class Rprop(Optimizer):
    """Rprop: a step size for each number, which grows while its gradient keeps its sign, and shrinks when it turns.

    Only the sign of the gradient counts, so it is for gradients of the whole data set and not of batches.

    Args:
        params: parameters, `(name, parameter)` pairs, or groups; see `Optimizer`.
        lr: the first step size, at least 0.
        etas: the factors of step sizes that shrink, between 0 and 1, and that grow, above 1.
        step_sizes: the least and the largest step size.
        capturable, foreach, differentiable: accepted, without effect.
        maximize: use −g in place of g, to climb.

    Raises:
        ValueError: if a setting is out of range.

    Source: M. Riedmiller, H. Braun, "A direct adaptive method for faster backpropagation learning: the RPROP
    algorithm", 1993.

    >>> from autograd import tensor
    >>> p = tensor([1.0], requires_grad=True)
    >>> (10 * p).backward()
    >>> Rprop([p], lr=0.1).step()
    >>> p
    tensor([0.9000], requires_grad=True)
    """

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-2,
        etas: tuple[float, float] = (0.5, 1.2),
        step_sizes: tuple[float, float] = (1e-6, 50.0),
        *,
        capturable: bool = False,
        foreach: bool | None = None,
        maximize: bool = False,
        differentiable: bool = False,
    ) -> None:
        settings = {"lr": lr, "etas": tuple(etas), "step_sizes": tuple(step_sizes), "maximize": maximize}
        super().__init__(params, settings)

    def _check(self, settings: Group) -> None:
        check_setting("Rprop(): lr", settings["lr"], 0)
        shrink, grow = settings["etas"]
        if not 0 < shrink < 1 < grow:
            raise ValueError(f"Rprop(): expected etas between 0 and 1, and above 1, got {settings['etas']}")

    def _state_keys(self, settings: Group) -> tuple[set[str], set[str]]:
        return {"step", "prev", "step_size"}, set()

    def _update(self, parameter: Array, gradient: Array, state: dict[str, Any], group: Group) -> None:
        if group["maximize"]:
            gradient = -gradient
        if not state:
            state.update(step=0, prev=np.zeros_like(parameter), step_size=np.full_like(parameter, group["lr"]))
        state["step"] += 1
        turned = gradient * state["prev"]
        shrink, grow = group["etas"]
        size = state["step_size"]
        size *= np.where(turned > 0, grow, np.where(turned < 0, shrink, 1.0)).astype(parameter.dtype)
        np.clip(size, *group["step_sizes"], out=size)
        gradient = np.where(turned < 0, 0, gradient).astype(parameter.dtype)  # no step back at a turn
        parameter -= np.sign(gradient) * size
        state["prev"][...] = gradient
