"""Define the exercise with a yes-or-no question: the sigmoid and its loss."""

from __future__ import annotations

import numpy as np

import nn.functional as F
from autograd import tensor
from autograd.extend import Array
from nn.exercises.exercise import Case, Exercise, Mistake, gradient, random, value

_Z = tuple(random(n, seed=n + 40) for n in (2, 3, 5))
_Y = tuple((np.arange(len(z)) % 2).astype(np.float64) for z in _Z)
_BINARY = tuple(Case({"logits": z, "targets": y}) for z, y in zip(_Z, _Y))
_BINARY_LARGE = (
    Case({"logits": np.array([1000.0, -1000.0, 1000.0]), "targets": np.array([1.0, 1.0, 0.0])}, "at logits of ±1000"),
)


def _sigmoid(z: Array) -> Array:
    return np.asarray(0.5 * (1 + np.tanh(0.5 * z)))


def _log_loss(p: Array, y: Array) -> Array:
    return np.asarray(-(y * np.log(p) + (1 - y) * np.log(1 - p)))


def _with_overflow(z: Array, y: Array) -> Array:
    return np.asarray(np.log(1 + np.exp(z)) - y * z)


def _sigmoid_by_ratio(z: Array) -> Array:
    return np.asarray(np.exp(z) / (1 + np.exp(z)))


binary_cross_entropy = Exercise(
    (
        value(
            "loss",
            "the loss",
            _BINARY + _BINARY_LARGE,
            F.binary_cross_entropy_with_logits,
            (
                Mistake(
                    "the logarithm of a probability that is rounded to 0 or 1: use the formula with logits",
                    lambda logits, targets: _log_loss(_sigmoid(logits), targets).mean(),
                ),
                Mistake(
                    "exp overflows: use max(z, 0) and exp(−|z|)",
                    lambda logits, targets: _with_overflow(logits, targets).mean(),
                ),
                Mistake(
                    "a sign: exp(|z|) in place of exp(−|z|)",
                    lambda logits, targets: (
                        np.maximum(logits, 0) - logits * targets + np.log1p(np.exp(abs(logits)))
                    ).mean(),
                ),
                Mistake(
                    "the mean is missing, and a sum stands there",
                    lambda logits, targets: _log_loss(_sigmoid(logits), targets).sum(),
                ),
                Mistake("the mean is missing", lambda logits, targets: _log_loss(_sigmoid(logits), targets)),
                Mistake(
                    "the term of the class 0, (1 − y) · log(1 − p), is missing",
                    lambda logits, targets: -(targets * np.log(_sigmoid(logits))).mean(),
                ),
                Mistake(
                    "targets and 1 − targets are swapped",
                    lambda logits, targets: _log_loss(_sigmoid(logits), 1 - targets).mean(),
                ),
            ),
        ),
        gradient(
            "loss_backward",
            "logits",
            _BINARY + _BINARY_LARGE,
            lambda logits, targets: F.binary_cross_entropy_with_logits(logits, tensor(targets)),
            (
                Mistake(
                    "exp overflows: of exp(z) / (1 + exp(z)); write 1 / (1 + exp(−z)), or use tanh",
                    lambda logits, targets: (_sigmoid_by_ratio(logits) - targets) / len(logits),
                ),
                Mistake(
                    "the mean is missing: divide by the number of logits",
                    lambda logits, targets: _sigmoid(logits) - targets,
                ),
                Mistake(
                    "a factor p · (1 − p) too much: it cancels in the gradient of the logits",
                    lambda logits, targets: (
                        (_sigmoid(logits) - targets) * _sigmoid(logits) * (1 - _sigmoid(logits)) / len(logits)
                    ),
                ),
                Mistake(
                    "the sigmoid is missing: z − y in place of p − y",
                    lambda logits, targets: (logits - targets) / len(logits),
                ),
                Mistake(
                    "the derivative towards the probability, (p − y) / (p · (1 − p)): the sigmoid is left out",
                    lambda logits, targets: (
                        (_sigmoid(logits) - targets) / _sigmoid(logits) / (1 - _sigmoid(logits)) / len(logits)
                    ),
                ),
                Mistake(
                    "the target is not subtracted: p in place of p − y",
                    lambda logits, targets: _sigmoid(logits) / len(logits),
                ),
            ),
        ),
    ),
    (
        "log(1 + exp(z)) overflows for z = 1000. Take max(z, 0) out of it, and what is left has exp(−|z|).",
        "The loss of a logit is max(z, 0) − z · y + log(1 + exp(−|z|)). Its derivative is sigmoid(z) − y.",
        "np.log1p(np.exp(-np.abs(z))) is the last term. p = 0.5 * (1 + np.tanh(z / 2)) never overflows. Divide by n.",
    ),
)
