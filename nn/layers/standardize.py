"""Standardisation: inputs with mean 0 and standard deviation 1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np

import autograd
from autograd import ShapeError, Tensor
from autograd.extend import array_of, tensor_of
from nn.module import Module


class Standardize(Module):
    """A layer that subtracts the mean of the training data and divides by their standard deviation: (x − mean) / std.

    It learns nothing while the network trains. `fit` computes mean and std, which are buffers and therefore part of
    `state_dict`. As the first layer of a network, it is saved with it. A feature that is constant in the training data
    becomes 0: its std counts as 1.

    Args:
        shape: the number of features, or the shape of one sample.

    Attributes:
        mean, std: buffers of this shape, initially 0 and 1.

    Source: the convention of scikit-learn's StandardScaler.

    >>> from autograd import tensor
    >>> x = tensor([[1.0, 7.0, 10.0], [3.0, 7.0, 30.0]])
    >>> layer = Standardize(3).fit(x)
    >>> layer(x)
    tensor([[-1.,  0., -1.],
            [ 1.,  0.,  1.]])
    >>> layer.inverse(layer(x))
    tensor([[ 1.,  7., 10.],
            [ 3.,  7., 30.]])
    """

    mean: Tensor
    std: Tensor

    def __init__(self, shape: int | Sequence[int]) -> None:
        super().__init__()
        self.shape = (shape,) if isinstance(shape, int) else tuple(shape)
        self.register_buffer("mean", autograd.zeros(self.shape))
        self.register_buffer("std", autograd.ones(self.shape))

    def fit(self, data: Any) -> Self:
        """Compute mean and standard deviation, and return this layer.

        Args:
            data: the training inputs, a Tensor or array (N, …) of at least one sample.

        Raises:
            ShapeError: if a sample has another shape, or there is none.
            ValueError: if a number is NaN or infinite.
        """
        x = array_of(data) if isinstance(data, Tensor) else np.asarray(data)
        if x.ndim == 0 or x.shape[1:] != self.shape or not len(x):
            wanted = ", ".join(["N", *map(str, self.shape)])
            raise ShapeError(f"Standardize.fit(): expected data of shape ({wanted}), N of 1 or more, got {x.shape}")
        mean = x.mean(0, dtype=np.float64)
        if not np.isfinite(mean).all():
            feature = np.argwhere(~np.isfinite(mean))[0].tolist()
            raise ValueError(f"Standardize.fit(): feature {feature} holds NaN or infinity; remove or replace it")
        constant = (x == x[0]).all(0)  # exact: rounding gives a constant feature a std just above 0
        std = np.where(constant, 1, x.std(0, dtype=np.float64))
        for buffer, found in ((self.mean, np.where(constant, x[0], mean)), (self.std, std)):
            buffer.data = tensor_of(found.astype(buffer.dtype))
        return self

    def forward(self, input: Tensor) -> Tensor:
        """Return (input − mean) / std, of the same shape."""
        return (input - self.mean) / self.std

    def inverse(self, standardized: Tensor) -> Tensor:
        """Return the numbers of which `forward` made these: standardized · std + mean."""
        return standardized * self.std + self.mean

    def extra_repr(self) -> str:
        """Return the shape."""
        return str(self.shape[0] if len(self.shape) == 1 else self.shape)
