"""Exercise 9: undo broadcasting.

out = x + b adds one bias b of shape (d,) to each row of x, of shape (n, d). NumPy broadcasts b over the rows. From here
on, the numbers come in arrays: `upstream` has the shape of out, and each gradient has the shape of its array.

Each number of b is used in n rows, so its gradient is a sum:  ∂loss/∂b = Σ over the rows of upstream

Example: with n = 3, d = 2 and an upstream of ones, the gradient of b is [3, 3].

Source: NumPy's manual, "Broadcasting"; the sum rule of exercise 2.
"""

import numpy as np


def add_bias_backward(x: np.ndarray, b: np.ndarray, upstream: np.ndarray):
    """Return the gradient of x, shape (n, d), and the gradient of b, shape (d,)."""
    raise NotImplementedError  # replace this line
