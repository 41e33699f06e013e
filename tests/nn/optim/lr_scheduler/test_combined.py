"""Schedules that are made of others."""

from __future__ import annotations

import math
from typing import Any

import pytest

from nn.optim.lr_scheduler import (
    ChainedScheduler,
    ConstantLR,
    CosineAnnealingLR,
    ExponentialLR,
    LinearLR,
    ReduceLROnPlateau,
    SequentialLR,
    StepLR,
)
from tests.nn.optim.lr_scheduler.rates import optimizer_of, rates_of


def test_one_schedule_follows_another() -> None:
    o = optimizer_of(1.0)
    schedule = SequentialLR(o, [ConstantLR(o, 0.5, 2), ExponentialLR(o, 0.25)], [3])
    assert rates_of(schedule, 6) == [0.5, 0.5, 1, 1, 0.25, 0.0625]


def test_a_warm_up_is_followed_by_a_cosine() -> None:
    o = optimizer_of(1.0)
    schedule = SequentialLR(o, [LinearLR(o, 0.25, total_iters=3), CosineAnnealingLR(o, 4)], [3])
    cosine = [(1 + math.cos(math.pi * n / 4)) / 2 for n in range(5)]
    assert rates_of(schedule, 8) == pytest.approx([0.25, 0.5, 0.75, *cosine], abs=1e-12)


def test_a_sequence_of_chains_begins_at_the_first_rate() -> None:
    o = optimizer_of(1.0)
    chain = ChainedScheduler([ConstantLR(o, 0.5, 2), StepLR(o, 1, 0.5)])
    schedule = SequentialLR(o, [chain, StepLR(o, 2, 0.1)], [3])
    assert rates_of(schedule, 6) == pytest.approx([0.5, 0.25, 0.25, 1, 1, 0.1])


def test_a_sequence_within_a_sequence_begins_at_the_first_rate() -> None:
    o = optimizer_of(1.0)
    first = SequentialLR(o, [ConstantLR(o, 0.5, 2), StepLR(o, 1, 0.5)], [2])
    assert SequentialLR(o, [first, StepLR(o, 2, 0.1)], [4]).get_last_lr() == [0.5]


def test_a_chain_multiplies_the_factors_of_its_schedules() -> None:
    o = optimizer_of(1.0, 2.0)
    schedule = ChainedScheduler([StepLR(o, 2, 0.5), ExponentialLR(o, 0.5)])
    assert rates_of(schedule, 4) == [[1, 2], [0.5, 1], [0.125, 0.25], [0.0625, 0.125]]


def step_of(o: Any) -> StepLR:
    return StepLR(o, 2)


@pytest.mark.parametrize(
    ("make", "error", "said"),
    [
        (lambda o: ChainedScheduler([]), ValueError, "at least one schedule"),
        (lambda o: ChainedScheduler([o]), TypeError, "expected schedules, got SGD"),
        (lambda o: ChainedScheduler([step_of(o), ReduceLROnPlateau(o)]), ValueError, "schedule 1 is ReduceLROnPlateau"),
        (lambda o: ChainedScheduler([step_of(o), step_of(optimizer_of(1.0))]), ValueError, "another optimiser"),
        (lambda o: SequentialLR(o, [step_of(o), step_of(o)], [1, 2]), ValueError, "expected 1 milestones"),
    ],
    ids="none optimiser plateau other milestones".split(),
)
def test_schedules_that_do_not_belong_together_are_an_error(make: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        make(optimizer_of(1.0))
