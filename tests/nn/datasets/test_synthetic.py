"""Logic gates, points in the plane, and house prices."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

import autograd
from nn import datasets
from nn.data import TensorDataset

DRAWN = [datasets.moons, datasets.circles, datasets.spirals, datasets.house_prices]


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


def test_the_moons_of_a_seed_stay_the_same() -> None:
    points, labels = (tensor.numpy() for tensor in datasets.moons(4, seed=3).tensors)
    assert labels.tolist() == [0, 1, 0, 1]
    expected = [[1.2040919, -0.2555665], [1.7980014, 0.4768068], [-0.9581901, -0.0567770], [-0.0452649, 0.4784403]]
    np.testing.assert_allclose(points, expected, atol=1e-6)


@pytest.mark.parametrize("n", [2, 7, 100])
def test_circles_without_noise_are_circles(n: int) -> None:
    points, labels = (tensor.numpy() for tensor in datasets.circles(n, noise=0, factor=0.3).tensors)
    assert points.dtype == np.float32
    assert labels.dtype == np.int64
    assert np.bincount(labels).tolist() == [n // 2, n - n // 2]
    np.testing.assert_allclose(np.linalg.norm(points, axis=1), np.where(labels, 0.3, 1), rtol=1e-6)
    if n == 100:  # each half of a circle has as many points as the other
        np.testing.assert_allclose(points.mean(axis=0), 0, atol=1e-6)


@pytest.mark.parametrize(("arms", "counts"), [(1, [100]), (2, [50, 50]), (3, [33, 33, 34]), (7, [14] * 5 + [15] * 2)])
def test_spirals_without_noise_wind_around_the_origin(arms: int, counts: list[int]) -> None:
    points, labels = (t.numpy() for t in datasets.spirals(100, noise=0, arms=arms, turns=1.5).tensors)
    assert points.dtype == np.float32
    assert labels.dtype == np.int64
    assert np.bincount(labels).tolist() == counts
    radius = np.linalg.norm(points.astype(float), axis=1)
    assert (radius.min(), radius.max()) == pytest.approx((0.1, 1))
    angle = 2 * np.pi * (1.5 * radius + labels / arms)
    np.testing.assert_allclose(points, radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1), atol=1e-5)


def test_house_prices_are_a_line() -> None:
    sizes, prices = (tensor.numpy() for tensor in datasets.house_prices(1000, noise=0).tensors)
    assert sizes.shape == prices.shape == (1000, 1)
    assert sizes.dtype == prices.dtype == np.float32
    assert 500 <= sizes.min() < 600 and 3900 < sizes.max() <= 4000
    np.testing.assert_allclose(prices, 0.2 * sizes + 50, rtol=1e-6)


# ── all that are drawn ──


def arrays(drawn: TensorDataset) -> list[np.ndarray]:
    return [tensor.numpy() for tensor in drawn.tensors]


@pytest.mark.parametrize("draw", DRAWN)
def test_the_seed_determines_the_numbers(draw: Callable[..., TensorDataset]) -> None:
    same, again, other = (arrays(draw(seed=seed)) for seed in (1, 1, 2))
    for ours, theirs in zip(same, again, strict=True):
        np.testing.assert_array_equal(ours, theirs)
    assert not np.array_equal(same[0], other[0])


@pytest.mark.parametrize("draw", DRAWN)
def test_a_generator_takes_the_place_of_the_seed(draw: Callable[..., TensorDataset]) -> None:
    generator = autograd.Generator(5)
    first, second = arrays(draw(generator=generator)), arrays(draw(generator=generator))
    again, seeded = arrays(draw(generator=autograd.Generator(5), seed=9)), arrays(draw(seed=5))
    for ours, theirs in zip(first, again, strict=True):
        np.testing.assert_array_equal(ours, theirs)
    assert not np.array_equal(first[0], second[0])  # it goes on where it was
    assert not np.array_equal(first[0], seeded[0])


@pytest.mark.parametrize("draw", DRAWN)
def test_the_numbers_are_as_noisy_as_asked(draw: Callable[..., TensorDataset]) -> None:
    noisy_part = 1 if draw is datasets.house_prices else 0
    clean, noisy = (arrays(draw(10_000, noise=noise))[noisy_part] for noise in (0, 0.3))
    assert (noisy - clean).std() == pytest.approx(0.3, rel=0.05)


@pytest.mark.parametrize("draw", DRAWN)
def test_too_few_examples_and_negative_noise_are_refused(draw: Callable[..., TensorDataset]) -> None:
    least = 1 if draw is datasets.house_prices else 2
    assert len(draw(least)) == least
    with pytest.raises(ValueError, match=rf"{draw.__name__}\(\): expected n of {least} or more, got {least - 1}"):
        draw(least - 1)
    with pytest.raises(ValueError, match=rf"{draw.__name__}\(\): expected noise of 0 or more, got -0.1"):
        draw(noise=-0.1)


def test_circles_and_spirals_that_do_not_exist_are_refused() -> None:
    for factor in (0.0, 1.0, float("nan")):
        with pytest.raises(ValueError, match="factor between 0 and 1"):
            datasets.circles(factor=factor)
    with pytest.raises(ValueError, match="arms of 1 or more, got 0"):
        datasets.spirals(arms=0)
    with pytest.raises(ValueError, match="n of 5 or more, got 4"):
        datasets.spirals(4, arms=5)
