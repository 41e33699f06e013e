"""Vanishing gradients in 20 layers."""

import pytest

from demos.vanishing import BLOCKS, LAYERS, gradients, network, train


def test_20_sigmoids_vanish_and_the_cures_do_not() -> None:
    norms = {name: gradients(network(name)) for name in BLOCKS}
    assert all(len(found) == LAYERS == 20 for found in norms.values())
    assert norms["sigmoid"][0] < 1e-11 * norms["sigmoid"][-1]
    for name in BLOCKS[1:]:
        assert max(norms[name]) < 20 * min(norms[name]), name


def test_each_sigmoid_divides_the_gradient_by_4_or_more() -> None:
    found = gradients(network("sigmoid", 1))
    assert (found[-1] / found[0]) ** (1 / (LAYERS - 1)) > 4


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_only_sigmoids_alone_do_not_learn(seed: int) -> None:
    accuracy = {name: train(network(name, seed)) for name in BLOCKS}
    assert accuracy.pop("sigmoid") < 0.15
    assert all(value > 0.7 for value in accuracy.values())
    assert accuracy["sigmoid + batch norm"] > 0.95 and accuracy["sigmoid + skip"] > 0.9
