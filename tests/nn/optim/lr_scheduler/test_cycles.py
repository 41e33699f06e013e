"""Schedules that go up and down, at points worked out by hand."""

from __future__ import annotations

import math
from typing import Any

import pytest

from nn.optim import SGD, Adagrad, Adam
from nn.optim.lr_scheduler import CyclicLR, OneCycleLR
from tests.nn.optim.lr_scheduler.rates import optimizer_of, rates_of


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, [0, 0.5, 1, 0.5, 0, 0.5, 1, 0.5, 0]),
        ({"step_size_down": 3}, [0, 0.5, 1, 2 / 3, 1 / 3, 0, 0.5, 1, 2 / 3]),
        ({"mode": "triangular2"}, [0, 0.5, 1, 0.5, 0, 0.25, 0.5, 0.25, 0, 0.125]),
        ({"mode": "exp_range", "gamma": 0.5}, [0, 0.25, 0.25, 1 / 16, 0, 1 / 64]),
        ({"scale_fn": lambda cycle: 1 / cycle}, [0, 0.5, 1, 0.5, 0, 0.25, 0.5]),
        ({"scale_fn": lambda step: step, "scale_mode": "iterations"}, [0, 0.5, 2, 1.5, 0]),
    ],
    ids="triangular slower triangular2 exp_range cycle iterations".split(),
)
def test_the_rate_and_the_momentum_go_in_opposite_directions(settings: dict[str, Any], expected: list[float]) -> None:
    schedule = CyclicLR(optimizer_of(9.0, momentum=0.9), 1.0, 3.0, 2, **settings)
    (group,) = schedule.optimizer.param_groups
    for share in expected:
        assert group["lr"] == pytest.approx(1 + 2 * share)
        assert group["momentum"] == pytest.approx(0.9 - 0.1 * share)
        schedule.optimizer.step()
        schedule.step()


def test_each_group_has_limits_of_its_own() -> None:
    schedule = CyclicLR(optimizer_of(9.0, 9.0, momentum=0.9), [0.0, 1.0], [2.0, 5.0], 2)
    assert rates_of(schedule, 3) == [[0, 1], [1, 3], [2, 5]]


def test_adam_s_momentum_is_the_first_of_its_betas() -> None:
    schedule = CyclicLR(optimizer_of(9.0, kind=Adam), 0.1, 1.0, 2, base_momentum=0.7, max_momentum=0.9)
    (group,) = schedule.optimizer.param_groups
    assert group["betas"] == (0.9, 0.999)
    rates_of(schedule, 2)
    assert group["betas"] == (pytest.approx(0.7), 0.999)


def test_an_optimiser_without_momentum_needs_to_say_so() -> None:
    with pytest.raises(ValueError, match="say cycle_momentum=False"):
        CyclicLR(optimizer_of(9.0, kind=Adagrad), 0.0, 1.0, 2)
    schedule = CyclicLR(optimizer_of(9.0, kind=Adagrad), 0.0, 1.0, 2, cycle_momentum=False)
    assert rates_of(schedule, 3) == [0, 0.5, 1]


# 10 steps, of which 4 go up: the top is at step 3, the end at step 9. The first rate is 1, the largest 5, the last 0.5.
PLACES: dict[bool, list[tuple[int, float, float, float]]] = {
    False: [(0, 1, 5, 0), (3, 1, 5, 1), (6, 5, 0.5, 0.5), (9, 5, 0.5, 1)],
    True: [(0, 1, 5, 0), (3, 1, 5, 1), (6, 5, 1, 1), (9, 1, 0.5, 1)],
}


@pytest.mark.parametrize("three_phase", [False, True])
@pytest.mark.parametrize("strategy", ["linear", "cos"])
def test_one_cycle_passes_through_its_corners(strategy: str, three_phase: bool) -> None:
    schedule = OneCycleLR(
        optimizer_of(9.0, momentum=0.9), 5.0, 10, pct_start=0.4, anneal_strategy=strategy, div_factor=5.0,
        final_div_factor=2.0, three_phase=three_phase,
    )  # fmt: skip
    momenta = []
    rates = []
    for _ in range(10):
        momenta.append(schedule.optimizer.param_groups[0]["momentum"])
        rates += rates_of(schedule, 1)
    for step, start, end, share in PLACES[three_phase]:
        way = share if strategy == "linear" else (1 - math.cos(math.pi * share)) / 2
        assert rates[step] == pytest.approx(start + (end - start) * way)
    assert (momenta[0], momenta[3], momenta[9]) == pytest.approx((0.95, 0.85, 0.95))
    way = 1 / 3 if strategy == "linear" else (1 - math.cos(math.pi / 3)) / 2
    assert rates[1] == pytest.approx(1 + 4 * way)
    assert momenta[1] == pytest.approx(0.95 - 0.1 * way)


def test_the_number_of_steps_may_be_a_product_and_none_follows_the_last() -> None:
    schedule = OneCycleLR(optimizer_of(9.0, momentum=0.9), 1.0, epochs=2, steps_per_epoch=3, cycle_momentum=False)
    assert schedule.total_steps == 6
    rates_of(schedule, 6)
    with pytest.raises(ValueError, match="6 steps in all"):
        schedule.step()


@pytest.mark.parametrize(
    ("kind", "settings", "said"),
    [
        (OneCycleLR, {"max_lr": 1.0}, "give total_steps"),
        (OneCycleLR, {"max_lr": 1.0, "total_steps": 0}, "of 1 or more"),
        (OneCycleLR, {"max_lr": 1.0, "total_steps": 5, "pct_start": 1.5}, "pct_start is a float from 0 to 1"),
        (OneCycleLR, {"max_lr": 1.0, "total_steps": 5, "anneal_strategy": "log"}, "'cos' or 'linear', got 'log'"),
        (OneCycleLR, {"max_lr": [1.0, 2.0], "total_steps": 5}, "one for each of 1 groups, got 2"),
        (CyclicLR, {"base_lr": 0.1, "max_lr": 1.0, "mode": "saw"}, "'exp_range', got 'saw'"),
    ],
)
def test_a_setting_out_of_range_is_an_error(kind: Any, settings: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        kind(optimizer_of(9.0, kind=SGD, momentum=0.9), **settings)
