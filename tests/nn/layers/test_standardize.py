"""Standardize."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import nn
from autograd import ShapeError, tensor

X = np.random.default_rng(0).normal(size=(50, 3)) * (1, 100, 0.01) + (5, -300, 0)


@pytest.mark.parametrize(
    "data", [X, tensor(X), X.astype(np.float32), (X * 100).astype(int)], ids=lambda d: str(d.dtype)
)
def test_features_have_mean_zero_and_deviation_one(data: Any) -> None:
    z = nn.Standardize(3).fit(data)(tensor(np.asarray(data))).numpy()
    np.testing.assert_allclose(z.mean(0), 0, atol=1e-4)
    np.testing.assert_allclose(z.std(0), 1, atol=1e-4)


def test_other_data_are_standardized_as_the_training_data() -> None:
    layer = nn.Standardize(3).fit(X)
    other = np.array([[1.0, 2.0, 3.0]], np.float32)
    np.testing.assert_allclose(layer(tensor(other)).numpy(), (other - X.mean(0)) / X.std(0), rtol=1e-4)
    np.testing.assert_allclose(layer.inverse(layer(tensor(other))).numpy(), other, rtol=1e-4)


def test_constant_features_become_zero_and_no_other() -> None:
    x = np.tile(np.array([0.1, 1e6, 0.0, 1e6], np.float32), (1000, 1))
    x[0, 3] += 1
    z = nn.Standardize(4).fit(x)(tensor(x)).numpy()
    assert not z[:, :3].any()
    assert z[:, 3].std() == pytest.approx(1, rel=1e-3)
    assert nn.Standardize(2).fit([[3.0, 4.0]])(tensor([[5.0, 4.0]])).tolist() == [[2, 0]]


def test_samples_may_have_any_shape() -> None:
    x = np.random.default_rng(1).random((9, 2, 3))
    layer = nn.Standardize((2, 3)).fit(x)
    np.testing.assert_allclose(layer.double()(tensor(x)).numpy().mean(0), 0, atol=1e-6)
    assert repr(layer) == "Standardize((2, 3))"
    assert repr(nn.Standardize(3)) == "Standardize(3)"


def test_it_is_saved_with_the_network(tmp_path: Path) -> None:
    model = nn.Sequential(nn.Standardize(3).fit(X), nn.Linear(3, 1))
    assert [name for name, _ in model.named_parameters()] == ["1.weight", "1.bias"]
    nn.save(model.state_dict(), tmp_path / "model.safetensors")
    other = nn.Sequential(nn.Standardize(3), nn.Linear(3, 1))
    other.load_state_dict(nn.load(tmp_path / "model.safetensors"))
    np.testing.assert_array_equal(other[0](tensor(X)).numpy(), model[0](tensor(X)).numpy())


@pytest.mark.parametrize("data", [X[:, :2], X[:0], X[0], np.zeros((2, 3, 1))], ids=lambda d: str(d.shape))
def test_other_shapes_are_an_error(data: Any) -> None:
    with pytest.raises(ShapeError, match=r"^Standardize\.fit\(\): expected data of shape \(N, 3\), .*got \("):
        nn.Standardize(3).fit(data)


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_numbers_that_are_not_finite_are_an_error(wrong: float) -> None:
    x = X.copy()
    x[7, 1] = wrong
    with pytest.raises(ValueError, match=r"^Standardize\.fit\(\): feature \[1\] holds NaN or infinity"):
        nn.Standardize(3).fit(x)
