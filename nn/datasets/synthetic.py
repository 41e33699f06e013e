"""Small data sets that are computed: logic gates and two moons."""

from __future__ import annotations

import numpy as np

from autograd import tensor
from nn.data import TensorDataset
from nn.datasets.splits import classified

# One row per gate: its output for the inputs 00, 01, 10, 11.
_TRUTH_TABLES = {
    "and":  (0, 0, 0, 1),
    "or":   (0, 1, 1, 1),
    "xor":  (0, 1, 1, 0),
    "nand": (1, 1, 1, 0),
    "nor":  (1, 0, 0, 0),
    "xnor": (1, 0, 0, 1),
}  # fmt: skip


def gates() -> dict[str, TensorDataset]:
    """The truth tables of the logic gates of two inputs: "and", "or", "xor", "nand", "nor" and "xnor".

    One neuron can learn all of them but "xor" and "xnor", whose ones no straight line parts from their zeros.

    Returns:
        A dict from a gate's name to its `TensorDataset`; the `.tensors` are inputs, float32 (4, 2), in the order 00,
        01, 10, 11, and targets, float32 (4, 1), all of them 0 or 1.

    Source: M. Minsky, S. Papert, "Perceptrons", 1969, on what one neuron cannot learn.
    """
    inputs = np.array([(0, 0), (0, 1), (1, 0), (1, 1)], dtype=np.float32)
    return {
        name: TensorDataset(tensor(inputs), tensor(np.array(outputs, dtype=np.float32)[:, None]))
        for name, outputs in _TRUTH_TABLES.items()
    }


def xor() -> TensorDataset:
    """Exclusive or, the smallest problem that needs a hidden layer: `gates()["xor"]`.

    Returns:
        A `TensorDataset`; the `.tensors` are inputs, float32 (4, 2), and targets, float32 (4, 1), all 0 or 1.
    """
    return gates()["xor"]


def moons(n: int = 100, noise: float = 0.1, seed: int = 0) -> TensorDataset:
    """Two half circles in the plane that reach into each other: two classes that only a curve separates.

    Class 0 is the upper half of the unit circle, (cos t, sin t); class 1 is the lower half of the unit circle around
    (1, 1/2), (1 − cos t, 1/2 − sin t); t goes evenly from 0 to π on each.

    Args:
        n: number of points; half of them, rounded down, are of class 0.
        noise: standard deviation of the normal noise added to both coordinates.
        seed: of `numpy.random.default_rng`, for the noise and for the order of the points, which is random.

    Returns:
        A `TensorDataset`; the `.tensors` are points, float32 (n, 2), and labels, int64 (n,), 0 or 1.

    Raises:
        ValueError: `n` is less than 2, or `noise` is negative.

    Source: the construction of scikit-learn's `make_moons`.
    """
    if n < 2:
        raise ValueError(f"moons: n = {n} found, at least 2 expected, one point per moon")
    if noise < 0:
        raise ValueError(f"moons: noise = {noise} found, a standard deviation of 0 or more expected")

    rng = np.random.default_rng(seed)
    labels = np.repeat([0, 1], [n // 2, n - n // 2])
    upper, lower = np.linspace(0, np.pi, n // 2), np.linspace(0, np.pi, n - n // 2)
    points = np.concatenate([
        np.stack([np.cos(upper), np.sin(upper)], axis=1),
        np.stack([1 - np.cos(lower), 0.5 - np.sin(lower)], axis=1),
    ])  # fmt: skip
    points += rng.normal(scale=noise, size=points.shape)
    order = rng.permutation(n)
    return classified(points[order].astype(np.float32), labels[order])
