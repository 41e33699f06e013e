"""The rates of a schedule, epoch by epoch."""

from __future__ import annotations

from typing import Any

from autograd import ones
from nn import optim


def optimizer_of(*rates: float, kind: type[optim.Optimizer] = optim.SGD, **settings: Any) -> optim.Optimizer:
    """Return an optimiser with one group for each rate. Its parameters have gradients, so a step does not warn."""
    groups: list[dict[str, Any]] = []
    for rate in rates:
        p = ones(1, requires_grad=True)
        p.grad = ones(1)
        groups.append({"params": [p], "lr": rate})
    return kind(groups, **settings)


def rates_of(schedule: Any, epochs: int) -> list[Any]:
    """Return the rates of the first epochs: numbers for one group, lists for several."""
    found = []
    for _ in range(epochs):
        rates = [group["lr"] for group in schedule.optimizer.param_groups]
        assert schedule.get_last_lr() == rates
        found.append(rates if len(rates) > 1 else rates[0])
        schedule.optimizer.step()
        schedule.step()
    return found
