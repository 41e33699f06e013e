"""Schedules along a cosine."""

from __future__ import annotations

import math
from typing import Any

from nn.optim.lr_scheduler.base import LRScheduler
from nn.optim.optimizer import Optimizer


class CosineAnnealingLR(LRScheduler):
    """The rate along a cosine: from the first one down to `eta_min` in `T_max` epochs, and up again.

        eta_min + ½ (lr − eta_min) (1 + cos(π · epoch / T_max))

    Args:
        optimizer: the optimiser.
        T_max: the number of epochs down.
        eta_min: the least rate.
        last_epoch: see LRScheduler.

    Source: I. Loshchilov, F. Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017,
    https://arxiv.org/abs/1608.03983.

    >>> from autograd import ones
    >>> from nn.optim import SGD
    >>> schedule = CosineAnnealingLR(SGD([ones(1)], lr=1.0), T_max=10)
    >>> schedule.step(10)
    >>> schedule.get_last_lr()
    [0.0]
    """

    def __init__(self, optimizer: Optimizer, T_max: int, eta_min: float = 0.0, last_epoch: int = -1) -> None:
        self.T_max, self.eta_min = T_max, eta_min
        super().__init__(optimizer, last_epoch)

    def get_lr(self) -> list[float]:
        """Return the rates of the last epoch, changed: several schedules may change the rate of one optimiser."""
        if self._is_initial:
            return self._rates()
        epoch = self.last_epoch
        if (epoch - 1 - self.T_max) % (2 * self.T_max) == 0:  # away from the lowest point, where the ratio is 0/0
            rise = (1 - math.cos(math.pi / self.T_max)) / 2
            return [rate + (base - self.eta_min) * rise for base, rate in zip(self.base_lrs, self._rates())]
        now, before = (1 + math.cos(math.pi * n / self.T_max) for n in (epoch, epoch - 1))
        return [now / before * (rate - self.eta_min) + self.eta_min for rate in self._rates()]

    def _closed_form(self, epoch: int) -> list[float]:
        share = (1 + math.cos(math.pi * epoch / self.T_max)) / 2
        return [self.eta_min + (base - self.eta_min) * share for base in self.base_lrs]


class CosineAnnealingWarmRestarts(LRScheduler):
    """The rate along a cosine, which begins again from the first rate after each period.

    Args:
        optimizer: the optimiser.
        T_0: the number of epochs of the first period.
        T_mult: how many times as long each period is as the one before.
        eta_min: the least rate.
        last_epoch: see LRScheduler.

    Raises:
        ValueError: if a period is not a whole number of 1 or more.

    Source: I. Loshchilov, F. Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017,
    https://arxiv.org/abs/1608.03983.
    """

    def __init__(
        self, optimizer: Optimizer, T_0: int, T_mult: int = 1, eta_min: float = 0.0, last_epoch: int = -1
    ) -> None:
        for name, number in (("T_0", T_0), ("T_mult", T_mult)):
            if not isinstance(number, int) or number < 1:
                raise ValueError(
                    f"CosineAnnealingWarmRestarts(): {name} is a whole number of 1 or more, got {number!r}"
                )
        self.T_0, self.T_i, self.T_mult, self.eta_min = T_0, T_0, T_mult, eta_min
        self.T_cur: Any = last_epoch
        super().__init__(optimizer, last_epoch)

    def get_lr(self) -> list[float]:
        """Return the rates at the place in the period."""
        share = (1 + math.cos(math.pi * self.T_cur / self.T_i)) / 2
        return [self.eta_min + (base - self.eta_min) * share for base in self.base_lrs]

    def step(self, epoch: float | None = None) -> None:
        """Go to the next epoch, or to a given one, which may be a fraction, and set the rates.

        Args:
            epoch: the number of the epoch, such as epoch + batch / batches. By default the next.

        Raises:
            ValueError: if the number is negative.
        """
        if epoch is None and self.last_epoch >= 0:
            epoch = self.last_epoch + 1
            self.T_cur += 1
            if self.T_cur >= self.T_i:
                self.T_cur %= self.T_i
                self.T_i *= self.T_mult
        else:
            epoch = epoch or 0
            if epoch < 0:
                raise ValueError(f"CosineAnnealingWarmRestarts.step(): expected an epoch of 0 or more, got {epoch}")
            periods = 0  # the number of whole periods before
            if epoch >= self.T_0 and self.T_mult > 1:
                periods = int(math.log(epoch / self.T_0 * (self.T_mult - 1) + 1, self.T_mult))
                self.T_cur = epoch - self.T_0 * (self.T_mult**periods - 1) / (self.T_mult - 1)
            else:
                self.T_cur = epoch % self.T_0
            self.T_i = self.T_0 * self.T_mult**periods
        self.last_epoch = math.floor(epoch)
        self._set(self.get_lr())

    def _set_epoch(self, epoch: int | None = None) -> None:
        self.step(epoch)
