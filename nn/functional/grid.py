"""Sample images and volumes at any places, as spatial transformers do."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd import ShapeError, Tensor, where
from autograd.extend import Array, array_of, ops, tensor_of
from nn.functional.arguments import as_tensor


def affine_grid(theta: Tensor, size: Sequence[int], align_corners: bool | None = None) -> Tensor:
    """Return the places that an affine map gives to the elements of an image, for `grid_sample`.

    Args:
        theta: the maps, (N, 2, 3) for images or (N, 3, 4) for volumes, floating.
        size: the shape of the result of `grid_sample`, (N, C, H, W) or (N, C, D, H, W).
        align_corners: whether −1 and 1 are the centres of the corner elements, or their outer corners. By default
            False, with a warning.

    Returns:
        (N, H, W, 2) or (N, D, H, W, 3): for each element x and y, or x, y and z.

    Raises:
        ShapeError: if the shapes do not fit together.

    >>> from autograd import tensor
    >>> affine_grid(tensor([[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]]), (1, 1, 1, 2), align_corners=False)
    tensor([[[[-0.5000,  0.0000],
              [ 0.5000,  0.0000]]]])
    """
    theta, dims = as_tensor(theta, "affine_grid", "theta"), len(size) - 2
    align_corners = _aligned(align_corners, "affine_grid")
    if dims not in (2, 3) or theta.shape != (size[0], dims, dims + 1):
        raise ShapeError(f"affine_grid(): theta of shape {theta.shape} does not fit size {tuple(size)}")
    axes = []
    for n in size[2:]:
        places = np.linspace(-1, 1, n) if n > 1 else np.zeros(n)
        axes.append(places if align_corners else places * ((n - 1) / n))
    mesh = np.meshgrid(*axes, indexing="ij")
    base = np.stack([*reversed(mesh), np.ones_like(mesh[0])], -1).reshape(-1, dims + 1)
    grid = tensor_of(base.astype(theta.dtype)) @ theta.mT
    return grid.reshape(size[0], *size[2:], dims)


def _aligned(align_corners: bool | None, where: str) -> bool:
    if align_corners is None:
        warnings.warn(f"{where}(): align_corners is False by default; write it, to be clear", stacklevel=3)
    return bool(align_corners)


def grid_sample(
    input: Tensor,
    grid: Tensor,
    mode: str = "bilinear",
    padding_mode: str = "zeros",
    align_corners: bool | None = None,
) -> Tensor:
    """Return the values of images or volumes at the places of a grid.

    Args:
        input: (N, C, H, W) or (N, C, D, H, W), floating.
        grid: (N, h, w, 2) or (N, d, h, w, 3): x and y, or x, y and z. The image reaches from −1 to 1.
        mode: "bilinear" (for volumes trilinear), "nearest", or "bicubic" for images.
        padding_mode: what is outside: "zeros", "border" repeats the edge, "reflection" mirrors the image.
        align_corners: whether −1 and 1 are the centres of the corner elements, or their outer corners. By default
            False, with a warning.

    Returns:
        (N, C, h, w) or (N, C, d, h, w).

    Raises:
        ShapeError: if the shapes do not fit together.
        ValueError: for an unknown mode.

    Source: M. Jaderberg et al., "Spatial transformer networks", 2015, https://arxiv.org/abs/1506.02025.

    >>> from autograd import tensor
    >>> image = tensor([[[[1.0, 3.0]]]])
    >>> grid_sample(image, tensor([[[[0.0, 0.0]]]]), align_corners=False)
    tensor([[[[2.]]]])
    """
    x, grid = as_tensor(input, "grid_sample", "input"), as_tensor(grid, "grid_sample", "grid")
    align_corners = _aligned(align_corners, "grid_sample")
    dims = x.ndim - 2
    if dims not in (2, 3) or grid.ndim != x.ndim or grid.shape[0] != x.shape[0] or grid.shape[-1] != dims:
        raise ShapeError(f"grid_sample(): grid of shape {grid.shape} does not fit input of shape {x.shape}")
    if mode not in ("bilinear", "nearest", "bicubic") or (mode == "bicubic" and dims == 3):
        raise ValueError(f"grid_sample(): mode is 'bilinear', 'nearest' or for images 'bicubic', got {mode!r}")
    if padding_mode not in ("zeros", "border", "reflection"):
        raise ValueError(f"grid_sample(): padding_mode is 'zeros', 'border' or 'reflection', got {padding_mode!r}")

    def inside(place: Any, size: int) -> Any:
        return _inside(place, size, padding_mode, align_corners)

    taps = []  # for each direction, pairs of an index and its weight
    for d, size in enumerate(x.shape[2:]):
        at = grid[..., dims - 1 - d]
        place = (at + 1) / 2 * (size - 1) if align_corners else ((at + 1) * size - 1) / 2
        if mode != "bicubic":
            place = inside(place, size)
        taps.append(_taps(place, mode, lambda index, size=size: inside(index, size)))
    samples = np.arange(x.shape[0]).reshape(-1, *[1] * dims)
    channels_last = x.movedim(1, -1)
    total: Any = 0.0
    for chosen in itertools.product(*taps):
        index = [place for place, _ in chosen]
        valid = np.logical_and.reduce([(i >= 0) & (i < n) for i, n in zip(index, x.shape[2:])])
        value = channels_last[(samples, *(np.where(valid, i, 0) for i in index))]
        weight: Any = tensor_of(valid.astype(x.dtype))
        for _, w in chosen:
            weight = weight * w
        total = total + value * weight.unsqueeze(-1)
    out: Tensor = total.movedim(-1, 1).contiguous()
    return out


def _taps(place: Tensor, mode: str, inside: Any) -> list[tuple[Array, Any]]:
    """Return the indices around each place with their weights."""
    where_ = np.nan_to_num(array_of(place))
    if mode == "nearest":
        return [(np.rint(where_).astype(np.int64), 1.0)]
    first = np.floor(where_).astype(np.int64)
    share = place - tensor_of(first.astype(place.dtype))
    if mode == "bilinear":
        return [(first, 1 - share), (first + 1, share)]
    a = -0.75
    outer = [((a * (t + 1) - 5 * a) * (t + 1) + 8 * a) * (t + 1) - 4 * a for t in (share, 1 - share)]
    inner = [((a + 2) * t - (a + 3)) * t * t + 1 for t in (share, 1 - share)]
    weights = [outer[0], inner[0], inner[1], outer[1]]
    indices = [first + k for k in (-1, 0, 1, 2)]
    kept = [
        array_of(
            inside(
                tensor_of(i.astype(place.dtype)),
            )
        ).astype(np.int64)
        for i in indices
    ]
    return list(zip(kept, weights))


def _inside(place: Any, size: int, padding_mode: str, align_corners: bool) -> Any:
    """Return the places, those outside moved into the image, unless there are zeros. At the edge, the slope is 0."""
    if padding_mode == "zeros":
        return place
    if padding_mode == "reflection":
        low, span = (0.0, size - 1.0) if align_corners else (-0.5, float(size))
        if span == 0:
            return place * 0.0
        distance = ops.abs(place - low)
        turns = np.floor(array_of(distance) / span)
        rest = distance - tensor_of((turns * span).astype(place.dtype))
        place = where(tensor_of(turns % 2 == 0), rest + low, span - rest + low)
    return where(place <= 0, 0.0, where(place >= size - 1, size - 1.0, place))
