"""A small training with every part that draws random numbers or keeps a state."""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

import autograd
import nn
from autograd import Tensor
from nn.data import DataLoader, Dataset, TensorDataset
from nn.training import EarlyStopping, History


class Noisy(Dataset[Any]):
    """Samples with noise from Python's and NumPy's generators."""

    def __init__(self, x: Tensor, y: Tensor) -> None:
        self.x, self.y = x, y

    def __len__(self) -> int:
        return len(self.x)

    def __getitem__(self, i: int) -> tuple[Tensor, Tensor]:
        return self.x[i] + random.gauss(0, 0.01) + float(np.random.normal(0, 0.01)), self.y[i]


def points(n: int = 60) -> tuple[Tensor, Tensor]:
    """Return points in the plane, and whether they lie in a circle."""
    x = autograd.randn(n, 2, generator=autograd.Generator(1))
    return x, (x.pow(2).sum(1) < 1.2).long()


def trainer(out: Path | None = None, **settings: Any) -> nn.Trainer:
    """Return a trainer of a network with dropout and batch norm, from the seed 0."""
    autograd.manual_seed(0)
    random.seed(0)
    np.random.seed(0)
    model = nn.Sequential(nn.Linear(2, 16), nn.BatchNorm1d(16), nn.ReLU(), nn.Dropout(0.2), nn.Linear(16, 2))
    optimizer = nn.optim.Adam(model.parameters(), lr=0.01)
    given: dict[str, Any] = {
        "metrics": ["accuracy"],
        "schedule": nn.optim.lr_scheduler.CosineAnnealingLR(optimizer, 6),
        "clip_norm": 1.0,
        "callbacks": [EarlyStopping(3)],
        "out": out,
        "progress": False,
    }
    return nn.Trainer(model, nn.CrossEntropyLoss(), optimizer, **{**given, **settings})


def train(out: Path | None, resume: bool = False, noisy: bool = True, epochs: int = 6) -> tuple[nn.Trainer, History]:
    """Train it, and return the trainer and the history."""
    made = trainer(out, save_every=2)
    x, y = points()
    data: Any = Noisy(x, y) if noisy else TensorDataset(x, y)
    history = made.fit(data, 0.2, epochs=epochs, batch_size=8, resume=resume)
    return made, history


def same(a: Any, b: Any) -> bool:
    """Return whether two state dicts are equal bit by bit."""
    return a.keys() == b.keys() and all(np.array_equal(a[k].numpy(), b[k].numpy()) for k in a)


def figures(history: History) -> list[dict[str, float]]:
    """Return the rows without their times."""
    return [{k: v for k, v in row.items() if k != "seconds"} for row in history]


def loader(x: Tensor, y: Tensor) -> DataLoader:
    """Return a loader with a generator of its own."""
    return DataLoader(TensorDataset(x, y), 8, shuffle=True, generator=autograd.Generator(4))


def main(arguments: Sequence[str]) -> None:
    """Train into a folder, and resume if it holds a checkpoint: `example.py FOLDER`."""
    out = Path(arguments[0])
    train(out, resume=(out / "checkpoint.safetensors").exists())


if __name__ == "__main__":
    main(sys.argv[1:])
