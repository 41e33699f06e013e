"""Dead ReLUs and LeakyReLU."""

import pytest

import nn
from demos.dead_relu import BIAS, dead, network, train


def test_a_dead_relu_gets_no_gradient_and_a_leaky_one_some() -> None:
    x, y = nn.datasets.digits().train.tensors
    for slope in (0.0, 0.01):
        model = network([16], slope, BIAS)
        assert dead(model) == [1]
        nn.CrossEntropyLoss()(model(x), y).backward()
        hidden, last = (layer for layer in model if isinstance(layer, nn.Linear))
        assert (hidden.weight.grad.norm().item() > 0) == (slope > 0)
        assert last.bias.grad.norm().item() > 0


def test_a_large_rate_kills() -> None:
    deaths = train(network([64, 64]), 2.0, epochs=3)
    assert max(deaths.shares[0]) < 0.1
    assert sum(deaths.shares[-1]) > 1
    assert deaths.accuracy < 0.5


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_a_small_rate_kills_few(seed: int) -> None:
    deaths = train(network([64, 64], seed=seed), 0.3, epochs=20)
    assert max(deaths.shares[-1]) < 0.15
    assert deaths.accuracy > 0.95


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_relu_stays_dead_and_leaky_relu_revives(seed: int) -> None:
    relu, leaky = (train(network([64], slope, BIAS, seed), 0.3, epochs=50) for slope in (0.0, 0.2))
    assert relu.shares == [[1]] * 51
    assert relu.accuracy < 0.15
    assert leaky.shares[0] == [1] and leaky.shares[-1][0] < 0.9
    assert leaky.accuracy > 0.95
