"""List the exercises by the names of their files."""

from __future__ import annotations

import runpy
from pathlib import Path

from nn.exercises import arrays, attention, binary, convolution, layers, losses, scalars, steps, walk
from nn.exercises.exercise import Exercise

EXERCISES: dict[str, Exercise] = {
    "01_multiply": scalars.multiply,
    "02_fan_out": scalars.fan_out,
    "03_tanh": scalars.tanh,
    "04_chain": scalars.chain,
    "05_divide_and_power": scalars.divide_and_power,
    "06_backward_walk": walk.backward_walk,
    "07_differences": scalars.differences,
    "08_relu": scalars.relu,
    "09_bias": arrays.bias,
    "10_matmul": arrays.matmul,
    "11_sum_and_mean": arrays.sum_and_mean,
    "12_softmax": losses.softmax,
    "13_cross_entropy": losses.cross_entropy,
    "14_binary_cross_entropy": binary.binary_cross_entropy,
    "15_linear": layers.linear,
    "16_batch_norm": layers.batch_norm,
    "17_convolution": convolution.convolution,
    "18_momentum": steps.momentum,
    "19_adam": steps.adam,
    "20_attention": attention.attention,
}


def exercise_of(name: str, course: Path | None) -> Exercise:
    """Return one exercise.

    Args:
        name: that of its file, such as "09_bias".
        course: a folder whose checks.py defines EXERCISES; None for the twenty.

    Raises:
        ValueError: if checks.py fails, or has no such exercise.
    """
    if course is None:
        return EXERCISES[name]
    checks = course / "checks.py"
    try:
        found: Exercise = runpy.run_path(str(checks))["EXERCISES"][name]
    except Exception as error:
        raise ValueError(f"{checks} gives no exercise {name}: {type(error).__name__}: {error}") from error
    return found
