"""Schedules that multiply the rate by a factor, against their formulas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from nn.optim import lr_scheduler
from tests.nn.optim.lr_scheduler.rates import optimizer_of, rates_of

EPOCHS = 12
# The arguments of each schedule, and the factor of the epoch n.
FORMULAS: list[tuple[str, dict[str, Any], Callable[[int], float]]] = [
    ("LambdaLR", {"lr_lambda": lambda n: 1 / (n + 1)}, lambda n: 1 / (n + 1)),
    ("StepLR", {"step_size": 3, "gamma": 0.5}, lambda n: 0.5 ** (n // 3)),
    ("MultiStepLR", {"milestones": [2, 7, 7], "gamma": 0.5}, lambda n: 1.0 if n < 2 else 0.5 if n < 7 else 0.125),
    ("MultiStepLR", {"milestones": []}, lambda n: 1.0),
    ("ConstantLR", {"factor": 0.5, "total_iters": 4}, lambda n: 0.5 if n < 4 else 1.0),
    ("LinearLR", {"start_factor": 0.25, "total_iters": 6}, lambda n: 0.25 + 0.75 * min(n, 6) / 6),
    ("LinearLR", {"start_factor": 1.0, "end_factor": 0.0, "total_iters": 3}, lambda n: 1 - min(n, 3) / 3),
    ("ExponentialLR", {"gamma": 0.9}, lambda n: 0.9**n),
    ("PolynomialLR", {"total_iters": 8, "power": 2.0}, lambda n: (1 - min(n, 8) / 8) ** 2),
]
each_formula = pytest.mark.parametrize(("name", "settings", "factor"), FORMULAS)


@each_formula
def test_the_rates_of_each_group_are_the_formula(
    name: str, settings: dict[str, Any], factor: Callable[[int], float]
) -> None:
    schedule = getattr(lr_scheduler, name)(optimizer_of(0.8, 0.2), **settings)
    expected = [[0.8 * factor(n), 0.2 * factor(n)] for n in range(EPOCHS)]
    for found, rates in zip(rates_of(schedule, EPOCHS), expected, strict=True):
        assert found == pytest.approx(rates, rel=1e-12, abs=1e-15)


@each_formula
def test_a_step_to_a_given_epoch_sets_the_rate_of_that_epoch(
    name: str, settings: dict[str, Any], factor: Callable[[int], float]
) -> None:
    schedule = getattr(lr_scheduler, name)(optimizer_of(0.8), **settings)
    for epoch in (5, 2, 11):
        schedule.step(epoch)
        assert schedule.last_epoch == epoch
        assert schedule.get_last_lr() == [pytest.approx(0.8 * factor(epoch), rel=1e-12)]


def test_a_multiplicative_schedule_multiplies_the_rate_before() -> None:
    functions = [lambda n: 0.5, lambda n: n]  # products: 0.5ⁿ and n!
    schedule = lr_scheduler.MultiplicativeLR(optimizer_of(1.0, 1.0), functions)
    assert rates_of(schedule, 5) == [[1, 1], [0.5, 1], [0.25, 2], [0.125, 6], [0.0625, 24]]


def test_a_list_of_functions_has_one_for_each_group() -> None:
    schedule = lr_scheduler.LambdaLR(optimizer_of(1.0, 2.0), [lambda n: n + 1, lambda n: 0.5**n])
    assert rates_of(schedule, 3) == [[1, 2], [2, 1], [3, 0.5]]


@pytest.mark.parametrize(
    ("name", "settings", "error", "said"),
    [
        ("ConstantLR", {"factor": 1.5}, ValueError, "factor from 0 to 1, got 1.5"),
        ("LinearLR", {"start_factor": 0.0}, ValueError, "start_factor above 0"),
        ("LinearLR", {"end_factor": -0.1}, ValueError, "end_factor of 0 or more"),
        ("LambdaLR", {"lr_lambda": [abs, abs]}, ValueError, "one for each of 1 groups, got 2"),
        ("MultiplicativeLR", {"lr_lambda": 0.5}, TypeError, "a function, got float"),
    ],
)
def test_a_setting_out_of_range_is_an_error(
    name: str, settings: dict[str, Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        getattr(lr_scheduler, name)(optimizer_of(1.0), **settings)
