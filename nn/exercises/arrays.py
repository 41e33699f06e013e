"""Define the exercises with arrays: broadcasting, a product of matrices, sums and means."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd.extend import Array
from nn.exercises.exercise import Case, Exercise, Mistake, case, gradient


def _bias_case(n: int, d: int, seed: int) -> Case:
    return case(seed, x=(n, d), b=(d,), upstream=(n, d))


bias = Exercise(
    (
        gradient(
            "add_bias_backward",
            "x b",
            (_bias_case(2, 3, 0), _bias_case(4, 2, 10), _bias_case(3, 3, 20)),
            lambda x, b: x + b,
            (
                Mistake(
                    "the sum runs over the wrong axis: add up the rows, axis 0",
                    lambda x, b, upstream: (upstream, upstream.sum(1)),
                ),
                Mistake("a sum over all axes; the axis of b stays", lambda x, b, upstream: (upstream, upstream.sum())),
                Mistake("one row in place of the sum over all of them", lambda x, b, upstream: (upstream, upstream[0])),
                Mistake(
                    "multiplied as in a product; the local derivative of a sum is 1",
                    lambda x, b, upstream: (upstream * b, (upstream * x).sum(0)),
                ),
            ),
        ),
    ),
    (
        "Each number of b is used once in every row. What does the sum rule of exercise 2 say?",
        "The gradient of x is upstream. That of b has the shape of b: add up upstream over the rows.",
        "return upstream, upstream.sum(axis=0)",
    ),
)


def _matmul_case(n: int, k: int, m: int, seed: int) -> Case:
    return case(seed, a=(n, k), b=(k, m), upstream=(n, m))


def _if_fits(compute: Any, *arrays: Array) -> Array:
    """Return the result, or an empty array if the shapes do not fit."""
    try:
        return np.asarray(compute(*arrays))
    except ValueError:
        return np.zeros(0)


matmul = Exercise(
    (
        gradient(
            "matmul_backward",
            "a b",
            (_matmul_case(2, 3, 2, 0), _matmul_case(2, 2, 2, 10), _matmul_case(4, 3, 2, 20)),
            lambda a, b: a @ b,
            (
                Mistake(
                    "elementwise products in place of products of matrices: write @",
                    lambda a, b, upstream: (_if_fits(np.multiply, upstream, b.T), _if_fits(np.multiply, a.T, upstream)),
                ),
            ),
        ),
    ),
    (
        "Look at the shapes. Only one product of upstream (n, m) and b (k, m) can have the shape of a, (n, k).",
        "The gradient of a is upstream times b transposed. That of b is a transposed times upstream.",
        "return upstream @ b.T, a.T @ upstream",
    ),
)


def _row_case(n: int, d: int, seed: int) -> Case:
    return case(seed, x=(n, d), upstream=(n,))


_ROWS = (_row_case(2, 3, 0), _row_case(4, 2, 10), _row_case(3, 5, 20))
_SQUARE = (_row_case(3, 3, 30), _row_case(2, 2, 40))
_UNSPREAD = "it is not spread over the row: upstream has one number for each row, x has several"

sum_and_mean = Exercise(
    (
        gradient(
            "sum_backward",
            "x",
            (*_ROWS, *_SQUARE),
            lambda x: x.sum(1),
            (
                Mistake(_UNSPREAD, lambda x, upstream: upstream),
                Mistake(_UNSPREAD, lambda x, upstream: upstream[:, None]),
                Mistake(
                    "multiplied by x; the local derivative of a sum is 1", lambda x, upstream: upstream[:, None] * x
                ),
            ),
        ),
        gradient(
            "mean_backward",
            "x",
            (*_ROWS, *_SQUARE),
            lambda x: x.mean(1),
            (
                Mistake(
                    "not divided by the number of columns, as in a sum",
                    lambda x, upstream: np.repeat(upstream[:, None], x.shape[1], 1),
                ),
                Mistake(
                    "divided by the number of rows, and the mean is over the columns",
                    lambda x, upstream: np.repeat(upstream[:, None], x.shape[1], 1) / x.shape[0],
                ),
                Mistake(
                    "divided by the number of all elements, and the mean is over the columns",
                    lambda x, upstream: np.repeat(upstream[:, None], x.shape[1], 1) / x.size,
                ),
                Mistake(_UNSPREAD, lambda x, upstream: upstream / x.shape[1]),
                Mistake(_UNSPREAD, lambda x, upstream: upstream[:, None] / x.shape[1]),
            ),
        ),
    ),
    (
        "Each number of a row has the same effect on the sum of the row. So all get the same gradient.",
        "upstream[:, None] makes a column of it, which broadcasts against x. A mean divides by the number of columns.",
        "return upstream[:, None] * np.ones_like(x), and for the mean divide by x.shape[1].",
    ),
)
