"""Exercise 2: a number that is used more than once.

out = a · b + a · a. The number a reaches out on several paths. Each path contributes upstream × local derivative, and
the gradient of a is the sum of the contributions.

The sum rule:  ∂out/∂a = Σ over the paths from a to out

Example: fan_out_backward(1.0, 10.0, 1.0) is (12.0, 1.0).

Source: the multivariable chain rule; Griewank and Walther, "Evaluating Derivatives" (2008), section 3.2.
"""


def fan_out_backward(a, b, upstream):
    """Return the gradients of a and b, two numbers."""
    raise NotImplementedError  # replace this line
