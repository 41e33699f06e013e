"""Exercise 7: the derivative without calculus.

A derivative can be measured: move x a little to both sides, and see how much f changes. This is how derivatives are
checked, and how this course checks yours.

Central differences:  f′(x) ≈ (f(x + h) − f(x − h)) / (2h),  with an error of the size of h²

1. `derivative` does so for a function of one number.
2. `gradient` does so for a function of a list of numbers: it moves one number at a time. The list that it receives
   must stay as it is.

Example: derivative(square, 3.0, 0.001) is 6.0 (up to rounding), if square(x) is x · x.

Source: Press et al., "Numerical Recipes" (2007), section 5.7.
"""


def derivative(f, x, h):
    """Return the derivative of f at the number x, by central differences with the step h."""
    raise NotImplementedError  # replace this line


def gradient(f, x, h):
    """Return a list: the derivative of f with respect to each number of the list x."""
    raise NotImplementedError  # replace this line
