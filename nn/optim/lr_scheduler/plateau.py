"""A schedule that looks at a metric."""

from __future__ import annotations

import math
from typing import Any

from nn.optim.lr_scheduler.base import LRScheduler, checked, one_per_group
from nn.optim.optimizer import Optimizer


class ReduceLROnPlateau(LRScheduler):
    """The rate times `factor` when a metric has not become better for more than `patience` epochs.

    Args:
        optimizer: the optimiser.
        mode: "min" if smaller is better, or "max".
        factor: the factor, below 1.
        patience: the number of epochs without a better metric that are allowed.
        threshold: how much better it must be.
        threshold_mode: "rel" for a share of the best one, or "abs".
        cooldown: the number of epochs after a reduction in which nothing counts.
        min_lr: the least rate, or one per group.
        eps: a smaller change of the rate is left out.

    Raises:
        ValueError: if a setting is out of range.

    >>> from autograd import ones
    >>> from nn.optim import SGD
    >>> schedule = ReduceLROnPlateau(SGD([ones(1)], lr=1.0), factor=0.5, patience=0)
    >>> for loss in (3.0, 3.0):
    ...     schedule.step(loss)
    >>> schedule.get_last_lr()
    [0.5]
    """

    def __init__(
        self,
        optimizer: Optimizer,
        mode: str = "min",
        factor: float = 0.1,
        patience: int = 10,
        threshold: float = 1e-4,
        threshold_mode: str = "rel",
        cooldown: int = 0,
        min_lr: float | list[float] = 0.0,
        eps: float = 1e-8,
    ) -> None:
        if factor >= 1:
            raise ValueError(f"ReduceLROnPlateau(): expected a factor below 1, got {factor}")
        if mode not in ("min", "max") or threshold_mode not in ("rel", "abs"):
            raise ValueError(
                f"ReduceLROnPlateau(): mode is 'min' or 'max' and threshold_mode 'rel' or 'abs', got {mode!r} and "
                f"{threshold_mode!r}"
            )
        self.optimizer = checked(optimizer, "ReduceLROnPlateau")
        self.mode, self.factor, self.patience, self.cooldown, self.eps = mode, factor, patience, cooldown, eps
        self.threshold, self.threshold_mode = threshold, threshold_mode
        self.min_lrs = one_per_group("ReduceLROnPlateau(): min_lr", min_lr, optimizer)
        self.best = math.inf if mode == "min" else -math.inf
        self.last_epoch = self.cooldown_counter = self.num_bad_epochs = 0
        self._last_lr = self._rates()

    @property
    def in_cooldown(self) -> bool:
        """Whether the last reduction is so recent that nothing counts."""
        return self.cooldown_counter > 0

    def step(self, metrics: Any, epoch: int | None = None) -> None:  # type: ignore[override]  # as in PyTorch
        """Look at the metric of an epoch, and reduce the rate if it is time.

        Args:
            metrics: the metric, a number or a Tensor with one element.
            epoch: the number of the epoch. By default the next.
        """
        metric = float(metrics)
        self.last_epoch = self.last_epoch + 1 if epoch is None else epoch
        if self._is_better(metric):
            self.best, self.num_bad_epochs = metric, 0
        else:
            self.num_bad_epochs += 1
        if self.in_cooldown:
            self.cooldown_counter -= 1
            self.num_bad_epochs = 0
        if self.num_bad_epochs > self.patience:
            self._reduce()
            self.cooldown_counter, self.num_bad_epochs = self.cooldown, 0
        self._last_lr = self._rates()

    def _is_better(self, metric: float) -> bool:
        sign = 1 if self.mode == "min" else -1
        limit = (
            self.best * (1 - sign * self.threshold)
            if self.threshold_mode == "rel"
            else self.best - sign * self.threshold
        )
        return sign * metric < sign * limit

    def _reduce(self) -> None:
        groups = self.optimizer.param_groups
        least = self.min_lrs + self.min_lrs[-1:] * (len(groups) - len(self.min_lrs))  # a group may have been added
        for group, lowest in zip(groups, least):
            new = max(float(group["lr"]) * self.factor, lowest)
            if float(group["lr"]) - new > self.eps:
                group["lr"] = new
