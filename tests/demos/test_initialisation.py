"""Zeros, weights 100 times too large, and those of Xavier and He."""

import math

import pytest

from demos.initialisation import LAYERS, STACKS, STARTS, learn, sizes


@pytest.mark.parametrize("seed", range(3))
def test_xavier_and_he_hold_the_variance_through_20_layers(seed: int) -> None:
    for name in ("Xavier, no activation", "He, ReLU"):
        found = sizes(*STACKS[name], seed)
        assert len(found) == LAYERS + 1 == 21
        assert all(0.7 < size < 1.4 for size in found), name
    assert 0.1 < sizes(*STACKS["Xavier, tanh"], seed)[-1] < 0.2


def test_a_hundredfold_explodes_and_small_weights_vanish() -> None:
    growth, shrinkage = (
        (found[-1] / found[0]) ** (1 / LAYERS)
        for found in (sizes(*STACKS[name]) for name in ("He × 100, ReLU", "0.01, ReLU"))
    )
    assert growth == pytest.approx(100, rel=0.05)
    assert shrinkage == pytest.approx(0.01 * math.sqrt(256 / 2), rel=0.05)


def test_xavier_with_relu_loses_half_of_the_squares_in_each_layer() -> None:
    found = sizes(*STACKS["Xavier, ReLU"])
    assert (found[-1] / found[0]) ** (2 / LAYERS) == pytest.approx(0.5, rel=0.05)


@pytest.mark.parametrize("start", ["zeros", "all 0.1"])
def test_neurons_that_start_alike_stay_alike(start: str) -> None:
    learned = learn(STARTS[start], epochs=3)
    assert learned.different == 1
    assert learned.first_loss == pytest.approx(math.log(10), abs=0.01)
    assert learned.accuracy < 0.3


@pytest.mark.slow
def test_random_starts_learn_and_large_ones_worse() -> None:
    learned = {name: learn(fill) for name, fill in STARTS.items()}
    assert [learned[name].different for name in STARTS] == [1, 1, 32, 32, 32]
    assert learned["He × 100"].first_loss > 1000
    assert learned["zeros"].accuracy < 0.15 and learned["all 0.1"].accuracy < 0.15
    assert learned["He × 100"].accuracy < 0.9 < 0.94 < min(learned["Xavier"].accuracy, learned["He"].accuracy)
