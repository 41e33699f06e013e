"""Train the network that recognises digits in the lab."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import autograd
from nn import io
from nn.containers import Sequential
from nn.data import DataLoader
from nn.data.augmented import Augmented
from nn.data.transforms import Compose, RandomRotation, RandomScale, RandomShift
from nn.datasets.images import mnist
from nn.layers import Flatten, Linear, ReLU
from nn.losses import CrossEntropyLoss
from nn.optim import Adam
from nn.training import Trainer

EPOCHS = 8


def digit_weights(data: Path | None, say: Callable[[str], None], epochs: int = EPOCHS) -> bytes:
    """Return the safetensors file of a network 784-128-10 trained on MNIST.

    The images are shifted, turned and scaled at random, because a mouse draws less neatly than a pen. It seeds
    chainrule's random numbers.

    Args:
        data: the folder of MNIST; by default as for `nn.datasets.mnist`.
        say: is called with a line about the training.
        epochs: how often all images are shown.

    Raises:
        DatasetError: if MNIST cannot be had.
    """
    train, test = mnist(data)
    autograd.manual_seed(0)
    model = Sequential(Flatten(), Linear(784, 128), ReLU(), Linear(128, 10))
    optimizer: Any = Adam(model.parameters(), lr=0.002)
    changed = Augmented(
        DataLoader(train, batch_size=64, shuffle=True),
        Compose([RandomShift(2), RandomRotation(12), RandomScale(0.9, 1.1)]),
    )
    trainer = Trainer(model, CrossEntropyLoss(), optimizer, metrics=["accuracy"], progress=False)
    trainer.fit(changed, epochs=epochs)
    say(f"the network for digits: {100 * trainer.evaluate(test)['accuracy']:.2f} % of MNIST's test images are right")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "digit.safetensors"
        io.save(model.state_dict(), path)
        return path.read_bytes()
