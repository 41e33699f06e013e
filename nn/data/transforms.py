"""Random transforms of a batch of images, to train on more images than there are.

A transform takes images (N, C, H, W), a Tensor or array of float32 or float64, and returns new ones of the same kind,
shape and dtype. Each image of the batch has random numbers of its own. Outside of an image there is 0.

>>> import autograd
>>> augment = Compose([RandomShift(2), RandomRotation(10), RandomNoise(0.1)])
>>> augment(autograd.zeros(64, 1, 28, 28)).shape
(64, 1, 28, 28)
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import numpy as np

from autograd import ShapeError, Tensor
from autograd.extend import Array, Generator, default_generator, tensor_of
from nn.data.affine import affine

__all__ = ["Compose", "RandomFlip", "RandomNoise", "RandomRotation", "RandomScale", "RandomShift"]

Images = TypeVar("Images", Tensor, Array)
_FLOAT64 = np.dtype(np.float64)


class _Transform:
    """A transform of arrays, applied to Tensors too. A subclass defines `_apply`."""

    def __init__(self, generator: Generator | None) -> None:
        self._given = generator

    @property
    def _generator(self) -> Generator:
        return self._given or default_generator

    def __call__(self, images: Images) -> Images:
        name = type(self).__name__
        if images.ndim != 4:
            raise ShapeError(f"{name}(): expected a batch of images (N, C, H, W), got shape {tuple(images.shape)}")
        array = images.numpy() if isinstance(images, Tensor) else images
        if array.dtype not in (np.float32, np.float64):
            raise TypeError(f"{name}(): expected images of float32 or float64, got {array.dtype}; convert them")
        changed = self._apply(array)
        return tensor_of(changed) if isinstance(images, Tensor) else changed

    def _apply(self, images: Array) -> Array:
        """Return the transformed images, a new array."""
        raise NotImplementedError

    def _uniform(self, low: float, high: float, n: int) -> Array:
        """Return n random numbers between two bounds."""
        return low + (high - low) * self._generator.uniform(n, _FLOAT64)


class _Affine(_Transform):
    """A transform that samples the images at other places. A subclass defines `_maps`."""

    def _apply(self, images: Array) -> Array:
        return affine(images, self._maps(len(images))[:, :2])

    def _maps(self, n: int) -> Array:
        """Return matrices (n, 3, 3) that map the places of a result to those of its image."""
        raise NotImplementedError


class RandomShift(_Affine):
    """Move each image by a random whole number of pixels in each direction.

    Args:
        pixels: the most by which an image moves, to the left, right, up and down alike.
        generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.

    Raises:
        ValueError: if `pixels` is not a whole number of 0 or more.

    >>> import autograd
    >>> generator = autograd.Generator().manual_seed(2)
    >>> RandomShift(1, generator)(autograd.arange(1.0, 10.0).reshape(1, 1, 3, 3))
    tensor([[[[0., 0., 0.],
              [0., 1., 2.],
              [0., 4., 5.]]]])
    """

    def __init__(self, pixels: int, generator: Generator | None = None) -> None:
        super().__init__(generator)
        if isinstance(pixels, bool) or not isinstance(pixels, int | np.integer) or pixels < 0:
            raise ValueError(f"RandomShift(): expected pixels, a whole number of 0 or more, got {pixels!r}")
        self.pixels = int(pixels)

    def _maps(self, n: int) -> Array:
        maps = _identities(n)
        maps[:, :2, 2] = self._generator.integers(-self.pixels, self.pixels + 1, 2 * n).reshape(n, 2)
        return maps

    def __repr__(self) -> str:
        return f"RandomShift({self.pixels})"


class RandomRotation(_Affine):
    """Rotate each image around its centre by a random angle.

    Args:
        degrees: the largest angle, in either direction; or the smallest and the largest, where a positive angle is
            counter-clockwise.
        generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.

    Raises:
        ValueError: if `degrees` is negative or not finite, or the smallest angle exceeds the largest.

    >>> import autograd
    >>> RandomRotation((90, 90))(autograd.arange(4.0).reshape(1, 1, 2, 2))
    tensor([[[[1., 3.],
              [0., 2.]]]])
    """

    def __init__(self, degrees: float | tuple[float, float], generator: Generator | None = None) -> None:
        super().__init__(generator)
        low, high = degrees if isinstance(degrees, tuple | list) else (-degrees, degrees)
        if not -math.inf < low <= high < math.inf:
            raise ValueError(f"RandomRotation(): expected degrees of 0 or more, or (smallest, largest), got {degrees}")
        self.low, self.high = low, high

    def _maps(self, n: int) -> Array:
        angle = np.deg2rad(self._uniform(self.low, self.high, n))
        maps = _identities(n)
        # Rounded, quarter turns are exact: cos(π/2) is 6e-17.
        maps[:, 0, 0] = maps[:, 1, 1] = np.cos(angle).round(15)
        maps[:, 1, 0] = np.sin(angle).round(15)
        maps[:, 0, 1] = -maps[:, 1, 0]
        return maps

    def __repr__(self) -> str:
        return f"RandomRotation(({self.low}, {self.high}))"


class RandomScale(_Affine):
    """Enlarge each image around its centre by a random factor. It keeps its size, so the border is cut off or 0.

    Args:
        low, high: the smallest and the largest factor. A factor below 1 shrinks.
        generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.

    Raises:
        ValueError: if not 0 < low ≤ high, or a factor is not finite.

    >>> import autograd
    >>> RandomScale(2, 2)(autograd.eye(4).reshape(1, 1, 4, 4))[0, 0, 0]
    tensor([0.6250, 0.5625, 0.1875, 0.0000])
    """

    def __init__(self, low: float, high: float, generator: Generator | None = None) -> None:
        super().__init__(generator)
        if not 0 < low <= high < math.inf:
            raise ValueError(f"RandomScale(): expected 0 < low ≤ high, got {low}, {high}")
        self.low, self.high = low, high

    def _maps(self, n: int) -> Array:
        maps = _identities(n)
        maps[:, 0, 0] = maps[:, 1, 1] = 1 / self._uniform(self.low, self.high, n)
        return maps

    def __repr__(self) -> str:
        return f"RandomScale({self.low}, {self.high})"


class RandomFlip(_Transform):
    """Mirror each image with a probability: left becomes right.

    Args:
        p: the probability.
        generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.

    Raises:
        ValueError: if `p` is not from 0 to 1.

    >>> import autograd
    >>> RandomFlip(1.0)(autograd.arange(3.0).reshape(1, 1, 1, 3))
    tensor([[[[2., 1., 0.]]]])
    """

    def __init__(self, p: float = 0.5, generator: Generator | None = None) -> None:
        super().__init__(generator)
        if not 0 <= p <= 1:
            raise ValueError(f"RandomFlip(): expected p from 0 to 1, got {p}")
        self.p = p

    def _apply(self, images: Array) -> Array:
        flipped = self._generator.bernoulli(self.p, len(images))
        changed = images.copy()
        changed[flipped] = images[flipped, :, :, ::-1]
        return changed

    def __repr__(self) -> str:
        return f"RandomFlip({self.p})"


class RandomNoise(_Transform):
    """Add normal noise to each pixel. The results are not limited to [0, 1].

    Args:
        std: the standard deviation.
        generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.

    Raises:
        ValueError: if `std` is negative or not finite.

    >>> import autograd
    >>> generator = autograd.Generator().manual_seed(0)
    >>> RandomNoise(0.1, generator)(autograd.zeros(1, 1, 1, 3))
    tensor([[[[ 0.1541, -0.0293, -0.2179]]]])
    """

    def __init__(self, std: float, generator: Generator | None = None) -> None:
        super().__init__(generator)
        if not 0 <= std < math.inf:
            raise ValueError(f"RandomNoise(): expected std of 0 or more, got {std}")
        self.std = std

    def _apply(self, images: Array) -> Array:
        noise = self._generator.normal(images.size, images.dtype).astype(images.dtype, copy=False)
        noise *= images.dtype.type(self.std)
        noise = noise.reshape(images.shape)
        noise += images
        return noise

    def __repr__(self) -> str:
        return f"RandomNoise({self.std})"


class Compose:
    """Several transforms, one after the other.

    Shifts, rotations and scales that follow each other become one map, and the images are sampled once. This is faster
    and less blurred than to sample them for each, and no pixel is lost that one transform moves out and the next in.

    Args:
        transforms: transforms of this module, or other functions of a batch.

    >>> Compose([RandomShift(2), RandomFlip()])
    Compose([RandomShift(2), RandomFlip(0.5)])
    """

    def __init__(self, transforms: Iterable[Callable[[Any], Any]]) -> None:
        self.transforms = list(transforms)
        self._steps: list[Callable[[Any], Any]] = []
        for are_affine, group in itertools.groupby(self.transforms, lambda transform: isinstance(transform, _Affine)):
            parts: list[Any] = list(group)
            self._steps += [_Joined(parts)] if are_affine else parts

    def __call__(self, images: Images) -> Images:
        changed: Any = images
        for step in self._steps:
            changed = step(changed)
        return changed  # type: ignore[no-any-return]

    def __repr__(self) -> str:
        return f"Compose({self.transforms})"


class _Joined(_Affine):
    """Affine transforms whose product is one map."""

    def __init__(self, parts: list[_Affine]) -> None:
        super().__init__(None)
        self.parts = parts

    def _maps(self, n: int) -> Array:
        maps = self.parts[0]._maps(n)
        for part in self.parts[1:]:
            maps = maps @ part._maps(n)  # the last transform is the first to map a place of the result
        return maps


def _identities(n: int) -> Array:
    return np.tile(np.eye(3), (n, 1, 1))
