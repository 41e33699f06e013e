"""Convolution."""

from __future__ import annotations

from collections.abc import Sequence

from autograd import ShapeError, Tensor
from autograd.extend import Geometry, ops
from nn.functional.images import batched, pair


def conv2d(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | Sequence[int] = 1,
    padding: int | str | Sequence[int] = 0,
    dilation: int | Sequence[int] = 1,
    groups: int = 1,
) -> Tensor:
    """The cross-correlation of images (N, C, H, W) with kernels (O, C/groups, kh, kw), plus a bias (O,).

    Args:
        x: one image (C, H, W) or a batch.
        weight, bias: as above.
        stride: from window to window.
        padding: zeros on each side; "valid" for none, "same" for as many as keep the size (needs stride 1).
        dilation: from element to element of a window.
        groups: parts of the channels that do not see each other.

    Returns:
        (N, O, h, w), or (O, h, w) for one image.

    Raises:
        ShapeError: for shapes that do not fit. ValueError: for settings out of range.
    """
    images, single = batched(x, "conv2d()")
    if weight.ndim != 4 or groups < 1 or weight.shape[0] % groups or images.shape[1] != weight.shape[1] * groups:
        raise ShapeError(
            f"conv2d(): input {x.shape} with {images.shape[1]} channels does not fit weight {weight.shape} "
            f"(O, C/groups, kh, kw) with groups={groups}"
        )
    if bias is not None and bias.shape != weight.shape[:1]:
        raise ShapeError(f"conv2d(): bias must be {weight.shape[:1]}, one number per output channel, got {bias.shape}")
    strides, dilations = pair(stride, "conv2d(): stride"), pair(dilation, "conv2d(): dilation")
    kernel = (weight.shape[2], weight.shape[3])
    if isinstance(padding, str):
        if padding not in ("same", "valid") or (padding == "same" and strides != (1, 1)):
            raise ValueError(f"conv2d(): padding is a number, 'valid', or with stride 1 'same'; got {padding!r}")
        total = [d * (k - 1) if padding == "same" else 0 for d, k in zip(dilations, kernel)]
        edges = [(t // 2, t - t // 2) for t in total]
    else:
        edges = [(p, p) for p in pair(padding, "conv2d(): padding", 0)]
    geometry = Geometry(kernel, strides, (edges[0], edges[1]), dilations, groups)
    out: Tensor = ops.conv(images, weight, bias, geometry)
    return out.squeeze(0) if single else out
