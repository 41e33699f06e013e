"""Logic gates and moons."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from nn import datasets


@pytest.mark.parametrize(
    ("name", "gate"),
    [
        ("and", lambda a, b: a and b),
        ("or", lambda a, b: a or b),
        ("xor", lambda a, b: a != b),
        ("nand", lambda a, b: not (a and b)),
        ("nor", lambda a, b: not (a or b)),
        ("xnor", lambda a, b: a == b),
    ],
)
def test_gates_are_their_truth_tables(name: str, gate: Callable[[int, int], bool]) -> None:
    inputs, targets = (tensor.numpy() for tensor in datasets.gates()[name].tensors)
    assert inputs.dtype == targets.dtype == np.float32
    assert inputs.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert targets.tolist() == [[gate(a, b)] for a, b in inputs]


def test_xor_is_the_gate_of_that_name() -> None:
    for ours, gate in zip(datasets.xor().tensors, datasets.gates()["xor"].tensors, strict=True):
        np.testing.assert_array_equal(ours.numpy(), gate.numpy())


@pytest.mark.parametrize("n", [2, 7, 100])
def test_moons_without_noise_lie_on_their_half_circles(n: int) -> None:
    points, labels = (tensor.numpy() for tensor in datasets.moons(n, noise=0).tensors)
    assert points.shape == (n, 2)
    assert points.dtype == np.float32
    assert labels.shape == (n,)
    assert labels.dtype == np.int64
    assert np.bincount(labels).tolist() == [n // 2, n - n // 2]

    upper, lower = points[labels == 0], points[labels == 1] - (1, 0.5)
    np.testing.assert_allclose(np.linalg.norm(np.concatenate([upper, lower]), axis=1), 1, rtol=1e-6)
    assert (upper[:, 1] >= -1e-6).all()
    assert (lower[:, 1] <= 1e-6).all()


def test_the_seed_determines_the_moons() -> None:
    same, again, other = (datasets.moons(seed=seed).tensors[0].numpy() for seed in (1, 1, 2))
    np.testing.assert_array_equal(same, again)
    assert not np.array_equal(same, other)


def test_moons_are_as_noisy_as_asked() -> None:
    clean, noisy = (datasets.moons(10_000, noise=noise).tensors[0].numpy() for noise in (0, 0.3))
    assert (noisy - clean).std() == pytest.approx(0.3, rel=0.05)


@pytest.mark.parametrize(
    ("arguments", "message"), [({"n": 1}, "n of 2 or more, got 1"), ({"noise": -0.1}, "noise of 0 or more, got -0.1")]
)
def test_moons_refuse_invalid_arguments(arguments: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        datasets.moons(**arguments)  # type: ignore[arg-type]
