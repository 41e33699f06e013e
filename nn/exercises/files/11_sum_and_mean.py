"""Exercise 11: sums and means along an axis.

x.sum(axis=1) and x.mean(axis=1) make one number of each row of x. So x has the shape (n, d), and upstream has the
shape (n,). The gradient has the shape of x again.

Sum:   ∂out[i]/∂x[i, j] = 1
Mean:  ∂out[i]/∂x[i, j] = 1 / d

Example: for x of shape (2, 2) and upstream = [1, 2], mean_backward gives [[0.5, 0.5], [1, 1]].

Source: both are linear, so the local derivatives are their coefficients.
"""

import numpy as np


def sum_backward(x: np.ndarray, upstream: np.ndarray):
    """Return the gradient of x for out = x.sum(axis=1)."""
    raise NotImplementedError  # replace this line


def mean_backward(x: np.ndarray, upstream: np.ndarray):
    """Return the gradient of x for out = x.mean(axis=1)."""
    raise NotImplementedError  # replace this line
