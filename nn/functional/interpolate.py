"""Change the size of signals, images and volumes."""

from __future__ import annotations

import math
import operator
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograd import ShapeError, Tensor
from autograd.extend import Array, tensor_of
from nn.functional.arguments import as_tensor
from nn.functional.average_pooling import adaptive_avg_pool1d, adaptive_avg_pool2d, adaptive_avg_pool3d

_LINEAR = {"linear": 1, "bilinear": 2, "bicubic": 2, "trilinear": 3}  # modes, and their number of spatial dimensions
_NEAREST = ("nearest", "nearest-exact")


def interpolate(
    input: Tensor,
    size: int | Sequence[int] | None = None,
    scale_factor: float | Sequence[float] | None = None,
    mode: str = "nearest",
    align_corners: bool | None = None,
    recompute_scale_factor: bool | None = None,
    antialias: bool = False,
) -> Tensor:
    """Return signals (N, C, L), images (N, C, H, W) or volumes (N, C, D, H, W) in another size.

    Args:
        input: (N, C, …), floating.
        size: the new size, one number or one per spatial dimension.
        scale_factor: the new size as a multiple of the old one, if there is no `size`.
        mode: "nearest", "nearest-exact", "area" (the mean of the elements under a new one), "linear" for signals,
            "bilinear" or "bicubic" for images, "trilinear" for volumes.
        align_corners: whether the centres of the corner elements keep their places; otherwise their outer corners do.
            Not for the nearest modes and "area".
        recompute_scale_factor: compute the factor again from the sizes, which are whole numbers.
        antialias: for a smaller image, take the mean over all elements under a new one; "bilinear" and "bicubic".

    Returns:
        (N, C, …) in the new size.

    Raises:
        ValueError: for an unknown mode, or settings that exclude each other.
        ShapeError: if the mode does not fit the number of dimensions.

    Source: bicubic: R. Keys, "Cubic convolution interpolation for digital image processing", 1981, with a = −0.75.

    >>> from autograd import tensor
    >>> interpolate(tensor([[[1.0, 3.0]]]), size=4)
    tensor([[[1., 1., 3., 3.]]])
    >>> interpolate(tensor([[[1.0, 3.0]]]), scale_factor=2, mode="linear")
    tensor([[[1.0000, 1.5000, 2.5000, 3.0000]]])
    """
    x = as_tensor(input, "interpolate", "input")
    dims = x.ndim - 2
    if mode not in (*_NEAREST, "area", *_LINEAR):
        raise ValueError(f"interpolate(): unknown mode {mode!r}; known: {', '.join((*_NEAREST, 'area', *_LINEAR))}")
    if dims not in (1, 2, 3) or _LINEAR.get(mode, dims) != dims:
        raise ShapeError(f"interpolate(): mode {mode!r} does not fit an input of shape {x.shape}, (N, C, …)")
    if align_corners is not None and mode not in _LINEAR:
        raise ValueError(f"interpolate(): align_corners needs a linear or cubic mode, got {mode!r}")
    if antialias and mode not in ("bilinear", "bicubic"):
        raise ValueError(f"interpolate(): antialias needs mode 'bilinear' or 'bicubic', got {mode!r}")
    sizes, factors = _new_size(x.shape[2:], size, scale_factor, recompute_scale_factor)
    if mode == "area":
        return (adaptive_avg_pool1d, adaptive_avg_pool2d, adaptive_avg_pool3d)[dims - 1](x, sizes)
    for d, (old, new, factor) in enumerate(zip(x.shape[2:], sizes, factors)):
        step = old / new if factor is None else 1 / factor
        if mode in _NEAREST:
            # In float32, as PyTorch computes it: other roundings give other neighbours.
            middle = np.float32(0.5 if mode == "nearest-exact" else 0)
            place = np.floor((np.arange(new, dtype=np.float32) + middle) * np.float32(step)).astype(np.int64)
            x = x.index_select(2 + d, tensor_of(np.minimum(place, old - 1)))
        else:
            if align_corners:
                step = (old - 1) / (new - 1) if new > 1 else 0.0
            if antialias:
                weights = _antialiased(old, new, step, mode)
            else:
                weights = _weights(old, new, step, mode == "bicubic", bool(align_corners))
            x = (x.movedim(2 + d, -1) @ tensor_of(weights.astype(x.dtype))).movedim(-1, 2 + d)
    return x.contiguous()


def _new_size(
    old: tuple[int, ...], size: Any, scale_factor: Any, recompute: bool | None
) -> tuple[tuple[int, ...], tuple[float | None, ...]]:
    """Return the new sizes, and for each the factor that determines the places, or None for their quotient."""
    if (size is None) == (scale_factor is None):
        raise ValueError("interpolate(): give size or scale_factor, one of them")
    given = size if scale_factor is None else scale_factor
    given = tuple(given) if isinstance(given, Sequence) else (given,) * len(old)
    if len(given) != len(old):
        raise ShapeError(f"interpolate(): expected one number or {len(old)} of them, got {given}")
    if size is not None:
        if recompute:
            raise ValueError("interpolate(): recompute_scale_factor needs scale_factor, got size")
        new, factors = tuple(map(operator.index, given)), (None,) * len(old)
    else:
        new = tuple(math.floor(n * factor) for n, factor in zip(old, given))
        factors = (None,) * len(old) if recompute else given
    if min(*new, *old) < 1:
        raise ShapeError(f"interpolate(): sizes must be 1 or more, got {old} to {new}")
    return new, factors


def _cubic(x: Array, a: float) -> Array:
    """Return Keys' kernel at |x|."""
    x = np.abs(x)
    near, far = ((a + 2) * x - (a + 3)) * x * x + 1, ((a * x - 5 * a) * x + 8 * a) * x - 4 * a
    return np.where(x <= 1, near, np.where(x < 2, far, 0.0))


def _weights(old: int, new: int, step: float, cubic: bool, align: bool) -> Array:
    """Return the matrix (old, new) of an interpolation along one dimension."""
    place = np.arange(new) * step if align else (np.arange(new) + 0.5) * step - 0.5
    if not cubic:
        place = np.maximum(place, 0)
    first = np.floor(place).astype(np.int64)
    first = first if cubic else np.minimum(first, old - 1)
    weights = np.zeros((old, new))
    for k in (-1, 0, 1, 2) if cubic else (0, 1):
        distance = np.clip(place - first, 0, 1) - k
        weight = _cubic(distance, -0.75) if cubic else 1 - np.abs(distance)
        np.add.at(weights, (np.clip(first + k, 0, old - 1), np.arange(new)), weight)
    return weights


def _antialiased(old: int, new: int, step: float, mode: str) -> Array:
    """Return the matrix (old, new) of an interpolation whose kernel is as wide as a new element."""
    kernel: Callable[[Array], Array]
    reach, kernel = (
        (1.0, lambda x: np.maximum(1 - np.abs(x), 0))
        if mode == "bilinear"
        else (
            2.0,
            lambda x: _cubic(x, -0.5),
        )
    )
    width = max(step, 1.0)
    centre = step * (np.arange(new) + 0.5)
    place = np.arange(old)[:, None]
    inside = (place >= np.floor(centre - reach * width + 0.5)) & (place < np.floor(centre + reach * width + 0.5))
    weights = np.where(inside, kernel((place - centre + 0.5) / width), 0.0)
    normed: Array = weights / weights.sum(0)
    return normed


def upsample(
    input: Tensor,
    size: int | Sequence[int] | None = None,
    scale_factor: float | Sequence[float] | None = None,
    mode: str = "nearest",
    align_corners: bool | None = None,
) -> Tensor:
    """Do the same as `interpolate`. It is deprecated, as in PyTorch.

    >>> import autograd
    >>> interpolate(autograd.ones(1, 1, 2), size=3).shape
    (1, 1, 3)
    """
    warnings.warn("upsample(): deprecated; write nn.functional.interpolate", stacklevel=2)
    return interpolate(input, size, scale_factor, mode, align_corners)


def upsample_nearest(input: Tensor, size: Any = None, scale_factor: Any = None) -> Tensor:
    """Do the same as `interpolate` with mode "nearest". It is deprecated, as in PyTorch."""
    warnings.warn("upsample_nearest(): deprecated; write nn.functional.interpolate", stacklevel=2)
    return interpolate(input, size, scale_factor, "nearest")


def upsample_bilinear(input: Tensor, size: Any = None, scale_factor: Any = None) -> Tensor:
    """Do the same as `interpolate` with mode "bilinear" and `align_corners`. It is deprecated, as in PyTorch."""
    warnings.warn("upsample_bilinear(): deprecated; write nn.functional.interpolate", stacklevel=2)
    return interpolate(input, size, scale_factor, "bilinear", True)
