import numpy as np


def convolve(image, kernel):
    r, c = kernel.shape
    out = np.zeros((image.shape[0] - r + 1, image.shape[1] - c + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + r, j : j + c] * kernel).sum()
    return out


def convolve_backward(image, kernel, upstream):
    r, c = kernel.shape
    d_image, d_kernel = np.zeros_like(image), np.zeros_like(kernel)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            d_image[i : i + r, j : j + c] += upstream[i, j] * kernel
            d_kernel += upstream[i, j] * image[i : i + r, j : j + c]
    return d_image, d_kernel
