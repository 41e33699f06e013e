"""Data sets to learn on: from four points of XOR, which need a hidden layer, to the 60,000 images of MNIST.

    train, test = mnist()
    images, labels = train.tensors      # (60000, 1, 28, 28) float32 in [0, 1], (60000,) int64

Whoever can do with less, if a set cannot be had, catches `DatasetNotFoundError`. Its base `DatasetError` says that a
file is there and wrong, which nobody should go past.
"""

from nn.datasets.errors import DatasetError, DatasetNotFoundError
from nn.datasets.images import digits, fashion_mnist, mnist
from nn.datasets.splits import Splits
from nn.datasets.synthetic import gates, moons, xor

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
