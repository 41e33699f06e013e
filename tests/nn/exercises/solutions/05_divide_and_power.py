def divide_backward(a, b, upstream):
    return upstream / b, -upstream * a / b**2


def power_backward(x, n, upstream):
    return upstream * n * x ** (n - 1)
