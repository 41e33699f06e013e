"""A run that was trained, from Python."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

import autograd
from nn.data import TensorDataset
from nn.runs.run import _of_classes, train
from nn.runs.settings import Settings


def test_a_loss_of_sure_and_right_answers_is_zero_and_not_minus_zero() -> None:
    figures = _of_classes(np.eye(2, dtype=np.float32), np.array([0, 1]), ("no", "yes"))
    assert figures["loss"] == 0 and math.copysign(1, figures["loss"]) == 1


def test_a_loss_of_sure_and_wrong_answers_is_exact(tmp_path: Path) -> None:
    run = train(Settings("moons", model="softmax", epochs=1), tmp_path, progress=False)
    linear = run.model[-1]
    linear.weight.data.zero_()
    linear.bias.data = autograd.tensor([200.0, 0.0])
    points = TensorDataset(autograd.zeros(3, 2), autograd.tensor([1, 1, 1]))
    assert run.evaluate(points)["loss"] == pytest.approx(200)
