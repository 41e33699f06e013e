"""Affine maps of images: bilinear sampling of a whole batch at once."""

from __future__ import annotations

import numpy as np

from autograd import ShapeError
from autograd.extend import Array


def affine(images: Array, maps: Array) -> Array:
    """Sample images at the places that affine maps give, by bilinear interpolation. Outside of an image there is 0.

    Places are counted in pixels from the centre of the image, x to the right and y down.

    Args:
        images: (N, C, H, W), float32 or float64.
        maps: (N, 2, 3). Pixel (x, y) of result i is taken from the place maps[i] · (x, y, 1) of image i.

    Returns:
        A new array of the shape and dtype of `images`.

    Raises:
        ShapeError: if the shapes do not fit together.
        TypeError: if the images have another dtype.

    >>> right = np.array([[[1.0, 0.0, -1.0], [0.0, 1.0, 0.0]]])
    >>> affine(np.array([[[[1.0, 2.0, 3.0]]]]), right)
    array([[[[0., 1., 2.]]]])
    """
    if images.ndim != 4 or maps.shape != (len(images), 2, 3):
        raise ShapeError(f"affine(): expected images (N, C, H, W) and maps (N, 2, 3), got {images.shape}, {maps.shape}")
    if images.dtype not in (np.float32, np.float64):
        raise TypeError(f"affine(): expected images of float32 or float64, got {images.dtype}; convert them")
    if not images.size:
        return images.copy()
    shifts = maps[:, :, 2].round()
    if np.array_equal(maps, np.concatenate([np.broadcast_to(np.eye(2), (len(maps), 2, 2)), shifts[:, :, None]], 2)):
        return _shifted(images, shifts)
    return _sampled(images, maps)


def _shifted(images: Array, shifts: Array) -> Array:
    """Return images moved by whole pixels. Rows are copied, which takes a tenth of the time of sampling."""
    height, width = images.shape[2:]
    x = np.clip(shifts[:, 0], -width, width).astype(np.intp)
    y = np.clip(shifts[:, 1], -height, height).astype(np.intp)
    right, down = int(abs(x).max()), int(abs(y).max())
    framed = _framed(images, (down, down), (right, right))
    windows = np.lib.stride_tricks.sliding_window_view(framed, (height, width), axis=(2, 3))
    return windows[np.arange(len(images)), :, y + down, x + right]


def _sampled(images: Array, maps: Array) -> Array:
    """Return images sampled at any places.

    An image of zeros surrounds each image, one pixel to the left and above, two to the right and below. So every place
    has four neighbours, after places far outside are moved to the frame.
    """
    n, channels, height, width = images.shape
    dtype = images.dtype
    rows, columns = height + 3, width + 3
    framed = _framed(images, (1, 2), (1, 2))

    x, y = (_places(maps[:, axis], images.shape, axis, dtype) for axis in (0, 1))
    left, top = np.floor(x), np.floor(y)
    x -= left
    y -= top
    top *= dtype.type(columns)  # exact in float32 for images of up to 2²⁴ pixels
    top += left
    index = top.astype(np.int32).astype(np.intp)[:, None]  # faster than at once
    starts = (np.arange(n * channels) * (rows * columns)).reshape(n, channels, 1, 1)
    index = np.add(index, starts, out=index if channels == 1 else None)
    x, y = x[:, None], y[:, None]

    flat = framed.reshape(-1)
    upper = _between(flat, index, x)
    lower = _between(flat[columns:], index, x)
    lower -= upper
    lower *= y
    lower += upper
    return lower


def _framed(images: Array, vertical: tuple[int, int], horizontal: tuple[int, int]) -> Array:
    """Return images with zeros around them. `np.pad` needs twice the time."""
    n, channels, height, width = images.shape
    (above, below), (left, right) = vertical, horizontal
    framed = np.zeros((n, channels, above + height + below, left + width + right), images.dtype)
    framed[:, :, above : above + height, left : left + width] = images
    return framed


def _places(map: Array, shape: tuple[int, ...], axis: int, dtype: np.dtype[np.floating]) -> Array:
    """Return one coordinate of the places (N, H, W), from the corner of the frame; `map` is (N, 3)."""
    height, width = shape[2:]
    across = np.arange(width) - (width - 1) / 2
    down = np.arange(height) - (height - 1) / 2
    size = (width, height)[axis]
    by_column = map[:, :1] * across + (map[:, 2:] + ((size - 1) / 2 + 1))
    by_row = map[:, 1:2] * down
    places: Array = np.add(by_row.astype(dtype)[:, :, None], by_column.astype(dtype)[:, None, :])
    np.clip(places, dtype.type(0), dtype.type(size + 1), out=places)
    return places


def _between(flat: Array, index: Array, share: Array) -> Array:
    """Return flat[index], interpolated to the next element by `share`."""
    first: Array = flat.take(index, mode="wrap")  # every index fits; "wrap" is the fastest mode
    second = flat[1:].take(index, mode="wrap")
    second -= first
    second *= share
    second += first
    return second
