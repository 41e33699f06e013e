"""Exercise 1: the gradient of a product.

out = a · b is one step of a larger computation. Someone has computed `upstream`, the derivative of the final result
with respect to out. Return the derivatives of the final result with respect to a and to b.

The chain rule:  gradient = upstream × local derivative
Here:            ∂(a · b)/∂a = b,   ∂(a · b)/∂b = a

Example: multiply_backward(2.0, 5.0, 1.0) is (5.0, 2.0).

Source: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors", Nature 323 (1986).
"""


def multiply_backward(a, b, upstream):
    """Return the gradients of a and b, two numbers."""
    raise NotImplementedError  # replace this line
