"""The parts of a data set."""

from __future__ import annotations

import threading
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from autograd import Tensor
from autograd.extend import tensor_of
from nn.data import TensorDataset
from nn.data.dataset import takes_batches


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
    return TensorDataset(tensor_of(inputs), tensor_of(labels.astype(np.int64)))


class Images(TensorDataset):
    """Images that are kept as bytes, with their labels. They become float32 when they are taken.

    A batch is made as fast as from float32, and 60,000 images of MNIST take 47 MB instead of 188. Who asks for
    `.tensors` gets all images as float32, and from then on they are kept in this form.

    Args:
        pixels: uint8 (N, …), from 0 to 255.
        labels: integers (N,).
    """

    def __init__(self, pixels: NDArray[np.uint8], labels: NDArray[np.integer]) -> None:
        self._pixels: NDArray[np.uint8] | None = pixels
        self._tensors: tuple[Tensor, ...] = (tensor_of(labels.astype(np.int64)),)  # without images as long as _pixels

    @property
    def tensors(self) -> tuple[Tensor, ...]:
        """The images, float32 (N, …) in [0, 1], and the labels, int64 (N,)."""
        with _converting:
            if self._pixels is not None:
                self._tensors = (tensor_of(as_shares(self._pixels, 255)), *self._tensors)
                self._pixels = None
            return self._tensors

    @tensors.setter
    def tensors(self, tensors: tuple[Tensor, ...]) -> None:
        with _converting:
            self._tensors, self._pixels = tensors, None

    def __len__(self) -> int:
        return len(self._tensors[0])

    @takes_batches
    def __getitem__(self, index: Any) -> tuple[Tensor, ...]:
        pixels, labels = self._pixels, self._tensors[-1]
        one = isinstance(index, int | np.integer) and not isinstance(index, bool)
        if pixels is None or not (one or (type(index) is np.ndarray and index.dtype == np.int64)):
            return super().__getitem__(index)
        label = labels[index]
        return tensor_of(as_shares(pixels.take(index, 0), 255)), label


# Two threads would convert at once, and one would write into tensors that are replaced.
_converting = threading.RLock()


def as_shares(values: NDArray[np.uint8 | np.float64], maximum: int) -> NDArray[np.float32]:
    """Return numbers from 0 to `maximum` as float32 from 0 to 1."""
    # One call makes no intermediate copy. MNIST's training images take 188 MB as float32.
    return np.divide(values, np.float32(maximum), dtype=np.float32, order="C")
