"""Typical wrong attempts: each is a solution with one change, and the diagnosis that it should get."""

from __future__ import annotations

from typing import NamedTuple


class Attempt(NamedTuple):
    """A wrong attempt: the text of the solution that is replaced, what it becomes, and what the message says."""

    exercise: str
    old: str
    new: str
    says: str


ATTEMPTS = [
    Attempt(
        "01_multiply",
        "upstream * b, upstream * a",
        "upstream * a, upstream * b",
        "swapped with the gradient of b, in the gradient of a",
    ),
    Attempt(
        "01_multiply",
        "upstream * b, upstream * a",
        "b, a",
        "the factor upstream is missing, in the gradients of a and b",
    ),
    Attempt(
        "01_multiply",
        "upstream * b, upstream * a",
        "upstream * b, -upstream * a",
        "the opposite sign, in the gradient of b",
    ),
    Attempt(
        "01_multiply",
        "upstream * b, upstream * a",
        "upstream + b, upstream + a",
        "the chain rule multiplies, in the gradients of a and b",
    ),
    Attempt(
        "02_fan_out",
        "grad_a += upstream * a\n    grad_a += upstream * a",
        "grad_a = upstream * 2 * a",
        "the gradient is overwritten where it should be added up, in the gradient of a",
    ),
    Attempt(
        "02_fan_out",
        "grad_a += upstream * a\n    grad_a += upstream * a",
        "grad_a += upstream * a",
        "a · a sends its gradient through both factors, and one is missing, in the gradient of a",
    ),
    Attempt(
        "02_fan_out",
        "return grad_a, upstream * a",
        "return grad_a, a",
        "the factor upstream is missing, in the gradient of b",
    ),
    Attempt(
        "03_tanh",
        "1 - out * out",
        "1 - x * x",
        "it uses the input x where the formula has the output: 1 − x², in the gradient of x",
    ),
    Attempt(
        "03_tanh",
        "1 - out * out",
        "1 - out",
        "the square is missing",
    ),
    Attempt(
        "03_tanh",
        "upstream * (1 - out * out)",
        "1 - out * out",
        "the factor upstream is missing, in the gradient of x",
    ),
    Attempt(
        "04_chain",
        "ds * x, ds * w, ds",
        "x, w, 1.0",
        "the local derivative of tanh is missing, in the gradients of w, x and b",
    ),
    Attempt(
        "04_chain",
        "ds * x, ds * w, ds",
        "ds * w, ds * x, ds",
        "swapped with the gradient of x, in the gradient of w",
    ),
    Attempt(
        "04_chain",
        "ds * x, ds * w, ds",
        "ds * x, ds * w, 1.0",
        "the local derivative of tanh is missing, in the gradient of b",
    ),
    Attempt(
        "05_divide_and_power",
        "-upstream * a / b**2",
        "upstream * a / b**2",
        "the opposite sign, in the gradient of b",
    ),
    Attempt(
        "05_divide_and_power",
        "a / b**2",
        "a / b",
        "the square is missing: −a / b in place of −a / b², in the gradient of b",
    ),
    Attempt(
        "05_divide_and_power",
        "x ** (n - 1)",
        "x**n",
        "the exponent is not reduced by 1, in the gradient of x",
    ),
    Attempt(
        "05_divide_and_power",
        "upstream / b,",
        "upstream // b,",
        "as by //, in the gradient of a",
    ),
    Attempt(
        "06_backward_walk",
        "child.grad += ",
        "child.grad = ",
        "overwritten where it should be added up, in the gradients of the nodes",
    ),
    Attempt(
        "06_backward_walk",
        "node.grad * local",
        "local",
        "the factor upstream is missing",
    ),
    Attempt(
        "06_backward_walk",
        "visited.add(node)",
        "pass",
        "a node that is used twice comes twice in the order",
    ),
    Attempt(
        "06_backward_walk",
        "reversed(topological_order(result))",
        "topological_order(result)",
        "the walk runs forwards",
    ),
    Attempt(
        "06_backward_walk",
        "        for child in node.inputs:\n            visit(child)\n        order.append(node)",
        "        order.append(node)\n        for child in node.inputs:\n            visit(child)",
        "inputs",
    ),
    Attempt(
        "06_backward_walk",
        "    for node in reversed(topological_order(result)):\n        for child, local in "
        "zip(node.inputs, node.local):\n"
        "            child.grad += node.grad * local",
        "\n    def walk(node):\n        for child, local in zip(node.inputs, node.local):\n"
        "            child.grad += node.grad * local\n            walk(child)\n\n    walk(result)",
        "a node passes its gradient on before it has received all of it",
    ),
    Attempt(
        "07_differences",
        "(f(x + h) - f(x - h)) / (2 * h)",
        "(f(x + h) - f(x)) / h",
        "a one-sided difference: f(x + h) − f(x)",
    ),
    Attempt(
        "07_differences",
        "f(x - h)) / (2 * h)",
        "f(x - h)) / h",
        "divided by h, and the points are 2h apart, in the derivative",
    ),
    Attempt(
        "07_differences",
        "right, left = list(x), list(x)",
        "right, left = x, list(x)",
        "gradient() changes its argument x",
    ),
    Attempt(
        "07_differences",
        "f(x - h)) / (2 * h)",
        "f(x - h)) / 2 * h",
        "write / (2 * h), in the derivative",
    ),
    Attempt(
        "08_relu",
        "if x > 0",
        "if x >= 0",
        "the slope is 1, and this exercise takes 0, in the gradient of x, at the kink, x = 0",
    ),
    Attempt(
        "08_relu",
        "if x > 0",
        "if upstream > 0",
        "it looks at the sign of upstream, and should look at that of x, in the gradient of x",
    ),
    Attempt(
        "08_relu",
        "upstream if x > 0 else 0.0",
        "upstream * relu(x)",
        "the function in place of its derivative",
    ),
    Attempt(
        "09_bias",
        "upstream.sum(axis=0)",
        "upstream",
        "the sum over the broadcast axis is missing, in the gradient of b",
    ),
    Attempt(
        "09_bias",
        "upstream.sum(axis=0)",
        "upstream.mean(axis=0)",
        "a mean in place of a sum: it is divided by x.shape[0], in the gradient of b",
    ),
    Attempt(
        "09_bias",
        "sum(axis=0)",
        "sum(axis=1)",
        "the sum runs over the wrong axis: add up the rows, axis 0, in the gradient of b",
    ),
    Attempt(
        "09_bias",
        "sum(axis=0)",
        "sum(axis=0, keepdims=True)",
        "the shape is (1, 3), and should be (3,); the numbers are right, in the gradient of b",
    ),
    Attempt(
        "10_matmul",
        "a.T @ upstream",
        "(a.T @ upstream).T",
        "transposed, in the gradient of b",
    ),
    Attempt(
        "10_matmul",
        "upstream @ b.T, a.T @ upstream",
        "a.T @ upstream, upstream @ b.T",
        "swapped with the gradient of b, in the gradient of a",
    ),
    Attempt(
        "10_matmul",
        "a.T @ upstream",
        "-a.T @ upstream",
        "the opposite sign, in the gradient of b",
    ),
    Attempt(
        "11_sum_and_mean",
        " / x.shape[1]",
        "",
        "not divided by the number of columns, as in a sum, in the gradient of x",
    ),
    Attempt(
        "11_sum_and_mean",
        " / x.shape[1]",
        " / x.shape[0]",
        "divided by the number of rows, and the mean is over the columns, in the gradient of x",
    ),
    Attempt(
        "11_sum_and_mean",
        "upstream[:, None] * np.ones_like(x)\n\n",
        "upstream\n\n",
        "it is not spread over the row",
    ),
    Attempt(
        "12_softmax",
        "e = np.exp(x - x.max(axis=-1, keepdims=True))",
        "e = np.exp(x)",
        "exp overflows: subtract the maximum of each row before exp, in the probabilities, at logits of ±1000",
    ),
    Attempt(
        "12_softmax",
        "return e / e.sum(axis=-1, keepdims=True)",
        "return e / e.sum(axis=0, keepdims=True)",
        "the wrong axis: each row should add up to 1, in the probabilities",
    ),
    Attempt(
        "12_softmax",
        "p * (upstream - (upstream * p).sum(axis=-1, keepdims=True))",
        "upstream * p * (1 - p)",
        "only the diagonal of the derivative, p · (1 − p)",
    ),
    Attempt(
        "12_softmax",
        "x.max(axis=-1, keepdims=True)",
        "x.max()",
        "exp underflows: subtract the maximum of each row, and not that of all numbers, in the "
        "probabilities, at logits",
    ),
    Attempt(
        "13_cross_entropy",
        "return p / n",
        "return p",
        "the mean over the batch is missing: divide by the number of rows, in the gradient of logits",
    ),
    Attempt(
        "13_cross_entropy",
        "    p[np.arange(n), labels] -= 1\n",
        "",
        "the label is not subtracted: p in place of p − y, in the gradient of logits",
    ),
    Attempt(
        "13_cross_entropy",
        "shifted = logits - logits.max(axis=1, keepdims=True)",
        "shifted = logits",
        "exp overflows: subtract the maximum of each row before exp, in the loss, at logits of ±1000",
    ),
    Attempt(
        "13_cross_entropy",
        ".mean()",
        ".sum()",
        "the mean over the batch is missing, and a sum stands there, in the loss",
    ),
    Attempt(
        "14_binary_cross_entropy",
        "np.log1p(np.exp(-np.abs(logits)))",
        "np.log1p(np.exp(np.abs(logits)))",
        "a sign: exp(|z|) in place of exp(−|z|), in the loss",
    ),
    Attempt(
        "14_binary_cross_entropy",
        "np.maximum(logits, 0) - logits * targets + np.log1p(np.exp(-np.abs(logits)))",
        "np.log(1 + np.exp(logits)) - logits * targets",
        "exp overflows: use max(z, 0) and exp(−|z|), in the loss, at logits of ±1000",
    ),
    Attempt(
        "14_binary_cross_entropy",
        "(p - targets) / len(logits)",
        "p - targets",
        "the mean is missing: divide by the number of logits, in the gradient of logits",
    ),
    Attempt(
        "14_binary_cross_entropy",
        "(p - targets) /",
        "(p - targets) * p * (1 - p) /",
        "a factor p · (1 − p) too much",
    ),
    Attempt(
        "15_linear",
        "upstream.sum(axis=0)",
        "upstream",
        "the sum over the broadcast axis is missing, in the gradient of bias",
    ),
    Attempt(
        "15_linear",
        "upstream.T @ x",
        "x.T @ upstream",
        "transposed, in the gradient of weight",
    ),
    Attempt(
        "15_linear",
        "x @ weight.T + bias",
        "x @ weight.T",
        "the bias is missing, in the result",
    ),
    Attempt(
        "16_batch_norm",
        "(g - g.mean(axis=0) - xhat * (g * xhat).mean(axis=0))",
        "g",
        "mean and variance are treated as constants, and they depend on x, in the gradient of x",
    ),
    Attempt(
        "16_batch_norm",
        "g = upstream * gamma",
        "g = upstream",
        "the factor gamma is missing, in the gradient of x",
    ),
    Attempt(
        "16_batch_norm",
        "gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + EPS)",
        "gamma * (x - x.mean(axis=0)) / (np.sqrt(x.var(axis=0)) + EPS)",
        "EPS stands outside the root: sqrt(variance) + EPS in place of sqrt(variance + EPS), in the result",
    ),
    Attempt(
        "16_batch_norm",
        " - xhat * (g * xhat).mean(axis=0)",
        "",
        "the variance is treated as a constant, and it depends on x, in the gradient of x",
    ),
    Attempt(
        "17_convolution",
        "d_image[i : i + r, j : j + c] +=",
        "d_image[i : i + r, j : j + c] =",
        "windows overlap: the gradient is overwritten where it should be added up, in the gradient of image",
    ),
    Attempt(
        "17_convolution",
        "+= upstream[i, j] * kernel",
        "+= upstream[i, j] * kernel[::-1, ::-1]",
        "the kernel is flipped, in the gradient of image",
    ),
    Attempt(
        "17_convolution",
        "(image[i : i + r, j : j + c] * kernel).sum()",
        "(image[i : i + r, j : j + c] * kernel[::-1, ::-1]).sum()",
        "the kernel is flipped; in deep learning it is not, in the result",
    ),
    Attempt(
        "17_convolution",
        "d_kernel += upstream[i, j] * image",
        "d_kernel = upstream[i, j] * image",
        "the gradient is overwritten where it should be added up over all windows, in the gradient of kernel",
    ),
    Attempt(
        "18_momentum",
        "w - rate * velocity",
        "w + rate * velocity",
        "uphill: the step is added where it should be subtracted, in the new w",
    ),
    Attempt(
        "18_momentum",
        "momentum * velocity + gradient",
        "momentum * velocity + (1 - momentum) * gradient",
        "a factor 1 − momentum on the gradient",
    ),
    Attempt(
        "18_momentum",
        "    velocity = momentum * velocity + gradient",
        "    velocity *= momentum\n    velocity += gradient",
        "momentum_step() changes its argument velocity",
    ),
    Attempt(
        "19_adam",
        "m_hat = m / (1 - beta1**t)\n    v_hat = v / (1 - beta2**t)",
        "m_hat, v_hat = m, v",
        "the bias correction is missing, of m and v, in the new w",
    ),
    Attempt(
        "19_adam",
        "np.sqrt(v_hat) + eps",
        "np.sqrt(v_hat + eps)",
        "eps stands inside the root: √(v̂ + eps) in place of √v̂ + eps, in the new w",
    ),
    Attempt(
        "19_adam",
        "(1 - beta2) * gradient**2",
        "(1 - beta2) * gradient",
        "the gradient is not squared in the average v, in the new v",
    ),
    Attempt(
        "20_attention",
        " / np.sqrt(query.shape[1])",
        "",
        "the scale is missing: the scores are not divided by √d, in the result",
    ),
    Attempt(
        "20_attention",
        ".sum(axis=-1, keepdims=True)) / np.sqrt(d)",
        ".sum(axis=-1, keepdims=True))",
        "the scale is missing: the gradient of the scores is not divided by √d, in the gradients of query and key",
    ),
    Attempt(
        "20_attention",
        "p.T @ upstream",
        "p @ upstream",
        "line 19: ValueError: matmul: ",
    ),
    Attempt(
        "20_attention",
        "p * (dp - (dp * p).sum(axis=-1, keepdims=True))",
        "dp",
        "the softmax is left out of the backward pass, in the gradients of query and key",
    ),
    Attempt(
        "01_multiply",
        "upstream * b, upstream * a",
        "upstream / b, upstream / a",
        "divided by the other factor where it should be multiplied, in the gradients of a and b",
    ),
    Attempt("05_divide_and_power", "-upstream * a / b**2", "-upstream / a**2", "b and a have changed places"),
    Attempt(
        "05_divide_and_power",
        "upstream * n * x ** (n - 1)",
        "upstream * x ** (n + 1) / (n + 1)",
        "the integral in place of the derivative",
    ),
    Attempt("08_relu", "upstream if x > 0 else 0.0", "0.0 if x > 0 else upstream", "the sides are swapped"),
    Attempt(
        "10_matmul",
        "a.T @ upstream",
        "2 * a.T @ upstream",
        "a constant factor: it is 2 times what it should be, in the gradient of b",
    ),
    Attempt(
        "12_softmax",
        "x.max(axis=-1, keepdims=True)",
        "x.mean(axis=-1, keepdims=True)",
        "not finite (nan), in the probabilities, at logits of ±1000",
    ),
    Attempt(
        "12_softmax",
        "return e / e.sum(axis=-1, keepdims=True)",
        "return e / e.sum()",
        "divided by the sum of all numbers, and not of the row",
    ),
    Attempt(
        "12_softmax",
        "x - x.max(axis=-1, keepdims=True)",
        "x.max(axis=-1, keepdims=True) - x",
        "the opposite sign: exp(max − x)",
    ),
    Attempt(
        "12_softmax",
        "upstream - (upstream * p)",
        "upstream + (upstream * p)",
        "the sum is added where it should be subtracted",
    ),
    Attempt(
        "12_softmax",
        "p * (upstream - (upstream * p).sum(axis=-1, keepdims=True))",
        "p * upstream - (upstream * p).sum(axis=-1, keepdims=True)",
        "the factor p of the sum is missing",
    ),
    Attempt("12_softmax", "p = softmax(x)", "p = x", "x in place of p = softmax(x)"),
    Attempt(
        "13_cross_entropy", "log_sum - shifted[", "log_sum - logits[", "the maximum is subtracted in the sum alone"
    ),
    Attempt("13_cross_entropy", "-= 1", "+= 1", "the label is added where it should be subtracted"),
    Attempt(
        "13_cross_entropy",
        "p[np.arange(n), labels] -= 1",
        "p[:, labels] -= 1",
        "1 is subtracted in the columns of all labels",
    ),
    Attempt(
        "13_cross_entropy",
        "p[np.arange(n), labels] -= 1",
        "p -= labels[:, None]",
        "the number of the class is subtracted",
    ),
    Attempt(
        "18_momentum", "momentum * velocity + gradient", "momentum * velocity - rate * gradient", "and with it a sign"
    ),
    Attempt(
        "18_momentum",
        "momentum * velocity + gradient",
        "momentum * (velocity + gradient)",
        "the factor momentum is on the gradient too",
    ),
    Attempt(
        "18_momentum",
        "return w - rate * velocity",
        "return w - rate * (momentum * velocity + gradient)",
        "the velocity is updated twice",
    ),
    Attempt("19_adam", "rate * m_hat", "m_hat", "the learning rate is missing, in the new w"),
    Attempt("19_adam", "rate * m_hat", "rate * gradient", "the step uses the gradient, and should use its average m̂"),
    Attempt("19_adam", "1 - beta2**t", "1 - beta1**t", "the bias correction of v uses beta1 in place of beta2"),
    Attempt(
        "19_adam",
        "beta1 * m + (1 - beta1) * gradient",
        "beta1 * gradient + (1 - beta1) * m",
        "beta1 belongs to the old m",
    ),
    Attempt(
        "19_adam",
        "beta2 * v + (1 - beta2) * gradient**2",
        "beta2 * gradient**2 + (1 - beta2) * v",
        "beta2 belongs to the old v",
    ),
    Attempt(
        "19_adam",
        "beta2 * v + (1 - beta2) * gradient**2",
        "beta1 * v + (1 - beta1) * gradient**2",
        "the average v uses beta1",
    ),
    Attempt(
        "20_attention",
        "(dp * p).sum(axis=-1, keepdims=True)",
        "dp.sum(axis=-1, keepdims=True)",
        "the sum of dp in place of the sum of dp · p",
    ),
    Attempt(
        "20_attention",
        "scores = query @ key.T / np.sqrt(query.shape[1])",
        "scores = query @ key.T * np.sqrt(query.shape[1])",
        "the scores are multiplied by √d",
    ),
    Attempt(
        "20_attention",
        "scores = query @ key.T / np.sqrt(query.shape[1])",
        "scores = query @ key.T / np.sqrt(key.shape[0])",
        "the root of the number of keys",
    ),
]
