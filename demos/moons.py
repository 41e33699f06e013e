"""Train a network of single numbers until it tells all points of two half moons apart.

Each number is a Value, so the loss of 100 points is a graph of 65,418 nodes. The loss is micrograd's: a hinge, which is
0 for a point on the right side with a margin of 1, and a small penalty on large weights.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nn
from autograd import Value
from demos._command import Options, announce, prepare, progress, run
from nn import plots
from nn.scalar import MLP

POINTS = 100
STEPS = 100
PENALTY = 1e-4
SHOWN = {*range(10), *range(10, 30, 2), *range(30, STEPS, 10)}  # the steps in the animation

Points = list[list[float]]


@dataclass
class Step:
    """The loss before a step, and the share of points on the right side."""

    loss: float
    accuracy: float


def points(n: int = POINTS, seed: int = 0) -> tuple[Points, list[int]]:
    """Return points and their classes, −1 and 1."""
    inputs, labels = nn.datasets.moons(n, seed=seed).tensors
    return inputs.tolist(), (2 * labels - 1).tolist()


def loss_of(model: MLP, inputs: Points, signs: list[int]) -> tuple[Value, float]:
    """Return the loss, and the share of points whose score has the right sign."""
    scores = [model(point) for point in inputs]
    hinges = [(1 - sign * score).relu() for score, sign in zip(scores, signs)]
    penalty = PENALTY * sum((p * p for p in model.parameters()), Value(0.0))
    right = sum((score.data > 0) == (sign > 0) for score, sign in zip(scores, signs))
    return sum(hinges, Value(0.0)) / len(hinges) + penalty, right / len(signs)


def train(
    model: MLP,
    inputs: Points,
    signs: list[int],
    steps: int = STEPS,
    look: Callable[[int], None] = lambda step: None,
) -> list[Step]:
    """Train by gradient descent on all points, with a rate that falls from 1 to 0.1. Call `look` before each step."""
    history = []
    for step in progress(range(steps), "training"):
        look(step)
        loss, accuracy = loss_of(model, inputs, signs)
        model.zero_grad()
        loss.backward()
        rate = 1 - 0.9 * step / steps
        for p in model.parameters():
            p.data -= rate * p.grad
        history.append(Step(loss.data, accuracy))
    return history


def frame(model: MLP, inputs: Points, signs: list[int], step: int) -> Any:
    """Return a picture of the boundary before a step, for the animation."""
    figure = plots.new_figure(5.4, 4)
    axis = figure.subplots()
    plots.decision_boundary(model, inputs, signs, margin=1, axis=axis, title=f"step {step}")
    return figure


def save_boundary(model: MLP, inputs: Points, signs: list[int], history: list[Step], path: Path) -> None:
    """Draw the boundary of the network, its margins, the points, and the losses."""
    figure = plots.new_figure(11, 4.4)
    left, right = figure.subplots(1, 2, width_ratios=[3, 2])
    title = "The boundary (score 0) and the margins (score ±1)"
    plots.decision_boundary(model, inputs, signs, margin=1, axis=left, title=title)
    right.plot(range(len(history)), [step.loss for step in history], color=plots.BLUE)
    right.set(title="Loss", xlabel="steps", ylabel="hinge loss and penalty", yscale="log")
    plots.plain(right)
    plots.save_figure(figure, path)


def main() -> None:
    """Train the network, print its progress, and draw the boundary."""
    options = Options("moons", __doc__ or "").parse_args()
    prepare(options.out)
    random.seed(options.seed)
    inputs, signs = points(seed=options.seed)
    model = MLP(2, [16, 16, 1])
    print(f"{len(inputs)} points, network 2-16-16-1 with {len(model.parameters())} parameters, all of them Values\n")
    frames: list[Any] = []

    def look(step: int) -> None:
        if step in SHOWN:
            frames.append(frame(model, inputs, signs, step))

    history = train(model, inputs, signs, look=look)
    loss, accuracy = loss_of(model, inputs, signs)
    history.append(Step(loss.data, accuracy))
    print("steps      loss   right")
    for number in (0, 1, 2, 5, 10, 20, 50, STEPS):
        print(f"{number:5}{history[number].loss:10.4f}{history[number].accuracy:8.0%}")
    print()
    save_boundary(model, inputs, signs, history, options.out / "boundary.png")
    announce("decision boundary", options.out / "boundary.png")
    plots.save_animation([*frames, frame(model, inputs, signs, STEPS)], options.out / "training.gif")
    announce("boundary that moves", options.out / "training.gif")


if __name__ == "__main__":
    run(main, "matplotlib", "tqdm")
