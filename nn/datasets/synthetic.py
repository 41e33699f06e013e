"""Small data sets that are computed: logic gates and two half moons."""

from __future__ import annotations

import numpy as np

from autograd import tensor
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


def moons(n: int = 100, noise: float = 0.1, seed: int = 0) -> TensorDataset:
    """Return points of two interleaving half circles, two classes that no straight line separates.

    Class 0 is (cos t, sin t), the upper half of the unit circle. Class 1 is (1 − cos t, 1/2 − sin t), the lower half
    of the unit circle around (1, 1/2). On each, t takes equally spaced values from 0 to π.

    Args:
        n: the number of points. Half of them, rounded down, belong to class 0.
        noise: the standard deviation of the normal noise added to both coordinates.
        seed: the seed of the noise and of the order of the points, for `numpy.random.default_rng`.

    Returns:
        A TensorDataset. The `.tensors` are points, float32 (n, 2), and labels, int64 (n,), 0 or 1.

    Raises:
        ValueError: if `n` is less than 2, or `noise` is negative.

    Source: the construction of scikit-learn's `make_moons`.

    >>> points, labels = moons(4, noise=0.0).tensors
    >>> points.shape, sorted(labels.tolist())
    ((4, 2), [0, 0, 1, 1])
    """
    if n < 2:
        raise ValueError(f"moons(): expected n of 2 or more, got {n}")
    if noise < 0:
        raise ValueError(f"moons(): expected noise of 0 or more, got {noise}")

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
