"""Define the exercises with layers: linear, and batch normalisation."""

from __future__ import annotations

from typing import Any

import numpy as np

import nn.functional as F
from autograd.extend import Array
from nn.exercises.exercise import (
    Case,
    Exercise,
    Mistake,
    case,
    gradient,
    gradient_of,
    value,
    without_upstream,
    wrong_forward,
)

# ── a linear layer ──────────────────────────────────────────────────────────────────────────────────────────────────


def _linear_case(n: int, i: int, o: int, seed: int) -> Case:
    return case(seed, x=(n, i), weight=(o, i), bias=(o,), upstream=(n, o))


_LINEAR = (_linear_case(2, 3, 2, 0), _linear_case(4, 2, 3, 10), _linear_case(3, 2, 2, 20))
_linear_right = gradient_of(F.linear, 3)


def _of_bias(change: Any) -> Any:
    """Return a wrong answer: the right one with another gradient of the bias."""

    def answer(**arguments: Any) -> Any:
        return (*_linear_right(**arguments)[:2], change(arguments["upstream"]))

    return answer


linear = Exercise(
    (
        value(
            "linear",
            "the result",
            without_upstream(_LINEAR),
            F.linear,
            (
                Mistake("the bias is missing", lambda x, weight, bias: x @ weight.T),
                Mistake("the bias is subtracted", lambda x, weight, bias: x @ weight.T - bias),
            ),
        ),
        gradient(
            "linear_backward",
            "x weight bias",
            _LINEAR,
            F.linear,
            (
                Mistake("one row in place of the sum over all of them", _of_bias(lambda upstream: upstream[0])),
                Mistake("the mean over the rows in place of the sum", _of_bias(lambda upstream: upstream.mean(0))),
                Mistake(
                    "the sum runs over the wrong axis: add up the rows, axis 0",
                    _of_bias(lambda upstream: upstream.sum(1)),
                ),
                Mistake(
                    "a sum over all axes; the axis of the outputs stays", _of_bias(lambda upstream: upstream.sum())
                ),
                Mistake(
                    "it has the value of its local derivative, 1, and upstream is missing",
                    _of_bias(lambda upstream: np.ones(upstream.shape[1])),
                ),
            ),
        ),
    ),
    (
        "out = x @ weight.T + bias. Exercises 9 and 10 have all its parts.",
        "The forward pass transposes the weight, so its gradient is that of exercise 10, transposed.",
        "return upstream @ weight, upstream.T @ x, upstream.sum(axis=0)",
    ),
)


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
    return case(seed, x=(n, d), gamma=(d,), beta=(d,), upstream=(n, d))


_NORM = (_norm_case(3, 2, 0), _norm_case(4, 3, 10), _norm_case(5, 2, 20))

batch_norm = Exercise(
    (
        value(
            "batch_norm",
            "the result",
            without_upstream(_NORM),
            _batch_norm,
            (
                Mistake("the variance is divided by n − 1, and should be divided by n", _unbiased),
                Mistake(
                    "EPS stands outside the root: sqrt(variance) + EPS in place of sqrt(variance + EPS)", _outside_root
                ),
                Mistake(
                    "the root is missing: divided by the variance",
                    lambda x, gamma, beta: gamma * (x - x.mean(0)) / (x.var(0) + EPS) + beta,
                ),
                Mistake("the wrong axis: mean and variance are those of the columns, axis 0", _other_axis),
                Mistake(
                    "the mean is not subtracted", lambda x, gamma, beta: gamma * x / np.sqrt(x.var(0) + EPS) + beta
                ),
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
                wrong_forward(
                    "EPS stands outside the root: sqrt(variance) + EPS in place of sqrt(variance + EPS)",
                    _outside_root,
                    3,
                ),
                Mistake(
                    "x in place of the normalised x",
                    lambda x, gamma, beta, upstream: (np.zeros(0), (upstream * x).sum(0), np.zeros(0)),
                ),
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
)
