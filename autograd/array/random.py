"""Functions that create Tensors of random numbers."""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np

from autograd.array.creation import checked_size, finish
from autograd.array.generator import Generator, numpy_generator
from autograd.array.tensor import Tensor
from autograd.rules.dtypes import DType, as_dtype, check_range, float32, int64

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
    """Return random numbers from the uniform distribution on [0, 1).

    Args:
        *size: integers of 0 or more, or one tuple or list of them. No size at all gives a 0-d Tensor.
        generator: the source of random numbers; by default, the generator that `manual_seed` seeds.
        dtype: a floating dtype, or its NumPy name; float32 by default.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.

    Returns:
        A leaf of shape `size`.

    Raises:
        ValueError: if a size is negative or not an integer.
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: an integer dtype is not an error; the numbers are rounded towards 0. There is no `device`
    argument.

    >>> import autograd
    >>> x = autograd.rand(2, 3)
    >>> x.shape, bool((x >= 0).all() and (x < 1).all())
    ((2, 3), True)
    """
    drawn = numpy_generator(generator).random(
        checked_size(size, "rand()"), np.float32 if dtype == float32 else np.float64
    )
    return finish(np.asarray(drawn, _floating(dtype, "rand()")), requires_grad)


def randn(
    *size: Any, generator: Generator | None = None, dtype: Any = float32, requires_grad: builtins.bool = False
) -> Tensor:
    """Return random numbers from the standard normal distribution, with mean 0 and variance 1.

    Args:
        *size: integers of 0 or more, or one tuple or list of them. No size at all gives a 0-d Tensor.
        generator: the source of random numbers; by default, the generator that `manual_seed` seeds.
        dtype: a floating dtype, or its NumPy name; float32 by default.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.

    Returns:
        A leaf of shape `size`.

    Raises:
        ValueError: if a size is negative or not an integer.
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: an integer dtype is not an error; the numbers are rounded towards 0. There is no `device`
    argument.

    >>> import autograd
    >>> autograd.randn(2, 3, generator=autograd.Generator(0)).shape
    (2, 3)
    """
    drawn = numpy_generator(generator).standard_normal(
        checked_size(size, "randn()"), np.float32 if dtype == float32 else np.float64
    )
    return finish(np.asarray(drawn, _floating(dtype, "randn()")), requires_grad)


def randint(
    low: int, high: Any = None, size: Any = None, generator: Generator | None = None, dtype: Any = int64
) -> Tensor:
    """Return random integers from `low` to high − 1, all equally likely.

    `randint(high, size)` starts at 0.

    Args:
        low: the least integer.
        high: the limit, which is excluded.
        size: a tuple or list of integers of 0 or more, or one integer.
        generator: the source of random numbers; by default, the generator that `manual_seed` seeds.
        dtype: the dtype of the result, or its NumPy name; int64 by default.

    Returns:
        A leaf of shape `size`.

    Raises:
        ValueError: if `low` is not below `high`, or if `size` is missing, negative or not an integer.
        TypeError: if a Tensor cannot have `dtype`.

    Differs from PyTorch: `size` may be one integer. There are no `device` and `requires_grad` arguments.

    >>> import autograd
    >>> x = autograd.randint(1, 7, (2, 3))
    >>> x.shape, bool((x >= 1).all() and (x <= 6).all())
    ((2, 3), True)
    """
    if size is None:
        low, high, size = 0, low, high
    if size is None or not low < high:
        raise ValueError(f"randint(): needs low < high and a size, got low={low}, high={high}, size={size}")
    check_range([low, high - 1], as_dtype(dtype), "randint()")
    return finish(
        numpy_generator(generator).integers(low, high, checked_size((size,), "randint()")).astype(as_dtype(dtype))
    )


def randperm(n: int, generator: Generator | None = None) -> Tensor:
    """Return the integers from 0 to n − 1 in random order.

    Args:
        n: the number of integers, 0 or more.
        generator: the source of random numbers; by default, the generator that `manual_seed` seeds.

    Returns:
        A leaf of shape (n,), int64.

    Differs from PyTorch: there are no `dtype`, `device` and `requires_grad` arguments.

    >>> import autograd
    >>> order = autograd.randperm(4)
    >>> order.sort().values
    tensor([0, 1, 2, 3])
    """
    (n,) = checked_size((n,), "randperm()")
    return finish(numpy_generator(generator).permutation(n))


def normal(mean: Any, std: Any, size: Any = None, generator: Generator | None = None) -> Tensor:
    """Return random numbers from normal distributions.

    No gradient flows to `mean` and `std`.

    Args:
        mean: the mean of the distribution, a number or a Tensor of means.
        std: the standard deviation, a number or a Tensor whose shape broadcasts with that of `mean`.
        size: the shape of the result, a tuple or list of integers or one integer; by default, the broadcast shape of
            `mean` and `std`.
        generator: the source of random numbers; by default, the generator that `manual_seed` seeds.

    Returns:
        A leaf of shape `size`, float32.

    Raises:
        ValueError: if the shapes do not broadcast, if a size is negative or not an integer, or if `std` is negative or
            NaN.

    Differs from PyTorch: the result is float32 for any dtype of `mean` and `std`. `size` is optional for two numbers,
    and allowed for Tensors.

    >>> import autograd
    >>> autograd.normal(autograd.tensor([0.0, 100.0]), 1.0).shape
    (2,)
    >>> autograd.normal(5.0, 0.0, (2,))
    tensor([5., 5.])
    """
    mean, std = (x._array if isinstance(x, Tensor) else x for x in (mean, std))
    if not np.all(np.asarray(std) >= 0):
        raise ValueError("normal(): expected a standard deviation of 0 or more")
    shape = np.broadcast_shapes(np.shape(mean), np.shape(std)) if size is None else checked_size((size,), "normal()")
    return finish(np.asarray(numpy_generator(generator).standard_normal(shape, np.float32) * std + mean, float32))


def bernoulli(p: Tensor, generator: Generator | None = None) -> Tensor:
    """Return 1 with the probability given by each element of p, else 0.

    Args:
        p: a Tensor of any shape, floating: the probabilities.
        generator: the source of random numbers; by default, the generator that `manual_seed` seeds.

    Returns:
        A leaf of the shape and dtype of p. No gradient flows to p.

    Raises:
        ValueError: if a number is below 0, above 1 or NaN.

    >>> import autograd
    >>> autograd.bernoulli(autograd.tensor([0.0, 1.0, 1.0]))
    tensor([0., 1., 1.])
    """
    if not np.all((p._array >= 0) & (p._array <= 1)):
        raise ValueError("bernoulli(): expected probabilities from 0 to 1")
    return finish((numpy_generator(generator).random(p.shape) < p._array).astype(p.dtype))


def multinomial(
    input: Tensor, num_samples: int, replacement: builtins.bool = False, generator: Generator | None = None
) -> Tensor:
    """Return random indices, drawn with probabilities proportional to `input`.

    Args:
        input: a Tensor of weights, of shape (n,) or (rows, n). The indices of each row are drawn separately.
        num_samples: how many indices to draw from each row.
        replacement: whether an index may be drawn more than once.
        generator: the source of random numbers; by default, the generator that `manual_seed` seeds.

    Returns:
        A leaf of shape (num_samples,) or (rows, num_samples), int64.

    Raises:
        ValueError: if a weight is negative, infinite or NaN, or if a row has too few positive weights.

    Differs from PyTorch: integer weights are accepted. Too few positive weights are an error, where PyTorch draws
    indices of weight 0.

    >>> import autograd
    >>> autograd.multinomial(autograd.tensor([[0.0, 3.0, 0.0], [1.0, 0.0, 0.0]]), 2, replacement=True)
    tensor([[1, 1],
            [0, 0]])
    """
    weights = np.asarray(input._array, np.float64)
    if weights.ndim not in (1, 2) or (weights < 0).any() or not np.isfinite(weights).all():
        raise ValueError("multinomial(): input is a vector or matrix of finite weights of 0 or more")
    rows = np.atleast_2d(weights)
    if not (rows.sum(1) > 0).all() or (not replacement and ((rows > 0).sum(1) < num_samples).any()):
        raise ValueError("multinomial(): too few positive weights to draw from")
    draw = numpy_generator(generator).choice
    drawn = np.stack([draw(rows.shape[1], num_samples, replacement, row / row.sum()) for row in rows])
    return finish(drawn[0] if weights.ndim == 1 else drawn)


def rand_like(x: Any, dtype: Any = None, requires_grad: builtins.bool = False) -> Tensor:
    """Return random numbers from the uniform distribution on [0, 1), with the shape and dtype of x.

    Args:
        x: a Tensor or NumPy array of any shape and dtype.
        dtype: a floating dtype; by default, that of x.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.

    Returns:
        A leaf of x's shape.

    Raises:
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: x may be a NumPy array. An integer dtype is not an error; the numbers are rounded towards 0.
    There is no `device` argument.

    >>> import autograd
    >>> autograd.rand_like(autograd.zeros(2, 3)).shape
    (2, 3)
    """
    return rand(x.shape, dtype=dtype or x.dtype, requires_grad=requires_grad)


def randn_like(x: Any, dtype: Any = None, requires_grad: builtins.bool = False) -> Tensor:
    """Return random numbers from the standard normal distribution, with the shape and dtype of x.

    Args:
        x: a Tensor or NumPy array of any shape and dtype.
        dtype: a floating dtype; by default, that of x.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.

    Returns:
        A leaf of x's shape.

    Raises:
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: x may be a NumPy array. An integer dtype is not an error; the numbers are rounded towards 0.
    There is no `device` argument.

    >>> import autograd
    >>> autograd.randn_like(autograd.zeros(2, 3)).shape
    (2, 3)
    """
    return randn(x.shape, dtype=dtype or x.dtype, requires_grad=requires_grad)


def _floating(dtype: Any, where: str) -> DType:
    found = as_dtype(dtype, where)
    if found.kind != "f":
        raise TypeError(f"{where}: random numbers of [0, 1) or of a normal distribution are floating, not {found}")
    return found
