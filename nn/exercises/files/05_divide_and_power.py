"""Exercise 5: a quotient and a power.

Return the gradients of out = a / b with respect to a and b, and of out = xⁿ with respect to x. The exponent n is a
constant.

The quotient rule:  ∂(a/b)/∂a = 1/b,   ∂(a/b)/∂b = −a/b²
The power rule:     ∂(xⁿ)/∂x = n · xⁿ⁻¹

Example: divide_backward(6.0, 2.0, 1.0) is (0.5, -1.5), and power_backward(2.0, 3.0, 1.0) is 12.0.

Source: Abramowitz and Stegun, "Handbook of Mathematical Functions", 3.3.
"""


def divide_backward(a, b, upstream):
    """Return the gradients of a and b, two numbers."""
    raise NotImplementedError  # replace this line


def power_backward(x, n, upstream):
    """Return the gradient of x."""
    raise NotImplementedError  # replace this line
