"""Tensors of random numbers."""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np

from autograd.array.creation import checked_size, finish
from autograd.array.generator import Generator, numpy_generator
from autograd.array.tensor import Tensor
from autograd.rules.dtypes import as_dtype, float32, int64

__all__ = [
    "bernoulli",
    "multinomial",
    "normal",
    "rand",
    "rand_like",
    "randint",
    "randn",
    "randn_like",
    "randperm",
]


def rand(
    *size: Any, generator: Generator | None = None, dtype: Any = float32, requires_grad: builtins.bool = False
) -> Tensor:
    """Return uniform random numbers of [0, 1)."""
    drawn = numpy_generator(generator).random(
        checked_size(size, "rand()"), np.float32 if dtype == float32 else np.float64
    )
    return finish(np.asarray(drawn, as_dtype(dtype)), requires_grad)


def randn(
    *size: Any, generator: Generator | None = None, dtype: Any = float32, requires_grad: builtins.bool = False
) -> Tensor:
    """Return random numbers of the standard normal distribution."""
    drawn = numpy_generator(generator).standard_normal(
        checked_size(size, "randn()"), np.float32 if dtype == float32 else np.float64
    )
    return finish(np.asarray(drawn, as_dtype(dtype)), requires_grad)


def randint(
    low: int, high: Any = None, size: Any = None, generator: Generator | None = None, dtype: Any = int64
) -> Tensor:
    """Return random integers of low … high − 1, all equally likely; `randint(high, size)` starts at 0."""
    if size is None:
        low, high, size = 0, low, high
    if size is None or not low < high:
        raise ValueError(f"randint(): needs low < high and a size, got low={low}, high={high}, size={size}")
    return Tensor(
        numpy_generator(generator).integers(low, high, checked_size((size,), "randint()")).astype(as_dtype(dtype))
    )


def randperm(n: int, generator: Generator | None = None) -> Tensor:
    """Return the integers 0 … n − 1 in random order."""
    return Tensor(numpy_generator(generator).permutation(n))


def normal(mean: Any, std: Any, size: Any = None, generator: Generator | None = None) -> Tensor:
    """Return normal random numbers of a mean and standard deviation; both may be tensors."""
    mean, std = (x._array if isinstance(x, Tensor) else x for x in (mean, std))
    shape = np.broadcast_shapes(np.shape(mean), np.shape(std)) if size is None else checked_size((size,), "normal()")
    return Tensor(np.asarray(numpy_generator(generator).standard_normal(shape, np.float32) * std + mean, float32))


def bernoulli(p: Tensor, generator: Generator | None = None) -> Tensor:
    """Return 1 with the probability given by each element of p, else 0."""
    return Tensor((numpy_generator(generator).random(p.shape) < p._array).astype(p.dtype))


def multinomial(
    input: Tensor, num_samples: int, replacement: builtins.bool = False, generator: Generator | None = None
) -> Tensor:
    """Return random indices, drawn with probabilities proportional to `input`.

    Args:
        input: weights, a vector (n,) or a matrix (rows, n), of which each row is drawn from.
        num_samples: the number of indices per vector.
        replacement: whether an index may be drawn again.
        generator: the source of random numbers.

    Returns:
        int64, (num_samples,) or (rows, num_samples).

    Raises:
        ValueError: for negative or infinite weights, or too few positive ones.
    """
    weights = np.asarray(input._array, np.float64)
    if weights.ndim not in (1, 2) or (weights < 0).any() or not np.isfinite(weights).all():
        raise ValueError("multinomial(): input is a vector or matrix of finite weights of 0 or more")
    rows = np.atleast_2d(weights)
    if not (rows.sum(1) > 0).all() or (not replacement and ((rows > 0).sum(1) < num_samples).any()):
        raise ValueError("multinomial(): too few positive weights to draw from")
    draw = numpy_generator(generator).choice
    drawn = np.stack([draw(rows.shape[1], num_samples, replacement, row / row.sum()) for row in rows])
    return Tensor(drawn[0] if weights.ndim == 1 else drawn)


def rand_like(x: Any, dtype: Any = None, requires_grad: builtins.bool = False) -> Tensor:
    """Return uniform random numbers of [0, 1) in the shape and dtype of x."""
    return rand(x.shape, dtype=dtype or x.dtype, requires_grad=requires_grad)


def randn_like(x: Any, dtype: Any = None, requires_grad: builtins.bool = False) -> Tensor:
    """Return standard normal random numbers in the shape and dtype of x."""
    return randn(x.shape, dtype=dtype or x.dtype, requires_grad=requires_grad)
