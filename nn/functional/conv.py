"""Convolution, and its transpose."""

from __future__ import annotations

from typing import Any

from autograd import ShapeError, Tensor
from autograd.extend import Geometry, ops
from nn.functional.arguments import as_tensor, check_same_dtype
from nn.functional.images import Size, batched, sizes
from nn.functional.padding import pad


def conv1d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: Size = 1,
    padding: Size | str = 0,
    dilation: Size = 1,
    groups: int = 1,
) -> Tensor:
    """Compute the cross-correlation of signals (N, C, L) with kernels (O, C/groups, k), plus a bias.

    `conv2d` explains the arguments.

    >>> import autograd
    >>> conv1d(autograd.arange(4.0).reshape(1, 1, 4), autograd.ones(1, 1, 2))
    tensor([[[1., 3., 5.]]])
    """
    return _conv(input, weight, bias, stride, padding, dilation, groups, 1)


def conv2d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: Size = 1,
    padding: Size | str = 0,
    dilation: Size = 1,
    groups: int = 1,
) -> Tensor:
    """Compute the cross-correlation of images with kernels, plus a bias: a convolution layer.

        out[n, o, i, j] = bias[o] + Σ weight[o, c, u, v] · input[n, c, s·i + d·u − p, s·j + d·v − p]

    Here s is the stride, d the dilation and p the padding. The sum runs over the channels c of o's group and over the
    kernel's elements (u, v). Elements outside the image are 0.

    Args:
        input: images (N, C, H, W), or one image (C, H, W); floating.
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
    return _conv(input, weight, bias, stride, padding, dilation, groups, 2)


def conv3d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: Size = 1,
    padding: Size | str = 0,
    dilation: Size = 1,
    groups: int = 1,
) -> Tensor:
    """Compute the cross-correlation of volumes (N, C, D, H, W) with kernels (O, C/groups, kd, kh, kw), plus a bias.

    `conv2d` explains the arguments.

    >>> import autograd
    >>> conv3d(autograd.ones(1, 1, 3, 3, 3), autograd.ones(2, 1, 2, 2, 2)).shape
    (1, 2, 2, 2, 2)
    """
    return _conv(input, weight, bias, stride, padding, dilation, groups, 3)


def _conv(
    input: Any,
    weight: Any,
    bias: Any,
    stride: Size,
    padding: Size | str,
    dilation: Size,
    groups: int,
    dims: int,
) -> Tensor:
    where = f"conv{dims}d"
    input, weight, bias = _operands(input, weight, bias, where)
    images, single = batched(input, dims, where)
    if weight.ndim != dims + 2 or groups < 1 or weight.shape[0] % groups or images.shape[1] != weight.shape[1] * groups:
        raise ShapeError(
            f"{where}(): input {input.shape} with {images.shape[1]} channels does not fit weight {weight.shape} "
            f"(O, C/groups, …) with groups={groups}"
        )
    _check_bias(bias, weight.shape[0], where)
    strides, dilations = sizes(stride, dims, f"{where}(): stride"), sizes(dilation, dims, f"{where}(): dilation")
    kernel = weight.shape[2:]
    if isinstance(padding, str):
        if padding not in ("same", "valid") or (padding == "same" and set(strides) != {1}):
            raise ValueError(f"{where}(): padding is a number, 'valid', or with stride 1 'same'; got {padding!r}")
        total = [d * (k - 1) if padding == "same" else 0 for d, k in zip(dilations, kernel)]
        edges = tuple((t // 2, t - t // 2) for t in total)
    else:
        edges = tuple((p, p) for p in sizes(padding, dims, f"{where}(): padding", 0))
    out: Tensor = ops.conv(images, weight, bias, Geometry(kernel, strides, edges, dilations, groups))
    return out.squeeze(0) if single else out


def conv_transpose1d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: Size = 1,
    padding: Size = 0,
    output_padding: Size = 0,
    groups: int = 1,
    dilation: Size = 1,
) -> Tensor:
    """Compute the transpose of `conv1d`: input (N, C, L), weight (C, O/groups, k).

    `conv_transpose2d` explains the arguments.

    >>> import autograd
    >>> conv_transpose1d(autograd.tensor([[[1.0, 2.0]]]), autograd.ones(1, 1, 2), stride=2)
    tensor([[[1., 1., 2., 2.]]])
    """
    return _conv_transpose(input, weight, bias, stride, padding, output_padding, groups, dilation, 1)


def conv_transpose2d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: Size = 1,
    padding: Size = 0,
    output_padding: Size = 0,
    groups: int = 1,
    dilation: Size = 1,
) -> Tensor:
    """Compute the transpose of `conv2d`, plus a bias: each element of the input adds a multiple of the kernel.

    It maps the shape of conv2d's output to that of its input, and is its gradient by the input.

    Args:
        input: images (N, C, H, W), or one image (C, H, W); floating.
        weight: kernels (C, O/groups, kh, kw).
        bias: (O,).
        stride: the step from window to window. One number, or (vertical, horizontal).
        padding: how many elements to cut off on each side.
        output_padding: how many rows and columns to add at one side, fewer than the stride or the dilation. Several
            input sizes of conv2d give the same output size; this chooses one.
        groups: the number of independent parts of the channels. It must divide C.
        dilation: the step from element to element of a window.

    Returns:
        (N, O, h, w), or (O, h, w) for one image, with
        h = (H − 1)·stride − 2·padding + dilation·(kh − 1) + output_padding + 1 and w likewise.

    Raises:
        ShapeError: if the channels, the groups and the bias do not fit together, or nothing is left of the output.
        ValueError: if a setting is out of range.
        TypeError: if the floating dtypes differ.

    >>> import autograd
    >>> conv_transpose2d(autograd.ones(1, 3, 4, 4), autograd.ones(3, 2, 2, 2), stride=2).shape
    (1, 2, 8, 8)
    """
    return _conv_transpose(input, weight, bias, stride, padding, output_padding, groups, dilation, 2)


def conv_transpose3d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: Size = 1,
    padding: Size = 0,
    output_padding: Size = 0,
    groups: int = 1,
    dilation: Size = 1,
) -> Tensor:
    """Compute the transpose of `conv3d`: input (N, C, D, H, W), weight (C, O/groups, kd, kh, kw).

    `conv_transpose2d` explains the arguments.

    >>> import autograd
    >>> conv_transpose3d(autograd.ones(1, 1, 2, 2, 2), autograd.ones(1, 2, 3, 3, 3)).shape
    (1, 2, 4, 4, 4)
    """
    return _conv_transpose(input, weight, bias, stride, padding, output_padding, groups, dilation, 3)


def _conv_transpose(
    input: Any,
    weight: Any,
    bias: Any,
    stride: Size,
    padding: Size,
    output_padding: Size,
    groups: int,
    dilation: Size,
    dims: int,
) -> Tensor:
    where = f"conv_transpose{dims}d"
    input, weight, bias = _operands(input, weight, bias, where)
    images, single = batched(input, dims, where)
    if weight.ndim != dims + 2 or groups < 1 or weight.shape[0] % groups or images.shape[1] != weight.shape[0]:
        raise ShapeError(
            f"{where}(): input {input.shape} with {images.shape[1]} channels does not fit weight {weight.shape} "
            f"(C, O/groups, …) with groups={groups}"
        )
    channels = weight.shape[1] * groups
    _check_bias(bias, channels, where)
    strides, dilations = sizes(stride, dims, f"{where}(): stride"), sizes(dilation, dims, f"{where}(): dilation")
    pads, extra = (
        sizes(padding, dims, f"{where}(): padding", 0),
        sizes(output_padding, dims, f"{where}(): output_padding", 0),
    )
    if any(e >= max(s, d) for e, s, d in zip(extra, strides, dilations)):
        raise ValueError(
            f"{where}(): output_padding {extra} must be smaller than the stride {strides} or the dilation {dilations}"
        )
    kernel = weight.shape[2:]
    # output_padding cuts off less at the far side. What it adds beyond the last window is zeros.
    edges = tuple((p, max(p - e, 0)) for p, e in zip(pads, extra))
    beyond = [max(e - p, 0) for p, e in zip(pads, extra)]
    reach = [(n - 1) * s + d * (k - 1) + 1 for n, s, d, k in zip(images.shape[2:], strides, dilations, kernel)]
    size = [r - before - after for r, (before, after) in zip(reach, edges)]
    if min(size) < 1:
        raise ShapeError(f"{where}(): nothing is left of input {input.shape} with weight {weight.shape} after padding")
    shape = (len(images), channels, *size)
    geometry = Geometry(kernel, strides, edges, dilations, groups)
    out: Tensor = ops.conv_to_image(images, weight, shape, geometry)
    if any(beyond):
        out = pad(out, [side for b in reversed(beyond) for side in (0, b)])
    if bias is not None:
        out = out + bias.reshape(-1, *[1] * dims)
    return out.squeeze(0) if single else out


def _operands(input: Any, weight: Any, bias: Any, where: str) -> tuple[Tensor, Tensor, Any]:
    input, weight = as_tensor(input, where, "input"), as_tensor(weight, where, "weight")
    check_same_dtype(input, weight, where)
    if bias is not None:
        bias = as_tensor(bias, where, "bias")
        check_same_dtype(input, bias, where, "bias")
    return input, weight, bias


def _check_bias(bias: Any, channels: int, where: str) -> None:
    if bias is not None and bias.shape != (channels,):
        raise ShapeError(f"{where}(): bias must be ({channels},), one number per output channel, got {bias.shape}")
