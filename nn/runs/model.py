"""The model, optimiser and schedule that settings describe."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import nn.functional as F
from autograd import Tensor
from nn import layers, losses, optim
from nn.containers import Sequential
from nn.data import transforms
from nn.layers import ACTIVATIONS
from nn.module import Module
from nn.optim import lr_scheduler
from nn.runs.problem import Meaning
from nn.runs.settings import DATASETS, Settings


def build(settings: Settings, meaning: Meaning) -> Sequential:
    """Return the model of a run, with random weights.

    Raises:
        ValueError: if a "cnn" is wanted for inputs that are no images.
    """
    parts: list[Module] = []
    if not DATASETS.get(settings.data, (False,))[0] and len(meaning.shape) == 1:
        parts.append(layers.Standardize(meaning.shape[0]))
    activation, dropout = ACTIVATIONS[settings.activation], settings.dropout
    if settings.model == "cnn":
        if len(meaning.shape) != 3:
            raise ValueError(f"model cnn: it needs images, and an example has shape {meaning.shape}")
        channels, height, width = meaning.shape
        if min(height, width) < 4:
            raise ValueError(f"model cnn: it halves images twice, and these have {height} × {width} pixels")
        parts += [layers.Conv2d(channels, 16, 3, padding=1), activation(), layers.MaxPool2d(2)]
        parts += [layers.Conv2d(16, 32, 3, padding=1), activation(), layers.MaxPool2d(2), layers.Flatten()]
        inputs = 32 * (height // 4) * (width // 4)
        parts += [layers.Dropout(dropout)] if dropout else []
    else:
        inputs = math.prod(meaning.shape)
        parts += [layers.Flatten()] if len(meaning.shape) > 1 else []
    for n in settings.layers if settings.model == "mlp" else ():
        parts += [layers.Linear(inputs, n), activation(), *([layers.Dropout(dropout)] if dropout else [])]
        inputs = n
    parts.append(layers.Linear(inputs, meaning.outputs))
    if meaning.classes is None:
        parts.append(Rescale(meaning.outputs))
    return Sequential(*parts)


class Rescale(layers.Standardize):
    """Multiply by a standard deviation and add a mean: the inverse of standardising the targets, which `fit` takes."""

    def forward(self, input: Tensor) -> Tensor:
        """Return the input in the units of the targets."""
        return self.inverse(input)


def loss_of(model: Sequential, meaning: Meaning) -> Any:
    """Return the loss: cross-entropy, or the squared error as a share of the variance of the training targets."""
    if meaning.classes is not None:
        return losses.CrossEntropyLoss()
    scale: Any = model[-1]
    return lambda output, target: F.mse_loss(output / scale.std, target / scale.std)


def optimizer_of(settings: Settings, model: Module) -> optim.Optimizer:
    """Return the optimiser of a run."""
    kinds: dict[str, Any] = {"sgd": optim.SGD, "adam": optim.Adam, "adamw": optim.AdamW,
                             "rmsprop": optim.RMSprop, "adagrad": optim.Adagrad}  # fmt: skip
    given: dict[str, Any] = {"lr": settings.lr, "weight_decay": settings.weight_decay}
    if settings.optimizer == "sgd":
        given["momentum"] = settings.momentum
    optimizer: optim.Optimizer = kinds[settings.optimizer](model.parameters(), **given)
    return optimizer


def schedule_of(
    settings: Settings, optimizer: optim.Optimizer, batches: int
) -> tuple[lr_scheduler.LRScheduler | None, str]:
    """Return the schedule of a run, and whether it steps by "epoch" or "batch".

    Args:
        settings: of the run.
        optimizer: its optimiser.
        batches: the number of batches of an epoch.
    """
    epochs = settings.epochs or 1
    if settings.schedule == "cosine":
        return lr_scheduler.CosineAnnealingLR(optimizer, epochs * batches), "batch"
    if settings.schedule == "step":
        return lr_scheduler.StepLR(optimizer, max(1, math.ceil(epochs / 3))), "epoch"
    if settings.schedule == "plateau":
        return lr_scheduler.ReduceLROnPlateau(optimizer, patience=3), "epoch"
    if settings.schedule == "one-cycle":
        return lr_scheduler.OneCycleLR(
            optimizer, settings.lr or 0.1, total_steps=epochs * batches, cycle_momentum=False
        ), "batch"
    return None, "epoch"


def augmentation(settings: Settings) -> Callable[[Any], Any] | None:
    """Return the transform of training batches, or None."""
    wanted: list[Any] = []
    if settings.rotate:
        wanted.append(transforms.RandomRotation(settings.rotate))
    if settings.scale:
        wanted.append(transforms.RandomScale(1 - settings.scale, 1 + settings.scale))
    if settings.shift:
        wanted.append(transforms.RandomShift(settings.shift))
    if settings.flip:
        wanted.append(transforms.RandomFlip(settings.flip))
    if settings.noise:
        wanted.append(transforms.RandomNoise(settings.noise))
    return transforms.Compose(wanted) if wanted else None
