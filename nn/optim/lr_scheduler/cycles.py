"""Schedules that go up and down, and change the momentum against the rate."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from nn.optim.lr_scheduler.base import LRScheduler, checked, one_per_group
from nn.optim.optimizer import Optimizer


class _Cycling(LRScheduler):
    """A schedule that may change the momentum too, which Adam and its kin call the first of their betas."""

    def _start_momentum(self, where: str, optimizer: Optimizer, base: Any, largest: Any, last_epoch: int) -> None:
        self.use_beta1 = "betas" in optimizer.defaults
        if not self.use_beta1 and "momentum" not in optimizer.defaults:
            raise ValueError(f"{where}: {type(optimizer).__name__} has no momentum to change; say cycle_momentum=False")
        self.base_momentums = one_per_group(f"{where}: base_momentum", base, optimizer)
        self.max_momentums = one_per_group(f"{where}: max_momentum", largest, optimizer)
        if last_epoch == -1:
            for group, low, high in zip(optimizer.param_groups, self.base_momentums, self.max_momentums):
                self._set_momentum(group, high)
                group["base_momentum"], group["max_momentum"] = low, high

    def _set_momentum(self, group: dict[str, Any], momentum: float) -> None:
        if self.use_beta1:
            group["betas"] = (momentum, *group["betas"][1:])
        else:
            group["momentum"] = momentum


class CyclicLR(_Cycling):
    """The rate linearly from `base_lr` up to `max_lr` and down again, in cycles; the momentum the other way.

    Args:
        optimizer: the optimiser.
        base_lr: the least rate, or one per group.
        max_lr: the largest rate, or one per group.
        step_size_up: the number of steps up.
        step_size_down: the number of steps down; by default as many.
        mode: "triangular"; "triangular2", whose height halves from cycle to cycle; or "exp_range", whose height is
            multiplied by `gamma` at each step.
        gamma: see `mode`.
        scale_fn: a function of the number of the cycle that gives the height, in place of `mode`.
        scale_mode: "cycle", or "iterations" for a `scale_fn` of the number of the step.
        cycle_momentum: whether to change the momentum.
        base_momentum, max_momentum: the least and the largest momentum, or one per group.
        last_epoch: see LRScheduler.

    Raises:
        ValueError: for an unknown mode, or if the optimiser has no momentum to change.

    Source: L. N. Smith, "Cyclical learning rates for training neural networks", 2017,
    https://arxiv.org/abs/1506.01186.
    """

    _functions = ("_scale_fn_custom",)

    def __init__(
        self,
        optimizer: Optimizer,
        base_lr: float | list[float],
        max_lr: float | list[float],
        step_size_up: int = 2000,
        step_size_down: int | None = None,
        mode: str = "triangular",
        gamma: float = 1.0,
        scale_fn: Callable[[float], float] | None = None,
        scale_mode: str = "cycle",
        cycle_momentum: bool = True,
        base_momentum: float | list[float] = 0.8,
        max_momentum: float | list[float] = 0.9,
        last_epoch: int = -1,
    ) -> None:
        checked(optimizer, "CyclicLR")
        if scale_fn is None and mode not in ("triangular", "triangular2", "exp_range"):
            raise ValueError(f"CyclicLR(): mode is 'triangular', 'triangular2' or 'exp_range', got {mode!r}")
        lowest = one_per_group("CyclicLR(): base_lr", base_lr, optimizer)
        if last_epoch == -1:
            for group, rate in zip(optimizer.param_groups, lowest):
                group["lr"] = rate
        self.max_lrs = one_per_group("CyclicLR(): max_lr", max_lr, optimizer)
        down = step_size_up if step_size_down is None else step_size_down
        self.total_size = float(step_size_up + down)
        self.step_ratio = step_size_up / self.total_size
        self.mode, self.gamma, self._scale_fn_custom = mode, gamma, scale_fn
        self.scale_mode = scale_mode if scale_fn is not None else "iterations" if mode == "exp_range" else "cycle"
        self.cycle_momentum = cycle_momentum
        if cycle_momentum:
            self._start_momentum("CyclicLR()", optimizer, base_momentum, max_momentum, last_epoch)
        super().__init__(optimizer, last_epoch)
        self.base_lrs = lowest

    def scale_fn(self, x: float) -> float:
        """Return the height of a cycle, or at a step, as a share of the first height."""
        if self._scale_fn_custom is not None:
            return self._scale_fn_custom(x)
        if self.mode == "triangular2":
            return float(1 / 2.0 ** (x - 1))
        return float(self.gamma**x) if self.mode == "exp_range" else 1.0

    def get_lr(self) -> list[float]:
        """Return the rates at the place in the cycle, and set the momentum."""
        cycle = math.floor(1 + self.last_epoch / self.total_size)
        place = 1.0 + self.last_epoch / self.total_size - cycle
        share = place / self.step_ratio if place <= self.step_ratio else (place - 1) / (self.step_ratio - 1)
        scale = self.scale_fn(cycle if self.scale_mode == "cycle" else self.last_epoch)
        if self.cycle_momentum:
            for group, low, high in zip(self.optimizer.param_groups, self.base_momentums, self.max_momentums):
                self._set_momentum(group, high - (high - low) * share * scale)
        return [low + (high - low) * share * scale for low, high in zip(self.base_lrs, self.max_lrs)]


class OneCycleLR(_Cycling):
    """The rate from a small one up to `max_lr`, then down to a much smaller one; the momentum the other way.

    Call `step` after each batch.

    Args:
        optimizer: the optimiser.
        max_lr: the largest rate, or one per group.
        total_steps: the number of steps; or
        epochs, steps_per_epoch: whose product it is.
        pct_start: the share of the steps that go up.
        anneal_strategy: "cos" or "linear".
        cycle_momentum: whether to change the momentum.
        base_momentum, max_momentum: the least and the largest momentum, or one per group.
        div_factor: the first rate is max_lr / div_factor.
        final_div_factor: the last rate is the first one / final_div_factor.
        three_phase: go down in two phases: to the first rate as fast as up, then to the last.
        last_epoch: see LRScheduler.

    Raises:
        ValueError: if a setting is out of range; from `step`, after the last step.

    Source: L. N. Smith, N. Topin, "Super-convergence: very fast training of neural networks using large learning
    rates", 2017, https://arxiv.org/abs/1708.07120.
    """

    def __init__(
        self,
        optimizer: Optimizer,
        max_lr: float | list[float],
        total_steps: int | None = None,
        epochs: int | None = None,
        steps_per_epoch: int | None = None,
        pct_start: float = 0.3,
        anneal_strategy: str = "cos",
        cycle_momentum: bool = True,
        base_momentum: float | list[float] = 0.85,
        max_momentum: float | list[float] = 0.95,
        div_factor: float = 25.0,
        final_div_factor: float = 1e4,
        three_phase: bool = False,
        last_epoch: int = -1,
    ) -> None:
        checked(optimizer, "OneCycleLR")
        steps = total_steps if epochs is None or steps_per_epoch is None or total_steps else epochs * steps_per_epoch
        if not isinstance(steps, int) or steps < 1:
            raise ValueError(
                f"OneCycleLR(): give total_steps, or epochs and steps_per_epoch, of 1 or more, got {total_steps}, "
                f"{epochs} and {steps_per_epoch}"
            )
        if not isinstance(pct_start, float) or not 0 <= pct_start <= 1:
            raise ValueError(f"OneCycleLR(): pct_start is a float from 0 to 1, got {pct_start!r}")
        if anneal_strategy not in ("cos", "linear"):
            raise ValueError(f"OneCycleLR(): anneal_strategy is 'cos' or 'linear', got {anneal_strategy!r}")
        self.total_steps, self._anneal_func_type, self.cycle_momentum = steps, anneal_strategy, cycle_momentum
        # The last step of each phase, and the names of the settings in a group at its end.
        top = float(pct_start * steps) - 1
        self._phases: list[tuple[float, str, str]] = [(top, "max_lr", "base_momentum")]
        if three_phase:
            self._phases.append((2 * top, "initial_lr", "max_momentum"))
        self._phases.append((steps - 1, "min_lr", "max_momentum"))
        if last_epoch == -1:
            for group, rate in zip(optimizer.param_groups, one_per_group("OneCycleLR(): max_lr", max_lr, optimizer)):
                group["initial_lr"] = rate / div_factor
                group["max_lr"] = rate
                group["min_lr"] = group["initial_lr"] / final_div_factor
        if cycle_momentum:
            self._start_momentum("OneCycleLR()", optimizer, base_momentum, max_momentum, last_epoch)
        super().__init__(optimizer, last_epoch)

    def get_lr(self) -> list[float]:
        """Return the rates at the place in the cycle, and set the momentum."""
        step = self.last_epoch
        if step > self.total_steps:
            raise ValueError(f"OneCycleLR.step(): there are {self.total_steps} steps in all, and this is one more")
        start, rate, momentum = 0.0, "initial_lr", "max_momentum"
        for end, rate_then, momentum_then in self._phases:
            if step <= end or end == self._phases[-1][0]:
                break
            start, rate, momentum = end, rate_then, momentum_then
        share = (step - start) / (end - start)
        if self.cycle_momentum:
            for group in self.optimizer.param_groups:
                self._set_momentum(group, self._between(group[momentum], group[momentum_then], share))
        return [self._between(group[rate], group[rate_then], share) for group in self.optimizer.param_groups]

    def _between(self, start: float, end: float, share: float) -> float:
        if self._anneal_func_type == "cos":
            return end + (start - end) / 2 * (math.cos(math.pi * share) + 1)
        return (end - start) * share + start
