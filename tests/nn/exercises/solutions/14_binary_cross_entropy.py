import numpy as np


def loss(logits, targets):
    each = np.maximum(logits, 0) - logits * targets + np.log1p(np.exp(-np.abs(logits)))
    return each.mean()


def loss_backward(logits, targets):
    p = 0.5 * (1 + np.tanh(logits / 2))
    return (p - targets) / len(logits)
