"""Grids of images, under the names of `torchvision.utils`."""

from __future__ import annotations

import os
from typing import Any

import numpy as np

import autograd
from autograd import Tensor
from autograd.extend import array_of

__all__ = ["make_grid", "save_image"]


def make_grid(
    tensor: Any,
    nrow: int = 8,
    padding: int = 2,
    normalize: bool = False,
    value_range: tuple[float, float] | None = None,
    scale_each: bool = False,
    pad_value: float = 0.0,
) -> Tensor:
    """Return images side by side, as one image of three channels.

    Args:
        tensor: images (N, C, H, W) with one or three channels, one image (C, H, W) or (H, W), or a list of images.
        nrow: the number of images in a row.
        padding: the number of pixels between images and around them.
        normalize: whether to bring the numbers to [0, 1].
        value_range: the numbers that become 0 and 1; by default the least and the largest.
        scale_each: whether to do so for each image alone.
        pad_value: the number in the pixels between.

    Returns:
        An image (3, height, width).

    >>> make_grid(autograd.ones(3, 1, 4, 4), nrow=2).shape
    (3, 14, 14)
    """
    images = autograd.stack(list(tensor)) if isinstance(tensor, list | tuple) else tensor
    array = array_of(images)
    array = array.reshape((1,) * (4 - array.ndim) + array.shape)
    array = np.repeat(array, 3, 1) if array.shape[1] == 1 else array
    if normalize:
        axes = (1, 2, 3) if scale_each else None
        low = array.min(axes, keepdims=True) if value_range is None else np.asarray(value_range[0], array.dtype)
        high = array.max(axes, keepdims=True) if value_range is None else np.asarray(value_range[1], array.dtype)
        array = (np.clip(array, low, high) - low) / np.maximum(high - low, 1e-5).astype(array.dtype)
    if len(array) == 1:
        return autograd.tensor(array[0])
    columns = min(nrow, len(array))
    rows = -(-len(array) // columns)
    height, width = array.shape[2] + padding, array.shape[3] + padding
    grid = np.full((3, rows * height + padding, columns * width + padding), pad_value, array.dtype)
    for i, image in enumerate(array):
        top, left = i // columns * height + padding, i % columns * width + padding
        grid[:, top : top + array.shape[2], left : left + array.shape[3]] = image
    return autograd.tensor(grid)


def save_image(tensor: Any, fp: str | os.PathLike[str], format: str | None = None, **settings: Any) -> None:
    """Write images side by side to a file, with 0 as black and 1 as white.

    Args:
        tensor: images, as for `make_grid`.
        fp: the file; its ending gives the format.
        format: the format, such as "png".
        settings: those of `make_grid`.

    Raises:
        ImportError: if Pillow is not installed.
    """
    try:
        from PIL import Image
    except ImportError as error:
        raise ImportError("save_image() needs Pillow: pip install pillow") from error
    grid = array_of(make_grid(tensor, **settings).detach())
    pixels = np.clip(grid * 255 + 0.5, 0, 255).astype(np.uint8)
    Image.fromarray(pixels.transpose(1, 2, 0)).save(fp, format)
