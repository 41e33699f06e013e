"""LayerNorm."""

from __future__ import annotations

import numpy as np
import pytest

import autograd
import nn
from autograd import tensor


def test_layer_norm_is_the_formula() -> None:
    x = np.random.default_rng(0).normal(2.0, 3.0, size=(2, 3, 4))
    deviation = x - x.mean((1, 2), keepdims=True)
    expected = deviation / np.sqrt((deviation**2).mean((1, 2), keepdims=True) + 1e-5)
    out = nn.LayerNorm((3, 4), dtype=autograd.float64)(tensor(x))
    np.testing.assert_allclose(out.detach().numpy(), expected, rtol=1e-12)


@pytest.mark.parametrize(
    ("layer", "names"),
    [
        (nn.LayerNorm(4), ["weight", "bias"]),
        (nn.LayerNorm(4, bias=False), ["weight"]),
        (nn.LayerNorm(4, elementwise_affine=False), []),
    ],
    ids=["both", "no bias", "neither"],
)
def test_the_parameters_of_layer_norm(layer: nn.LayerNorm, names: list[str]) -> None:
    assert list(layer.state_dict()) == names


def test_without_a_momentum_the_averages_are_those_of_all_batches() -> None:
    layer = nn.BatchNorm1d(1, momentum=None)
    for batch in ([1.0, 3.0], [5.0, 7.0], [3.0, 11.0]):
        layer(tensor(batch).reshape(2, 1))
    assert layer.running_mean.item() == pytest.approx((2 + 6 + 7) / 3)
    assert layer.running_var.item() == pytest.approx((2 + 2 + 32) / 3)
