def relu(x):
    return max(x, 0.0)


def relu_backward(x, upstream):
    return upstream if x > 0 else 0.0
