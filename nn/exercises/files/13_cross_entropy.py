"""Exercise 13: the loss of a classifier.

logits has the shape (n, d): the scores of d classes for each of n examples. labels has the shape (n,): the number of
the right class of each. The loss is the mean over the examples of −log p[label], where p is the softmax of the logits.
It must be right for logits of ±1000 too, so compute the logarithm of the sum, and not of a probability.

Loss of a row:      log Σⱼ exp(logitsⱼ) − logits[label]
Gradient of a row:  (p − y) / n,  where y is 1 at the label and 0 elsewhere

Example: for logits [[0, 0]] and labels [1], the loss is log 2 and the gradient is [[0.5, -0.5]].

Source: Goodfellow, Bengio and Courville, "Deep Learning" (2016), section 6.2.2.3.
"""

import numpy as np


def cross_entropy(logits: np.ndarray, labels: np.ndarray):
    """Return the loss, one number."""
    raise NotImplementedError  # replace this line


def cross_entropy_backward(logits: np.ndarray, labels: np.ndarray):
    """Return the gradient of the logits, shape (n, d)."""
    raise NotImplementedError  # replace this line
