"""Pooling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograd import Tensor
from autograd.extend import Geometry, ops
from nn.functional.images import batched, pair


def max_pool2d(
    x: Tensor,
    kernel_size: int | Sequence[int],
    stride: int | Sequence[int] | None = None,
    padding: int | Sequence[int] = 0,
    dilation: int | Sequence[int] = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Any:
    """The largest element of each window; the first of equals receives the gradient.

    Args:
        x: images (N, C, H, W), or one (C, H, W).
        kernel_size: the size of a window.
        stride: from window to window; default the kernel's size.
        padding: how far windows reach over the edge; at most half the kernel.
        dilation: from element to element of a window.
        ceil_mode: let a last window reach over the edge.
        return_indices: also give where in the flattened image each was.
    """
    images, single = batched(x, "max_pool2d()")
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
    out = ops.pick_at_max(images, images, geometry)
    out = out.squeeze(0) if single else out
    if not return_indices:
        return out
    indices = ops.index_of_max(images, geometry)
    return out, indices.squeeze(0) if single else indices
