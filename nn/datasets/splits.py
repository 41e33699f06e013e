"""The parts of a data set."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from autograd import tensor
from nn.data import TensorDataset


class Splits(NamedTuple):
    """A data set in two parts without common examples.

    Attributes:
        train: the examples to train on.
        test: the examples to measure with.
    """

    train: TensorDataset
    test: TensorDataset


def classified(inputs: NDArray[np.float32], labels: NDArray[np.integer]) -> TensorDataset:
    """Return a data set of inputs and int64 class labels."""
    return TensorDataset(tensor(inputs), tensor(labels.astype(np.int64)))


def as_shares(values: NDArray[np.uint8 | np.float64], maximum: int) -> NDArray[np.float32]:
    """Return numbers from 0 to `maximum` as float32 from 0 to 1."""
    # One call makes no intermediate copy. MNIST's training images take 188 MB as float32.
    return np.divide(values, np.float32(maximum), dtype=np.float32, order="C")
