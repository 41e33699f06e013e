import math


def neuron_backward(w, x, b):
    out = math.tanh(w * x + b)
    ds = 1 - out * out
    return ds * x, ds * w, ds
