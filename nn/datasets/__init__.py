"""Data sets, from the four points of XOR to the 60,000 images of MNIST.

    train, test = mnist()
    images, labels = train.tensors      # (60000, 1, 28, 28) float32 in [0, 1], (60000,) int64

A program that can use another data set catches `DatasetNotFoundError`. It should not catch its base `DatasetError`,
which means that a file is there but wrong.
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
