def linear(x, weight, bias):
    return x @ weight.T + bias


def linear_backward(x, weight, bias, upstream):
    return upstream @ weight, upstream.T @ x, upstream.sum(axis=0)
