"""Data sets, from the four points of XOR to the 60,000 images of MNIST.

    train, test = mnist()
    images, labels = train.tensors      # (60000, 1, 28, 28) float32 in [0, 1], (60000,) int64

A program that can use another data set catches `DatasetNotFoundError`. It should not catch its base `DatasetError`,
which means that a file is there but wrong.
"""

from typing import TYPE_CHECKING

from nn.datasets.csv_file import from_csv
from nn.datasets.errors import DatasetError, DatasetNotFoundError
from nn.datasets.examples import Column, FileDataset, Schema
from nn.datasets.folder import from_folder
from nn.datasets.images import cifar10, digits, fashion_mnist, mnist
from nn.datasets.npz_file import from_npz
from nn.datasets.splits import Splits
from nn.datasets.synthetic import circles, gates, house_prices, moons, spirals, xor
from nn.names import public

__all__ = [
    "Column",
    "DatasetError",
    "DatasetNotFoundError",
    "FileDataset",
    "Schema",
    "Splits",
    "cifar10",
    "circles",
    "digits",
    "fashion_mnist",
    "from_csv",
    "from_folder",
    "from_npz",
    "gates",
    "house_prices",
    "mnist",
    "moons",
    "spirals",
    "xor",
]

if not TYPE_CHECKING:  # a type checker would take any name for one of this module
    __dir__, __getattr__ = public(__name__, __all__)
