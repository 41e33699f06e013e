"""Data sets of images: MNIST, Fashion-MNIST, CIFAR-10 and the small digits of scikit-learn."""

from __future__ import annotations

import os

import numpy as np

from autograd.extend import install_command
from nn.datasets.download import Arrays, load, load_arrays
from nn.datasets.sources import CIFAR10, FASHION_MNIST, MNIST
from nn.datasets.splits import Images, Splits, as_shares, classified

_DIGITS_TRAIN = 1437  # four fifths of 1,797


def mnist(root: str | os.PathLike[str] | None = None) -> Splits:
    """Load MNIST: 60,000 training and 10,000 test images of handwritten digits, 28 × 28, in ten classes.

    The four files are searched in the folder of the environment variable `CHAINRULE_DATA`, then in the user's cache
    (`$XDG_CACHE_HOME/chainrule`, by default `~/.cache/chainrule`). If neither holds them, 11 MB are downloaded into
    the cache, once. A folder holds the files directly or in a subfolder `mnist`, with or without `.gz`, under their
    published names: `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`, `t10k-images-idx3-ubyte`,
    `t10k-labels-idx1-ubyte`. Sizes and checksums are verified at each call.

    Args:
        root: a folder that holds the files. If given, no other folder is searched, and nothing is downloaded.

    Returns:
        `Splits(train, test)`. The `.tensors` of each are images, float32 (N, 1, 28, 28), from 0 (paper) to 1 (ink),
        and labels, int64 (N,), in the published order.

    Raises:
        DatasetNotFoundError: if the files are not in `root`; or without it, neither found nor can be downloaded.
        DatasetError: if a file is unreadable, truncated, corrupt or mislabelled.

    Source: Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database of handwritten digits", 1998,
    http://yann.lecun.com/exdb/mnist/.
    """
    return _image_splits(load_arrays(MNIST, root))


def fashion_mnist(root: str | os.PathLike[str] | None = None) -> Splits:
    """Load Fashion-MNIST: 60,000 training and 10,000 test images of clothing, 28 × 28, in ten classes.

    The classes 0 to 9 are T-shirt/top, trouser, pullover, dress, coat, sandal, shirt, sneaker, bag, ankle boot.
    The files are searched, downloaded (31 MB) and verified as those of `mnist`. The subfolder is `fashion-mnist`.

    Args:
        root: a folder that holds the files. If given, no other folder is searched, and nothing is downloaded.

    Returns:
        `Splits(train, test)`. The `.tensors` of each are images, float32 (N, 1, 28, 28) in [0, 1], and labels,
        int64 (N,), in the published order.

    Raises:
        DatasetNotFoundError: if the files are not in `root`; or without it, neither found nor can be downloaded.
        DatasetError: if a file is unreadable, truncated, corrupt or mislabelled.

    Source: H. Xiao, K. Rasul, R. Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking machine learning
    algorithms", 2017, https://arxiv.org/abs/1708.07747.
    """
    return _image_splits(load_arrays(FASHION_MNIST, root))


def cifar10(root: str | os.PathLike[str] | None = None) -> Splits:
    """Load CIFAR-10: 50,000 training and 10,000 test images in colour, 32 × 32, in ten classes.

    The classes 0 to 9 are airplane, automobile, bird, cat, deer, dog, frog, horse, ship, truck.

    The archive `cifar-10-binary.tar.gz`, the version without pickle, is searched and downloaded (170 MB) as the files
    of `mnist`, and its checksum is verified at each call. The subfolder is `cifar10`. In place of the archive, a folder
    may hold its unpacked files, with or without their folder `cifar-10-batches-bin`. They have no published checksums,
    so their sizes and labels are verified.

    Args:
        root: a folder that holds the files. If given, no other folder is searched, and nothing is downloaded.

    Returns:
        `Splits(train, test)`. The `.tensors` of each are images, float32 (N, 3, 32, 32) in [0, 1], with the channels
        red, green and blue, and labels, int64 (N,), in the published order.

    Raises:
        DatasetNotFoundError: if the files are not in `root`; or without it, neither found nor can be downloaded.
        DatasetError: if a file is unreadable, truncated, corrupt or of another version.

    Source: A. Krizhevsky, "Learning multiple layers of features from tiny images", 2009,
    https://www.cs.toronto.edu/~kriz/cifar.html.
    """
    records = np.concatenate(load(CIFAR10, root))
    images, labels = records[:, 1:].reshape(-1, 3, 32, 32), records[:, 0]
    test = len(records) // 6  # the last of six batches
    return Splits(train=Images(images[:-test], labels[:-test]), test=Images(images[-test:], labels[-test:]))


def digits() -> Splits:
    """Load the digits of scikit-learn: 1,437 training and 360 test images, 8 × 8, in ten classes. No download.

    The split never changes. The images are permuted by `numpy.random.RandomState(0).permutation(1797)`, and the first
    1,437 are for training.

    Returns:
        `Splits(train, test)`. The `.tensors` of each are images, float32 (N, 1, 8, 8), multiples of 1/16 in [0, 1],
        and labels, int64 (N,).

    Raises:
        ImportError: if scikit-learn is not installed.

    Source: E. Alpaydin, C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning Repository,
    1998, https://doi.org/10.24432/C50P49. scikit-learn contains its test set.
    """
    try:
        from sklearn.datasets import load_digits
    except ImportError as error:
        raise ImportError(f"digits() needs scikit-learn: {install_command('demos')}") from error

    bunch = load_digits()
    # NumPy promises that the numbers of RandomState never change. Those of default_rng may.
    order = np.random.RandomState(0).permutation(len(bunch.target))
    images = as_shares(bunch.images[order][:, None], 16)
    labels = bunch.target[order]
    return Splits(
        train=classified(images[:_DIGITS_TRAIN], labels[:_DIGITS_TRAIN]),
        test=classified(images[_DIGITS_TRAIN:], labels[_DIGITS_TRAIN:]),
    )


def _image_splits(arrays: Arrays) -> Splits:
    return Splits(
        train=Images(arrays.train_images[:, None], arrays.train_labels),
        test=Images(arrays.test_images[:, None], arrays.test_labels),
    )
