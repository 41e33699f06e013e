"""The pictures of a run."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from autograd.extend import Array, array_of
from nn import plots
from nn.layers import Conv2d, Linear
from nn.optim import SGD
from nn.runs.model import loss_of
from nn.runs.run import Run
from nn.training import Watch


def draw_all(run: Run, folder: Path) -> Iterator[tuple[str, Path]]:
    """Draw all pictures that the run's data allow, and yield the name and the path of each.

    Raises:
        ImportError: if matplotlib is missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    inputs, targets = run.problem.test.tensors[:2]
    outputs, truth, classes = run.outputs(inputs), array_of(targets), run.meaning.classes
    if len(run.history):
        plots.save_history(run.history, folder / "curves.png")
        yield "curves", folder / "curves.png"
    if classes is None:
        plots.save_predictions(outputs[:, 0], truth[:, 0], run.problem.name, folder / "predictions.png")
        yield "predictions", folder / "predictions.png"
    else:
        counts = np.array(run.evaluate()["confusion"])
        plots.save_confusion(counts, classes, folder / "confusion.png")
        yield "confusion matrix", folder / "confusion.png"
        if len(run.meaning.shape) == 3:
            plots.save_mistakes(_pictures(array_of(inputs)), truth, outputs, folder / "mistakes.png", classes)
            yield "mistakes", folder / "mistakes.png"
    weights = _first_weights(run)
    if weights is not None:
        plots.save_weights(weights, folder / "weights.png")
        yield "first layer", folder / "weights.png"
    plots.save_gradient_flow(_gradients(run), folder / "gradients.png")
    yield "gradient flow", folder / "gradients.png"


def _pictures(images: Array) -> Array:
    """Return images (N, C, H, W) as (N, H, W) for grey ones, else (N, H, W, 3)."""
    return images[:, 0] if images.shape[1] == 1 else images.transpose(0, 2, 3, 1)


def _first_weights(run: Run) -> Array | None:
    """Return the weights of each unit of the first layer as pictures, at most 128; None if they are none."""
    layer = next((m for m in run.model.modules() if isinstance(m, Linear | Conv2d)), None)
    if layer is None or len(run.meaning.shape) != 3:
        return None
    weights = array_of(layer.weight)
    channels, *sides = run.meaning.shape
    if isinstance(layer, Linear):
        weights = weights.reshape(-1, channels, *sides)
    averaged: Array = weights[:128].mean(1)
    return averaged


def _gradients(run: Run) -> dict[str, float]:
    """Return the norm of the gradient of each weight, for one batch of the training data."""
    inputs, targets = run.problem.train[: run.settings.batch_size or 64]
    optimizer = SGD(run.model.parameters(), lr=0.0)
    model = run.model
    with warnings.catch_warnings(action="ignore"), Watch(model, optimizer) as watch:
        model.train()
        loss_of(model, run.meaning)(model(inputs), targets).backward()
        optimizer.step()
        model.eval()
    optimizer.zero_grad()
    return watch.gradients
