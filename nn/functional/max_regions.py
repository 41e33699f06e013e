"""Max pooling over regions: even ones (adaptive), or ones at pseudorandom places (fractional)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd import ShapeError, Tensor
from autograd.extend import Array, array_of, default_generator, tensor_of
from nn.functional.arguments import as_tensor
from nn.functional.images import Size, batched, sizes
from nn.functional.regions import OutSize, out_sizes, regions

# ── a number of regions ──


def adaptive_max_pool1d(
    input: Tensor, output_size: OutSize, return_indices: bool = False
) -> Tensor | tuple[Tensor, Tensor]:
    """Return the largest element of each of `output_size` regions of a signal, as even in size as possible.

    Args:
        input: signals (N, C, L), or one of them.
        output_size: how many regions in each direction. None means as many as elements.
        return_indices: also return where each maximum was, as int64 indices into the flattened signal.

    >>> from autograd import tensor
    >>> adaptive_max_pool1d(tensor([[1.0, 3.0, 2.0, 0.0]]), 2)
    tensor([[3., 2.]])
    """
    return _adaptive_max_pool(input, output_size, return_indices, 1)


def adaptive_max_pool2d(
    input: Tensor, output_size: OutSize, return_indices: bool = False
) -> Tensor | tuple[Tensor, Tensor]:
    """Return the largest element of each of `output_size` regions of a image, as even in size as possible.

    Args:
        input: images (N, C, H, W), or one of them.
        output_size: how many regions in each direction. None means as many as elements.
        return_indices: also return where each maximum was, as int64 indices into the flattened image.

    >>> import autograd
    >>> adaptive_max_pool2d(autograd.ones(1, 3, 7, 5), (3, None)).shape
    (1, 3, 3, 5)
    """
    return _adaptive_max_pool(input, output_size, return_indices, 2)


def adaptive_max_pool3d(
    input: Tensor, output_size: OutSize, return_indices: bool = False
) -> Tensor | tuple[Tensor, Tensor]:
    """Return the largest element of each of `output_size` regions of a volume, as even in size as possible.

    Args:
        input: volumes (N, C, D, H, W), or one of them.
        output_size: how many regions in each direction. None means as many as elements.
        return_indices: also return where each maximum was, as int64 indices into the flattened volume.

    >>> import autograd
    >>> adaptive_max_pool3d(autograd.ones(1, 2, 4, 5, 6), 2).shape
    (1, 2, 2, 2, 2)
    """
    return _adaptive_max_pool(input, output_size, return_indices, 3)


def _adaptive_max_pool(
    input: Any, output_size: OutSize, return_indices: bool, dims: int
) -> Tensor | tuple[Tensor, Tensor]:
    where = f"adaptive_max_pool{dims}d"
    images, single = batched(input, dims, where)
    counts = out_sizes(output_size, images.shape[2:], dims, where)
    places = [_places(*regions(size, count)) for size, count in zip(images.shape[2:], counts)]
    found = _largest(array_of(images.flatten(2)), _flat_index(images.shape[2:], places))
    return _picked(images, found, counts, single, return_indices)


def _places(starts: Array, ends: Array) -> Array:
    """Return the elements of each region, (regions, longest); shorter regions repeat their last element."""
    longest = int((ends - starts).max(initial=0))
    places: Array = np.minimum(starts[:, None] + np.arange(longest), ends[:, None] - 1)
    return places


def _flat_index(size: Sequence[int], places: Sequence[Array]) -> Array:
    """Return the elements of each window as indices into the flattened image, (windows, elements of a window).

    Args:
        size: that of the image.
        places: for each direction, (windows, elements of a window).
    """
    dims = len(size)
    index = np.zeros((1,) * (2 * dims), np.int64)
    for d, (n, lines) in enumerate(zip(size, places)):
        shape = [1] * (2 * dims)
        shape[d], shape[dims + d] = lines.shape
        index = index * n + lines.reshape(shape)
    return index.reshape(math.prod(index.shape[:dims]), math.prod(index.shape[dims:]))


def _largest(values: Array, index: Array) -> Array:
    """Return, of flattened images (…, L), the index of the largest element of each window, (…, windows)."""
    chosen = values[..., index].argmax(-1)  # the first of NaN, or of the largest
    found: Array = index[np.arange(len(index)), chosen]
    return found


def _picked(
    images: Tensor, found: Array, counts: tuple[int, ...], single: bool, return_indices: bool
) -> Tensor | tuple[Tensor, Tensor]:
    """Return the elements at `found`, (N, C, windows), as (N, C, *counts), and their indices if wanted."""
    indices = tensor_of(found)
    out = images.flatten(2).gather(2, indices).reshape(*images.shape[:2], *counts)
    indices = indices.reshape(out.shape)
    if single:
        out, indices = out.squeeze(0), indices.squeeze(0)
    return (out, indices) if return_indices else out


# ── random regions ──


def fractional_max_pool2d(
    input: Tensor,
    kernel_size: Size,
    output_size: Size | None = None,
    output_ratio: float | Sequence[float] | None = None,
    return_indices: bool = False,
    _random_samples: Tensor | None = None,
) -> Tensor | tuple[Tensor, Tensor]:
    """Return the largest element of windows that begin at pseudorandom places; input images (N, C, H, W).

    Args:
        input: images (N, C, H, W), or one of them.
        kernel_size: the size of a window.
        output_size: how many windows in each direction.
        output_ratio: their number as a fraction of the size of the image, if there is no `output_size`.
        return_indices: also return where each maximum was.
        _random_samples: a number in [0, 1) for each sample, channel and direction, (N, C, 2).

    Source: B. Graham, "Fractional max-pooling", 2014, https://arxiv.org/abs/1412.6071.

    >>> import autograd
    >>> fractional_max_pool2d(autograd.ones(1, 2, 8, 8), 2, output_size=3).shape
    (1, 2, 3, 3)
    """
    return _fractional_max_pool(input, kernel_size, output_size, output_ratio, return_indices, _random_samples, 2)


def fractional_max_pool3d(
    input: Tensor,
    kernel_size: Size,
    output_size: Size | None = None,
    output_ratio: float | Sequence[float] | None = None,
    return_indices: bool = False,
    _random_samples: Tensor | None = None,
) -> Tensor | tuple[Tensor, Tensor]:
    """Return the largest element of windows that begin at pseudorandom places; input volumes (N, C, D, H, W).

    Args:
        input: volumes (N, C, D, H, W), or one of them.
        kernel_size: the size of a window.
        output_size: how many windows in each direction.
        output_ratio: their number as a fraction of the size of the volume, if there is no `output_size`.
        return_indices: also return where each maximum was.
        _random_samples: a number in [0, 1) for each sample, channel and direction, (N, C, 3).

    Source: B. Graham, "Fractional max-pooling", 2014, https://arxiv.org/abs/1412.6071.

    >>> import autograd
    >>> fractional_max_pool3d(autograd.ones(1, 2, 8, 8, 8), 2, output_size=3).shape
    (1, 2, 3, 3, 3)
    """
    return _fractional_max_pool(input, kernel_size, output_size, output_ratio, return_indices, _random_samples, 3)


def _fractional_max_pool(
    input: Any, kernel_size: Size, output_size: Any, output_ratio: Any, return_indices: bool, samples: Any, dims: int
) -> Tensor | tuple[Tensor, Tensor]:
    where = f"fractional_max_pool{dims}d"
    images, single = batched(input, dims, where)
    kernel = sizes(kernel_size, dims, f"{where}(): kernel_size")
    if (output_size is None) == (output_ratio is None):
        raise ValueError(f"{where}(): give output_size or output_ratio, one of them")
    if output_size is None:
        ratios = output_ratio if isinstance(output_ratio, Sequence) else (output_ratio,) * dims
        output_size = [int(n * ratio) for n, ratio in zip(images.shape[2:], ratios)]
    counts = sizes(output_size, dims, f"{where}(): output_size")
    if any(count + k - 1 > n for count, k, n in zip(counts, kernel, images.shape[2:])):
        raise ShapeError(f"{where}(): {counts} windows of {kernel} do not fit into {images.shape[2:]}")
    if samples is None:
        offsets = default_generator.numpy.random((*images.shape[:2], dims))
    else:
        offsets = array_of(as_tensor(samples, where, "_random_samples")).astype(np.float64)
    if dims == 2:
        offsets = offsets[..., ::-1]  # PyTorch's order: horizontal first
    values = array_of(images.flatten(2))
    found = np.zeros((*images.shape[:2], math.prod(counts)), np.int64)
    for n, c in np.ndindex(images.shape[:2]):
        settings = zip(images.shape[2:], counts, kernel, offsets[n, c])
        places = [_fractional_starts(size, count, k, u)[:, None] + np.arange(k) for size, count, k, u in settings]
        found[n, c] = _largest(values[n, c], _flat_index(images.shape[2:], places))
    return _picked(images, found, counts, single, return_indices)


def _fractional_starts(size: int, count: int, kernel: int, u: float) -> Array:
    """Return where the windows begin: about evenly, moved by the random number u, and the last one at the end."""
    if count == 1:
        return np.array([size - kernel])
    alpha = (size - kernel) / (count - 1)
    starts = ((np.arange(count) + u) * alpha).astype(np.int64) - int(u * alpha)
    starts[-1] = size - kernel
    return starts
