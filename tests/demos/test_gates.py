"""Logic gates from many seeds."""

import pytest

from demos.gates import NETWORKS, SEEDS, attempt, learned
from nn.datasets import gates


def attempts(network: str, gate: str, seeds: int) -> int:
    return learned([attempt(NETWORKS[network], gates()[gate], seed) for seed in range(seeds)])


def test_some_seeds() -> None:
    assert attempts("2-8-1", "xor", 5) == 5
    assert attempts("one neuron", "xor", 3) == 0
    assert attempts("one neuron", "and", 3) == 3


def test_the_loss_of_one_neuron_on_xor_stays_at_a_guess() -> None:
    tried = attempt(NETWORKS["one neuron"], gates()["xor"], 0)
    assert tried.losses[-1] == pytest.approx(0.6931, abs=1e-3)
    assert tried.right <= 3


@pytest.mark.slow
@pytest.mark.parametrize("gate", gates())
def test_two_layers_learn_every_gate_from_every_seed(gate: str) -> None:
    assert attempts("2-8-1", gate, SEEDS) == SEEDS == 50


@pytest.mark.slow
@pytest.mark.parametrize("gate", gates())
def test_one_neuron_learns_all_but_xor_and_xnor(gate: str) -> None:
    assert attempts("one neuron", gate, SEEDS) == (0 if gate in ("xor", "xnor") else 50)
