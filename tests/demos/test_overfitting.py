"""Overfitting, and what closes the gap."""

import pytest

from demos.overfitting import IMAGES, REMEDIES, WRONG, images, train


def test_a_fifth_of_the_labels_is_drawn_at_random() -> None:
    data = images()
    assert len(data.train) == IMAGES
    share = (data.test.tensors[1] != data.right).float().mean().item()
    assert share == pytest.approx(0.9 * WRONG, abs=0.03)  # one in ten random labels is right


@pytest.mark.slow
def test_the_gap_grows_and_early_stopping_closes_it() -> None:
    data = images()
    none, stopped = (train(data, epochs=60, **REMEDIES[remedy]) for remedy in ("none", "early stopping"))
    assert none.gap > 1.2
    assert stopped.gap < 0.5 * none.gap
    assert stopped.accuracy > none.accuracy
    assert len(stopped.history) < 60


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_each_remedy_closes_a_part_of_the_gap(seed: int) -> None:
    data = images(seed)
    results = {name: train(data, seed, **how) for name, how in REMEDIES.items()}
    none = results.pop("none")
    assert none.training_loss < 0.01
    assert none.test_loss > 3
    closed = {name: 1 - result.gap / none.gap for name, result in results.items()}
    assert 0.3 < closed["dropout"] < closed["augmentation"] < closed["early stopping"]
    assert 0.5 < closed["weight decay"] < closed["early stopping"]
    assert closed["early stopping"] > 0.8 and closed["all four"] > 0.8
    assert all(result.accuracy > none.accuracy for result in results.values())
    assert results["all four"].accuracy > none.accuracy + 0.09
