"""Activations and their derivatives."""

import math

import pytest

from demos.activations import ACTIVATIONS, curve, fine_curve


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_derivatives_are_differences(name: str) -> None:
    places, step = [-3.0, -0.7, 0.4, 2.5], 1e-6
    above, below = (curve(name, [x + sign * step for x in places]).values for sign in (1, -1))
    slopes = [(high - low) / (2 * step) for high, low in zip(above, below)]
    assert curve(name, places).slopes == pytest.approx(slopes, abs=1e-8)


def test_the_values_of_the_formulas() -> None:
    x = 0.7
    expected = {
        "sigmoid": 1 / (1 + math.exp(-x)), "tanh": math.tanh(x), "relu": x, "leaky relu": x, "elu": x,
        "softplus": math.log(1 + math.exp(x)), "gelu": x * (1 + math.erf(x / math.sqrt(2))) / 2,
        "silu": x / (1 + math.exp(-x)),
    }  # fmt: skip
    for name, value in expected.items():
        assert curve(name, [x]).values[0] == pytest.approx(value), name


def test_the_largest_derivatives() -> None:
    largest = {name: max(fine_curve(name).slopes) for name in ACTIVATIONS}
    assert largest["sigmoid"] == 0.25
    assert largest["tanh"] == largest["relu"] == largest["elu"] == 1
    assert largest["gelu"] > 1 and largest["silu"] > 1


def test_relu_has_no_derivative_at_its_kink_and_takes_0() -> None:
    assert curve("relu", [-1.0, 0.0, 1.0]).slopes == [0, 0, 1]
    assert curve("leaky relu", [-1.0, 1.0]).slopes == [0.01, 1]
