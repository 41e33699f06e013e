"""Batch, mini-batch and stochastic gradient descent."""

import pytest

from demos.batches import METHODS, train

BATCH, MINI, STOCHASTIC = METHODS


def test_steps_and_losses_of_two_epochs() -> None:
    batch, mini = (train(method, epochs=2) for method in (BATCH, MINI))
    assert (batch.steps, mini.steps) == (2, 90)
    assert batch.epochs == [0, 1, 2]
    assert batch.losses == sorted(batch.losses, reverse=True)  # all images at once: no noise
    assert mini.losses != sorted(mini.losses, reverse=True)
    assert mini.losses[-1] < 0.6 < 2 < batch.losses[-1]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_more_steps_with_fewer_images_win(seed: int) -> None:
    batch, mini, stochastic = (train(method, seed) for method in METHODS)
    assert (batch.steps, mini.steps, stochastic.steps) == (10, 450, 14370)
    assert batch.losses[-1] > 1.8
    assert stochastic.losses[-1] < 0.15 and mini.losses[-1] < 0.2
    assert batch.accuracy < 0.8 < 0.93 < min(mini.accuracy, stochastic.accuracy)
