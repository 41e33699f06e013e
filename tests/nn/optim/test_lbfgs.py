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


def quadratic(**settings: Any) -> Any:
    """Return the point that one call reaches on ½ (w₀² + 10 w₁²) − w₀ − 10 w₁, whose minimum is (1, 1)."""
    w = tensor([3.0, -1.0], dtype=autograd.float64, requires_grad=True)
    scale = tensor([1.0, 10.0], dtype=autograd.float64)
    optimizer = LBFGS([w], **settings)

    def closure() -> Any:
        optimizer.zero_grad()
        loss = (scale * (w * w / 2 - w)).sum()
        loss.backward()
        return loss

    loss: Any = optimizer.step(closure)
    assert float(loss) == pytest.approx(16.5)  # before the first step
    return w.tolist(), optimizer


@pytest.mark.parametrize("settings", [{}, {"line_search_fn": "strong_wolfe"}, {"history_size": 1}], ids=str)
def test_it_finds_the_minimum_of_a_quadratic(settings: dict[str, Any]) -> None:
    reached, _ = quadratic(max_iter=60, tolerance_change=1e-15, **settings)
    assert reached == pytest.approx([1.0, 1.0], abs=1e-6)


def test_the_first_step_has_the_length_of_the_rate() -> None:
    # The gradient at the start is (2, −20), its 1-norm 22; the first step is −gradient / 22.
    reached, optimizer = quadratic(lr=0.5, max_iter=1)
    assert reached == pytest.approx([3 - 0.5 * 2 / 22, -1 + 0.5 * 20 / 22])
    assert optimizer.state[optimizer.param_groups[0]["params"][0]]["func_evals"] == 1


def test_the_second_step_is_newton_s_with_the_estimated_curvature() -> None:
    # One parameter: the secant through two gradients of a parabola is its derivative, so step 2 reaches the minimum.
    w = tensor([4.0], dtype=autograd.float64, requires_grad=True)
    optimizer = LBFGS([w], max_iter=2, max_eval=10)

    def closure() -> Any:
        optimizer.zero_grad()
        loss = (3 * (w - 1) ** 2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    assert w.item() == pytest.approx(1.0, abs=1e-12)


def test_a_minimum_is_left_as_it_is() -> None:
    w = tensor([1.0], requires_grad=True)
    optimizer = LBFGS([w, tensor([2.0], requires_grad=True)])  # the second parameter has no gradient

    def closure() -> Any:
        optimizer.zero_grad()
        loss = ((w - 1) ** 2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    assert w.item() == 1.0
    assert optimizer.state[w]["n_iter"] == 0


@pytest.mark.parametrize("search", [None, "strong_wolfe"])
def test_training_continues_after_the_state_is_loaded(search: str | None) -> None:
    def train(reload: bool) -> list[float]:
        w = tensor([-1.0, 1.5], dtype=autograd.float64, requires_grad=True)
        made = [LBFGS([w], lr=0.5, max_iter=3, line_search_fn=search)]

        def closure() -> Any:
            made[-1].zero_grad()
            loss = (w[1] - w[0] ** 2) ** 2 + (1 - w[0]) ** 2
            loss.backward()
            return loss

        for step in range(4):
            if reload and step == 2:
                made.append(LBFGS([w], max_iter=1))
                made[-1].load_state_dict(made[0].state_dict())
            made[-1].step(closure)
        reached: list[float] = w.tolist()
        return reached

    assert train(True) == train(False)


def test_a_state_that_does_not_fit_is_refused_and_changes_nothing() -> None:
    w = tensor([1.0, 2.0], requires_grad=True)
    optimizer = LBFGS([w], lr=0.1, max_iter=3)

    def closure() -> Any:
        optimizer.zero_grad()
        loss = (w**4).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    saved = optimizer.state_dict()
    own = saved["state"][0]
    wrong: list[tuple[dict[str, Any], str]] = [
        ({**own, "d": own["d"][:1]}, r"d has shape \(1,\), the parameters have 2 elements"),
        ({**own, "old_dirs": [x[:, None] for x in own["old_dirs"]]}, "old_dirs has shape"),
        ({**own, "ro": own["ro"][1:]}, "one length"),
        ({k: v for k, v in own.items() if k != "H_diag"}, "needs .*H_diag"),
        ({k: v for k, v in own.items() if k != "n_iter"}, "needs .*n_iter"),
        ({**own, "exp_avg": own["d"]}, "exp_avg"),
    ]
    for state, message in wrong:
        with pytest.raises(ValueError, match=message):
            optimizer.load_state_dict({**saved, "state": {0: state}})
    assert optimizer.state[w]["n_iter"] == own["n_iter"] and (optimizer.state[w]["d"] == own["d"]).all()
    optimizer.load_state_dict(saved)


def line(slope: float, **settings: Any) -> Any:
    """Return the point that one call reaches from 0 on a loss that is steep, then flat; and the number of its looks."""
    w = tensor([0.0], dtype=autograd.float64, requires_grad=True)
    optimizer = LBFGS([w], line_search_fn="strong_wolfe", **settings)

    def closure() -> Any:
        optimizer.zero_grad()
        loss = (slope * (w - 1000) ** 2 / (1 + (w - 1000).abs())).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return w.item()


@pytest.mark.parametrize("slope", [1e-3, 1.0, 1e3])
def test_the_line_search_goes_out_and_back(slope: float) -> None:
    assert line(slope, max_iter=50) == pytest.approx(1000.0, abs=1e-3)
