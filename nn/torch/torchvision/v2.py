"""Transforms of images, under the names of `torchvision.transforms.v2`."""

from __future__ import annotations

from typing import Any

import numpy as np

import autograd
from autograd import Tensor
from nn.torch.torchvision.transforms import (
    CenterCrop,
    Compose,
    Lambda,
    Normalize,
    Pad,
    RandomCrop,
    RandomHorizontalFlip,
    RandomVerticalFlip,
    Resize,
    ToTensor,
)

__all__ = [
    "CenterCrop",
    "Compose",
    "Lambda",
    "Normalize",
    "Pad",
    "RandomCrop",
    "RandomHorizontalFlip",
    "RandomVerticalFlip",
    "Resize",
    "ToDtype",
    "ToImage",
    "ToTensor",
]


class ToImage:
    """An image as a Tensor (C, H, W) of its dtype.

    >>> ToImage()(np.zeros((2, 3), np.uint8)).shape
    (1, 2, 3)
    """

    def __call__(self, pic: Any) -> Tensor:
        if isinstance(pic, Tensor):
            return pic
        image = np.asarray(pic)
        if image.ndim not in (2, 3):
            raise ValueError(f"ToImage(): expected an image of shape (H, W) or (H, W, C), got {image.shape}")
        return autograd.tensor(np.ascontiguousarray(image[None] if image.ndim == 2 else image.transpose(2, 0, 1)))


class ToDtype:
    """An image in another dtype.

    Args:
        dtype: the dtype.
        scale: whether to bring the range of a dtype to that of the other: 0 to 255 to 0 to 1, or back.

    >>> ToDtype(autograd.float32, scale=True)(autograd.tensor([[[0, 255]]], dtype=autograd.uint8))
    tensor([[[0., 1.]]])
    """

    def __init__(self, dtype: Any, scale: bool = False) -> None:
        self.dtype, self.scale = dtype, scale

    def __call__(self, img: Tensor) -> Tensor:
        made = img.to(self.dtype)
        if not self.scale or img.is_floating_point() == made.is_floating_point():
            return made
        if made.is_floating_point():
            return made / autograd.iinfo(img.dtype).max
        return (img * (autograd.iinfo(made.dtype).max + 1 - 1e-3)).to(self.dtype)
