"""Every optimiser, with every combination of its settings: 25 steps in float64."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

import nn.torch
from tests.pytorch.comparison import torch

pytestmark = pytest.mark.pytorch

Grid = dict[str, list[Any]]

DECAY: Grid = {"weight_decay": [0, 0.1]}
SIGN: Grid = {"maximize": [False, True]}
BETAS: Grid = {"lr": [2e-3, 0.1], "betas": [(0.9, 0.999), (0.5, 0.7)], **DECAY, **SIGN}
DECOUPLED: Grid = {"decoupled_weight_decay": [False, True]}
# The values of each setting; a list of grids, because some settings exclude each other.
GRIDS: dict[str, list[Grid]] = {
    "SGD": [
        {"lr": [1e-3, 0.01], "momentum": [0, 0.5], "dampening": [0, 0.3], **DECAY, **SIGN},
        {"lr": [0.01], "momentum": [0.5], "nesterov": [True], **DECAY, **SIGN},
    ],
    "Adam": [{**BETAS, "amsgrad": [False, True], "eps": [1e-8, 1e-3]}],
    "AdamW": [{**BETAS, "amsgrad": [False, True], "eps": [1e-8, 1e-3]}],
    "Adamax": [{**BETAS, "eps": [1e-8, 1e-3]}],
    "NAdam": [{**BETAS, **DECOUPLED, "momentum_decay": [4e-3, 0.1]}],
    "RAdam": [{**BETAS, **DECOUPLED, "eps": [1e-8, 1e-3]}],
    "RMSprop": [
        {"alpha": [0.9, 0.99], "momentum": [0, 0.5], "centered": [False, True], "eps": [1e-8, 1e-3], **DECAY, **SIGN}
    ],
    "Adagrad": [
        {
            "lr": [0.1], "lr_decay": [0, 0.1], "initial_accumulator_value": [0, 0.5], "eps": [1e-10, 0.01],
            **DECAY, **SIGN,
        }
    ],
    "Adadelta": [{"lr": [1.0, 0.1], "rho": [0.9, 0.5], "eps": [1e-6, 0.01], **DECAY, **SIGN}],
    "ASGD": [{"lr": [0.01, 0.1], "lambd": [1e-4, 0.1], "alpha": [0.75, 0.3], "t0": [1e6, 5.0], **DECAY, **SIGN}],
    "Rprop": [{"lr": [0.01, 0.1], "etas": [(0.5, 1.2), (0.3, 1.5)], "step_sizes": [(1e-6, 50), (0.01, 0.2)], **SIGN}],
    "LBFGS": [
        {
            "lr": [1, 0.3], "max_iter": [20, 4], "history_size": [100, 3], "max_eval": [None, 7],
            "line_search_fn": [None, "strong_wolfe"], "tolerance_grad": [1e-7, 1e-3], "tolerance_change": [1e-9, 1e-4],
        }
    ],
}  # fmt: skip


def settings_of(name: str) -> list[dict[str, Any]]:
    """Return the combinations of an optimiser's settings, and the defaults."""
    found: list[dict[str, Any]] = [{} if name != "SGD" else {"lr": 0.01}]
    for grid in GRIDS[name]:
        found += [dict(zip(grid, values)) for values in itertools.product(*grid.values())]
    return found


def path(t: Any, name: str, settings: dict[str, Any], saved_after: int | None = None) -> Any:
    """Return the parameters after each of 25 steps; `saved_after` is one after which a second optimiser goes on."""
    x = t.tensor([1.0, -2.0, 0.5], dtype=t.float64, requires_grad=True)
    w = t.tensor([[0.3, 0.1], [-0.7, 0.2]], dtype=t.float64, requires_grad=True)
    scale = t.tensor([1.0, 3.0, 0.2], dtype=t.float64)
    optimizer = getattr(t.optim, name)([x, w], **settings)

    def closure() -> Any:
        optimizer.zero_grad()
        loss = (x**4 / 8 + (x - 0.3) ** 2 * scale).sum() + (w @ x[:2]).square().sum()
        loss = loss + (w * w).sum() * 0.5 + t.cos(w * 3).sum()
        loss = -loss if settings.get("maximize") else loss
        loss.backward()
        return loss

    steps = []
    for step in range(25):
        if step == saved_after:
            state = optimizer.state_dict()
            optimizer = getattr(t.optim, name)([x, w], **settings)
            optimizer.load_state_dict(state)
        optimizer.step(closure)
        steps += [*x.tolist(), *w.flatten().tolist()]
    return np.array(steps)


@pytest.mark.parametrize("name", GRIDS)
def test_settings(name: str) -> None:
    for settings in settings_of(name):
        expected = path(torch, name, settings)
        error = np.abs(path(nn.torch, name, settings) - expected) / (1 + np.abs(expected))
        assert error.max() < 1e-12, settings


@pytest.mark.parametrize("name", GRIDS)
def test_a_state_is_loaded(name: str) -> None:
    settings = settings_of(name)[-1]
    assert np.array_equal(path(nn.torch, name, settings, 5), path(nn.torch, name, settings))


@pytest.mark.parametrize("name", [name for name in GRIDS if name != "LBFGS"])
def test_a_state_of_pytorch_is_loaded(name: str) -> None:
    settings = settings_of(name)[-1]
    gradients = np.random.default_rng(0).standard_normal((6, 3))
    theirs = torch.nn.Parameter(torch.ones(3, dtype=torch.float64))
    optimizer = getattr(torch.optim, name)([theirs], **settings)
    for step, gradient in enumerate(gradients):
        if step == 3:
            ours = nn.Parameter(nn.torch.tensor(theirs.detach().numpy()))
            again = getattr(nn.optim, name)([ours], **settings)
            again.load_state_dict(optimizer.state_dict())
        theirs.grad = torch.tensor(gradient)
        optimizer.step()
        if step >= 3:
            ours.grad = nn.torch.tensor(gradient)
            again.step()
    np.testing.assert_allclose(ours.detach().numpy(), theirs.detach().numpy(), rtol=1e-12)


def test_every_optimizer_is_compared() -> None:
    assert {name for name, kind in vars(nn.optim).items() if name[0].isupper() and isinstance(kind, type)} == {
        *GRIDS, "Optimizer",
    }  # fmt: skip
