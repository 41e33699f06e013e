"""Exercise 15: a fully connected layer.

x has the shape (n, i): n examples with i inputs. weight has the shape (o, i) and bias has the shape (o,), as in
PyTorch. Write the layer and its three gradients.

out = x @ weightᵀ + bias,  shape (n, o)

Each gradient has the shape of its array. The bias is used in each row, so its gradient is a sum over the rows.

Example: with x = [[3]], weight = [[2]], bias = [1] and upstream = [[1]], out is [[7]]. The gradients are [[2]], [[3]]
and [1].

Source: PyTorch's manual, "Linear"; exercises 9 and 10.
"""

import numpy as np


def linear(x: np.ndarray, weight: np.ndarray, bias: np.ndarray):
    """Return the result of the layer, shape (n, o)."""
    raise NotImplementedError  # replace this line


def linear_backward(x: np.ndarray, weight: np.ndarray, bias: np.ndarray, upstream: np.ndarray):
    """Return the gradients of x, weight and bias."""
    raise NotImplementedError  # replace this line
