"""Prices of houses."""

import pytest

import nn
from demos.house_prices import HOUSES, price, train


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 10))])
def test_3000_square_feet_are_worth_650_000_dollars(seed: int) -> None:
    model, history = train(nn.datasets.house_prices(HOUSES, seed=seed), seed)
    assert price(model, 3000) == pytest.approx(650, abs=15)
    assert history["mean_absolute_error"][-1] < 10


def test_the_network_is_1_16_1() -> None:
    model, _ = train(nn.datasets.house_prices(20), epochs=1)
    assert [tuple(p.shape) for p in model.parameters()] == [(16, 1), (16,), (1, 16), (1,)]
