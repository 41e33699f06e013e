"""Data sets to learn on: from four points of XOR, which need a hidden layer, to the 60,000 images of MNIST.

    train, test = mnist()
    images, labels = train.tensors      # (60000, 1, 28, 28) float32 in [0, 1], (60000,) int64

Whoever can do with less, if a set cannot be had, catches `DatasetNotFoundError`. Its base `DatasetError` says that a
file is there and wrong, which nobody should go past.
"""

import os
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from autograd import tensor
from nn._download import FASHION_MNIST, MNIST, Arrays, load_arrays
from nn._idx import DatasetError, DatasetNotFoundError
from nn.data import TensorDataset

__all__ = [
    "DatasetError",
    "DatasetNotFoundError",
    "Splits",
    "digits",
    "fashion_mnist",
    "gates",
    "mnist",
    "moons",
    "xor",
]

_DIGITS_TRAIN = 1437  # four fifths of 1,797

# One row per gate: its output for the inputs 00, 01, 10, 11.
_TRUTH_TABLES = {
    "and":  (0, 0, 0, 1),
    "or":   (0, 1, 1, 1),
    "xor":  (0, 1, 1, 0),
    "nand": (1, 1, 1, 0),
    "nor":  (1, 0, 0, 0),
    "xnor": (1, 0, 0, 1),
}  # fmt: skip


class Splits(NamedTuple):
    """A data set in two parts: `train` to learn from, `test` to measure with. No example is in both."""

    train: TensorDataset
    test: TensorDataset


def mnist(root: str | os.PathLike[str] | None = None) -> Splits:
    """Handwritten digits: 60,000 training and 10,000 test images, 28 × 28, in the ten classes 0 to 9.

    The four files are looked for in the folder that the environment variable `CHAINRULE_DATA` names, then in the
    user's cache (`$XDG_CACHE_HOME/chainrule`, by default `~/.cache/chainrule`). If neither holds them, they are
    downloaded into the cache: 11 MB, once. A folder holds them directly or in a folder `mnist`, with or without
    `.gz`, under their published names: `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`,
    `t10k-images-idx3-ubyte`, `t10k-labels-idx1-ubyte`. Every byte is verified each time, wherever it came from.

    Args:
        root: a folder that holds the files. If given, no other place is looked at, and nothing is downloaded.

    Returns:
        `Splits(train, test)`; each one's `.tensors` are images, float32 (N, 1, 28, 28), 0 (paper) to 1 (ink), and
        labels, int64 (N,), both in the published order.

    Raises:
        DatasetNotFoundError: the files are not in `root`, or neither at hand nor to be downloaded.
        DatasetError: a file is unreadable, truncated, corrupt or mislabelled.

    Source: Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database of handwritten digits", 1998,
    http://yann.lecun.com/exdb/mnist/.
    """
    return _image_splits(load_arrays(MNIST, root))


def fashion_mnist(root: str | os.PathLike[str] | None = None) -> Splits:
    """Clothing, as large as MNIST and harder: 60,000 training and 10,000 test images, 28 × 28, in ten classes.

    The classes 0 to 9: T-shirt/top, trouser, pullover, dress, coat, sandal, shirt, sneaker, bag, ankle boot.
    The files are looked for, downloaded (31 MB) and verified as `mnist` does it; their folder is `fashion-mnist`.

    Args:
        root: a folder that holds the files. If given, no other place is looked at, and nothing is downloaded.

    Returns:
        `Splits(train, test)`; each one's `.tensors` are images, float32 (N, 1, 28, 28) in [0, 1], and labels,
        int64 (N,), both in the published order.

    Raises:
        DatasetNotFoundError: the files are not in `root`, or neither at hand nor to be downloaded.
        DatasetError: a file is unreadable, truncated, corrupt or mislabelled.

    Source: H. Xiao, K. Rasul, R. Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking machine learning
    algorithms", 2017, https://arxiv.org/abs/1708.07747.
    """
    return _image_splits(load_arrays(FASHION_MNIST, root))


def digits() -> Splits:
    """Small handwritten digits that need no download: 1,437 training and 360 test images, 8 × 8, in ten classes.

    They come with scikit-learn. The split is the same everywhere and always: the images are permuted by
    `numpy.random.RandomState(0).permutation(1797)`, and the first 1,437 are for training.

    Returns:
        `Splits(train, test)`; each one's `.tensors` are images, float32 (N, 1, 8, 8), multiples of 1/16 in [0, 1],
        and labels, int64 (N,).

    Raises:
        ImportError: scikit-learn is not installed.

    Source: E. Alpaydin, C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning Repository,
    1998, https://doi.org/10.24432/C50P49: its test set, of which scikit-learn keeps a copy.
    """
    try:
        from sklearn.datasets import load_digits
    except ImportError as error:
        raise ImportError('digits() needs scikit-learn: pip install "chainrule[demos]"') from error

    bunch = load_digits()
    # RandomState and not default_rng: NumPy promises that its numbers never change, so this split never does.
    order = np.random.RandomState(0).permutation(len(bunch.target))
    images = _as_channel(bunch.images[order], maximum=16)
    labels = bunch.target[order]
    return Splits(
        train=_classified(images[:_DIGITS_TRAIN], labels[:_DIGITS_TRAIN]),
        test=_classified(images[_DIGITS_TRAIN:], labels[_DIGITS_TRAIN:]),
    )


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
    return _classified(points[order].astype(np.float32), labels[order])


def _image_splits(arrays: Arrays) -> Splits:
    return Splits(
        train=_classified(_as_channel(arrays.train_images, maximum=255), arrays.train_labels),
        test=_classified(_as_channel(arrays.test_images, maximum=255), arrays.test_labels),
    )


def _as_channel(images: NDArray[np.uint8 | np.float64], maximum: int) -> NDArray[np.float32]:
    """Grey values (N, rows, columns) from 0 to `maximum` as one channel (N, 1, rows, columns) from 0 to 1."""
    # One pass without a copy in between: MNIST's images take 188 MB as float32.
    return np.divide(images[:, None], np.float32(maximum), dtype=np.float32)


def _classified(inputs: NDArray[np.float32], labels: NDArray[np.integer]) -> TensorDataset:
    return TensorDataset(tensor(inputs), tensor(labels.astype(np.int64)))
