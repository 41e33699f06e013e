"""The schedule that looks at a metric."""

from __future__ import annotations

from typing import Any

import pytest

from autograd import ones, tensor
from nn.optim.lr_scheduler import ReduceLROnPlateau
from tests.nn.optim.lr_scheduler.rates import optimizer_of


@pytest.mark.parametrize(
    ("settings", "metrics", "expected"),
    [
        # The second epoch without a better metric is one more than is allowed.
        ({"patience": 1}, [5, 6, 6, 6, 6], [1, 1, 0.5, 0.5, 0.25]),
        ({"patience": 0, "mode": "max"}, [5, 6, 6, 7], [1, 1, 0.5, 0.5]),
        # A metric must be better by 10 %, or by 0.1.
        ({"patience": 0, "threshold": 0.1}, [5, 4.6, 4.4], [1, 0.5, 0.5]),
        ({"patience": 0, "threshold": 0.1, "threshold_mode": "abs"}, [5, 4.8, 4.75], [1, 1, 0.5]),
        ({"patience": 0, "threshold": 0.1, "mode": "max"}, [5, 5.4, 5.6], [1, 0.5, 0.5]),
        # Two epochs after a reduction do not count.
        ({"patience": 0, "cooldown": 2}, [5, 6, 6, 6, 6], [1, 0.5, 0.5, 0.5, 0.25]),
        ({"patience": 0, "min_lr": 0.4}, [5, 6, 6], [1, 0.5, 0.4]),
        ({"patience": 0, "eps": 0.3}, [5, 6, 6, 6], [1, 0.5, 0.5, 0.5]),
    ],
)
def test_the_rate_halves_on_a_plateau(settings: dict[str, Any], metrics: list[float], expected: list[float]) -> None:
    schedule = ReduceLROnPlateau(optimizer_of(1.0), factor=0.5, **settings)
    found = []
    for metric in metrics:
        schedule.step(tensor(float(metric)))
        found += schedule.get_last_lr()
    assert found == expected
    assert schedule.last_epoch == len(metrics)


def test_a_group_that_was_added_has_the_last_least_rate() -> None:
    optimizer = optimizer_of(1.0, 1.0)
    schedule = ReduceLROnPlateau(optimizer, factor=0.1, patience=0, min_lr=[0.0, 0.5])
    optimizer.add_param_group({"params": [ones(1, requires_grad=True)], "lr": 1.0})
    schedule.step(1.0)
    schedule.step(1.0)
    assert schedule.get_last_lr() == [0.1, 0.5, 0.5]


def test_a_plateau_continues_from_its_state() -> None:
    first, second = (ReduceLROnPlateau(optimizer_of(1.0), factor=0.5, patience=1) for _ in range(2))
    first.step(5.0)
    first.step(6.0)
    second.load_state_dict(first.state_dict())
    second.step(6.0)
    assert second.get_last_lr() == [0.5]
    assert second.best == 5.0


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"factor": 1.0}, "factor below 1"),
        ({"mode": "best"}, "'min' or 'max'"),
        ({"threshold_mode": "share"}, "'rel' or 'abs'"),
        ({"min_lr": [0.1, 0.2]}, "one for each of 1 groups"),
    ],
)
def test_a_setting_out_of_range_is_an_error(settings: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        ReduceLROnPlateau(optimizer_of(1.0), **settings)
