"""Losses of numbers and of distributions, against their formulas."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import nn.functional as F
from autograd import ShapeError
from tests.helpers import leaf64, tensor64

X, Y = np.array([[0.0, 0.5], [2.0, -3.0]]), np.array([[1.0, 0.0], [2.0, 1.0]])
D = np.abs(X - Y)  # 1, 0.5, 0, 4
W = np.array([[1.0, 2.0], [0.0, 5.0]])
P, Q = np.array([[0.25, 0.75], [0.5, 0.5]]), np.array([[0.5, 0.5], [1.0, 0.0]])
KL = np.array([[0.5 * math.log(2), 0.5 * math.log(2 / 3)], [math.log(2), 0.0]])
COUNTS = np.array([[0.0, 1.0], [2.0, 5.0]])
# Stirling's approximation of log(n!), n log n − n + ½ log(2πn), where n > 1.
STIRLING = np.array(
    [[0, 0], [2 * math.log(2) - 2 + 0.5 * math.log(4 * math.pi), 5 * math.log(5) - 5 + 0.5 * math.log(10 * math.pi)]]
)
VARIANCES = np.array([[1.0, 4.0], [0.5, 2.0]])


def gaussian(variance: Any) -> np.ndarray:
    found: np.ndarray = 0.5 * (np.log(variance) + D**2 / variance)
    return found


each_loss = pytest.mark.parametrize(
    ("name", "inputs", "settings", "expected"),
    [
        ("mse_loss", (X, Y), {}, D**2),
        ("l1_loss", (X, Y), {}, D),
        ("smooth_l1_loss", (X, Y), {}, np.array([[0.5, 0.125], [0, 3.5]])),
        ("smooth_l1_loss", (X, Y), {"beta": 2.0}, np.array([[0.25, 0.0625], [0, 3]])),
        ("smooth_l1_loss", (X, Y), {"beta": 0}, D),
        ("huber_loss", (X, Y), {"delta": 2.0}, np.array([[0.5, 0.125], [0, 6]])),
        ("huber_loss", (X, Y), {"weight": tensor64(W)}, np.array([[0.5, 0.25], [0, 17.5]])),
        ("poisson_nll_loss", (X, COUNTS), {}, np.exp(X) - COUNTS * X),
        ("poisson_nll_loss", (X, COUNTS), {"full": True}, np.exp(X) - COUNTS * X + STIRLING),
        ("poisson_nll_loss", (P, COUNTS), {"log_input": False, "eps": 0.0}, P - COUNTS * np.log(P)),
        ("gaussian_nll_loss", (X, Y), {"var": tensor64(VARIANCES)}, gaussian(VARIANCES)),
        ("gaussian_nll_loss", (X, Y), {"var": 4.0}, gaussian(4.0)),
        ("gaussian_nll_loss", (X, Y), {"var": tensor64([1.0, 4.0])}, gaussian(np.array([[1.0], [4.0]]))),
        ("gaussian_nll_loss", (X, Y), {"var": tensor64([[1.0], [4.0]])}, gaussian(np.array([[1.0], [4.0]]))),
        (
            "gaussian_nll_loss",
            (X, Y),
            {"var": tensor64(VARIANCES), "full": True},
            gaussian(VARIANCES) + 0.5 * math.log(2 * math.pi),
        ),
        ("gaussian_nll_loss", (X, Y), {"var": tensor64(0 * X), "eps": 0.01}, gaussian(0.01)),
    ],
)


@each_loss
@pytest.mark.parametrize("reduction", ["none", "sum", "mean"])
def test_the_loss_is_its_formula(
    name: str, inputs: tuple[np.ndarray, ...], settings: dict[str, Any], expected: np.ndarray, reduction: str
) -> None:
    found = getattr(F, name)(*map(tensor64, inputs), reduction=reduction, **settings)
    reductions: dict[str, Any] = {"none": np.asarray, "sum": np.sum, "mean": np.mean}
    np.testing.assert_allclose(found.numpy(), reductions[reduction](expected), rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize(("name", "losses"), [("mse_loss", D**2), ("l1_loss", D)])
def test_the_weighted_mean_is_divided_by_the_weights(name: str, losses: np.ndarray) -> None:
    loss = getattr(F, name)
    x, y, w = tensor64(X), tensor64(Y), tensor64(W)
    assert loss(x, y, weight=w).item() == pytest.approx((losses * W).sum() / 8)
    assert loss(x, y, weight=w, reduction="sum").item() == pytest.approx((losses * W).sum())
    np.testing.assert_allclose(loss(x, y, weight=w, reduction="none").numpy(), losses * W)


@pytest.mark.parametrize("log_target", [False, True])
def test_the_divergence(log_target: bool) -> None:
    given, target = tensor64(np.log(P)), tensor64(Q).log() if log_target else tensor64(Q)
    if log_target:  # log 0 has no product with 0
        target = target.clamp(min=-700)
    for reduction, expected in [("none", KL), ("sum", KL.sum()), ("batchmean", KL.sum() / 2)]:
        found = F.kl_div(given, target, reduction=reduction, log_target=log_target)
        np.testing.assert_allclose(found.numpy(), expected, rtol=1e-12, atol=1e-15)
    with pytest.warns(UserWarning, match="write 'batchmean' for the divergence"):
        mean = F.kl_div(given, target, log_target=log_target)
    assert mean.item() == pytest.approx(KL.mean())


def test_the_limit_of_the_variance_keeps_its_gradient() -> None:
    variance = leaf64([0.0, 4.0])
    F.gaussian_nll_loss(tensor64([1.0, 1.0]), tensor64([0.0, 0.0]), variance, eps=0.5, reduction="sum").backward()
    # The derivative of ½ (log v + 1 / v) is ½ (1 / v − 1 / v²), at v = 0.5 and 4.
    np.testing.assert_allclose(variance.grad.numpy(), [0.5 * (2 - 4), 0.5 * (1 / 4 - 1 / 16)])


@pytest.mark.parametrize(
    ("settings", "reduction"),
    [
        ({"size_average": True}, "mean"),
        ({"size_average": False}, "sum"),
        ({"reduce": True}, "mean"),
        ({"reduce": False}, "none"),
        ({"size_average": False, "reduce": False}, "none"),
    ],
    ids=str,
)
def test_the_older_settings_of_the_reduction_warn(settings: dict[str, Any], reduction: str) -> None:
    with pytest.warns(UserWarning, match=rf"l1_loss\(\): .* write reduction='{reduction}'"):
        found = F.l1_loss(tensor64(X), tensor64(Y), **settings)
    assert found.tolist() == F.l1_loss(tensor64(X), tensor64(Y), reduction=reduction).tolist()


@pytest.mark.parametrize(
    ("name", "settings", "error", "said"),
    [
        ("smooth_l1_loss", {"beta": -1.0}, ValueError, "beta must be at least 0"),
        ("huber_loss", {"delta": 0.0}, ValueError, "delta must be above 0"),
        ("mse_loss", {"weight": tensor64(W[0])}, ShapeError, r"a weight of the shape of input, \(2, 2\)"),
        ("gaussian_nll_loss", {"var": tensor64([1.0, 2.0, 3.0])}, ShapeError, "var of shape"),
        ("gaussian_nll_loss", {"var": tensor64(-VARIANCES)}, ValueError, "variances of at least 0, got -4"),
    ],
)
def test_wrong_arguments(name: str, settings: dict[str, Any], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        getattr(F, name)(tensor64(X), tensor64(Y), **settings)
