"""Dropout of elements and of channels."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import autograd
import nn
import nn.functional as F
from autograd import ones

MANY = ones(200, 100)


@pytest.mark.parametrize("name", ["alpha_dropout", "feature_alpha_dropout"])
def test_alpha_dropout_keeps_mean_and_variance(name: str) -> None:
    autograd.manual_seed(0)
    x = autograd.randn(300, 100)
    found = getattr(F, name)(x.reshape(300, 100, 1), 0.3, training=True).numpy()
    assert abs(found.mean()) < 0.02
    assert abs(found.var() - 1) < 0.03
    # Dropped elements have one value, −λα = −1.7581 in SELU's limit, scaled and shifted as the rest.
    a = ((1 - 0.3) * (1 + 0.3 * 1.7580993408473766**2)) ** -0.5
    dropped = np.float32(a * -1.7580993408473766 * (1 - 0.3))
    assert np.mean(np.isclose(found, dropped, rtol=1e-5)) == pytest.approx(0.3, abs=0.02)


def test_feature_alpha_dropout_drops_whole_channels() -> None:
    autograd.manual_seed(0)
    found = F.feature_alpha_dropout(ones(4, 8, 5), 0.5, training=True).numpy()
    assert (found == found[:, :, :1]).all()
    assert 0 < (found[:, :, 0] < 0).sum() < 32


@pytest.mark.parametrize("name", ["dropout1d", "dropout2d", "dropout3d"])
def test_channels_are_dropped_as_a_whole_and_the_rest_is_scaled(name: str) -> None:
    autograd.manual_seed(0)
    dims = int(name[-2])
    for shape in [(4, 16, *[3] * dims), (16, *[3] * dims)]:
        if name == "dropout2d" and len(shape) == 3:
            continue  # taken for (N, C, L)
        found = getattr(F, name)(ones(*shape), 0.5, training=True).numpy()
        channels = found.reshape(*shape[: len(shape) - dims], -1)
        assert (channels == channels[..., :1]).all()
        assert set(np.unique(found)) == {0.0, 2.0}


def test_dropout2d_of_other_shapes_warns() -> None:
    with pytest.warns(UserWarning, match=r"expected images \(N, C, H, W\)"):
        F.dropout2d(ones(4, 3), training=True)


@pytest.mark.parametrize("p", [0.0, 1.0])
@pytest.mark.parametrize("name", "dropout dropout1d dropout2d dropout3d alpha_dropout feature_alpha_dropout".split())
def test_the_limits_of_the_probability(name: str, p: float) -> None:
    x = ones(2, 3, 4, 4, 4) if name == "dropout3d" else ones(2, 3, 4) if name == "dropout1d" else ones(2, 3, 4, 4)
    assert (getattr(F, name)(x, p, training=True) == 1 - p).all()


def test_a_layer_that_is_in_place_changes_its_input() -> None:
    x = ones(5)
    assert nn.Dropout(1.0, inplace=True)(x) is x
    assert not x.any()


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: F.dropout(MANY, 1.5), ValueError, "p is a probability, got 1.5"),
        (lambda: F.dropout(autograd.arange(3), training=True), TypeError, r"write x\.float\(\)"),
        (lambda: nn.Dropout(-0.1), ValueError, r"Dropout\(\): p is a probability"),
    ],
)
def test_wrong_arguments(call: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        call()
