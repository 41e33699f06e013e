def fan_out_backward(a, b, upstream):
    grad_a = upstream * b
    grad_a += upstream * a
    grad_a += upstream * a
    return grad_a, upstream * a
