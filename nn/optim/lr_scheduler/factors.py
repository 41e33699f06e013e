"""Schedules that multiply the rate by a factor of the epoch."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Callable, Iterable

from nn.optim.lr_scheduler.base import LRScheduler, checked, one_per_group
from nn.optim.optimizer import Optimizer

Function = Callable[[int], float]


class _Factor(LRScheduler):
    """A schedule whose rates are the first ones times a factor of the epoch.

    A subclass defines the factor, and how the rate changes from one epoch to the next. Several schedules may change the
    rate of one optimiser, so a step multiplies the rate that it finds.
    """

    def get_lr(self) -> list[float]:
        """Return the rates of the last epoch, changed."""
        change = self._change(self.last_epoch)
        return self._rates() if change == 1 else [rate * change for rate in self._rates()]

    def _closed_form(self, epoch: int) -> list[float]:
        return [base * self._factor(epoch) for base in self.base_lrs]

    def _change(self, epoch: int) -> float:
        raise NotImplementedError

    def _factor(self, epoch: int) -> float:
        raise NotImplementedError


class LambdaLR(LRScheduler):
    """The first rate times a function of the epoch.

    Args:
        optimizer: the optimiser.
        lr_lambda: the function, or a list with one per group.
        last_epoch: see LRScheduler.

    Raises:
        ValueError: if the number of functions is not that of the groups.

    >>> from autograd import ones
    >>> from nn.optim import SGD
    >>> schedule = LambdaLR(SGD([ones(1)], lr=0.5), lambda epoch: 1 / (epoch + 1))
    >>> schedule.step(4)
    >>> schedule.get_last_lr()
    [0.1]
    """

    _functions = ("lr_lambdas",)

    def __init__(self, optimizer: Optimizer, lr_lambda: Function | list[Function], last_epoch: int = -1) -> None:
        checked(optimizer, "LambdaLR")
        self.lr_lambdas = one_per_group("LambdaLR(): lr_lambda", lr_lambda, optimizer)
        super().__init__(optimizer, last_epoch)

    def get_lr(self) -> list[float]:
        """Return the first rates times the functions of the epoch."""
        return [base * function(self.last_epoch) for function, base in zip(self.lr_lambdas, self.base_lrs)]


class MultiplicativeLR(LRScheduler):
    """The rate before, times a function of the epoch.

    Args:
        optimizer: the optimiser.
        lr_lambda: the function, or a list with one per group.
        last_epoch: see LRScheduler.

    Raises:
        ValueError: if the number of functions is not that of the groups.
        TypeError: if one is no function.
    """

    _functions = ("lr_lambdas",)

    def __init__(self, optimizer: Optimizer, lr_lambda: Function | list[Function], last_epoch: int = -1) -> None:
        checked(optimizer, "MultiplicativeLR")
        self.lr_lambdas = one_per_group("MultiplicativeLR(): lr_lambda", lr_lambda, optimizer)
        for function in self.lr_lambdas:
            if not callable(function):
                raise TypeError(f"MultiplicativeLR(): lr_lambda is a function, got {type(function).__name__}")
        super().__init__(optimizer, last_epoch)

    def get_lr(self) -> list[float]:
        """Return the rates times the functions of the epoch."""
        if self._is_initial:
            return self._rates()
        return [rate * function(self.last_epoch) for function, rate in zip(self.lr_lambdas, self._rates())]


class StepLR(_Factor):
    """The rate times `gamma` every `step_size` epochs.

    Args:
        optimizer: the optimiser.
        step_size: the number of epochs.
        gamma: the factor.
        last_epoch: see LRScheduler.

    >>> from autograd import ones
    >>> from nn.optim import SGD
    >>> schedule = StepLR(SGD([ones(1)], lr=1.0), step_size=2, gamma=0.5)
    >>> schedule.step(4)
    >>> schedule.get_last_lr()
    [0.25]
    """

    def __init__(self, optimizer: Optimizer, step_size: int, gamma: float = 0.1, last_epoch: int = -1) -> None:
        self.step_size, self.gamma = step_size, gamma
        super().__init__(optimizer, last_epoch)

    def _change(self, epoch: int) -> float:
        return self.gamma if epoch and epoch % self.step_size == 0 else 1

    def _factor(self, epoch: int) -> float:
        return float(self.gamma ** (epoch // self.step_size))


class MultiStepLR(_Factor):
    """The rate times `gamma` at each of the milestones.

    Args:
        optimizer: the optimiser.
        milestones: the epochs; one that is named twice counts twice.
        gamma: the factor.
        last_epoch: see LRScheduler.
    """

    def __init__(
        self, optimizer: Optimizer, milestones: Iterable[int], gamma: float = 0.1, last_epoch: int = -1
    ) -> None:
        self.milestones, self.gamma = Counter(milestones), gamma
        super().__init__(optimizer, last_epoch)

    def _change(self, epoch: int) -> float:
        return float(self.gamma ** self.milestones[epoch]) if epoch in self.milestones else 1

    def _factor(self, epoch: int) -> float:
        return float(self.gamma ** bisect.bisect_right(sorted(self.milestones.elements()), epoch))


class ConstantLR(_Factor):
    """The rate times `factor` in the first epochs, and the whole rate afterwards.

    Args:
        optimizer: the optimiser.
        factor: the factor, from 0 to 1.
        total_iters: the number of epochs with the factor.
        last_epoch: see LRScheduler.

    Raises:
        ValueError: if the factor is out of range.
    """

    def __init__(self, optimizer: Optimizer, factor: float = 1 / 3, total_iters: int = 5, last_epoch: int = -1) -> None:
        if not 0 <= factor <= 1:
            raise ValueError(f"ConstantLR(): expected a factor from 0 to 1, got {factor}")
        self.factor, self.total_iters = factor, total_iters
        super().__init__(optimizer, last_epoch)

    def _change(self, epoch: int) -> float:
        if epoch == 0:
            return self.factor
        return 1 / self.factor if epoch == self.total_iters else 1

    def _factor(self, epoch: int) -> float:
        return 1 if epoch >= self.total_iters else self.factor


class LinearLR(_Factor):
    """The rate times a factor that changes linearly in the first epochs.

    Args:
        optimizer: the optimiser.
        start_factor: the first factor, above 0 and at most 1.
        end_factor: the last factor, from 0 to 1.
        total_iters: the number of epochs in which the factor changes.
        last_epoch: see LRScheduler.

    Raises:
        ValueError: if a factor is out of range.
    """

    def __init__(
        self,
        optimizer: Optimizer,
        start_factor: float = 1 / 3,
        end_factor: float = 1.0,
        total_iters: int = 5,
        last_epoch: int = -1,
    ) -> None:
        if not 0 < start_factor <= 1 or not 0 <= end_factor <= 1:
            raise ValueError(
                f"LinearLR(): expected a start_factor above 0 and an end_factor of 0 or more, both at most 1, got "
                f"{start_factor} and {end_factor}"
            )
        self.start_factor, self.end_factor, self.total_iters = start_factor, end_factor, total_iters
        super().__init__(optimizer, last_epoch)

    def _change(self, epoch: int) -> float:
        if epoch == 0:
            return self.start_factor
        if self._is_initial or epoch > self.total_iters:
            return 1
        slope = self.end_factor - self.start_factor
        change = 1 + slope / (self.total_iters * self.start_factor + (epoch - 1) * slope)
        return max(change, 0.0)  # rounding may make less of the last step down to 0

    def _factor(self, epoch: int) -> float:
        share = min(self.total_iters, epoch) / self.total_iters
        return self.start_factor + (self.end_factor - self.start_factor) * share


class ExponentialLR(_Factor):
    """The rate times `gamma` every epoch.

    Args:
        optimizer: the optimiser.
        gamma: the factor.
        last_epoch: see LRScheduler.
    """

    def __init__(self, optimizer: Optimizer, gamma: float, last_epoch: int = -1) -> None:
        self.gamma = gamma
        super().__init__(optimizer, last_epoch)

    def _change(self, epoch: int) -> float:
        return 1 if self._is_initial else self.gamma

    def _factor(self, epoch: int) -> float:
        return float(self.gamma**epoch)


class PolynomialLR(_Factor):
    """The rate times (1 − epoch / total_iters)^power.

    Args:
        optimizer: the optimiser.
        total_iters: the number of epochs until the rate is 0.
        power: the power.
        last_epoch: see LRScheduler.
    """

    def __init__(self, optimizer: Optimizer, total_iters: int = 5, power: float = 1.0, last_epoch: int = -1) -> None:
        self.total_iters, self.power = total_iters, power
        super().__init__(optimizer, last_epoch)

    def _change(self, epoch: int) -> float:
        if self._is_initial or epoch > self.total_iters:
            return 1
        left, before = (1 - n / self.total_iters for n in (epoch, epoch - 1))
        return float((left / before) ** self.power)

    def _factor(self, epoch: int) -> float:
        return float((1 - min(self.total_iters, epoch) / self.total_iters) ** self.power)
