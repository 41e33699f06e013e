"""A run that was trained, from Python."""

from __future__ import annotations

import math

import numpy as np

from nn.runs.run import _of_classes


def test_a_loss_of_sure_and_right_answers_is_zero_and_not_minus_zero() -> None:
    figures = _of_classes(np.eye(2, dtype=np.float32), np.array([0, 1]), ("no", "yes"))
    assert figures["loss"] == 0 and math.copysign(1, figures["loss"]) == 1
