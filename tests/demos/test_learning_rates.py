"""The regimes of the learning rate."""

import math

import pytest

from demos.learning_rates import RATES, find, train


def test_the_regimes_after_a_few_epochs() -> None:
    small, good, large = (train(rate, epochs=4) for rate in (0.001, 0.3, 10.0))
    assert small.around(80) == pytest.approx(math.log(10), abs=0.03)
    assert good.around(80) < 1
    assert large.losses[-1] == math.inf and math.isnan(large.accuracy)
    assert len(large.losses) < 23  # within the first epoch


def test_lr_find_suggests_a_rate_between_slow_and_restless() -> None:
    curve = find()
    assert curve.suggestion is not None
    assert 0.03 < curve.suggestion < 0.5
    assert 0.3 < curve.least < 3


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_the_regimes(seed: int) -> None:
    runs = {regime: train(rate, seed) for rate, regime in RATES.items()}
    assert runs["too small"].accuracy < 0.2
    assert runs["too small"].accuracy < runs["slow"].accuracy < runs["good"].accuracy
    assert runs["good"].around(330) < 0.2 < runs["slow"].around(330)
    # A restless run amplifies the last digits, so single stretches of it differ from processor to processor.
    restless, good = runs["restless"], runs["good"]
    assert restless.accuracy < good.accuracy
    assert sum(restless.losses[-100:]) > 1.2 * sum(good.losses[-100:])
    assert max(restless.losses[-100:]) > max(good.losses[-100:])
    assert runs["diverges"].losses[-1] == math.inf
