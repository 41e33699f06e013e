"""Define the exercises with layers: linear, batch normalisation, convolution and attention."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

import nn.functional as F
from autograd.extend import Array
from nn.exercises.exercise import Answer, Case, Exercise, Mistake, gradient, gradient_of, random, value, wrong_forward


def _case(seed: int, **shapes: tuple[int, ...]) -> Case:
    return Case({name: random(*shape, seed=seed + i) for i, (name, shape) in enumerate(shapes.items())})


def _without_upstream(cases: tuple[Case, ...]) -> tuple[Case, ...]:
    return tuple(Case({n: v for n, v in case.arguments.items() if n != "upstream"}) for case in cases)


# ── a linear layer ──────────────────────────────────────────────────────────────────────────────────────────────────


def _linear_case(n: int, i: int, o: int, seed: int) -> Case:
    return _case(seed, x=(n, i), weight=(o, i), bias=(o,), upstream=(n, o))


_LINEAR = (_linear_case(2, 3, 2, 0), _linear_case(4, 2, 3, 10), _linear_case(3, 2, 2, 20))
_linear_right = gradient_of(F.linear, 3)


def _of_bias(change: Any) -> Any:
    """Return a wrong answer: the right one with another gradient of the bias."""

    def answer(**arguments: Any) -> Any:
        return (*_linear_right(**arguments)[:2], change(arguments["upstream"]))

    return answer


linear = Exercise(
    (
        value("linear", "the result", _without_upstream(_LINEAR), F.linear,
              (Mistake("the bias is missing", lambda x, weight, bias: x @ weight.T),
               Mistake("the bias is subtracted", lambda x, weight, bias: x @ weight.T - bias))),
        gradient(
            "linear_backward",
            "x weight bias",
            _LINEAR,
            F.linear,
            (
                Mistake("one row in place of the sum over all of them", _of_bias(lambda upstream: upstream[0])),
                Mistake("the mean over the rows in place of the sum", _of_bias(lambda upstream: upstream.mean(0))),
                Mistake("the sum runs over the wrong axis: add up the rows, axis 0",
                        _of_bias(lambda upstream: upstream.sum(1))),
                Mistake("a sum over all axes; the axis of the outputs stays", _of_bias(lambda upstream: upstream.sum())),
                Mistake("it has the value of its local derivative, 1, and upstream is missing", _of_bias(
                    lambda upstream: np.ones(upstream.shape[1]))),
            ),
        ),
    ),
    (
        "out = x @ weight.T + bias. Exercises 9 and 10 have all its parts.",
        "The weight is transposed in the forward pass, so its gradient is that of exercise 10, transposed: upstream.T @ x.",
        "return upstream @ weight, upstream.T @ x, upstream.sum(axis=0)",
    ),
)  # fmt: skip


# ── batch normalisation ─────────────────────────────────────────────────────────────────────────────────────────────

EPS = 1e-5


def _normalised(x: Any, mean: Any, variance: Any, gamma: Any, beta: Any) -> Any:
    return gamma * (x - mean) / (variance + EPS) ** 0.5 + beta


def _variance(x: Any, mean: Any, less: int = 0) -> Any:
    return ((x - mean) * (x - mean)).sum(0) / (x.shape[0] - less)


def _batch_norm(x: Any, gamma: Any, beta: Any) -> Any:
    mean = x.mean(0)
    return _normalised(x, mean, _variance(x, mean), gamma, beta)


def _constant_variance(x: Any, gamma: Any, beta: Any) -> Any:
    mean = x.mean(0)
    return _normalised(x, mean, _variance(x, mean).detach(), gamma, beta)


def _constant_both(x: Any, gamma: Any, beta: Any) -> Any:
    mean = x.mean(0).detach()
    return _normalised(x, mean, _variance(x, mean).detach(), gamma, beta)


def _unbiased(x: Any, gamma: Any, beta: Any) -> Any:
    mean = x.mean(0)
    return _normalised(x, mean, _variance(x, mean, less=1), gamma, beta)


def _outside_root(x: Any, gamma: Any, beta: Any) -> Any:
    mean = x.mean(0)
    return gamma * (x - mean) / (_variance(x, mean) ** 0.5 + EPS) + beta


def _other_axis(x: Any, gamma: Any, beta: Any) -> Any:
    mean = x.mean(1, keepdims=True)
    return gamma * (x - mean) / (((x - mean) ** 2).mean(1, keepdims=True) + EPS) ** 0.5 + beta


def _without_gamma(x: Any, gamma: Any, beta: Any) -> Any:
    return _batch_norm(x, gamma / gamma.detach(), beta)


def _mean_left_out(x: Array, gamma: Array, beta: Array, upstream: Array) -> tuple[Array, Array, Array]:
    """Return the gradient of x without the term of the mean."""
    root = np.sqrt(x.var(0) + EPS)
    normalised, g = (x - x.mean(0)) / root, upstream * gamma
    return (g - normalised * (g * normalised).mean(0)) / root, (upstream * normalised).sum(0), upstream.sum(0)


def _norm_case(n: int, d: int, seed: int) -> Case:
    return _case(seed, x=(n, d), gamma=(d,), beta=(d,), upstream=(n, d))


_NORM = (_norm_case(3, 2, 0), _norm_case(4, 3, 10), _norm_case(5, 2, 20))

batch_norm = Exercise(
    (
        value(
            "batch_norm",
            "the result",
            _without_upstream(_NORM),
            _batch_norm,
            (
                Mistake("the variance is divided by n − 1, and should be divided by n", _unbiased),
                Mistake("EPS stands outside the root: sqrt(variance) + EPS in place of sqrt(variance + EPS)",
                        _outside_root),
                Mistake("the root is missing: divided by the variance",
                        lambda x, gamma, beta: gamma * (x - x.mean(0)) / (x.var(0) + EPS) + beta),
                Mistake("the wrong axis: mean and variance are those of the columns, axis 0", _other_axis),
                Mistake("the mean is not subtracted", lambda x, gamma, beta: gamma * x / np.sqrt(x.var(0) + EPS) + beta),
                Mistake("EPS is missing", lambda x, gamma, beta: gamma * (x - x.mean(0)) / x.std(0) + beta),
            ),
        ),
        gradient(
            "batch_norm_backward",
            "x gamma beta",
            _NORM,
            _batch_norm,
            (
                wrong_forward("mean and variance are treated as constants, and they depend on x", _constant_both, 3),
                wrong_forward("the variance is treated as a constant, and it depends on x", _constant_variance, 3),
                wrong_forward("the factor gamma is missing", _without_gamma, 3),
                wrong_forward("the variance is divided by n − 1, and should be divided by n", _unbiased, 3),
                wrong_forward("EPS stands outside the root: sqrt(variance) + EPS in place of sqrt(variance + EPS)",
                              _outside_root, 3),
                Mistake("x in place of the normalised x", lambda x, gamma, beta, upstream: (
                    np.zeros(0), (upstream * x).sum(0), np.zeros(0))),
                Mistake("the mean is treated as a constant, and it depends on x", _mean_left_out),
            ),
        ),
    ),
    (
        "Call the normalised input xhat = (x − mean) / sqrt(variance + EPS). The gradients of gamma and beta are sums "
        "over the rows, with xhat and without it.",
        "Each x moves the mean and the variance of its column. So two terms are subtracted from g = upstream · gamma: "
        "the mean of g, and xhat times the mean of g · xhat.",
        "dx = (g - g.mean(0) - xhat * (g * xhat).mean(0)) / np.sqrt(x.var(0) + EPS)",
    ),
)  # fmt: skip


# ── a convolution ───────────────────────────────────────────────────────────────────────────────────────────────────


def _convolve(image: Any, kernel: Any) -> Any:
    out = F.conv2d(image.reshape(1, 1, *image.shape), kernel.reshape(1, 1, *kernel.shape))
    return out.reshape(*out.shape[2:])


_convolve_right = gradient_of(_convolve, 2)


def _image_case(image: tuple[int, int], kernel: tuple[int, int], seed: int) -> Case:
    out = (image[0] - kernel[0] + 1, image[1] - kernel[1] + 1)
    return _case(seed, image=image, kernel=kernel, upstream=out)


_IMAGES = (_image_case((3, 3), (2, 2), 0), _image_case((4, 5), (2, 3), 10), _image_case((5, 4), (3, 2), 20))


def _scattered(image: Array, kernel: Array, upstream: Array) -> tuple[Array, Array]:
    """Return the gradient of the image as it is if windows overwrite each other, and the right one of the kernel."""
    found = np.zeros_like(image)
    rows, columns = kernel.shape
    for i, j in np.ndindex(*upstream.shape):
        found[i : i + rows, j : j + columns] = upstream[i, j] * kernel
    return found, np.asarray(_convolve_right(image=image, kernel=kernel, upstream=upstream)[1])


def _last_window(image: Array, kernel: Array, upstream: Array) -> tuple[Array, Array]:
    rows, columns = kernel.shape
    return np.zeros(0), upstream[-1, -1] * image[-rows:, -columns:]


def _correlate(image: Array, kernel: Array) -> Array:
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.asarray((windows * kernel).sum((2, 3)))


convolution = Exercise(
    (
        value(
            "convolve",
            "the result",
            _without_upstream(_IMAGES),
            _convolve,
            (
                Mistake("the kernel is flipped; in deep learning it is not", lambda image, kernel: _correlate(image, kernel[::-1, ::-1])),
                Mistake("the kernel is flipped upside down", lambda image, kernel: _correlate(image, kernel[::-1])),
            ),
        ),
        gradient(
            "convolve_backward",
            "image kernel",
            _IMAGES,
            _convolve,
            (
                Mistake("windows overlap: the gradient is overwritten where it should be added up", _scattered),
                Mistake("the gradient is overwritten where it should be added up over all windows", _last_window),
                Mistake("the kernel is flipped", lambda image, kernel, upstream: (
                    _convolve_right(image=image, kernel=kernel[::-1, ::-1].copy(), upstream=upstream)[0], np.zeros(0))),
            ),
        ),
    ),
    (
        "Write the forward pass as two loops over the windows: out[i, j] = (image[i:i+r, j:j+c] * kernel).sum().",
        "One window at a time: out[i, j] is a sum of products. So the window gets upstream[i, j] * kernel, and the kernel "
        "gets upstream[i, j] * window. Add up over all windows.",
        "d_image[i:i+r, j:j+c] += upstream[i, j] * kernel; d_kernel += upstream[i, j] * image[i:i+r, j:j+c]",
    ),
)  # fmt: skip


# ── attention ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _attention(query: Any, key: Any, value: Any) -> Any:
    return _attend(query, key, value, 1 / math.sqrt(query.shape[-1]))


def _attend(query: Any, key: Any, value: Any, scale: float, constant: bool = False) -> Any:
    p = F.softmax(query @ key.T * scale, -1)
    return (p.detach() if constant else p) @ value


def _attention_case(n: int, m: int, d: int, v: int, seed: int) -> Case:
    return _case(seed, query=(n, d), key=(m, d), value=(m, v), upstream=(n, v))


_ATTENTION = (_attention_case(2, 3, 2, 2, 0), _attention_case(3, 4, 5, 3, 10), _attention_case(4, 2, 3, 5, 20))


def _weights(query: Array, key: Array, scale: float = 1.0, axis: int = -1) -> Array:
    scores = query @ key.T * scale / math.sqrt(query.shape[-1])
    e = np.exp(scores - scores.max(axis, keepdims=True))
    return np.asarray(e / e.sum(axis, keepdims=True))


def _overflowing(query: Array, key: Array, value: Array) -> Array:
    with np.errstate(all="ignore"):
        e = np.exp(query @ key.T / math.sqrt(query.shape[-1]))
        return np.asarray(e / e.sum(-1, keepdims=True) @ value)


def _changed_scores(slope: Callable[[Array, Array], Array], scaled: bool = True) -> Answer:
    """Return a wrong answer: another derivative of softmax, from the weights p and their gradient dp."""

    def answer(query: Array, key: Array, value: Array, upstream: Array) -> tuple[Array, Array, Array]:
        p = _weights(query, key)
        scores = slope(p, upstream @ value.T) / (math.sqrt(query.shape[-1]) if scaled else 1.0)
        return scores @ key, scores.T @ query, p.T @ upstream

    return answer


_LARGE_SCORES = Case(
    {"query": np.array([[40.0, 0.0]]), "key": np.array([[40.0, 0.0], [-40.0, 0.0]]), "value": np.eye(2)},
    "at scores of ±1000",
)

attention = Exercise(
    (
        value(
            "attention",
            "the result",
            (*_without_upstream(_ATTENTION), _LARGE_SCORES),
            _attention,
            (
                Mistake("the scale is missing: the scores are not divided by √d", lambda query, key, value: _weights(query, key, math.sqrt(query.shape[-1])) @ value),
                Mistake("the scores are divided by d, and should be divided by √d",
                        lambda query, key, value: _weights(query, key, 1 / math.sqrt(query.shape[-1])) @ value),
                Mistake("softmax runs over the wrong axis: the weights of each query should add up to 1",
                        lambda query, key, value: _weights(query, key, axis=0) @ value),
                Mistake("the softmax is missing", lambda query, key, value: query @ key.T @ value / math.sqrt(query.shape[1])),
                Mistake("exp overflows: subtract the maximum of each row before exp", _overflowing),
            ),
        ),
        gradient(
            "attention_backward",
            "query key value",
            _ATTENTION,
            _attention,
            (
                wrong_forward("the weights are treated as constants, and they depend on query and key",
                              lambda query, key, value: _attend(query, key, value, 1 / math.sqrt(query.shape[-1]),
                                                                constant=True), 3),
                wrong_forward("the scale is missing everywhere: the scores are not divided by √d",
                              lambda query, key, value: _attend(query, key, value, 1.0), 3),
                wrong_forward("the scores are divided by d, and should be divided by √d",
                              lambda query, key, value: _attend(query, key, value, 1 / query.shape[-1]), 3),
                Mistake("the scale is missing: the gradient of the scores is not divided by √d", _changed_scores(
                    lambda p, dp: p * (dp - (dp * p).sum(-1, keepdims=True)), scaled=False)),
                Mistake("the softmax is left out of the backward pass", _changed_scores(lambda p, dp: dp)),
                Mistake("the derivative of softmax lacks the sum over the row: p · dp", _changed_scores(lambda p, dp: p * dp)),
                Mistake("only the diagonal of the derivative of softmax, p · (1 − p)",
                        _changed_scores(lambda p, dp: p * (1 - p) * dp)),
            ),
        ),
    ),
    (
        "Name the steps: scores = query @ key.T / √d, p = softmax(scores), out = p @ value. Exercises 10 and 12 have the "
        "gradients of all of them.",
        "Backwards: d_value = p.T @ upstream, d_p = upstream @ value.T, then the gradient of softmax, then that of the "
        "product query @ key.T. The scale 1 / √d stands in front of the last two.",
        "ds = p * (dp - (dp * p).sum(-1, keepdims=True)) / np.sqrt(d); return ds @ key, ds.T @ query, p.T @ upstream",
    ),
)  # fmt: skip
