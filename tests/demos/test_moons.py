"""Half moons on Values."""

import random

import pytest

from demos.moons import loss_of, points, train
from nn.scalar import MLP


def test_a_smaller_network_learns_some_points() -> None:
    random.seed(0)
    inputs, signs = points(30)
    model = MLP(2, [8, 8, 1])
    history = train(model, inputs, signs, steps=60)
    assert history[0].loss > 0.5
    assert loss_of(model, inputs, signs)[1] == 1


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_all_of_100_points_are_right(seed: int) -> None:
    inputs, signs = points()
    random.seed(seed)
    model = MLP(2, [16, 16, 1])
    train(model, inputs, signs)
    assert loss_of(model, inputs, signs)[1] == 1
