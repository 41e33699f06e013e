"""Pooling."""

from __future__ import annotations

from typing import Literal, overload

from autograd import Tensor
from autograd.extend import Geometry, ops
from nn.functional.arguments import as_tensor
from nn.functional.images import Size, batched, pair


# fmt: off
@overload
def max_pool2d(
    x: Tensor, kernel_size: Size, stride: Size | None = ..., padding: Size = ..., dilation: Size = ...,
    ceil_mode: bool = ..., return_indices: Literal[False] = ...,
) -> Tensor: ...
@overload
def max_pool2d(
    x: Tensor, kernel_size: Size, stride: Size | None = ..., padding: Size = ..., dilation: Size = ...,
    ceil_mode: bool = ..., *, return_indices: Literal[True],
) -> tuple[Tensor, Tensor]: ...
@overload
def max_pool2d(
    x: Tensor, kernel_size: Size, stride: Size | None = ..., padding: Size = ..., dilation: Size = ...,
    ceil_mode: bool = ..., return_indices: bool = ...,
) -> Tensor | tuple[Tensor, Tensor]: ...
# fmt: on


def max_pool2d(
    x: Tensor,
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
        x: images (N, C, H, W), or one image (C, H, W); any real dtype.
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
        ShapeError: if `x` has neither 3 nor 4 dimensions, or the window is larger than the padded image.
        ValueError: if a setting is out of range.

    >>> import autograd
    >>> image = autograd.arange(16.0).reshape(1, 4, 4)
    >>> max_pool2d(image, 2)
    tensor([[[ 5.,  7.],
             [13., 15.]]])
    """
    images, single = batched(as_tensor(x, "max_pool2d", "x"), "max_pool2d()")
    kernel = pair(kernel_size, "max_pool2d(): kernel_size")
    pads = pair(padding, "max_pool2d(): padding", 0)
    if any(2 * p > k for p, k in zip(pads, kernel)):
        raise ValueError(f"max_pool2d(): padding {pads} is more than half of the kernel {kernel}")
    geometry = Geometry(
        kernel,
        kernel if stride is None else pair(stride, "max_pool2d(): stride"),
        ((pads[0], pads[0]), (pads[1], pads[1])),
        pair(dilation, "max_pool2d(): dilation"),
        ceil=ceil_mode,
    )
    out: Tensor = ops.pick_at_max(images, images, geometry)
    out = out.squeeze(0) if single else out
    if not return_indices:
        return out
    indices = ops.index_of_max(images, geometry)
    return out, indices.squeeze(0) if single else indices
