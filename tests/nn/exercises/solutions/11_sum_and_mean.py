import numpy as np


def sum_backward(x, upstream):
    return upstream[:, None] * np.ones_like(x)


def mean_backward(x, upstream):
    return upstream[:, None] * np.ones_like(x) / x.shape[1]
