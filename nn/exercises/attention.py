"""Define the exercise with attention."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

import nn.functional as F
from autograd.extend import Array
from nn.exercises.exercise import (
    Answer,
    Case,
    Exercise,
    Mistake,
    case,
    gradient,
    value,
    without_upstream,
    wrong_forward,
)


def _attention(query: Any, key: Any, value: Any) -> Any:
    return _attend(query, key, value, 1 / math.sqrt(query.shape[-1]))


def _attend(query: Any, key: Any, value: Any, scale: float, constant: bool = False) -> Any:
    p = F.softmax(query @ key.T * scale, -1)
    return (p.detach() if constant else p) @ value


def _attention_case(n: int, m: int, d: int, v: int, seed: int) -> Case:
    return case(seed, query=(n, d), key=(m, d), value=(m, v), upstream=(n, v))


_ATTENTION = (_attention_case(2, 3, 2, 2, 0), _attention_case(3, 4, 5, 3, 10), _attention_case(4, 2, 3, 5, 20))


def _weights(query: Array, key: Array, scale: float = 1.0, axis: int = -1) -> Array:
    scores = query @ key.T * scale / math.sqrt(query.shape[-1])
    e = np.exp(scores - scores.max(axis, keepdims=True))
    return np.asarray(e / e.sum(axis, keepdims=True))


def _overflowing(query: Array, key: Array, value: Array) -> Array:
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
            (*without_upstream(_ATTENTION), _LARGE_SCORES),
            _attention,
            (
                Mistake(
                    "the scale is missing: the scores are not divided by √d",
                    lambda query, key, value: _weights(query, key, math.sqrt(query.shape[-1])) @ value,
                ),
                Mistake(
                    "the scores are divided by d, and should be divided by √d",
                    lambda query, key, value: _weights(query, key, 1 / math.sqrt(query.shape[-1])) @ value,
                ),
                Mistake(
                    "softmax runs over the wrong axis: the weights of each query should add up to 1",
                    lambda query, key, value: _weights(query, key, axis=0) @ value,
                ),
                Mistake(
                    "the scores are multiplied by √d, and should be divided by it",
                    lambda query, key, value: _weights(query, key, query.shape[-1]) @ value,
                ),
                Mistake(
                    "the scores are divided by the root of the number of keys; d is the number of columns",
                    lambda query, key, value: _weights(query, key, math.sqrt(query.shape[-1] / key.shape[0])) @ value,
                ),
                Mistake(
                    "the softmax is missing",
                    lambda query, key, value: query @ key.T @ value / math.sqrt(query.shape[1]),
                ),
                Mistake("exp overflows: subtract the maximum of each row before exp", _overflowing),
            ),
        ),
        gradient(
            "attention_backward",
            "query key value",
            _ATTENTION,
            _attention,
            (
                wrong_forward(
                    "the weights are treated as constants, and they depend on query and key",
                    lambda query, key, value: _attend(query, key, value, 1 / math.sqrt(query.shape[-1]), constant=True),
                    3,
                ),
                wrong_forward(
                    "the scale is missing everywhere: the scores are not divided by √d",
                    lambda query, key, value: _attend(query, key, value, 1.0),
                    3,
                ),
                wrong_forward(
                    "the scores are divided by d, and should be divided by √d",
                    lambda query, key, value: _attend(query, key, value, 1 / query.shape[-1]),
                    3,
                ),
                Mistake(
                    "the scale is missing: the gradient of the scores is not divided by √d",
                    _changed_scores(lambda p, dp: p * (dp - (dp * p).sum(-1, keepdims=True)), scaled=False),
                ),
                Mistake(
                    "the derivative of softmax has the sum of dp in place of the sum of dp · p",
                    _changed_scores(lambda p, dp: p * (dp - dp.sum(-1, keepdims=True))),
                ),
                Mistake("the softmax is left out of the backward pass", _changed_scores(lambda p, dp: dp)),
                Mistake(
                    "the derivative of softmax lacks the sum over the row: p · dp",
                    _changed_scores(lambda p, dp: p * dp),
                ),
                Mistake(
                    "only the diagonal of the derivative of softmax, p · (1 − p)",
                    _changed_scores(lambda p, dp: p * (1 - p) * dp),
                ),
            ),
        ),
    ),
    (
        "Name the steps: scores = query @ key.T / √d, p = softmax(scores), out = p @ value. Exercises 10 and 12 "
        "have the gradients of all of them.",
        "Backwards: d_value = p.T @ upstream, d_p = upstream @ value.T, then the gradient of softmax, then that of the "
        "product query @ key.T. The scale 1 / √d stands in front of the last two.",
        "ds = p * (dp - (dp * p).sum(-1, keepdims=True)) / np.sqrt(d); return ds @ key, ds.T @ query, p.T @ upstream",
    ),
)
