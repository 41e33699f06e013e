"""L-BFGS."""

from __future__ import annotations

from typing import Any

import pytest

import autograd
from autograd import tensor
from nn.optim import LBFGS


def rosenbrock(settings: dict[str, Any], steps: int) -> tuple[list[float], int]:
    """Return the losses of some steps on Rosenbrock's function, and the number of evaluations."""
    w = tensor([-1.0, 1.5], dtype=autograd.float64, requires_grad=True)
    optimizer = LBFGS([w], **settings)
    evaluations = 0

    def closure() -> Any:
        nonlocal evaluations
        evaluations += 1
        optimizer.zero_grad()
        loss = 100 * (w[1] - w[0] ** 2) ** 2 + (1 - w[0]) ** 2
        loss.backward()
        return loss

    losses: list[Any] = [optimizer.step(closure) for _ in range(steps)]
    return [float(loss) for loss in losses], evaluations


def test_it_finds_the_bottom_of_a_curved_valley() -> None:
    losses, _ = rosenbrock({"line_search_fn": "strong_wolfe"}, 4)
    assert losses[-1] < 1e-12


@pytest.mark.parametrize("most", [1, 2, 5])
def test_the_line_search_stays_within_the_evaluations(most: int) -> None:
    _, evaluations = rosenbrock({"line_search_fn": "strong_wolfe", "max_eval": most}, 1)
    assert evaluations <= most + 1


def test_a_step_needs_a_closure_and_one_group() -> None:
    w = tensor([1.0], requires_grad=True)
    with pytest.raises(TypeError, match="closure"):
        LBFGS([w]).step()
    with pytest.raises(ValueError, match="one group"):
        LBFGS([{"params": [w]}, {"params": [tensor([1.0], requires_grad=True)]}])
    with pytest.raises(ValueError, match="strong_wolfe"):
        LBFGS([w], line_search_fn="armijo")
