"""Softmax, temperature and extreme scores."""

import math

import pytest

from demos.softmax import EXTREME, SCORES, as_written, entropy, softmax, worst_loss


def test_softmax_is_its_formula() -> None:
    assert softmax(SCORES) == pytest.approx(as_written(SCORES))
    assert softmax([1000.0, 1001.0]) == pytest.approx(as_written([0.0, 1.0]))


def test_the_temperature_moves_from_one_winner_to_all_alike() -> None:
    entropies = [entropy(softmax(SCORES, temperature)) for temperature in (0.01, 0.1, 1, 10, 1000)]
    assert entropies == sorted(entropies)
    assert softmax(SCORES, 0.01) == pytest.approx([1, 0, 0, 0])
    assert softmax(SCORES, 1e6) == pytest.approx([0.25] * 4, abs=1e-5)
    assert entropies[-1] == pytest.approx(math.log(4), abs=1e-5)


def test_scores_of_1000_are_no_problem_but_for_the_formula() -> None:
    assert softmax(EXTREME) == [1, 0, 0]
    assert math.isnan(as_written(EXTREME)[0])
    assert softmax([-1000.0, -1000.0]) == [0.5, 0.5]


def test_the_worst_loss_is_finite_and_has_a_gradient() -> None:
    assert worst_loss() == (2000, [1, 0, -1])
