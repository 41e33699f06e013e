"""Exercise 8: a function with a kink.

relu(x) is x where x is positive, and 0 elsewhere. Write the function and its gradient. At x = 0 it has no derivative.
Any slope from 0 to 1 is a subgradient there. Take 0, as PyTorch does.

∂relu/∂x = 1 where x > 0, and 0 where x ≤ 0

Example: relu_backward(2.0, 5.0) is 5.0, and relu_backward(-2.0, 5.0) is 0.0.

Source: Nair and Hinton, "Rectified Linear Units Improve Restricted Boltzmann Machines", ICML 2010.
"""


def relu(x):
    """Return the larger of x and 0."""
    raise NotImplementedError  # replace this line


def relu_backward(x, upstream):
    """Return the gradient of x."""
    raise NotImplementedError  # replace this line
