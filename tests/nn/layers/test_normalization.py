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
