"""Every learning rate schedule, with every setting: the rates and momenta of 19 epochs."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import nn.torch
from tests.pytorch.comparison import torch

pytestmark = pytest.mark.pytorch


def grid(**values: list[Any]) -> list[dict[str, Any]]:
    return [dict(zip(values, chosen)) for chosen in itertools.product(*values.values())]


SETTINGS: dict[str, list[dict[str, Any]]] = {
    "StepLR": grid(step_size=[1, 3, 4], gamma=[0.1, 0.5]),
    "MultiStepLR": grid(milestones=[[2, 5], [2, 2, 7], []], gamma=[0.1, 0.7]),
    "ConstantLR": grid(factor=[0.5, 0.3], total_iters=[0, 1, 5]),
    "LinearLR": grid(start_factor=[0.5, 0.1], end_factor=[1.0, 0.3, 0.0], total_iters=[1, 4, 9]),
    "ExponentialLR": grid(gamma=[0.9, 0.1]),
    "PolynomialLR": grid(total_iters=[1, 5, 8], power=[1.0, 0.9, 2.0]),
    "CosineAnnealingLR": grid(T_max=[1, 3, 5, 10], eta_min=[0.0, 1e-3]),
    "CosineAnnealingWarmRestarts": grid(T_0=[1, 3, 5], T_mult=[1, 2], eta_min=[0.0, 1e-3]),
    "LambdaLR": grid(lr_lambda=[lambda epoch: 0.9**epoch, [lambda epoch: 0.9**epoch, lambda epoch: 1 / (epoch + 1)]]),
    "MultiplicativeLR": grid(lr_lambda=[lambda epoch: 0.9, [lambda epoch: 0.9, lambda epoch: 1 / (epoch + 1)]]),
    "CyclicLR": [
        *grid(
            base_lr=[0.1, [0.1, 0.2]], max_lr=[1.0, [1.0, 2.0]], step_size_up=[4, 2], step_size_down=[None, 5],
            mode=["triangular", "triangular2", "exp_range"], gamma=[0.95],
        ),
        *grid(base_lr=[0.1], max_lr=[1.0], step_size_up=[3], scale_fn=[lambda x: 1 / x], scale_mode=["cycle"]),
        *grid(base_lr=[0.1], max_lr=[1.0], step_size_up=[3], scale_fn=[lambda x: 0.9**x], scale_mode=["iterations"]),
        *grid(base_lr=[0.1], max_lr=[1.0], step_size_up=[3], base_momentum=[0.7], max_momentum=[0.95]),
        *grid(base_lr=[0.1], max_lr=[1.0], step_size_up=[3], cycle_momentum=[False]),
    ],
    "OneCycleLR": [
        *grid(
            max_lr=[1.0, [1.0, 2.0]], total_steps=[20], pct_start=[0.3, 0.25, 0.5], anneal_strategy=["cos", "linear"],
            three_phase=[False, True],
        ),
        *grid(max_lr=[1.0], epochs=[4], steps_per_epoch=[5], div_factor=[10.0], final_div_factor=[100.0]),
    ],
}  # fmt: skip
COMBINED: list[Callable[[Any, Any], Any]] = [
    lambda s, o: s.SequentialLR(o, [s.ConstantLR(o, 0.1, 2), s.ExponentialLR(o, 0.9)], [3]),
    lambda s, o: s.SequentialLR(o, [s.LinearLR(o, 0.1, 1.0, 4), s.CosineAnnealingLR(o, 8)], [4]),
    lambda s, o: s.SequentialLR(
        o, [s.ExponentialLR(o, 0.5), s.StepLR(o, 2), s.CosineAnnealingWarmRestarts(o, 3)], [3, 7]
    ),
    lambda s, o: s.ChainedScheduler([s.ConstantLR(o, 0.1, 2), s.ExponentialLR(o, 0.9)]),
    lambda s, o: s.ChainedScheduler([s.StepLR(o, 3), s.CosineAnnealingLR(o, 8), s.LinearLR(o, 0.5)]),
    lambda s, o: s.SequentialLR(
        o, [s.ChainedScheduler([s.ConstantLR(o, 0.1, 2), s.ExponentialLR(o, 0.9)]), s.StepLR(o, 2)], [4]
    ),
    lambda s, o: s.SequentialLR(
        o, [s.SequentialLR(o, [s.ConstantLR(o, 0.1, 2), s.ExponentialLR(o, 0.9)], [2]), s.StepLR(o, 2)], [5]
    ),
]
PLATEAUS = grid(
    mode=["min", "max"], factor=[0.5], patience=[0, 2], threshold=[1e-4, 0.1], threshold_mode=["rel", "abs"],
    cooldown=[0, 2], min_lr=[0.0, [0.01, 0.3]],
)  # fmt: skip
METRICS = [1.0, 0.9, 0.95, 0.96, 0.97, 0.5, 0.5, 0.5, 0.49, 0.6, 0.7, 0.8, 0.9, 1.0, 0.2, 0.2, 0.2, 0.2, 0.2]
EPOCHS = [3, 5, 1, 2, 9, 10, 4] * 3


def optimizer_of(t: Any, kind: str) -> Any:
    x, y = t.ones(1, requires_grad=True), t.ones(1, requires_grad=True)
    x.grad, y.grad = t.ones(1), t.ones(1)  # a step without gradients is a warning
    groups = [{"params": [x]}, {"params": [y], "lr": 0.5}]
    return getattr(t.optim, kind)(groups, lr=0.05, **({"momentum": 0.9} if kind == "SGD" else {}))


def rates(
    t: Any,
    make: Callable[[Any, Any], Any],
    kind: str = "SGD",
    given: list[Any] | None = None,
    saved_after: int | None = None,
) -> Any:
    """Return the rates and momenta of each epoch.

    Args:
        t: the library.
        make: makes the schedule from the module of schedules and the optimiser.
        kind: the optimiser.
        given: the arguments of the steps: metrics or epochs.
        saved_after: the epoch after which new objects go on from saved states.
    """
    optimizer = optimizer_of(t, kind)
    schedule = make(t.optim.lr_scheduler, optimizer)
    found = []
    for epoch in range(19):
        for group in optimizer.param_groups:
            found += [group["lr"], group["momentum"] if kind == "SGD" else group["betas"][0]]
        found += schedule.get_last_lr()
        optimizer.step()
        if epoch == saved_after:
            states = optimizer.state_dict(), schedule.state_dict()
            optimizer = optimizer_of(t, kind)
            schedule = make(t.optim.lr_scheduler, optimizer)
            optimizer.load_state_dict(states[0])
            schedule.load_state_dict(states[1])
        schedule.step(*([] if given is None else [given[epoch]]))
    return np.array(found)


def assert_same_rates(make: Callable[[Any, Any], Any], **settings: Any) -> None:
    ours, theirs = (rates(t, make, **settings) for t in (nn.torch, torch))
    np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-14)


@pytest.mark.filterwarnings("ignore:The epoch parameter in")
@pytest.mark.parametrize("name", SETTINGS)
def test_schedules(name: str) -> None:
    for settings in SETTINGS[name]:

        def make(s: Any, o: Any, settings: Any = settings) -> Any:
            return getattr(s, name)(o, **settings)

        assert_same_rates(make)
        assert_same_rates(make, kind="Adam")
        assert_same_rates(make, saved_after=6)
        if name != "MultiplicativeLR":  # which goes on from the last epoch, whatever the argument
            assert_same_rates(make, given=EPOCHS)


@pytest.mark.filterwarnings(
    "ignore:The epoch parameter in", "ignore:.*before .optimizer.step", "ignore:.*LR.step.* before"
)
@pytest.mark.parametrize("i", range(len(COMBINED)))
def test_combined_schedules(i: int) -> None:
    assert_same_rates(COMBINED[i])
    assert_same_rates(COMBINED[i], saved_after=5)


def test_plateaus() -> None:
    for settings in PLATEAUS:

        def make(s: Any, o: Any, settings: Any = settings) -> Any:
            return s.ReduceLROnPlateau(o, **settings)

        assert_same_rates(make, given=METRICS)


def test_every_schedule_is_compared() -> None:
    others = {"LRScheduler", "_LRScheduler", "SequentialLR", "ChainedScheduler", "ReduceLROnPlateau"}
    kinds = {name for name, kind in vars(nn.optim.lr_scheduler).items() if isinstance(kind, type)}
    assert kinds - others == set(SETTINGS)
