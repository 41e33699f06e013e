"""Exercise 16: batch normalisation.

x has the shape (n, d). Each column is normalised to the mean 0 and the variance 1 over the batch, then scaled by gamma
and shifted by beta, both of shape (d,). The variance is the mean of the squares, divided by n and not by n − 1.

xhat = (x − mean) / √(variance + EPS)
out  = gamma · xhat + beta

For the gradient, remember that the mean and the variance depend on x as well. With g = upstream · gamma it becomes
∂loss/∂x = (g − mean(g) − xhat · mean(g · xhat)) / √(variance + EPS),  with means over the rows.

Example: with x = [[1], [3]], gamma = [1] and beta = [0], out is nearly [[-1], [1]].

Source: Ioffe and Szegedy, "Batch Normalization", ICML 2015, section 3.
"""

import numpy as np

EPS = 1e-5


def batch_norm(x: np.ndarray, gamma: np.ndarray, beta: np.ndarray):
    """Return the result, shape (n, d)."""
    raise NotImplementedError  # replace this line


def batch_norm_backward(x: np.ndarray, gamma: np.ndarray, beta: np.ndarray, upstream: np.ndarray):
    """Return the gradients of x, gamma and beta."""
    raise NotImplementedError  # replace this line
