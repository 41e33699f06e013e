def matmul_backward(a, b, upstream):
    return upstream @ b.T, a.T @ upstream
