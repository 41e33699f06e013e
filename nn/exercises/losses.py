"""Define the exercises with probabilities of classes: softmax, and its loss, cross-entropy."""

from __future__ import annotations

import numpy as np

import nn.functional as F
from autograd import tensor
from autograd.extend import Array
from nn.exercises.exercise import Case, Exercise, Mistake, gradient, random, value


def _softmax(x: Array, axis: int | None = -1) -> Array:
    e = np.exp(x - x.max(axis, keepdims=True))
    return np.asarray(e / e.sum(axis, keepdims=True))


def _mixed_axes(x: Array) -> Array:
    e = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(e / e.sum(0))


def _common_maximum(x: Array) -> Array:
    e = np.exp(x - x.max())
    return np.asarray(e / e.sum(-1, keepdims=True))


def _common_sum(x: Array) -> Array:
    e = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(e / e.sum())


def _naive(x: Array) -> Array:
    return np.asarray(np.exp(x) / np.exp(x).sum(-1, keepdims=True))


# The mean of a row does not do in place of its maximum: it is near 0 in the first.
_LARGE_LOGITS = np.array([[1000.0, -999.0, 1002.0, -1000.0], [-1000.0, -1001.0, -999.0, -1002.0]])
_AT_1000 = "at logits of ±1000"
_X = tuple(random(n, d, seed=n) for n, d in ((2, 3), (4, 2), (3, 5)))
_OVERFLOW = "exp overflows: subtract the maximum of each row before exp"

softmax = Exercise(
    (
        value(
            "softmax",
            "the probabilities",
            (*(Case({"x": x}) for x in _X), Case({"x": _LARGE_LOGITS}, _AT_1000)),
            lambda x: F.softmax(x, -1),
            (
                Mistake(_OVERFLOW, _naive),
                Mistake(
                    "exp underflows: subtract the maximum of each row, and not that of all numbers", _common_maximum
                ),
                Mistake("the wrong axis: each row should add up to 1", lambda x: _softmax(x, 0)),
                Mistake("the wrong axis: each row should add up to 1", _mixed_axes),
                Mistake(
                    "the wrong axis: each row should add up to 1, and all numbers together do",
                    lambda x: _softmax(x, None),
                ),
                Mistake("the wrong axis: divided by the sum of all numbers, and not of the row", _common_sum),
                Mistake("the opposite sign: exp(max − x) in place of exp(x − max)", lambda x: _softmax(-x)),
                Mistake("not divided by the sum of the row", lambda x: np.exp(x - x.max(-1, keepdims=True))),
                Mistake("not divided by the sum of the row, and the maximum is not subtracted", lambda x: np.exp(x)),
                Mistake(
                    "divided by the sum of x, and not by the sum of exp(x)",
                    lambda x: np.exp(x) / x.sum(-1, keepdims=True),
                ),
            ),
        ),
        gradient(
            "softmax_backward",
            "x",
            tuple(Case({"x": x, "upstream": random(*x.shape, seed=9)}) for x in _X),
            lambda x: F.softmax(x, -1),
            (
                Mistake(
                    "the sum over the row is missing: each p depends on the whole row",
                    lambda x, upstream: upstream * _softmax(x),
                ),
                Mistake(
                    "only the diagonal of the derivative, p · (1 − p): each p depends on the whole row",
                    lambda x, upstream: upstream * _softmax(x) * (1 - _softmax(x)),
                ),
                Mistake(
                    "the sum of upstream in place of the sum of upstream · p",
                    lambda x, upstream: _softmax(x) * (upstream - upstream.sum(-1, keepdims=True)),
                ),
                Mistake(
                    "the sum runs over the wrong axis",
                    lambda x, upstream: _softmax(x) * (upstream - (upstream * _softmax(x)).sum(0)),
                ),
                Mistake(
                    "the sum runs over all axes, and should run over each row",
                    lambda x, upstream: _softmax(x) * (upstream - (upstream * _softmax(x)).sum()),
                ),
                Mistake(
                    "the sum is added where it should be subtracted",
                    lambda x, upstream: _softmax(x) * (upstream + (upstream * _softmax(x)).sum(-1, keepdims=True)),
                ),
                Mistake(
                    "the factor p of the sum is missing: p · upstream − Σ in place of p · (upstream − Σ)",
                    lambda x, upstream: _softmax(x) * upstream - (upstream * _softmax(x)).sum(-1, keepdims=True),
                ),
                Mistake(
                    "x in place of p = softmax(x)",
                    lambda x, upstream: x * (upstream - (upstream * x).sum(-1, keepdims=True)),
                ),
                Mistake(
                    "the factor p is missing",
                    lambda x, upstream: upstream - (upstream * _softmax(x)).sum(-1, keepdims=True),
                ),
            ),
        ),
    ),
    (
        "exp(1000) is infinite. The probabilities stay the same if you subtract one number from a whole row.",
        "keepdims=True lets the maximum and the sum of a row broadcast. With p = softmax(x), the gradient is "
        "p · (upstream − Σ upstream · p), with the sum over the row.",
        "p = softmax(x); return p * (upstream - (upstream * p).sum(axis=-1, keepdims=True))",
    ),
)


_LABELS = tuple(np.arange(len(x)) % x.shape[1] for x in _X)
_ORDINARY = tuple(Case({"logits": x, "labels": y}) for x, y in zip(_X, _LABELS))
_LARGE = (Case({"logits": _LARGE_LOGITS, "labels": np.array([1, 0])}, _AT_1000),)


def _one_hot(logits: Array, labels: Array) -> Array:
    return np.eye(logits.shape[1])[labels]


def _picked(logits: Array, labels: Array, p: Array) -> Array:
    return np.asarray(-np.log(p[np.arange(len(labels)), labels]))


def _by_labels(logits: Array, labels: Array) -> Array:
    """Return the loss of each row."""
    return _picked(logits, labels, _softmax(logits))


cross_entropy = Exercise(
    (
        value(
            "cross_entropy",
            "the loss",
            _ORDINARY + _LARGE,
            F.cross_entropy,
            (
                Mistake(_OVERFLOW, lambda logits, labels: _picked(logits, labels, _naive(logits)).mean()),
                Mistake(
                    "the logarithm of a probability that is rounded to 0: compute the logarithm of the sum instead",
                    lambda logits, labels: _picked(logits, labels, _softmax(logits)).mean(),
                ),
                Mistake(
                    "the mean over the batch is missing, and a sum stands there",
                    lambda logits, labels: _by_labels(logits, labels).sum(),
                ),
                Mistake("the mean over the batch is missing", lambda logits, labels: _by_labels(logits, labels)),
                Mistake(
                    "the logarithm is missing",
                    lambda logits, labels: -(_softmax(logits) * _one_hot(logits, labels)).sum(1).mean(),
                ),
                Mistake(
                    "the maximum is subtracted in the sum alone, and belongs to the logit of the label too",
                    lambda logits, labels: (_by_labels(logits, labels) - logits.max(1)).mean(),
                ),
                Mistake(
                    "it looks at all classes; only the probability of the label counts",
                    lambda logits, labels: -np.log(_softmax(logits)).mean(),
                ),
            ),
        ),
        gradient(
            "cross_entropy_backward",
            "logits",
            _ORDINARY + _LARGE,
            lambda logits, labels: F.cross_entropy(logits, tensor(labels)),
            (
                Mistake(_OVERFLOW, lambda logits, labels: (_naive(logits) - _one_hot(logits, labels)) / len(labels)),
                Mistake(
                    "the mean over the batch is missing: divide by the number of rows",
                    lambda logits, labels: _softmax(logits) - _one_hot(logits, labels),
                ),
                Mistake(
                    "the label is added where it should be subtracted: p + y",
                    lambda logits, labels: (_softmax(logits) + _one_hot(logits, labels)) / len(labels),
                ),
                Mistake(
                    "1 is subtracted in the columns of all labels; each row has one label: p[np.arange(n), labels]",
                    lambda logits, labels: (_softmax(logits) - _one_hot(logits, labels).max(0)) / len(labels),
                ),
                Mistake(
                    "the number of the class is subtracted, and should be 1 in the column of the label",
                    lambda logits, labels: (_softmax(logits) - labels[:, None]) / len(labels),
                ),
                Mistake(
                    "the label is not subtracted: p in place of p − y",
                    lambda logits, labels: _softmax(logits) / len(labels),
                ),
                Mistake(
                    "the label is not subtracted, and the mean over the batch is missing",
                    lambda logits, labels: _softmax(logits),
                ),
                Mistake(
                    "divided by all elements, and the mean is over the rows",
                    lambda logits, labels: (_softmax(logits) - _one_hot(logits, labels)) / logits.size,
                ),
                Mistake(
                    "logits in place of probabilities: x − y in place of p − y",
                    lambda logits, labels: (logits - _one_hot(logits, labels)) / len(labels),
                ),
                Mistake(
                    "−1/p, the derivative towards the probability: the softmax is left out",
                    lambda logits, labels: -_one_hot(logits, labels) / _softmax(logits) / len(labels),
                ),
            ),
        ),
    ),
    (
        "The loss of a row is log Σ exp(logits) − logits[label]. Subtract the maximum of the row first.",
        "logits[np.arange(n), labels] picks the logit of the label in each row. The gradient of a row is (p − y) / n.",
        "p = softmax of each row; p[np.arange(n), labels] -= 1; return p / n",
    ),
)
