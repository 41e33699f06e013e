"""Exercise 12: softmax, from scores to probabilities.

x has the shape (n, d). Each row holds the scores of d classes. softmax makes each row positive, with the sum 1. It must
work for scores of ±1000, where exp overflows. Subtract the largest score of a row from the row first.

pᵢ = exp(xᵢ) / Σⱼ exp(xⱼ)
∂pᵢ/∂xⱼ = pᵢ · (1 if i = j else 0) − pᵢ · pⱼ,  so the gradient of x is  p · (upstream − Σⱼ upstreamⱼ · pⱼ)

Example: softmax of [[0, 0]] is [[0.5, 0.5]], and with upstream = [[1, 0]] the gradient is [[0.25, -0.25]].

Source: Bridle, "Training Stochastic Model Recognition Algorithms as Networks" (1989).
"""

import numpy as np


def softmax(x: np.ndarray):
    """Return the probabilities of each row, shape (n, d)."""
    raise NotImplementedError  # replace this line


def softmax_backward(x: np.ndarray, upstream: np.ndarray):
    """Return the gradient of x, shape (n, d)."""
    raise NotImplementedError  # replace this line
