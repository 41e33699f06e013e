"""Schedules that are made of others."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from nn.optim.lr_scheduler.base import LRScheduler
from nn.optim.lr_scheduler.plateau import ReduceLROnPlateau
from nn.optim.optimizer import Optimizer


def _checked(where: str, schedulers: Sequence[LRScheduler], optimizer: Optimizer | None) -> Optimizer:
    """Return the one optimiser of schedules.

    Raises:
        ValueError: if there is no schedule, one needs a metric, or they belong to different optimisers.
    """
    if not schedulers:
        raise ValueError(f"{where}: expected at least one schedule, got none")
    for i, scheduler in enumerate(schedulers):
        if isinstance(scheduler, ReduceLROnPlateau):
            raise ValueError(f"{where}: schedule {i} is ReduceLROnPlateau, which needs a metric in each step")
        if not isinstance(scheduler, LRScheduler):
            raise TypeError(f"{where}: expected schedules, got {type(scheduler).__name__}")
        if scheduler.optimizer is not (optimizer or schedulers[0].optimizer):
            raise ValueError(f"{where}: schedule {i} belongs to another optimiser")
    return optimizer or schedulers[0].optimizer


class SequentialLR(LRScheduler):
    """Several schedules, one after the other.

    Args:
        optimizer: the optimiser of all.
        schedulers: the schedules.
        milestones: the epoch at which each of them begins, but for the first.
        last_epoch: see LRScheduler.

    Raises:
        ValueError: if the number of milestones is not one less than that of schedules, or they do not belong together.

    >>> from autograd import ones
    >>> from nn.optim import SGD
    >>> from nn.optim.lr_scheduler import ConstantLR, ExponentialLR
    >>> optimizer = SGD([ones(1, requires_grad=True)], lr=1.0)
    >>> parts = [ConstantLR(optimizer, factor=0.1, total_iters=2), ExponentialLR(optimizer, gamma=0.5)]
    >>> SequentialLR(optimizer, parts, milestones=[2]).get_last_lr()
    [0.1]
    """

    def __init__(
        self, optimizer: Optimizer, schedulers: Sequence[LRScheduler], milestones: Sequence[int], last_epoch: int = -1
    ) -> None:
        self.optimizer = _checked("SequentialLR()", schedulers, optimizer)
        if len(milestones) != len(schedulers) - 1:
            raise ValueError(
                f"SequentialLR(): expected {len(schedulers) - 1} milestones for {len(schedulers)} schedules, got "
                f"{len(milestones)}"
            )
        self._schedulers, self._milestones, self.last_epoch = schedulers, list(milestones), last_epoch + 1
        self._set([group["initial_lr"] for group in optimizer.param_groups])
        _undo(self)  # each schedule has made its first step when it was made
        first = schedulers[bisect.bisect_right(self._milestones, 0)]
        _forget_steps(first)
        first._begin()
        self._last_lr = first.get_last_lr()

    def step(self, epoch: int | None = None) -> None:
        """Make a step of the schedule whose turn it is."""
        self.last_epoch += 1
        place = bisect.bisect_right(self._milestones, self.last_epoch)
        scheduler = self._schedulers[place]
        if place > 0 and self._milestones[place - 1] == self.last_epoch:
            scheduler._set_epoch(0)
        else:
            scheduler.step()
        self._last_lr = scheduler.get_last_lr()


def _undo(scheduler: LRScheduler) -> None:
    """Take back the first step of a schedule, or of those that it is made of."""
    for part in scheduler._schedulers:
        _undo(part)
    if not scheduler._schedulers:
        scheduler.last_epoch -= 1


def _forget_steps(scheduler: LRScheduler) -> None:
    """Let the next step of a schedule, and of those that it is made of, be its first, which does not warn."""
    scheduler._step_count = 0
    for part in scheduler._schedulers:
        _forget_steps(part)


class ChainedScheduler(LRScheduler):
    """Several schedules at once: each changes the rate in turn.

    Args:
        schedulers: the schedules.
        optimizer: the optimiser of all; by default that of the first.

    Raises:
        ValueError: if they do not belong together.
    """

    def __init__(self, schedulers: Sequence[LRScheduler], optimizer: Optimizer | None = None) -> None:
        self.optimizer = _checked("ChainedScheduler()", schedulers, optimizer)
        self._schedulers = schedulers
        self._last_lr = self._rates()

    def step(self, epoch: int | None = None) -> None:
        """Make a step of each schedule."""
        for scheduler in self._schedulers:
            scheduler.step()
        self._last_lr = self._rates()
