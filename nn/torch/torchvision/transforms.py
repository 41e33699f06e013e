"""Transforms of images, under the names of `torchvision.transforms`.

An image is a NumPy array (H, W) or (H, W, C), as the data sets here give it, or a Tensor (…, H, W). An image of Pillow
is taken as its array.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

import autograd
from autograd import Tensor
from autograd.extend import Array, array_of, tensor_of

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
    "ToTensor",
]


class Compose:
    """Several transforms, one after the other.

    Args:
        transforms: the transforms.

    >>> Compose([ToTensor(), Normalize(0.5, 0.5)])(np.zeros((1, 2), np.uint8))
    tensor([[[-1., -1.]]])
    """

    def __init__(self, transforms: Sequence[Callable[[Any], Any]]) -> None:
        self.transforms = transforms

    def __call__(self, img: Any) -> Any:
        for transform in self.transforms:
            img = transform(img)
        return img

    def __repr__(self) -> str:
        lines = "".join(f"\n    {transform}" for transform in self.transforms)
        return f"Compose({lines}\n)"


class ToTensor:
    """An image as a Tensor (C, H, W). Numbers of uint8 are divided by 255 and become float32; others stay.

    >>> ToTensor()(np.full((2, 2), 255, np.uint8))
    tensor([[[1., 1.],
             [1., 1.]]])
    """

    def __call__(self, pic: Any) -> Tensor:
        image = np.asarray(pic)
        if image.ndim not in (2, 3):
            raise ValueError(f"ToTensor(): expected an image of shape (H, W) or (H, W, C), got {image.shape}")
        channels = np.ascontiguousarray(image[None] if image.ndim == 2 else image.transpose(2, 0, 1))
        if image.dtype == np.uint8:
            return tensor_of(channels.astype(autograd.get_default_dtype()) / 255)
        return autograd.tensor(channels)

    def __repr__(self) -> str:
        return "ToTensor()"


class Normalize:
    """(image − mean) / std, by channels.

    Args:
        mean: the means, one per channel or one for all.
        std: the standard deviations, likewise.
        inplace: whether the Tensor itself is changed.

    Raises:
        ValueError: if a standard deviation is 0.
        TypeError: when called with anything but a floating Tensor.

    >>> Normalize((1.0,), (2.0,))(autograd.ones(1, 1, 2) * 5)
    tensor([[[2., 2.]]])
    """

    def __init__(self, mean: Any, std: Any, inplace: bool = False) -> None:
        self.mean, self.std, self.inplace = mean, std, inplace
        if not np.all(np.asarray(std) != 0):
            raise ValueError(f"Normalize(): expected standard deviations that are not 0, got {std}")

    def __call__(self, tensor: Tensor) -> Tensor:
        if not isinstance(tensor, Tensor) or not tensor.is_floating_point():
            raise TypeError(
                f"Normalize(): expected a floating Tensor, got {type(tensor).__name__}; use ToTensor() first"
            )
        image = tensor if self.inplace else tensor.clone()
        mean, std = (autograd.tensor(np.asarray(x, np.float64)).to(image.dtype).reshape(-1, 1, 1)
                     for x in (self.mean, self.std))  # fmt: skip
        return image.sub_(mean).div_(std)

    def __repr__(self) -> str:
        return f"Normalize(mean={self.mean}, std={self.std})"


class Lambda:
    """A function as a transform.

    Args:
        lambd: the function of an image.

    >>> Lambda(lambda x: x + 1)(1)
    2
    """

    def __init__(self, lambd: Callable[[Any], Any]) -> None:
        self.lambd = lambd

    def __call__(self, img: Any) -> Any:
        return self.lambd(img)

    def __repr__(self) -> str:
        return "Lambda()"


class Resize:
    """An image of another size, by bilinear interpolation. An image that gets smaller is averaged (antialias).

    Args:
        size: (height, width); or one number for the shorter edge, which keeps the proportions.
        interpolation: accepted for "bilinear" or 2 only.
        max_size: the longest that the longer edge may become.
        antialias: False leaves out the average.

    Raises:
        ValueError: for another interpolation.

    >>> Resize(2)(np.arange(16, dtype=np.uint8).reshape(4, 4))
    array([[ 4,  5],
           [10, 11]], dtype=uint8)
    """

    def __init__(
        self, size: Any, interpolation: Any = "bilinear", max_size: int | None = None, antialias: bool = True
    ) -> None:
        name = getattr(interpolation, "value", interpolation)
        if name not in ("bilinear", 2):
            raise ValueError(f"Resize(): expected interpolation='bilinear', got {interpolation!r}")
        self.size, self.max_size, self.antialias = size, max_size, antialias

    def __call__(self, img: Any) -> Any:
        image, restore = _planes(img)
        height, width = self._sizes(image.shape[-2:])
        wide = image.astype(np.float64)
        for axis, size in ((-1, width), (-2, height)):
            wide = np.moveaxis(np.moveaxis(wide, axis, -1) @ self._weights(wide.shape[axis], size).T, -1, axis)
            if image.dtype == np.uint8:  # rounded after each direction, as Pillow does
                wide = np.clip(np.floor(wide + 0.5), 0, 255)
        return restore(wide.astype(image.dtype))

    def _sizes(self, old: tuple[int, ...]) -> tuple[int, int]:
        if isinstance(self.size, Sequence) and len(self.size) == 2:
            return int(self.size[0]), int(self.size[1])
        shorter = int(self.size[0] if isinstance(self.size, Sequence) else self.size)
        longer = int(shorter * max(old) / min(old))
        if self.max_size is not None and longer > self.max_size:
            shorter, longer = int(self.max_size * shorter / longer), self.max_size
        return (shorter, longer) if old[0] <= old[1] else (longer, shorter)

    def _weights(self, old: int, new: int) -> Array:
        """Return the matrix (new, old) that interpolates one direction."""
        scale = old / new
        reach = max(scale, 1.0) if self.antialias else 1.0
        centers = (np.arange(new)[:, None] + 0.5) * scale
        distance = np.abs(np.arange(old) + 0.5 - centers) / reach
        if not self.antialias:  # at the edges, the nearest one counts
            distance = np.abs(np.arange(old) + 0.5 - np.clip(centers, 0.5, old - 0.5))
        weights = np.maximum(1 - distance, 0)
        return np.asarray(weights / weights.sum(1, keepdims=True))

    def __repr__(self) -> str:
        return f"Resize(size={self.size}, interpolation=bilinear, max_size={self.max_size}, antialias={self.antialias})"


class CenterCrop:
    """The middle of an image.

    Args:
        size: (height, width), or one number for both.

    >>> CenterCrop(1)(autograd.arange(9).reshape(1, 3, 3))
    tensor([[[4]]])
    """

    def __init__(self, size: Any) -> None:
        self.size = _pair(size)

    def __call__(self, img: Any) -> Any:
        image, restore = _planes(img)
        (height, width), (h, w) = image.shape[-2:], self.size
        if h > height or w > width:
            raise ValueError(f"CenterCrop(): the size {self.size} is larger than the image, {height} x {width}")
        top, left = round((height - h) / 2.0), round((width - w) / 2.0)
        return restore(image[..., top : top + h, left : left + w])


class RandomCrop:
    """A part of an image, at a random place.

    Args:
        size: (height, width), or one number for both.
        padding: how many pixels to add first: one number, (horizontal, vertical) or (left, top, right, bottom).
        pad_if_needed: whether to add pixels to an image that is too small.
        fill: the number in the pixels that are added.
        padding_mode: "constant", "edge", "reflect" or "symmetric".

    Raises:
        ValueError: when called with an image that is too small.

    >>> RandomCrop(2, padding=1)(autograd.ones(1, 2, 2)).shape
    (1, 2, 2)
    """

    def __init__(
        self, size: Any, padding: Any = None, pad_if_needed: bool = False, fill: float = 0,
        padding_mode: str = "constant",
    ) -> None:  # fmt: skip
        self.size, self.padding, self.pad_if_needed = _pair(size), padding, pad_if_needed
        self.fill, self.padding_mode = fill, padding_mode

    def __call__(self, img: Any) -> Any:
        image, restore = _planes(img)
        if self.padding is not None:
            image = _padded(image, *_edges(self.padding), self.fill, self.padding_mode)
        h, w = self.size
        if self.pad_if_needed:
            dy, dx = max(h - image.shape[-2], 0), max(w - image.shape[-1], 0)
            image = _padded(image, (0, 0), (dx, dx), self.fill, self.padding_mode)
            image = _padded(image, (dy, dy), (0, 0), self.fill, self.padding_mode)
        height, width = image.shape[-2:]
        if h > height or w > width:
            raise ValueError(f"RandomCrop(): the size {self.size} is larger than the image, {height} x {width}")
        if (h, w) == (height, width):
            return restore(image)
        top = int(autograd.randint(0, height - h + 1, size=(1,)).item())
        left = int(autograd.randint(0, width - w + 1, size=(1,)).item())
        return restore(image[..., top : top + h, left : left + w])

    def __repr__(self) -> str:
        return f"RandomCrop(size={self.size}, padding={self.padding})"


class Pad:
    """An image with pixels added around it.

    Args:
        padding: how many: one number, (horizontal, vertical) or (left, top, right, bottom).
        fill: the number in the pixels that are added.
        padding_mode: "constant", "edge", "reflect" or "symmetric".

    >>> Pad(1)(autograd.ones(1, 1, 1))
    tensor([[[0., 0., 0.],
             [0., 1., 0.],
             [0., 0., 0.]]])
    """

    def __init__(self, padding: Any, fill: float = 0, padding_mode: str = "constant") -> None:
        self.padding, self.fill, self.padding_mode = padding, fill, padding_mode

    def __call__(self, img: Any) -> Any:
        image, restore = _planes(img)
        return restore(_padded(image, *_edges(self.padding), self.fill, self.padding_mode))


class RandomHorizontalFlip:
    """An image, mirrored left to right with a probability.

    Args:
        p: the probability.

    >>> RandomHorizontalFlip(1.0)(autograd.arange(3).reshape(1, 1, 3))
    tensor([[[2, 1, 0]]])
    """

    def __init__(self, p: float = 0.5) -> None:
        self.p = p

    def __call__(self, img: Any) -> Any:
        if float(autograd.rand(1)) >= self.p:
            return img
        image, restore = _planes(img)
        return restore(image[..., ::-1])

    def __repr__(self) -> str:
        return f"RandomHorizontalFlip(p={self.p})"


class RandomVerticalFlip:
    """An image, mirrored top to bottom with a probability.

    Args:
        p: the probability.

    >>> RandomVerticalFlip(1.0)(autograd.arange(3).reshape(1, 3, 1)).flatten()
    tensor([2, 1, 0])
    """

    def __init__(self, p: float = 0.5) -> None:
        self.p = p

    def __call__(self, img: Any) -> Any:
        if float(autograd.rand(1)) >= self.p:
            return img
        image, restore = _planes(img)
        return restore(image[..., ::-1, :])


def _edges(padding: Any) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the number of rows and of columns to add before and after."""
    given = list(padding) if isinstance(padding, Sequence) else [padding]
    if len(given) not in (1, 2, 4):
        raise ValueError(f"expected 1, 2 or 4 numbers of pixels, got {padding!r}")
    left, top, right, bottom = (given * 4)[:4]
    return (top, bottom), (left, right)


def _padded(image: Array, rows: tuple[int, int], columns: tuple[int, int], fill: float, mode: Any) -> Array:
    settings: dict[str, Any] = {"constant_values": fill} if mode == "constant" else {}
    return np.pad(image, [(0, 0)] * (image.ndim - 2) + [rows, columns], mode, **settings)


def _pair(size: Any) -> tuple[int, int]:
    sizes = tuple(size) if isinstance(size, Sequence) else (size,)
    if len(sizes) not in (1, 2) or min(sizes) < 1:
        raise ValueError(f"expected a size of one or two whole numbers of 1 or more, got {size!r}")
    return int(sizes[0]), int(sizes[-1])


def _planes(img: Any) -> tuple[Array, Callable[[Array], Any]]:
    """Return an image as an array (…, H, W), and the function that makes an image of its kind of such an array."""
    if isinstance(img, Tensor):
        return array_of(img), lambda planes: tensor_of(np.ascontiguousarray(planes))
    image = np.asarray(img)
    if image.ndim == 2:
        return image, np.ascontiguousarray
    return np.moveaxis(image, -1, 0), lambda planes: np.ascontiguousarray(np.moveaxis(planes, 0, -1))
