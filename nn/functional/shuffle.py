"""Rearrange the channels and pixels of images."""

from __future__ import annotations

from autograd import ShapeError, Tensor
from nn.functional.arguments import as_size, as_tensor


def pixel_shuffle(input: Tensor, upscale_factor: int) -> Tensor:
    """Return (…, C · r², H, W) as (…, C, H · r, W · r), where r is `upscale_factor`.

    Raises:
        ShapeError: if r² does not divide the channels.

    Source: W. Shi et al., "Real-time single image and video super-resolution", 2016, https://arxiv.org/abs/1609.05158.

    >>> import autograd
    >>> pixel_shuffle(autograd.arange(4.0).reshape(4, 1, 1), 2)
    tensor([[[0., 1.],
             [2., 3.]]])
    """
    x, r = as_tensor(input, "pixel_shuffle", "input"), as_size(upscale_factor, "pixel_shuffle(): upscale_factor")
    if x.ndim < 3 or x.shape[-3] % (r * r):
        raise ShapeError(f"pixel_shuffle(): expected (…, C · {r * r}, H, W), got {x.shape}")
    *batch, channels, h, w = x.shape
    k, c = len(batch), channels // (r * r)
    split = x.reshape(*batch, c, r, r, h, w)
    return split.permute(*range(k), k, k + 3, k + 1, k + 4, k + 2).reshape(*batch, c, h * r, w * r)


def pixel_unshuffle(input: Tensor, downscale_factor: int) -> Tensor:
    """Return (…, C, H · r, W · r) as (…, C · r², H, W), where r is `downscale_factor`: the inverse of `pixel_shuffle`.

    Raises:
        ShapeError: if r does not divide the height and width.

    >>> import autograd
    >>> pixel_unshuffle(autograd.ones(1, 3, 4, 6), 2).shape
    (1, 12, 2, 3)
    """
    x, r = (
        as_tensor(input, "pixel_unshuffle", "input"),
        as_size(downscale_factor, "pixel_unshuffle(): downscale_factor"),
    )
    if x.ndim < 3 or x.shape[-1] % r or x.shape[-2] % r:
        raise ShapeError(f"pixel_unshuffle(): expected (…, C, H · {r}, W · {r}), got {x.shape}")
    *batch, c, h, w = x.shape
    k = len(batch)
    split = x.reshape(*batch, c, h // r, r, w // r, r)
    return split.permute(*range(k), k, k + 2, k + 4, k + 1, k + 3).reshape(*batch, c * r * r, h // r, w // r)


def channel_shuffle(input: Tensor, groups: int) -> Tensor:
    """Return the channels of (N, C, …) in the order first of each group, second of each group, ….

    Raises:
        ShapeError: if `groups` does not divide the channels.

    Source: X. Zhang et al., "ShuffleNet", 2017, https://arxiv.org/abs/1707.01083.

    >>> import autograd
    >>> channel_shuffle(autograd.arange(4.0).reshape(1, 4, 1), 2).flatten()
    tensor([0., 2., 1., 3.])
    """
    x, groups = as_tensor(input, "channel_shuffle", "input"), as_size(groups, "channel_shuffle(): groups")
    if x.ndim < 3 or x.shape[1] % groups:
        raise ShapeError(f"channel_shuffle(): expected (N, C · {groups}, …), got {x.shape}")
    n, c, *rest = x.shape
    return x.reshape(n, groups, c // groups, *rest).transpose(1, 2).reshape(x.shape)
