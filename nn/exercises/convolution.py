"""Define the exercise with a convolution."""

from __future__ import annotations

from typing import Any

import numpy as np

import nn.functional as F
from autograd.extend import Array
from nn.exercises.exercise import (
    Case,
    Exercise,
    Mistake,
    case,
    gradient,
    gradient_of,
    value,
    without_upstream,
)


def _convolve(image: Any, kernel: Any) -> Any:
    out = F.conv2d(image.reshape(1, 1, *image.shape), kernel.reshape(1, 1, *kernel.shape))
    return out.reshape(*out.shape[2:])


_convolve_right = gradient_of(_convolve, 2)


def _image_case(image: tuple[int, int], kernel: tuple[int, int], seed: int) -> Case:
    out = (image[0] - kernel[0] + 1, image[1] - kernel[1] + 1)
    return case(seed, image=image, kernel=kernel, upstream=out)


_IMAGES = (_image_case((3, 3), (2, 2), 0), _image_case((4, 5), (2, 3), 10), _image_case((5, 4), (3, 2), 20))


def _scattered(image: Array, kernel: Array, upstream: Array) -> tuple[Array, Array]:
    """Return the gradient of the image as it is if windows overwrite each other, and the right one of the kernel."""
    found = np.zeros_like(image)
    rows, columns = kernel.shape
    for i, j in np.ndindex(*upstream.shape):
        found[i : i + rows, j : j + columns] = upstream[i, j] * kernel
    return found, np.asarray(_convolve_right(image=image, kernel=kernel, upstream=upstream)[1])


def _last_window(image: Array, kernel: Array, upstream: Array) -> tuple[Array, Array]:
    rows, columns = kernel.shape
    return np.zeros(0), upstream[-1, -1] * image[-rows:, -columns:]


def _correlate(image: Array, kernel: Array) -> Array:
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.asarray((windows * kernel).sum((2, 3)))


convolution = Exercise(
    (
        value(
            "convolve",
            "the result",
            without_upstream(_IMAGES),
            _convolve,
            (
                Mistake(
                    "the kernel is flipped; in deep learning it is not",
                    lambda image, kernel: _correlate(image, kernel[::-1, ::-1]),
                ),
                Mistake("the kernel is flipped upside down", lambda image, kernel: _correlate(image, kernel[::-1])),
            ),
        ),
        gradient(
            "convolve_backward",
            "image kernel",
            _IMAGES,
            _convolve,
            (
                Mistake("windows overlap: the gradient is overwritten where it should be added up", _scattered),
                Mistake("the gradient is overwritten where it should be added up over all windows", _last_window),
                Mistake(
                    "the kernel is flipped",
                    lambda image, kernel, upstream: (
                        _convolve_right(image=image, kernel=kernel[::-1, ::-1].copy(), upstream=upstream)[0],
                        np.zeros(0),
                    ),
                ),
            ),
        ),
    ),
    (
        "Write the forward pass as two loops over the windows: out[i, j] = (image[i:i+r, j:j+c] * kernel).sum().",
        "One window at a time: out[i, j] is a sum of products. So the window gets upstream[i, j] * kernel, "
        "and the kernel gets upstream[i, j] * window. Add up over all windows.",
        "d_image[i:i+r, j:j+c] += upstream[i, j] * kernel; d_kernel += upstream[i, j] * image[i:i+r, j:j+c]",
    ),
)
