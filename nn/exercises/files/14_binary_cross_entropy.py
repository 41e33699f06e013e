"""Exercise 14: the loss of a yes-or-no question.

logits has the shape (n,), and so has targets, of zeros and ones. With p = sigmoid(z) = 1 / (1 + exp(−z)), the loss is
the mean of −(y · log p + (1 − y) · log(1 − p)). That formula fails at z = ±1000, where p is rounded to 0 or 1. So use:

Loss of one logit:      max(z, 0) − z · y + log(1 + exp(−|z|))
Gradient of one logit:  (p − y) / n

Example: for logits [0] and targets [1], the loss is log 2 and the gradient is [-0.5].

Source: TensorFlow's manual, "sigmoid_cross_entropy_with_logits"; PyTorch's BCEWithLogitsLoss computes the same.
"""

import numpy as np


def loss(logits: np.ndarray, targets: np.ndarray):
    """Return the loss, one number."""
    raise NotImplementedError  # replace this line


def loss_backward(logits: np.ndarray, targets: np.ndarray):
    """Return the gradient of the logits, shape (n,)."""
    raise NotImplementedError  # replace this line
