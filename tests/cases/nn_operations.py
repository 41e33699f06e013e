"""Cases of each array operation that `nn` defines: calls, and the arrays to differentiate at."""

from __future__ import annotations

import numpy as np

import autograd
import nn.functional as F
import nn.functional.recurrent  # noqa: F401  # defines operations
from autograd.rules.families import OPERATIONS
from tests.cases.arrays import Cases, array

# Which of two sequences have a step at each of three times.
ACTIVE = np.array([[[1.0], [1.0]], [[1.0], [0.0]], [[1.0], [0.0]]])
ROWS = np.array([[2, 0], [2, 1]])

CASES: Cases = {
    "take_rows": [
        (lambda w: OPERATIONS["take_rows"](w, ROWS, None), (array(3, 2),)),
        (lambda w: F.embedding(autograd.tensor(ROWS[0]), w, scale_grad_by_freq=True), (array(3, 2),)),
    ],
    "add_rows": [(lambda y: OPERATIONS["add_rows"](y, (4, 3), ROWS), (array(2, 2, 3),))],
    "put_along": [(lambda x: OPERATIONS["put_along"](x, np.array([[[4, 0, 2]]]), 5), (array(1, 1, 3),))],
    "rnn_steps": [
        (
            lambda x, h, w, active=active, relu=relu: OPERATIONS["rnn_steps"](x, h, w, active, relu),
            (array(3, 2, 2), array(2, 2), array(2, 2, seed=1)),
        )
        for active, relu in ((None, False), (ACTIVE, True))
    ],
    "lstm_steps": [
        (
            lambda x, h, c, w, active=active: OPERATIONS["lstm_steps"](x, h, c, w, active),
            (array(3, 2, 8), array(2, 2), array(2, 2, seed=1), array(8, 2)),
        )
        for active in (None, ACTIVE)
    ],
    "gru_steps": [
        (
            lambda x, h, w, b, active=active: OPERATIONS["gru_steps"](x, h, w, b, active),
            (array(3, 2, 6), array(2, 2), array(6, 2), array(2)),
        )
        for active in (None, ACTIVE)
    ],
    "mean_cross_entropy": [(lambda x: F.cross_entropy(x, autograd.tensor([2, 0, 3])), (array(3, 4),))],
    "slope_of_cross_entropy": [
        (lambda x: OPERATIONS["slope_of_cross_entropy"](x, autograd.tensor([2, 0, 3])), (array(3, 4),)),
    ],
    "elementwise_bce": [
        (lambda p, t: F.binary_cross_entropy(p, t), (array(3, 2, low=0.1, high=0.8), array(3, 2, low=0.1, high=0.8))),
    ],
}  # fmt: skip
