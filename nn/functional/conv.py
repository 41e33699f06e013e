"""Convolution."""

from __future__ import annotations

from autograd import ShapeError, Tensor
from autograd.extend import Geometry, ops
from nn.functional.arguments import as_tensor, check_same_dtype
from nn.functional.images import Size, batched, pair


def conv2d(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: Size = 1,
    padding: Size | str = 0,
    dilation: Size = 1,
    groups: int = 1,
) -> Tensor:
    """Compute the cross-correlation of images with kernels, plus a bias: a convolution layer.

        out[n, o, i, j] = bias[o] + Σ weight[o, c, u, v] · x[n, c, s·i + d·u − p, s·j + d·v − p]

    Here s is the stride, d the dilation and p the padding. The sum runs over the channels c of o's group and over the
    kernel's elements (u, v). Elements outside the image are 0.

    Args:
        x: images (N, C, H, W), or one image (C, H, W); floating.
        weight: kernels (O, C/groups, kh, kw).
        bias: (O,).
        stride: the step from window to window. One number, or (vertical, horizontal).
        padding: how many zeros to add on each side, one number or two. "valid" adds none. "same" keeps the image's size
            and needs stride 1.
        dilation: the step from element to element of a window.
        groups: the number of independent parts of the channels. It must divide C and O.

    Returns:
        (N, O, h, w), or (O, h, w) for one image, with h = ⌊(H + 2·padding − dilation·(kh − 1) − 1) / stride⌋ + 1 and
        w likewise.

    Raises:
        ShapeError: if the channels, the groups and the bias do not fit together, or the kernel is larger than the
            padded image.
        ValueError: if a setting is out of range.
        TypeError: if the floating dtypes differ.

    Source: V. Dumoulin, F. Visin, "A guide to convolution arithmetic for deep learning", 2016,
    https://arxiv.org/abs/1603.07285.

    >>> import autograd
    >>> image = autograd.arange(9.0).reshape(1, 3, 3)
    >>> conv2d(image, autograd.ones(1, 1, 2, 2))
    tensor([[[ 8., 12.],
             [20., 24.]]])
    >>> conv2d(image, autograd.ones(1, 1, 3, 3), padding="same").shape
    (1, 3, 3)
    """
    x, weight = as_tensor(x, "conv2d", "x"), as_tensor(weight, "conv2d", "weight")
    check_same_dtype(x, weight, "conv2d")
    if bias is not None:
        bias = as_tensor(bias, "conv2d", "bias")
        check_same_dtype(x, bias, "conv2d", "bias")
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
