"""Schedules along a cosine, against their formulas."""

from __future__ import annotations

import math
from typing import Any

import pytest

from nn.optim.lr_scheduler import CosineAnnealingLR, CosineAnnealingWarmRestarts
from tests.nn.optim.lr_scheduler.rates import optimizer_of, rates_of


def cosine(share: float, low: float) -> float:
    """Return the rate between 1 and `low` at a share of the way down."""
    return low + (1 - low) * (1 + math.cos(math.pi * share)) / 2


@pytest.mark.parametrize(("down", "low"), [(1, 0.0), (4, 0.0), (5, 0.1)])
def test_the_rate_goes_down_and_up_again(down: int, low: float) -> None:
    found = rates_of(CosineAnnealingLR(optimizer_of(1.0), down, low), 14)
    assert found == pytest.approx([cosine(n / down, low) for n in range(14)], abs=1e-12)


def test_a_step_to_a_given_epoch_sets_the_rate_of_that_epoch() -> None:
    schedule = CosineAnnealingLR(optimizer_of(1.0), 4, 0.2)
    schedule.step(2)
    assert schedule.get_last_lr() == [pytest.approx(0.6)]


def test_a_cosine_resumes_at_an_epoch() -> None:
    optimizer = optimizer_of(1.0)
    optimizer.param_groups[0]["initial_lr"] = 1.0
    optimizer.param_groups[0]["lr"] = 0.5  # as the step after epoch 1 left it
    found = rates_of(CosineAnnealingLR(optimizer, 4, last_epoch=1), 4)
    assert found == pytest.approx([cosine(n / 4, 0.0) for n in (2, 3, 4, 5)], abs=1e-12)


@pytest.mark.parametrize(
    ("factor", "places"),
    [
        (1, [0, 1 / 3, 2 / 3, 0, 1 / 3, 2 / 3, 0, 1 / 3]),
        (2, [0, 1 / 3, 2 / 3, 0, 1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6, 0, 1 / 12]),
    ],
)
def test_the_rate_begins_again_after_each_period(factor: int, places: list[float]) -> None:
    expected = pytest.approx([cosine(share, 0.1) for share in places])
    stepped = CosineAnnealingWarmRestarts(optimizer_of(1.0), 3, factor, 0.1)
    assert rates_of(stepped, len(places)) == expected
    placed = CosineAnnealingWarmRestarts(optimizer_of(1.0), 3, factor, 0.1)
    found = []
    for epoch in range(len(places)):
        placed.step(epoch)
        found += placed.get_last_lr()
    assert found == expected


def test_an_epoch_may_be_a_fraction() -> None:
    schedule = CosineAnnealingWarmRestarts(optimizer_of(1.0), 3)
    schedule.step(4.5)
    assert schedule.last_epoch == 4
    assert schedule.get_last_lr() == [pytest.approx(0.5)]
    with pytest.raises(ValueError, match="0 or more, got -1"):
        schedule.step(-1)


@pytest.mark.parametrize("settings", [{"T_0": 0}, {"T_0": 2.5}, {"T_0": 2, "T_mult": 0}])
def test_a_period_is_a_whole_number(settings: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="a whole number of 1 or more"):
        CosineAnnealingWarmRestarts(optimizer_of(1.0), **settings)
