"""Functions that create Tensors of random numbers."""

from __future__ import annotations

import builtins
import math
from typing import Any

import numpy as np

from autograd.array.creation import checked_size, finish, or_default
from autograd.array.device import check_device
from autograd.array.generator import Generator, default_generator
from autograd.array.tensor import Tensor
from autograd.rules.dtypes import DType, as_dtype, check_range, float64, int64

__all__ = [
    "bernoulli",
    "multinomial",
    "normal",
    "poisson",
    "rand",
    "rand_like",
    "randint",
    "randint_like",
    "randn",
    "randn_like",
    "randperm",
]


def rand(
    *sizes: Any,
    size: Any = None,
    generator: Generator | None = None,
    dtype: Any = None,
    requires_grad: builtins.bool = False,
    device: Any = None,
    pin_memory: builtins.bool = False,
) -> Tensor:
    """Return random numbers from the uniform distribution on [0, 1).

    Args:
        *sizes: integers of 0 or more, or one tuple or list of them. No size at all gives a 0-d Tensor.
        size: the same by its name.
        generator: the source of random numbers; by default, the generator that `manual_seed` seeds.
        dtype: a floating dtype, or its NumPy name; by default, the default dtype, float32.
        requires_grad: whether operations on the result are recorded.
        device: the CPU, or None.
        pin_memory: accepted, without effect.

    Returns:
        A leaf of this shape.

    Raises:
        ValueError: if a size is negative or not an integer.
        TypeError: if `dtype` is not floating.

    >>> import autograd
    >>> x = autograd.rand(2, 3)
    >>> x.shape, bool((x >= 0).all() and (x < 1).all())
    ((2, 3), True)
    """
    check_device(device, "rand()")
    wanted = _floating(dtype, "rand()")
    shape = checked_size(sizes, "rand()", size)
    drawn = (generator or default_generator).uniform(math.prod(shape), wanted)
    return finish(drawn.astype(wanted, copy=False).reshape(shape), requires_grad)


def randn(
    *sizes: Any,
    size: Any = None,
    generator: Generator | None = None,
    dtype: Any = None,
    requires_grad: builtins.bool = False,
    device: Any = None,
    pin_memory: builtins.bool = False,
) -> Tensor:
    """Return random numbers from the standard normal distribution, with mean 0 and variance 1.

    Args:
        *sizes: integers of 0 or more, or one tuple or list of them. No size at all gives a 0-d Tensor.
        size: the same by its name.
        generator: the source of random numbers; by default, the generator that `manual_seed` seeds.
        dtype: a floating dtype, or its NumPy name; by default, the default dtype, float32.
        requires_grad: whether operations on the result are recorded.
        device: the CPU, or None.
        pin_memory: accepted, without effect.

    Returns:
        A leaf of this shape.

    Raises:
        ValueError: if a size is negative or not an integer.
        TypeError: if `dtype` is not floating.

    >>> import autograd
    >>> autograd.randn(2, 3, generator=autograd.Generator(0)).shape
    (2, 3)
    """
    check_device(device, "randn()")
    wanted = _floating(dtype, "randn()")
    shape = checked_size(sizes, "randn()", size)
    drawn = (generator or default_generator).normal(math.prod(shape), wanted)
    return finish(drawn.astype(wanted, copy=False).reshape(shape), requires_grad)


def randint(
    low: int = 0,
    high: Any = None,
    size: Any = None,
    generator: Generator | None = None,
    dtype: Any = int64,
    requires_grad: builtins.bool = False,
    device: Any = None,
) -> Tensor:
    """Return random integers from `low` to high − 1, all equally likely.

    `randint(high, size)` starts at 0.

    Args:
        low: the least integer.
        high: the limit, which is excluded.
        size: a tuple or list of integers of 0 or more, or one integer.
        generator: the source of random numbers; by default, the generator that `manual_seed` seeds.
        dtype: the dtype of the result, or its NumPy name; int64 by default.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.
        device: the CPU, or None.

    Returns:
        A leaf of shape `size`.

    Raises:
        ValueError: if `low` is not below `high`, or if `size` is missing, negative or not an integer.
        TypeError: if a Tensor cannot have `dtype`.

    Differs from PyTorch: `size` may be one integer.

    >>> import autograd
    >>> x = autograd.randint(1, 7, (2, 3))
    >>> x.shape, bool((x >= 1).all() and (x <= 6).all())
    ((2, 3), True)
    """
    check_device(device, "randint()")
    if size is None:  # randint(high, size)
        low, high, size = 0, low, high
    elif high is None:  # randint(high, size=…)
        low, high = 0, low
    low, high = (x.item() if isinstance(x, Tensor) else x for x in (low, high))
    if size is None or not low < high:
        raise ValueError(f"randint(): needs low < high and a size, got low={low}, high={high}, size={size}")
    wanted = as_dtype(dtype, "randint()")
    check_range([low, high - 1], wanted, "randint()")
    shape = checked_size((size,), "randint()")
    drawn = (generator or default_generator).integers(int(low), int(high), math.prod(shape))
    return finish(drawn.astype(wanted).reshape(shape), requires_grad)


def randperm(
    n: int,
    generator: Generator | None = None,
    dtype: Any = int64,
    requires_grad: builtins.bool = False,
    device: Any = None,
    pin_memory: builtins.bool = False,
) -> Tensor:
    """Return the integers from 0 to n − 1 in random order.

    Args:
        n: the number of integers, 0 or more.
        generator: the source of random numbers; by default, the generator that `manual_seed` seeds.
        dtype: the dtype of the result, or its NumPy name; int64 by default.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.
        device: the CPU, or None.
        pin_memory: accepted, without effect.

    Returns:
        A leaf of shape (n,).

    Raises:
        ValueError: if n is negative or not an integer, or too large for `dtype`.

    >>> import autograd
    >>> order = autograd.randperm(4)
    >>> order.sort().values
    tensor([0, 1, 2, 3])
    """
    check_device(device, "randperm()")
    (n,) = checked_size((n,), "randperm()")
    wanted = as_dtype(dtype, "randperm()")
    check_range([0, max(n - 1, 0)], wanted, "randperm()")
    return finish((generator or default_generator).permutation(n).astype(wanted, copy=False), requires_grad)


def normal(
    mean: Any = 0.0,
    std: Any = 1.0,
    size: Any = None,
    generator: Generator | None = None,
    dtype: Any = None,
    requires_grad: builtins.bool = False,
    device: Any = None,
) -> Tensor:
    """Return random numbers from normal distributions.

    No gradient flows to `mean` and `std`.

    Args:
        mean: the mean of the distribution, a number or a Tensor of means.
        std: the standard deviation, a number or a Tensor whose shape broadcasts with that of `mean`.
        size: the shape of the result, a tuple or list of integers or one integer; by default, the broadcast shape of
            `mean` and `std`.
        generator: the source of random numbers; by default, the generator that `manual_seed` seeds.
        dtype: a floating dtype; by default, that of the Tensors, or the default dtype, float32.
        requires_grad: whether operations on the result are recorded.
        device: the CPU, or None.

    Returns:
        A leaf of shape `size`.

    Raises:
        ValueError: if the shapes do not broadcast, if a size is negative or not an integer, or if `std` is negative or
            NaN.

    Differs from PyTorch: `size` is optional for two numbers, and allowed for Tensors.

    >>> import autograd
    >>> autograd.normal(autograd.tensor([0.0, 100.0]), 1.0).shape
    (2,)
    >>> autograd.normal(5.0, 0.0, (2,))
    tensor([5., 5.])
    """
    check_device(device, "normal()")
    given = [x.dtype for x in (mean, std) if isinstance(x, Tensor)]
    wanted = _floating(given[0] if dtype is None and given and given[0].kind == "f" else dtype, "normal()")
    mean, std = (x._array if isinstance(x, Tensor) else x for x in (mean, std))
    if not np.all(np.asarray(std) >= 0):
        raise ValueError("normal(): expected a standard deviation of 0 or more")
    shape = np.broadcast_shapes(np.shape(mean), np.shape(std)) if size is None else checked_size((size,), "normal()")
    drawn = (generator or default_generator).normal(math.prod(shape), wanted).reshape(shape)
    return finish(np.asarray(drawn * std + mean, wanted), requires_grad)


def bernoulli(input: Tensor, p: Any = None, generator: Generator | None = None) -> Tensor:
    """Return 1 with the probability given by each element of `input`, else 0.

    Args:
        input: a Tensor of any shape, floating: the probabilities.
        p: one probability for all elements, in place of these.
        generator: the source of random numbers; by default, the generator that `manual_seed` seeds.

    Returns:
        A leaf of the shape and dtype of `input`. No gradient flows to it.

    Raises:
        ValueError: if a number is below 0, above 1 or NaN.

    >>> import autograd
    >>> autograd.bernoulli(autograd.tensor([0.0, 1.0, 1.0]))
    tensor([0., 1., 1.])
    """
    if not np.all((input._array >= 0) & (input._array <= 1)):
        raise ValueError("bernoulli(): expected probabilities from 0 to 1")
    if p is not None:
        return input.clone().detach().bernoulli_(p, generator)
    drawn = (generator or default_generator).uniform(input.numel(), input.dtype).reshape(input.shape)
    return finish((drawn < input._array).astype(input.dtype))


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
    source = generator or default_generator
    if replacement and num_samples != 1:
        shares = np.cumsum(rows, 1) / rows.sum(1, keepdims=True)
        draws = source.uniform(len(rows) * num_samples, float64).reshape(len(rows), num_samples)
        last = [np.flatnonzero(row)[-1] for row in rows]  # where rounding leaves the last share below 1
        drawn = np.stack(
            [np.minimum(np.searchsorted(share, draw, "right"), end) for share, draw, end in zip(shares, draws, last)]
        )
    else:
        # Of weight / exponential number, each one is the largest with its probability; the next ones follow likewise.
        times = source.exponential(rows.size).reshape(rows.shape).astype(input.dtype)
        with np.errstate(divide="ignore", invalid="ignore"):
            order = rows.astype(input.dtype) / times
        drawn = np.argsort(-order, 1, kind="stable")[:, :num_samples]
    return finish(drawn[0] if weights.ndim == 1 else drawn)


def rand_like(
    input: Any,
    generator: Generator | None = None,
    dtype: Any = None,
    requires_grad: builtins.bool = False,
    device: Any = None,
    memory_format: Any = None,
) -> Tensor:
    """Return random numbers from the uniform distribution on [0, 1), with the shape and dtype of `input`.

    Args:
        input: a Tensor or NumPy array of any shape and dtype.
        generator: the source of random numbers; by default, the generator that `manual_seed` seeds.
        dtype: a floating dtype; by default, that of `input`.
        requires_grad: whether operations on the result are recorded.
        device: the CPU, or None.
        memory_format: accepted, without effect.

    Returns:
        A leaf of its shape.

    Raises:
        TypeError: if the dtype is not floating.

    Differs from PyTorch: `input` may be a NumPy array.

    >>> import autograd
    >>> autograd.rand_like(autograd.zeros(2, 3)).shape
    (2, 3)
    """
    check_device(device, "rand_like()")
    wanted = _floating(dtype or input.dtype, "rand_like()")
    made = finish(np.empty_like(_array_of(input), wanted)).uniform_(generator=generator)
    return made.requires_grad_(requires_grad)


def randn_like(
    input: Any,
    generator: Generator | None = None,
    dtype: Any = None,
    requires_grad: builtins.bool = False,
    device: Any = None,
    memory_format: Any = None,
) -> Tensor:
    """Return random numbers from the standard normal distribution, with the shape and dtype of `input`.

    Args:
        input: a Tensor or NumPy array of any shape and dtype.
        generator: the source of random numbers; by default, the generator that `manual_seed` seeds.
        dtype: a floating dtype; by default, that of `input`.
        requires_grad: whether operations on the result are recorded.
        device: the CPU, or None.
        memory_format: accepted, without effect.

    Returns:
        A leaf of its shape.

    Raises:
        TypeError: if the dtype is not floating.

    Differs from PyTorch: `input` may be a NumPy array.

    >>> import autograd
    >>> autograd.randn_like(autograd.zeros(2, 3)).shape
    (2, 3)
    """
    check_device(device, "randn_like()")
    wanted = _floating(dtype or input.dtype, "randn_like()")
    made = finish(np.empty_like(_array_of(input), wanted)).normal_(generator=generator)
    return made.requires_grad_(requires_grad)


def randint_like(
    input: Any,
    low: int,
    high: int | None = None,
    generator: Generator | None = None,
    dtype: Any = None,
    requires_grad: builtins.bool = False,
    device: Any = None,
    memory_format: Any = None,
) -> Tensor:
    """Return random integers from `low` to high − 1, with the shape and dtype of `input`.

    `randint_like(input, high)` starts at 0.

    Args:
        input: a Tensor or NumPy array of any shape and dtype.
        low: the least integer.
        high: the limit, which is excluded.
        generator: the source of random numbers; by default, the generator that `manual_seed` seeds.
        dtype: the dtype of the result; by default, that of `input`.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.
        device: the CPU, or None.
        memory_format: accepted, without effect.

    Returns:
        A leaf of its shape.

    Raises:
        ValueError: if `low` is not below `high`.

    >>> import autograd
    >>> autograd.randint_like(autograd.zeros(2), 5, 6)
    tensor([5., 5.])
    """
    low, high = (0, low) if high is None else (low, high)
    return randint(low, high, tuple(input.shape), generator, dtype or input.dtype, requires_grad, device)


def poisson(input: Tensor, generator: Generator | None = None) -> Tensor:
    """Return random numbers from Poisson distributions.

    Args:
        input: a Tensor of any shape, floating: the rate of each number, 0 or more.
        generator: the source of random numbers; by default, the generator that `manual_seed` seeds.

    Returns:
        A leaf of its shape and dtype. No gradient flows to the rates.

    Raises:
        ValueError: if a rate is negative or NaN.

    Differs from PyTorch: a seed gives other numbers.

    >>> import autograd
    >>> autograd.poisson(autograd.zeros(2))
    tensor([0., 0.])
    """
    if not np.all(input._array >= 0):
        raise ValueError("poisson(): expected rates of 0 or more")
    return finish((generator or default_generator).numpy.poisson(input._array).astype(input.dtype))


def _array_of(x: Any) -> Any:
    return x._array if isinstance(x, Tensor) else np.asarray(x)


def _floating(dtype: Any, where: str) -> DType:
    found = or_default(dtype, where)
    if found.kind != "f":
        raise TypeError(f"{where}: random numbers of [0, 1) or of a normal distribution are floating, not {found}")
    return found
