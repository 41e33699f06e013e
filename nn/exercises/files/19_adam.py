"""Exercise 19: a step of Adam.

Adam keeps two running averages: m of the gradients, and v of their squares. Both begin at 0, so in the first steps they
are too small. The bias correction makes up for it. The step number t is 1 in the first step.

m ← beta1 · m + (1 − beta1) · gradient        m̂ = m / (1 − beta1ᵗ)
v ← beta2 · v + (1 − beta2) · gradient²       v̂ = v / (1 − beta2ᵗ)
w ← w − rate · m̂ / (√v̂ + eps)

Return new arrays. The arguments must stay as they are.

Example: in the first step, with m = v = 0, each weight moves by nearly `rate`, whatever the size of its gradient.

Source: Kingma and Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015, algorithm 1.
"""

import numpy as np


def adam_step(
    w: np.ndarray, gradient: np.ndarray, m: np.ndarray, v: np.ndarray,
    t: int, rate: float, beta1: float, beta2: float, eps: float,
):  # fmt: skip
    """Return the new w, the new m and the new v."""
    raise NotImplementedError  # replace this line
