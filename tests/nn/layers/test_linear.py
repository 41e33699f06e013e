"""Linear."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import autograd
import nn
import nn.functional as F
from autograd import ShapeError


@pytest.mark.parametrize("name", ["weight", "bias"])
def test_initial_values_are_uniform_within_pytorchs_bound(name: str) -> None:
    autograd.manual_seed(0)
    bound = 1 / math.sqrt(400)
    values = getattr(nn.Linear(400, 300), name).detach().numpy()
    assert np.abs(values).max() <= bound
    assert np.abs(values).max() > 0.95 * bound
    assert values.std() == pytest.approx(bound / math.sqrt(3), rel=0.1)


def test_the_weight_has_the_outputs_first() -> None:
    assert nn.Linear(400, 300).weight.shape == (300, 400)


def test_a_subclass_may_compute_its_weight() -> None:
    class Doubled(nn.Linear):
        @property
        def weight(self) -> Any:
            return 2 * self.get_parameter("weight")

        @weight.setter
        def weight(self, new: Any) -> None: ...

    layer = Doubled(2, 1, bias=False)
    kept = layer._parameters["weight"]
    assert np.allclose(layer(autograd.ones(1, 2)).detach(), 2 * kept.detach().sum())


@pytest.mark.parametrize("name", ["weight", "bias"])
def test_a_plain_tensor_may_take_the_place_of_a_parameter(name: str) -> None:
    layer = nn.Linear(2, 1)
    layer.weight.data.fill_(1.0)
    layer.bias.data.fill_(0.0)
    delattr(layer, name)
    setattr(layer, name, autograd.full({"weight": (1, 2), "bias": (1,)}[name], 3.0))
    assert layer(autograd.ones(1, 2)).item() == {"weight": 6.0, "bias": 5.0}[name]


def test_an_attribute_hides_a_parameter_of_its_name() -> None:
    layer = nn.Linear(2, 1)
    layer.bias.data.fill_(0.0)
    layer.__dict__["weight"] = autograd.full((1, 2), 3.0)
    assert layer(autograd.ones(1, 2)).item() == 6.0


def test_a_size_of_zero_is_an_error() -> None:
    with pytest.raises(ValueError, match="in_features"):
        nn.Linear(0, 3)


def test_an_input_of_another_size_is_an_error() -> None:
    with pytest.raises(ShapeError, match=r"linear\(\): input \(2, 5\)"):
        nn.Linear(400, 300)(autograd.ones(2, 5))


@pytest.mark.parametrize("shape", [(4,), (2, 4), (2, 3, 4)])
def test_a_vector_as_weight(shape: tuple[int, ...]) -> None:
    x, w = autograd.rand(*shape, dtype=autograd.float64), autograd.rand(4, dtype=autograd.float64)
    assert np.allclose(F.linear(x, w), x @ w)
    autograd.check_gradients(F.linear, x, w)
    with pytest.raises(autograd.ShapeError, match="without a bias"):
        F.linear(x, w, w)
