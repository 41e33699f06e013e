"""Exercise 3: a function whose derivative is written with its own result.

tanh squeezes any number into (−1, 1). Write the function (math.tanh does the work), then its gradient.

With out = tanh(x):  ∂out/∂x = 1 − out²

Example: tanh_backward(0.0, 3.0) is 3.0.

Source: Abramowitz and Stegun, "Handbook of Mathematical Functions", 4.5.73.
"""

import math  # noqa: F401


def tanh(x):
    """Return the hyperbolic tangent of x."""
    raise NotImplementedError  # replace this line; use math.tanh


def tanh_backward(x, upstream):
    """Return the gradient of x."""
    raise NotImplementedError  # replace this line
