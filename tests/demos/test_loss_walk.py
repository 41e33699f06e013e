"""The walks down a loss of one weight."""

import pytest

from autograd import Value
from demos.loss_walk import loss, walk


def test_the_loss_is_lowest_at_two() -> None:
    assert loss(Value(2.0)).data == 0.4
    assert loss(Value(-3.0)).data == pytest.approx(6.65)


def test_a_rate_of_two_arrives_in_one_step_and_stays() -> None:
    assert walk(2.0)[1:] == [2.0] * 30


def test_a_rate_of_four_oscillates() -> None:
    assert walk(4.0) == [-3.0, 7.0] * 15 + [-3.0]


def test_a_larger_rate_diverges() -> None:
    distances = [abs(w - 2) for w in walk(4.1)]
    assert distances == pytest.approx([5 * 1.05**i for i in range(31)])


def test_a_smaller_rate_halves_the_distance_or_so() -> None:
    assert [w - 2 for w in walk(0.5)] == pytest.approx([-5 * 0.75**i for i in range(31)])


def test_momentum_overshoots_to_5_67() -> None:
    weights = walk(0.5, momentum=0.9)
    assert round(max(weights), 2) == 5.67
    assert max(walk(0.5)) < 2  # without momentum it never passes the lowest point
    assert walk(0.5, momentum=0.9, steps=300)[-1] == pytest.approx(2, abs=1e-4)
