"""Exercise 18: a step of gradient descent with momentum.

The velocity adds up the gradients of all steps so far. Older ones fade by the factor `momentum` in each step. The
weights go downhill by the learning rate times the velocity.

velocity ← momentum · velocity + gradient
w        ← w − rate · velocity

Return new arrays. The arguments must stay as they are.

Example: with w = [1], gradient = [2], velocity = [0], rate = 0.1 and momentum = 0.9, the result is [0.8], [2].

Source: Sutskever et al., "On the importance of initialization and momentum in deep learning", ICML 2013; PyTorch's SGD.
"""

import numpy as np


def momentum_step(w: np.ndarray, gradient: np.ndarray, velocity: np.ndarray, rate: float, momentum: float):
    """Return the new w and the new velocity."""
    raise NotImplementedError  # replace this line
