"""Rectifiers with slopes."""

from __future__ import annotations

import numpy as np
import pytest

import autograd
import nn.functional as F
from autograd import tensor
from tests.helpers import leaf64, tensor64


def test_the_slopes_of_rrelu_are_random_in_training() -> None:
    autograd.manual_seed(0)
    x = -autograd.ones(1000, requires_grad=True, dtype=autograd.float64)
    found = F.rrelu(x, 0.25, 0.75, training=True)
    slopes = -found.detach().numpy()
    assert 0.25 <= slopes.min() < 0.26 and 0.74 < slopes.max() < 0.75
    assert slopes.mean() == pytest.approx(0.5, abs=0.02)
    assert F.rrelu(tensor([2.0]), 0.25, 0.75, training=True).tolist() == [2.0]


def test_rrelu_in_place_changes_its_input() -> None:
    x = tensor([-1.0, 2.0])
    assert F.rrelu(x, 0.25, 0.75, training=True, inplace=True) is x
    assert -0.75 < x[0].item() <= -0.25


@pytest.mark.parametrize(
    ("x", "weight", "expected", "gradient"),
    [
        ([[-1.0, -2.0], [3.0, -4.0]], [0.5, 0.25], [[-0.5, -0.5], [3, -1]], [-1, -6]),
        ([[-1.0, -2.0], [3.0, -4.0]], [0.5], [[-0.5, -1], [3, -2]], [-7]),
        (-2.0, [0.5], -1, [-2]),
        ([-2.0, 1.0], 0.5, [-1, 1], -2),
    ],
)
def test_prelu_has_a_slope_for_each_channel(x: object, weight: object, expected: object, gradient: object) -> None:
    slopes = leaf64(weight)
    found = F.prelu(tensor64(x), slopes)
    assert found.tolist() == expected
    found.sum().backward()
    assert slopes.grad.tolist() == gradient


def test_prelu_of_images_has_the_channels_in_dimension_1() -> None:
    found = F.prelu(-autograd.ones(1, 2, 1, 2), tensor([0.5, 0.25]))
    np.testing.assert_array_equal(found.numpy(), [[[[-0.5, -0.5]], [[-0.25, -0.25]]]])
