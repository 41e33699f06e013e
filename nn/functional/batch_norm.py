"""Normalisation of channels: over a batch, over each sample, or over groups of channels."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from autograd import ShapeError, Tensor, no_grad
from autograd.extend import ops
from nn.functional.arguments import as_tensor, check_same_dtype
from nn.functional.normalization import affine


def batch_norm(
    input: Tensor,
    running_mean: Tensor | None,
    running_var: Tensor | None,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    training: bool = False,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> Tensor:
    """Compute (x − mean) / √(variance + eps) · weight + bias for each channel.

    Args:
        input: x, (N, C, …), floating.
        running_mean, running_var: averages over past batches, (C,), or None. In training they move by `momentum`
            towards the mean and the unbiased variance of this batch, in place.
        weight, bias: (C,). None means 1 and 0.
        training: whether to take mean and biased variance of this batch, over all dimensions but C. If not, the running
            averages are taken.
        momentum: the weight of this batch in the running averages.
        eps: added to the variance.

    Returns:
        The shape of the input.

    Raises:
        ShapeError: if a vector does not have C elements.
        TypeError: if the floating dtypes differ.
        ValueError: in training, if each channel has only one value; otherwise, if there are no running averages.

    Source: S. Ioffe, C. Szegedy, "Batch normalization", 2015, https://arxiv.org/abs/1502.03167.

    >>> from autograd import tensor
    >>> batch_norm(tensor([[1.0], [3.0]]), None, None, training=True)
    tensor([[-1.0000],
            [ 1.0000]])
    """
    x = as_tensor(input, "batch_norm", "input")
    if not x.numel():
        return x.clone()
    if x.ndim < 2:
        raise ShapeError(f"batch_norm(): expected (N, C, …), got {x.shape}")
    channels, per_channel = x.shape[1], (1, x.shape[1], *[1] * (x.ndim - 2))
    averages = _averages(x, running_mean, running_var, "batch_norm")
    if not training:
        if averages[0] is None or averages[1] is None:
            raise ValueError("batch_norm(): expected running averages in evaluation, got None")
        mean, variance = (a.reshape(per_channel).to(x.dtype) for a in averages if a is not None)
        out = (x - mean) * (variance + eps).rsqrt()
    else:
        count = x.numel() // max(channels, 1)
        if count == 1:
            raise ValueError(f"batch_norm(): expected more than 1 value per channel in training, got {x.shape}")
        dims = (0, *range(2, x.ndim))
        out = ops.standardize(x, dims, eps)
        if running_mean is not None or running_var is not None:
            _update(averages, x.detach().mean(dims), x.detach().var(dims), momentum)
    return affine(out, weight, bias, (channels,), "batch_norm", per_channel).contiguous()


def _averages(x: Tensor, mean: Any, variance: Any, where: str) -> tuple[Tensor | None, Tensor | None]:
    """Return the running averages as Tensors, after checking their shapes and dtypes."""
    checked: list[Tensor | None] = []
    for name, given in (("running_mean", mean), ("running_var", variance)):
        average = None if given is None else as_tensor(given, where, name)
        if average is not None:
            if average.shape != (x.shape[1],):
                raise ShapeError(f"{where}(): {name} must have shape ({x.shape[1]},), got {average.shape}")
            if x.dtype != np.float16:  # its averages may be float32, as in PyTorch
                check_same_dtype(x, average, where, name)
        checked.append(average)
    return checked[0], checked[1]


def _update(averages: tuple[Tensor | None, Tensor | None], mean: Tensor, variance: Tensor, momentum: float) -> None:
    """Move the running averages towards the values of this batch, by the share `momentum`."""
    with no_grad():
        for average, now in zip(averages, (mean, variance)):
            if average is not None:
                average.copy_(average * (1 - momentum) + now * momentum)


def instance_norm(
    input: Tensor,
    running_mean: Tensor | None = None,
    running_var: Tensor | None = None,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    use_input_stats: bool = True,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> Tensor:
    """Compute (x − mean) / √(variance + eps) · weight + bias for each channel of each sample.

    Args:
        input: x, (N, C, …), floating.
        running_mean, running_var: averages over past samples, (C,), or None.
        weight, bias: (C,). None means 1 and 0.
        use_input_stats: whether to take mean and biased variance of each channel of each sample. If not, the running
            averages are taken.
        momentum: the weight of this batch in the running averages.
        eps: added to the variance.

    Returns:
        The shape of the input.

    Raises:
        ShapeError: if a vector does not have C elements.
        ValueError: if each channel of a sample has only one value.

    Source: D. Ulyanov et al., "Instance normalization", 2016, https://arxiv.org/abs/1607.08022.

    >>> from autograd import tensor
    >>> instance_norm(tensor([[[1.0, 3.0], [0.0, 8.0]]]))
    tensor([[[-1.0000,  1.0000],
             [-1.0000,  1.0000]]])
    """
    x = as_tensor(input, "instance_norm", "input")
    if x.ndim < 2:
        raise ShapeError(f"instance_norm(): expected (N, C, …), got {x.shape}")
    if not use_input_stats:
        return batch_norm(x, running_mean, running_var, weight, bias, False, momentum, eps)
    if math.prod(x.shape[2:]) == 1:
        raise ValueError(f"instance_norm(): expected more than 1 value per channel, got {x.shape}")
    channels, dims = x.shape[1], tuple(range(2, x.ndim))
    out = ops.standardize(x, dims, eps)
    if running_mean is not None or running_var is not None:
        averages = _averages(x, running_mean, running_var, "instance_norm")
        _update(averages, x.detach().mean(dims).mean(0), x.detach().var(dims).mean(0), momentum)
    return affine(out, weight, bias, (channels,), "instance_norm", (1, channels, *[1] * (x.ndim - 2))).contiguous()


def group_norm(
    input: Tensor, num_groups: int, weight: Tensor | None = None, bias: Tensor | None = None, eps: float = 1e-5
) -> Tensor:
    """Compute (x − mean) / √(variance + eps) · weight + bias, with mean and variance over groups of channels.

    Args:
        input: x, (N, C, …), floating.
        num_groups: the number of groups, which divides C.
        weight, bias: (C,). None means 1 and 0.
        eps: added to the variance.

    Returns:
        The shape of the input.

    Raises:
        ShapeError: if the groups do not divide C, or a vector does not have C elements.

    Source: Y. Wu, K. He, "Group normalization", 2018, https://arxiv.org/abs/1803.08494.

    >>> from autograd import tensor
    >>> group_norm(tensor([[1.0, 3.0, 0.0, 8.0]]), 2)
    tensor([[-1.0000,  1.0000, -1.0000,  1.0000]])
    """
    x = as_tensor(input, "group_norm", "input")
    if x.ndim < 2 or num_groups < 1 or x.shape[1] % num_groups:
        raise ShapeError(f"group_norm(): expected (N, C, …) with C divisible by {num_groups} groups, got {x.shape}")
    channels = x.shape[1]
    if x.numel():
        out = ops.standardize(x.reshape(x.shape[0], num_groups, -1), (2,), eps).reshape(x.shape)
    else:
        out = x
    return affine(out, weight, bias, (channels,), "group_norm", (1, channels, *[1] * (x.ndim - 2))).contiguous()
