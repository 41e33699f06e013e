"""Small data sets that are computed: logic gates, points in the plane, and house prices."""

from __future__ import annotations

import numpy as np

from autograd import tensor
from autograd.extend import Array, Generator
from nn.data import TensorDataset
from nn.datasets.splits import classified

# The output of each gate for the inputs 00, 01, 10, 11.
_TRUTH_TABLES = {
    "and":  (0, 0, 0, 1),
    "or":   (0, 1, 1, 1),
    "xor":  (0, 1, 1, 0),
    "nand": (1, 1, 1, 0),
    "nor":  (1, 0, 0, 0),
    "xnor": (1, 0, 0, 1),
}  # fmt: skip


def gates() -> dict[str, TensorDataset]:
    """Return the truth tables of the logic gates of two inputs: "and", "or", "xor", "nand", "nor" and "xnor".

    One neuron can learn each of them but "xor" and "xnor". No straight line separates their ones from their zeros.

    Returns:
        A dict from the name of a gate to its TensorDataset. The `.tensors` are inputs, float32 (4, 2), in the order
        00, 01, 10, 11, and targets, float32 (4, 1), 0 or 1.

    Source: M. Minsky, S. Papert, "Perceptrons", 1969, on the limits of one neuron.

    >>> inputs, targets = gates()["and"].tensors
    >>> targets.flatten()
    tensor([0., 0., 0., 1.])
    """
    inputs = np.array([(0, 0), (0, 1), (1, 0), (1, 1)], dtype=np.float32)
    return {
        name: TensorDataset(tensor(inputs), tensor(np.array(outputs, dtype=np.float32)[:, None]))
        for name, outputs in _TRUTH_TABLES.items()
    }


def xor() -> TensorDataset:
    """Return the truth table of exclusive or, the smallest problem that needs a hidden layer.

    Returns:
        A TensorDataset, the same as `gates()["xor"]`. The `.tensors` are inputs, float32 (4, 2), and targets,
        float32 (4, 1), 0 or 1.

    >>> inputs, targets = xor().tensors
    >>> targets.flatten()
    tensor([0., 1., 1., 0.])
    """
    return gates()["xor"]


def moons(n: int = 100, noise: float = 0.1, seed: int = 0, generator: Generator | None = None) -> TensorDataset:
    """Return points of two interleaving half circles, two classes that no straight line separates.

    Class 0 is (cos t, sin t), the upper half of the unit circle. Class 1 is (1 − cos t, 1/2 − sin t), the lower half
    of the unit circle around (1, 1/2). On each, t takes equally spaced values from 0 to π.

    Args:
        n: the number of points. Half of them, rounded down, belong to class 0.
        noise: the standard deviation of the normal noise added to both coordinates.
        seed: the seed of the noise and of the order of the points, for `numpy.random.default_rng`.
        generator: the source of random numbers, in place of `seed`.

    Returns:
        A TensorDataset. The `.tensors` are points, float32 (n, 2), and labels, int64 (n,), 0 or 1.

    Raises:
        ValueError: if `n` is less than 2, or `noise` is negative.

    Source: the construction of scikit-learn's `make_moons`.

    >>> points, labels = moons(4, noise=0.0).tensors
    >>> points.shape, sorted(labels.tolist())
    ((4, 2), [0, 0, 1, 1])
    """
    _check("moons", n, 2, noise)
    upper, lower = (np.linspace(0, np.pi, count) for count in _shares(n, 2))
    arcs = [_columns(np.cos(upper), np.sin(upper)), _columns(1 - np.cos(lower), 0.5 - np.sin(lower))]
    return _mixed(arcs, noise, _source(seed, generator))


def circles(
    n: int = 100, noise: float = 0.1, factor: float = 0.5, seed: int = 0, generator: Generator | None = None
) -> TensorDataset:
    """Return points of two circles around the origin, two classes that no straight line separates.

    Class 0 is the unit circle. Class 1 is the circle of radius `factor`. On each, the points have equal distances.

    Args:
        n: the number of points. Half of them, rounded down, belong to class 0.
        noise: the standard deviation of the normal noise added to both coordinates.
        factor: the radius of the inner circle, between 0 and 1.
        seed: the seed of the noise and of the order of the points, for `numpy.random.default_rng`.
        generator: the source of random numbers, in place of `seed`.

    Returns:
        A TensorDataset. The `.tensors` are points, float32 (n, 2), and labels, int64 (n,), 0 or 1.

    Raises:
        ValueError: if `n` is less than 2, `noise` is negative, or `factor` is not between 0 and 1.

    Source: the construction of scikit-learn's `make_circles`.

    >>> points, labels = circles(4, noise=0.0).tensors
    >>> (points**2).sum(dim=1).sqrt()[labels == 1]
    tensor([0.5000, 0.5000])
    """
    _check("circles", n, 2, noise)
    if not 0 < factor < 1:
        raise ValueError(f"circles(): expected factor between 0 and 1, got {factor}")
    angles = [np.linspace(0, 2 * np.pi, count, endpoint=False) for count in _shares(n, 2)]
    rings = [radius * _columns(np.cos(t), np.sin(t)) for radius, t in zip((1.0, factor), angles)]
    return _mixed(rings, noise, _source(seed, generator))


def spirals(
    n: int = 100, noise: float = 0.02, arms: int = 2, turns: float = 1.0, seed: int = 0,
    generator: Generator | None = None,
) -> TensorDataset:  # fmt: skip
    """Return points of interleaving spirals, one class for each arm.

    Arm k is r · (cos a, sin a) with a = 2π · (turns · r + k / arms). The radius r takes equally spaced values from 0.1
    to 1. Along a ray from the origin, neighbouring arms are 1 / (turns · arms) apart.

    Args:
        n: the number of points. The arms share them equally. If `n` is no multiple of `arms`, the last ones have one
            more.
        noise: the standard deviation of the normal noise added to both coordinates.
        arms: the number of arms.
        turns: how often an arm winds around the origin between r = 0 and r = 1. A negative number winds clockwise.
        seed: the seed of the noise and of the order of the points, for `numpy.random.default_rng`.
        generator: the source of random numbers, in place of `seed`.

    Returns:
        A TensorDataset. The `.tensors` are points, float32 (n, 2), and labels, int64 (n,), from 0 to arms − 1.

    Raises:
        ValueError: if `arms` is less than 1, `n` is less than `arms`, or `noise` is negative.

    >>> points, labels = spirals(300, arms=3).tensors
    >>> points.shape, labels.bincount()
    ((300, 2), tensor([100, 100, 100]))
    """
    if arms < 1:
        raise ValueError(f"spirals(): expected arms of 1 or more, got {arms}")
    _check("spirals", n, arms, noise)
    curves = []
    for k, count in enumerate(_shares(n, arms)):
        r = np.linspace(0.1, 1, count)
        angle = 2 * np.pi * (turns * r + k / arms)
        curves.append(_columns(r * np.cos(angle), r * np.sin(angle)))
    return _mixed(curves, noise, _source(seed, generator))


def house_prices(n: int = 100, noise: float = 10.0, seed: int = 0, generator: Generator | None = None) -> TensorDataset:
    """Return invented sizes and prices of houses, a regression: price = 0.2 · size + 50 + noise.

    The sizes are uniform between 500 and 4,000 square feet. A house of 3,000 square feet costs $650,000 on average.

    Args:
        n: the number of houses.
        noise: the standard deviation of the normal noise added to the prices, in thousands of dollars.
        seed: the seed of the sizes and of the noise, for `numpy.random.default_rng`.
        generator: the source of random numbers, in place of `seed`.

    Returns:
        A TensorDataset. The `.tensors` are sizes in square feet, float32 (n, 1), and prices in thousands of
        dollars, float32 (n, 1).

    Raises:
        ValueError: if `n` is less than 1, or `noise` is negative.

    >>> sizes, prices = house_prices(3, noise=0.0).tensors
    >>> (prices - (0.2 * sizes + 50)).abs().max() < 1e-3
    tensor(True)
    """
    _check("house_prices", n, 1, noise)
    rng = _source(seed, generator)
    sizes = rng.uniform(500, 4000, (n, 1))
    prices = 0.2 * sizes + 50 + rng.normal(scale=noise, size=(n, 1))
    return TensorDataset(tensor(sizes.astype(np.float32)), tensor(prices.astype(np.float32)))


def _check(function: str, n: int, least: int, noise: float) -> None:
    if n < least:
        raise ValueError(f"{function}(): expected n of {least} or more, got {n}")
    if not noise >= 0:
        raise ValueError(f"{function}(): expected noise of 0 or more, got {noise}")


def _source(seed: int, generator: Generator | None) -> np.random.Generator:
    return np.random.default_rng(seed) if generator is None else generator.numpy


def _shares(n: int, parts: int) -> list[int]:
    """Return n as a sum of numbers that differ by at most 1, the smaller ones first."""
    return [(n + k) // parts for k in range(parts)]


def _columns(x: Array, y: Array) -> Array:
    return np.stack([x, y], axis=1)


def _mixed(classes: list[Array], noise: float, rng: np.random.Generator) -> TensorDataset:
    """Return the points of all classes with noise and labels, in random order."""
    points = np.concatenate(classes)
    labels = np.repeat(np.arange(len(classes)), [len(part) for part in classes])
    points += rng.normal(scale=noise, size=points.shape)
    order = rng.permutation(len(points))
    return classified(points[order].astype(np.float32), labels[order])
