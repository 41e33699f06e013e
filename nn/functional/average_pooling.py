"""Average pooling: the mean of each window, its p-norm, or the mean of each of a number of regions."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from autograd import Tensor
from autograd.extend import Array, Geometry, ops, tensor_of
from nn.functional.arguments import stored
from nn.functional.images import Size, batched, pooling_windows
from nn.functional.regions import OutSize, out_sizes, regions


def _in_float32(pool: Callable[..., Tensor]) -> Callable[..., Tensor]:
    """Let `pool` compute in float32 if the input is float16, which holds no sum above 65,504."""

    @functools.wraps(pool)
    def wider(input: Any, *settings: Any) -> Tensor:
        narrow = isinstance(input, Tensor) and input.dtype == np.float16
        return pool(input.float(), *settings).half() if narrow else pool(input, *settings)

    return wider


def avg_pool1d(
    input: Tensor,
    kernel_size: Size,
    stride: Size | None = None,
    padding: Size = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
) -> Tensor:
    """Return the mean of each window of a signal; input signals (N, C, L).

    `avg_pool2d` explains the arguments.

    >>> from autograd import tensor
    >>> avg_pool1d(tensor([[1.0, 3.0, 2.0, 0.0]]), 2)
    tensor([[2., 1.]])
    """
    return _avg_pool(input, kernel_size, stride, padding, ceil_mode, count_include_pad, None, 1)


def avg_pool2d(
    input: Tensor,
    kernel_size: Size,
    stride: Size | None = None,
    padding: Size = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: int | None = None,
    *,
    out: Tensor | None = None,
) -> Tensor:
    """Return the mean of each window of an image.

    Args:
        input: images (N, C, H, W), or one image (C, H, W); floating.
        kernel_size: the size of a window. One number, or (vertical, horizontal).
        stride: the step from window to window. By default `kernel_size`, so that windows do not overlap.
        padding: how many zeros to add on each side, at most half of `kernel_size`.
        ceil_mode: keep a last window that only partly lies on the image.
        count_include_pad: whether the zeros count in the divisor.
        divisor_override: the divisor, in place of the number of elements.
        out: a Tensor for the result; then no argument may require grad.

    Returns:
        (N, C, h, w), or (C, h, w) for one image; `max_pool2d` gives h and w.

    Raises:
        ShapeError: if `input` has neither 3 nor 4 dimensions, or the window is larger than the padded image.
        ValueError: if a setting is out of range.

    >>> import autograd
    >>> avg_pool2d(autograd.arange(16.0).reshape(1, 4, 4), 2)
    tensor([[[ 2.5000,  4.5000],
             [10.5000, 12.5000]]])
    """
    found = _avg_pool(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override, 2)
    return stored(found, out, "avg_pool2d")


def avg_pool3d(
    input: Tensor,
    kernel_size: Size,
    stride: Size | None = None,
    padding: Size = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: int | None = None,
    *,
    out: Tensor | None = None,
) -> Tensor:
    """Return the mean of each window of a volume; input volumes (N, C, D, H, W).

    `avg_pool2d` explains the arguments.

    >>> import autograd
    >>> avg_pool3d(autograd.ones(1, 2, 4, 4, 4), 2).shape
    (1, 2, 2, 2, 2)
    """
    found = _avg_pool(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override, 3)
    return stored(found, out, "avg_pool3d")


@_in_float32
def _avg_pool(
    input: Any,
    kernel_size: Size,
    stride: Size | None,
    padding: Size,
    ceil_mode: bool,
    count_include_pad: bool,
    divisor_override: int | None,
    dims: int,
) -> Tensor:
    where = f"avg_pool{dims}d"
    images, single = batched(input, dims, where)
    windows = pooling_windows(kernel_size, stride, padding, dims, where, ceil=ceil_mode)
    if divisor_override == 0:
        raise ValueError(f"{where}(): divisor_override must not be 0")
    total: Tensor = ops.sum_windows(images, windows)
    if divisor_override is not None:
        out = total / divisor_override
    elif not ceil_mode and (count_include_pad or not any(map(any, windows.padding))):
        out = total / math.prod(windows.kernel)
    else:
        out = total / tensor_of(_counts(windows, images.shape[2:], count_include_pad).astype(images.dtype))
    return out.squeeze(0) if single else out


def _counts(windows: Geometry, size: tuple[int, ...], count_include_pad: bool) -> Array:
    """Return the number of elements of each window: those of the image, and if wanted those of the padding."""
    counts: Array = np.ones(())
    for d, windows_of_d in enumerate(windows.out_size(size)):
        before, after = windows.padding[d] if count_include_pad else (0, 0)
        starts = np.arange(windows_of_d) * windows.stride[d] - windows.padding[d][0]
        ends = np.minimum(starts + windows.kernel[d], size[d] + after)
        counts = counts[..., None] * (ends - np.maximum(starts, -before))
    return counts


def lp_pool1d(
    input: Tensor, norm_type: float, kernel_size: Size, stride: Size | None = None, ceil_mode: bool = False
) -> Tensor:
    """Return (Σ xᵖ)^(1/p) of each window of a signal, where p is `norm_type`; input signals (N, C, L).

    For p = 1 this is the sum, and for large p it comes close to the maximum.

    >>> from autograd import tensor
    >>> lp_pool1d(tensor([[3.0, 4.0, 0.0, 0.0]]), 2, 2)
    tensor([[5., 0.]])
    """
    return _lp_pool(input, norm_type, kernel_size, stride, ceil_mode, 1)


def lp_pool2d(
    input: Tensor, norm_type: float, kernel_size: Size, stride: Size | None = None, ceil_mode: bool = False
) -> Tensor:
    """Return (Σ xᵖ)^(1/p) of each window of a image, where p is `norm_type`; input images (N, C, H, W).

    For p = 1 this is the sum, and for large p it comes close to the maximum.

    >>> import autograd
    >>> lp_pool2d(autograd.ones(1, 3, 4, 4), 2, 2).shape
    (1, 3, 2, 2)
    """
    return _lp_pool(input, norm_type, kernel_size, stride, ceil_mode, 2)


def lp_pool3d(
    input: Tensor, norm_type: float, kernel_size: Size, stride: Size | None = None, ceil_mode: bool = False
) -> Tensor:
    """Return (Σ xᵖ)^(1/p) of each window of a volume, where p is `norm_type`; input volumes (N, C, D, H, W).

    For p = 1 this is the sum, and for large p it comes close to the maximum.

    >>> import autograd
    >>> lp_pool3d(autograd.ones(1, 3, 4, 4, 4), 2, 2).shape
    (1, 3, 2, 2, 2)
    """
    return _lp_pool(input, norm_type, kernel_size, stride, ceil_mode, 3)


@_in_float32
def _lp_pool(
    input: Any, norm_type: float, kernel_size: Size, stride: Size | None, ceil_mode: bool, dims: int
) -> Tensor:
    where = f"lp_pool{dims}d"
    images, single = batched(input, dims, where)
    windows = pooling_windows(kernel_size, stride, 0, dims, where, ceil=ceil_mode)
    total: Tensor = ops.sum_windows(images**norm_type, windows)
    if ceil_mode:  # a window over the edge counts as much as a whole one, as in PyTorch
        counts = _counts(windows, images.shape[2:], False) / math.prod(windows.kernel)
        total = total / tensor_of(counts.astype(images.dtype))
    out = (total.sign() * total.abs().relu()) ** (1 / norm_type)
    return out.squeeze(0) if single else out


def adaptive_avg_pool1d(input: Tensor, output_size: OutSize) -> Tensor:
    """Return the mean of each of `output_size` regions of a signal, as even in size as possible.

    Args:
        input: signals (N, C, L), or one of them.
        output_size: how many regions in each direction. None means as many as elements.

    >>> from autograd import tensor
    >>> adaptive_avg_pool1d(tensor([[1.0, 3.0, 2.0]]), 2)
    tensor([[2.0000, 2.5000]])
    """
    return _adaptive_avg_pool(input, output_size, 1)


def adaptive_avg_pool2d(input: Tensor, output_size: OutSize) -> Tensor:
    """Return the mean of each of `output_size` regions of a image, as even in size as possible.

    Args:
        input: images (N, C, H, W), or one of them.
        output_size: how many regions in each direction. None means as many as elements.

    >>> import autograd
    >>> adaptive_avg_pool2d(autograd.ones(1, 3, 7, 5), (3, None)).shape
    (1, 3, 3, 5)
    """
    return _adaptive_avg_pool(input, output_size, 2)


def adaptive_avg_pool3d(input: Tensor, output_size: OutSize) -> Tensor:
    """Return the mean of each of `output_size` regions of a volume, as even in size as possible.

    Args:
        input: volumes (N, C, D, H, W), or one of them.
        output_size: how many regions in each direction. None means as many as elements.

    >>> import autograd
    >>> adaptive_avg_pool3d(autograd.ones(1, 2, 4, 5, 6), 2).shape
    (1, 2, 2, 2, 2)
    """
    return _adaptive_avg_pool(input, output_size, 3)


@_in_float32
def _adaptive_avg_pool(input: Any, output_size: OutSize, dims: int) -> Tensor:
    where = f"adaptive_avg_pool{dims}d"
    images, single = batched(input, dims, where)
    counts = out_sizes(output_size, images.shape[2:], dims, where)
    if all(counts) and all(n and n % count == 0 for n, count in zip(images.shape[2:], counts)):
        kernel = tuple(n // count for n, count in zip(images.shape[2:], counts))
        windows = Geometry(kernel, kernel, ((0, 0),) * dims, (1,) * dims)
        out: Tensor = ops.sum_windows(images, windows) / math.prod(kernel)
    else:
        out = images
        for d, (n, count) in enumerate(zip(images.shape[2:], counts)):
            starts, ends = regions(n, count)
            place = np.arange(n)[:, None]
            means = ((starts <= place) & (place < ends)) / (ends - starts)
            out = (out.movedim(2 + d, -1) @ tensor_of(means.astype(images.dtype))).movedim(-1, 2 + d)
        out = out.contiguous()
    return out.squeeze(0) if single else out
