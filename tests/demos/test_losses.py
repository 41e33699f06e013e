"""The losses of the textbooks."""

import math

import pytest

from demos.losses import cases, gradients, of_classes, of_two, untrained


def test_the_figures_of_the_textbooks() -> None:
    assert round(of_classes(0.8), 3) == 0.223
    assert round(of_classes(0.1), 3) == 2.303
    assert [round(of_two(p), 2) for p in (0.99, 0.5)] == [0.01, 0.69]
    assert round(of_two(0.01), 1) == 4.6


def test_a_guess_among_ten_classes_costs_ln_10() -> None:
    assert cases()[-1].loss == pytest.approx(math.log(10))
    for seed in range(3):
        assert untrained(seed) == pytest.approx(math.log(10), abs=0.02)


@pytest.mark.parametrize("logit", [-20.0, -1.0, 0.0, 3.0])
def test_the_gradient_of_cross_entropy_is_p_minus_one(logit: float) -> None:
    p = 1 / (1 + math.exp(-logit))
    assert gradients(logit) == pytest.approx((p - 1, 2 * (p - 1) * p * (1 - p)))


def test_a_sure_and_wrong_output_hardly_learns_from_the_squared_error() -> None:
    entropy, squared = gradients(-8.0)
    assert entropy < -0.999
    assert abs(squared) < 1e-3
