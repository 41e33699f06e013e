"""Max pooling: the largest element of each window; and its inverse."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Literal, overload

import numpy as np

from autograd import ShapeError, Tensor
from autograd.extend import Array, array_of, operation, ops
from nn.functional.arguments import as_tensor
from nn.functional.images import Size, batched, pooling_windows


# fmt: off
@overload
def max_pool1d(
    input: Tensor, kernel_size: Size, stride: Size | None = ..., padding: Size = ..., dilation: Size = ...,
    ceil_mode: bool = ..., return_indices: Literal[False] = ...,
) -> Tensor: ...
@overload
def max_pool1d(
    input: Tensor, kernel_size: Size, stride: Size | None = ..., padding: Size = ..., dilation: Size = ...,
    ceil_mode: bool = ..., *, return_indices: Literal[True],
) -> tuple[Tensor, Tensor]: ...
@overload
def max_pool1d(
    input: Tensor, kernel_size: Size, stride: Size | None = ..., padding: Size = ..., dilation: Size = ...,
    ceil_mode: bool = ..., return_indices: bool = ...,
) -> Tensor | tuple[Tensor, Tensor]: ...
# fmt: on


def max_pool1d(
    input: Tensor,
    kernel_size: Size,
    stride: Size | None = None,
    padding: Size = 0,
    dilation: Size = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Tensor | tuple[Tensor, Tensor]:
    """Return the largest element of each window of a signal; input signals (N, C, L).

    `max_pool2d` explains the arguments.

    >>> from autograd import tensor
    >>> max_pool1d(tensor([[1.0, 3.0, 2.0, 0.0]]), 2)
    tensor([[3., 2.]])
    """
    return _max_pool(input, kernel_size, stride, padding, dilation, ceil_mode, return_indices, 1)


# fmt: off
@overload
def max_pool2d(
    input: Tensor, kernel_size: Size, stride: Size | None = ..., padding: Size = ..., dilation: Size = ...,
    ceil_mode: bool = ..., return_indices: Literal[False] = ...,
) -> Tensor: ...
@overload
def max_pool2d(
    input: Tensor, kernel_size: Size, stride: Size | None = ..., padding: Size = ..., dilation: Size = ...,
    ceil_mode: bool = ..., *, return_indices: Literal[True],
) -> tuple[Tensor, Tensor]: ...
@overload
def max_pool2d(
    input: Tensor, kernel_size: Size, stride: Size | None = ..., padding: Size = ..., dilation: Size = ...,
    ceil_mode: bool = ..., return_indices: bool = ...,
) -> Tensor | tuple[Tensor, Tensor]: ...
# fmt: on


def max_pool2d(
    input: Tensor,
    kernel_size: Size,
    stride: Size | None = None,
    padding: Size = 0,
    dilation: Size = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Tensor | tuple[Tensor, Tensor]:
    """Return the largest element of each window of an image.

    Of equal elements, the first in reading order receives the gradient. NaN counts as the largest.

    Args:
        input: images (N, C, H, W), or one image (C, H, W); any real dtype.
        kernel_size: the size of a window. One number, or (vertical, horizontal).
        stride: the step from window to window. By default `kernel_size`, so that windows do not overlap.
        padding: how far windows reach over the edge, at most half of `kernel_size`. Elements outside the image never
            count as the largest.
        dilation: the step from element to element of a window.
        ceil_mode: keep a last window that only partly lies on the image.
        return_indices: also return where each maximum was.

    Returns:
        (N, C, h, w), or (C, h, w) for one image, with h = ⌊(H + 2·padding − dilation·(kh − 1) − 1) / stride⌋ + 1; with
        `ceil_mode` rounded up. With `return_indices` a pair: the maxima, and int64 indices into the flattened
        (H · W) image.

    Raises:
        ShapeError: if `input` has neither 3 nor 4 dimensions, or the window is larger than the padded image.
        ValueError: if a setting is out of range.

    >>> import autograd
    >>> image = autograd.arange(16.0).reshape(1, 4, 4)
    >>> max_pool2d(image, 2)
    tensor([[[ 5.,  7.],
             [13., 15.]]])
    """
    return _max_pool(input, kernel_size, stride, padding, dilation, ceil_mode, return_indices, 2)


# fmt: off
@overload
def max_pool3d(
    input: Tensor, kernel_size: Size, stride: Size | None = ..., padding: Size = ..., dilation: Size = ...,
    ceil_mode: bool = ..., return_indices: Literal[False] = ...,
) -> Tensor: ...
@overload
def max_pool3d(
    input: Tensor, kernel_size: Size, stride: Size | None = ..., padding: Size = ..., dilation: Size = ...,
    ceil_mode: bool = ..., *, return_indices: Literal[True],
) -> tuple[Tensor, Tensor]: ...
@overload
def max_pool3d(
    input: Tensor, kernel_size: Size, stride: Size | None = ..., padding: Size = ..., dilation: Size = ...,
    ceil_mode: bool = ..., return_indices: bool = ...,
) -> Tensor | tuple[Tensor, Tensor]: ...
# fmt: on


def max_pool3d(
    input: Tensor,
    kernel_size: Size,
    stride: Size | None = None,
    padding: Size = 0,
    dilation: Size = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Tensor | tuple[Tensor, Tensor]:
    """Return the largest element of each window of a volume; input volumes (N, C, D, H, W).

    `max_pool2d` explains the arguments.

    >>> import autograd
    >>> max_pool3d(autograd.ones(1, 2, 4, 4, 4), 2).shape
    (1, 2, 2, 2, 2)
    """
    return _max_pool(input, kernel_size, stride, padding, dilation, ceil_mode, return_indices, 3)


def _max_pool(
    input: Any,
    kernel_size: Size,
    stride: Size | None,
    padding: Size,
    dilation: Size,
    ceil_mode: bool,
    return_indices: bool,
    dims: int,
) -> Tensor | tuple[Tensor, Tensor]:
    where = f"max_pool{dims}d"
    images, single = batched(input, dims, where)
    geometry = pooling_windows(kernel_size, stride, padding, dims, where, dilation, ceil_mode)
    out: Tensor = ops.pick_at_max(images, images, geometry)
    out = out.squeeze(0) if single else out
    if not return_indices:
        return out
    indices = ops.index_of_max(images, geometry)
    return out, indices.squeeze(0) if single else indices


# ── the inverse ──


def max_unpool1d(
    input: Tensor,
    indices: Tensor,
    kernel_size: Size,
    stride: Size | None = None,
    padding: Size = 0,
    output_size: Sequence[int] | None = None,
) -> Tensor:
    """Return signals (N, C, L) of zeros with the elements of `input` at `indices`: the inverse of max_pool1d.

    Args:
        input: the maxima, (N, C, …) or (C, …).
        indices: where they go, as max_pool1d returns them.
        kernel_size, stride, padding: those of the pooling.
        output_size: the size of the result. Several sizes give the same number of windows; this chooses one.

    >>> from autograd import tensor
    >>> max_unpool1d(tensor([[3.0, 2.0]]), tensor([[1, 2]]), 2)
    tensor([[0., 3., 2., 0.]])
    """
    return _max_unpool(input, indices, kernel_size, stride, padding, output_size, 1)


def max_unpool2d(
    input: Tensor,
    indices: Tensor,
    kernel_size: Size,
    stride: Size | None = None,
    padding: Size = 0,
    output_size: Sequence[int] | None = None,
) -> Tensor:
    """Return images (N, C, H, W) of zeros with the elements of `input` at `indices`: the inverse of max_pool2d.

    Args:
        input: the maxima, (N, C, …) or (C, …).
        indices: where they go, as max_pool2d returns them.
        kernel_size, stride, padding: those of the pooling.
        output_size: the size of the result. Several sizes give the same number of windows; this chooses one.

    >>> import autograd
    >>> x = autograd.arange(16.0).reshape(1, 4, 4)
    >>> max_unpool2d(*max_pool2d(x, 2, return_indices=True), 2).shape
    (1, 4, 4)
    """
    return _max_unpool(input, indices, kernel_size, stride, padding, output_size, 2)


def max_unpool3d(
    input: Tensor,
    indices: Tensor,
    kernel_size: Size,
    stride: Size | None = None,
    padding: Size = 0,
    output_size: Sequence[int] | None = None,
) -> Tensor:
    """Return volumes (N, C, D, H, W) of zeros with the elements of `input` at `indices`: the inverse of max_pool3d.

    Args:
        input: the maxima, (N, C, …) or (C, …).
        indices: where they go, as max_pool3d returns them.
        kernel_size, stride, padding: those of the pooling.
        output_size: the size of the result. Several sizes give the same number of windows; this chooses one.

    >>> import autograd
    >>> x = autograd.arange(64.0).reshape(1, 4, 4, 4)
    >>> max_unpool3d(*max_pool3d(x, 2, return_indices=True), 2).shape
    (1, 4, 4, 4)
    """
    return _max_unpool(input, indices, kernel_size, stride, padding, output_size, 3)


@operation(x=lambda xp, upstream, index: xp.gather(upstream, 2, index), internal=True)
def put_along(x: Array, index: Array, size: int) -> Array:
    """Return zeros (N, C, size) with x (N, C, L) at `index`. As in PyTorch, each element at a shared index gets the
    gradient of that place."""
    out = np.zeros((*x.shape[:2], size), x.dtype)
    np.put_along_axis(out, index, x, 2)
    return out


def _max_unpool(
    input: Any, indices: Any, kernel_size: Size, stride: Size | None, padding: Size, output_size: Any, dims: int
) -> Tensor:
    where = f"max_unpool{dims}d"
    images, single = batched(input, dims, where)
    places = as_tensor(indices, where, "indices")
    if places.shape != as_tensor(input, where, "input").shape or places.dtype != np.int64:
        raise ShapeError(
            f"{where}(): expected int64 indices of the shape of input, {tuple(input.shape)}, got {places.dtype} "
            f"{places.shape}"
        )
    windows = pooling_windows(kernel_size, stride, padding, dims, where)
    least = [
        (n - 1) * s - 2 * before + k
        for n, s, k, (before, _) in zip(images.shape[2:], windows.stride, windows.kernel, windows.padding)
    ]
    size = least if output_size is None else [int(n) for n in output_size][-dims:]
    if len(size) != dims or any(abs(n - m) >= s for n, m, s in zip(size, least, windows.stride)):
        raise ShapeError(f"{where}(): expected output_size {tuple(least)} within one stride, got {output_size}")
    count = math.prod(size)
    flat = array_of(places).reshape(*images.shape[:2], -1)
    if flat.size and not 0 <= flat.min() <= flat.max() < count:
        raise IndexError(f"{where}(): indices must be from 0 to {count - 1} for output size {tuple(size)}")
    whole: Tensor = put_along(images.flatten(2), flat, count)
    out = whole.reshape(*images.shape[:2], *size)
    return out.squeeze(0) if single else out
