"""Exercise 10: the product of two matrices.

out = a @ b, where a has the shape (n, k) and b has the shape (k, m). Then upstream has the shape (n, m).

Written out:  out[i, j] = Σₗ a[i, l] · b[l, j]
So:           ∂loss/∂a[i, l] = Σⱼ upstream[i, j] · b[l, j],  a product of two matrices again

Example: with a of shape (1, 1), [[2]], b = [[5]] and upstream = [[1]], the gradients are [[5]] and [[2]].

Source: Giles, "Collected Matrix Derivative Results for Forward and Reverse Mode Algorithmic Differentiation" (2008).
"""

import numpy as np


def matmul_backward(a: np.ndarray, b: np.ndarray, upstream: np.ndarray):
    """Return the gradient of a, shape (n, k), and the gradient of b, shape (k, m)."""
    raise NotImplementedError  # replace this line
