"""Exercise 4: the chain rule through a whole neuron, by hand.

A neuron computes out = tanh(w · x + b). Return the derivatives of out with respect to w, x and b.

Do it in steps:  p = w · x,  s = p + b,  out = tanh(s)
Then backwards:  ∂out/∂s = 1 − out²,  ∂s/∂b = 1,  ∂s/∂p = 1,  ∂p/∂w = x,  ∂p/∂x = w

Example: neuron_backward(0.5, 2.0, -1.0) is (2.0, 0.5, 1.0), since tanh(0) = 0.

Source: Goodfellow, Bengio and Courville, "Deep Learning" (2016), section 6.5.
"""

import math


def neuron_backward(w, x, b):
    """Return the gradients of w, x and b, three numbers."""
    out = math.tanh(w * x + b)
    raise NotImplementedError(out)  # replace this line
