"""What all schedules have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from nn.optim import Optimizer, lr_scheduler
from tests.nn.optim.lr_scheduler.rates import optimizer_of, rates_of


class Decay:
    """A factor with an attribute, which a state keeps."""

    def __init__(self, base: float) -> None:
        self.base = base

    def __call__(self, epoch: int) -> float:
        return self.base**epoch


MAKERS: dict[str, Callable[[Optimizer], Any]] = {
    "StepLR": lambda o: lr_scheduler.StepLR(o, 2),
    "LambdaLR": lambda o: lr_scheduler.LambdaLR(o, lambda n: 1 / (n + 1)),
    "CosineAnnealingLR": lambda o: lr_scheduler.CosineAnnealingLR(o, 5),
    "CosineAnnealingWarmRestarts": lambda o: lr_scheduler.CosineAnnealingWarmRestarts(o, 3, 2),
    "CyclicLR": lambda o: lr_scheduler.CyclicLR(o, 0.1, 1.0, 3, scale_fn=lambda n: 1 / n),
    "OneCycleLR": lambda o: lr_scheduler.OneCycleLR(o, 1.0, 12),
    "SequentialLR": lambda o: lr_scheduler.SequentialLR(
        o, [lr_scheduler.ConstantLR(o), lr_scheduler.ExponentialLR(o, 0.5)], [6]
    ),
    "ChainedScheduler": lambda o: lr_scheduler.ChainedScheduler(
        [lr_scheduler.StepLR(o, 2), lr_scheduler.ExponentialLR(o, 0.5)]
    ),
}


@pytest.mark.parametrize("name", MAKERS)
def test_a_schedule_continues_from_its_state(name: str) -> None:
    whole = rates_of(MAKERS[name](optimizer_of(0.8, momentum=0.9)), 11)
    first = MAKERS[name](optimizer_of(0.8, momentum=0.9))
    before = rates_of(first, 4)
    optimizer = optimizer_of(0.8, momentum=0.9)
    second = MAKERS[name](optimizer)
    second.load_state_dict(first.state_dict())
    optimizer.load_state_dict(first.optimizer.state_dict())
    assert before + rates_of(second, 7) == whole


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("wrong", [None, [], {}, {"state": {}, "param_groups": []}])
def test_what_is_no_state_of_a_schedule_is_refused(name: str, wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"expected the result of a schedule's state_dict\(\)"):
        MAKERS[name](optimizer_of(0.8, momentum=0.9)).load_state_dict(wrong)


def test_a_state_keeps_the_attributes_of_an_object_that_is_called() -> None:
    saved = lr_scheduler.LambdaLR(optimizer_of(1.0), Decay(0.5)).state_dict()
    assert saved["lr_lambdas"] == [{"base": 0.5}]
    schedule = lr_scheduler.LambdaLR(optimizer_of(1.0), Decay(0.1))
    schedule.load_state_dict(saved)
    assert rates_of(schedule, 3) == [1.0, 0.5, 0.25]


def test_a_schedule_resumes_at_an_epoch() -> None:
    optimizer = optimizer_of(0.8)
    optimizer.param_groups[0]["initial_lr"] = 0.8
    schedule = lr_scheduler.LambdaLR(optimizer, lambda n: 0.5**n, last_epoch=2)
    assert schedule.last_epoch == 3
    assert schedule.get_last_lr() == [0.1]


def test_resuming_needs_the_first_rate() -> None:
    with pytest.raises(KeyError, match="initial_lr"):
        lr_scheduler.StepLR(optimizer_of(0.8), 2, last_epoch=2)


def test_a_step_before_the_optimiser_s_warns() -> None:
    schedule = lr_scheduler.StepLR(optimizer_of(0.8), 2)
    with pytest.warns(UserWarning, match=r"call optimizer\.step\(\) first"):
        schedule.step()


def test_what_is_no_optimiser_is_an_error() -> None:
    with pytest.raises(TypeError, match="expected an optimiser, got list"):
        lr_scheduler.StepLR([], 2)  # type: ignore[arg-type]


def test_a_schedule_without_rates_is_an_error() -> None:
    with pytest.raises(NotImplementedError, match=r"LRScheduler defines no get_lr\(\)"):
        lr_scheduler.LRScheduler(optimizer_of(0.8))
