"""Exercise 17: a convolution.

The kernel, of shape (r, c), slides over the image, of shape (h, w). In deep learning it is not flipped. There is no
padding, so the result has the shape (h − r + 1, w − c + 1).

out[i, j] = Σₖₗ image[i + k, j + l] · kernel[k, l]

Each pixel lies in several windows, and each number of the kernel is used in all windows. So both gradients are sums.

Example: with a kernel [[2]] of one number, out is 2 · image, and the gradient of the image is 2 · upstream.

Source: Dumoulin and Visin, "A guide to convolution arithmetic for deep learning" (2016).
"""

import numpy as np


def convolve(image: np.ndarray, kernel: np.ndarray):
    """Return the result, shape (h − r + 1, w − c + 1)."""
    raise NotImplementedError  # replace this line


def convolve_backward(image: np.ndarray, kernel: np.ndarray, upstream: np.ndarray):
    """Return the gradient of the image, shape (h, w), and the gradient of the kernel, shape (r, c)."""
    raise NotImplementedError  # replace this line
