"""The settings of a run. This module needs no NumPy, so that `chainrule --help` is quick."""

from __future__ import annotations

import dataclasses
import math
import os
from typing import Any

# Data sets by name: whether they are images, and the batch size and the number of epochs by default.
DATASETS = {
    "mnist": (True, 64, 10),
    "fashion-mnist": (True, 64, 10),
    "cifar10": (True, 64, 10),
    "digits": (True, 16, 20),
    "xor": (False, 4, 500),
    "moons": (False, 16, 50),
    "circles": (False, 16, 50),
    "spirals": (False, 16, 200),
    "house-prices": (False, 16, 50),
}
DEFAULTS = (False, 32, 50)  # of a user's files
PRESETS = ("mlp", "softmax", "cnn")
ACTIVATIONS = "relu leaky_relu elu gelu sigmoid tanh silu softplus softsign identity".split()
OPTIMIZERS = {"sgd": 0.1, "adam": 0.001, "adamw": 0.001, "rmsprop": 0.001, "adagrad": 0.01}  # the rate by default
SCHEDULES = ("constant", "cosine", "step", "plateau", "one-cycle")
OPEN_SCHEDULES = ("constant", "plateau")  # which do not depend on the number of epochs


@dataclasses.dataclass(frozen=True)
class Settings:
    """What describes a training, apart from the folder that keeps it.

    Attributes:
        data: a name of `DATASETS`; or a path of a CSV or NPZ file, or of a folder of images with a subfolder per class.
        folder: where the files of a named data set are; None to find or download them.
        target: the column of a CSV file to predict.
        task: "classification" or "regression"; None to see from the target.
        ignore, categorical: columns of a CSV file to leave out, and columns whose numbers are read as texts.
        missing: "error" or "drop", for rows of a CSV file with missing values.
        delimiter, encoding: of a CSV file.
        size: height and width of a folder's images; None if they have one size.
        model: "mlp"; "softmax" for no hidden layer; "cnn" for two convolutions with pooling.
        layers: the sizes of the hidden layers.
        activation: a name of `ACTIVATIONS`.
        dropout: the share of units that are left out after each hidden layer.
        optimizer: a name of `OPTIMIZERS`.
        lr: the learning rate; None for the optimiser's own.
        momentum: of sgd.
        weight_decay: the L2 penalty; of adamw, the decoupled decay.
        schedule: a name of `SCHEDULES`.
        clip_norm: the largest norm of the gradients; None for no limit.
        batch_size, epochs: None for those of the data set.
        validation: the share of the training data that is held out.
        test: the share of a user's data that is kept for the test.
        patience: stop after so many epochs without a better validation loss; None never stops.
        shift, rotate, scale, noise, flip: augmentation of images: pixels, degrees, share, standard deviation,
            probability; 0 for none.
        seed: of all random numbers.
    """

    data: str
    folder: str | None = None
    target: str | None = None
    task: str | None = None
    ignore: tuple[str, ...] = ()
    categorical: tuple[str, ...] = ()
    missing: str = "error"
    delimiter: str = ","
    encoding: str = "utf-8"
    size: tuple[int, int] | None = None
    model: str = "mlp"
    layers: tuple[int, ...] = (128, 64)
    activation: str = "relu"
    dropout: float = 0.0
    optimizer: str = "sgd"
    lr: float | None = None
    momentum: float = 0.0
    weight_decay: float = 0.0
    schedule: str = "constant"
    clip_norm: float | None = None
    batch_size: int | None = None
    epochs: int | None = None
    validation: float = 0.1
    test: float = 0.2
    patience: int | None = None
    shift: int = 0
    rotate: float = 0.0
    scale: float = 0.0
    noise: float = 0.0
    flip: float = 0.0
    seed: int = 0

    def __post_init__(self) -> None:
        choices: list[tuple[str, Any]] = [
            ("model", PRESETS), ("activation", ACTIVATIONS), ("optimizer", OPTIMIZERS), ("schedule", SCHEDULES),
            ("task", ("classification", "regression", None)), ("missing", ("error", "drop")),
        ]  # fmt: skip
        for name, allowed in choices:
            if getattr(self, name) not in allowed:
                raise ValueError(f"{name}: expected one of {', '.join(map(str, allowed))}, got {getattr(self, name)!r}")
        for name, low, high in _RANGES:
            value = getattr(self, name)
            if value is not None and not low <= value < high:
                raise ValueError(f"{name}: expected {low} or more and below {high}, got {value}")
        if self.lr is not None and not 0 < self.lr < math.inf:
            raise ValueError(f"lr: expected a number above 0, got {self.lr}")
        if not self.test > 0:
            raise ValueError(f"test: expected a share above 0, got {self.test}")
        if any(n < 1 for n in self.layers):
            raise ValueError(f"layers: expected sizes of 1 or more, got {' '.join(map(str, self.layers))}")
        if self.momentum and self.optimizer != "sgd":
            raise ValueError(f"momentum: it is of sgd, and the optimizer is {self.optimizer}")

    def resolved(self) -> Settings:
        """Return the settings with the defaults of the data set and the optimiser in place of None.

        Paths become absolute, so that the run can be used from any folder.
        """
        _, batch_size, epochs = DATASETS.get(self.data, DEFAULTS)
        return dataclasses.replace(
            self,
            data=self.data if self.data in DATASETS else os.path.abspath(self.data),
            folder=None if self.folder is None else os.path.abspath(self.folder),
            lr=OPTIMIZERS[self.optimizer] if self.lr is None else self.lr,
            batch_size=self.batch_size or batch_size,
            epochs=self.epochs or epochs,
            layers=() if self.model == "softmax" else self.layers,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the settings as plain data for JSON."""
        return dataclasses.asdict(self)

    @staticmethod
    def from_dict(given: dict[str, Any]) -> Settings:
        """Return the settings of such data.

        Raises:
            ValueError: for an unknown name, or a value out of range.
        """
        known = {field.name for field in dataclasses.fields(Settings)}
        if given.keys() - known:
            raise ValueError(f"unknown settings: {', '.join(sorted(given.keys() - known))}")
        lists = {k: tuple(v) for k, v in given.items() if isinstance(v, list)}
        return Settings(**{**given, **lists})


_RANGES: list[tuple[str, float, float]] = [
    ("dropout", 0, 1), ("momentum", 0, 1), ("weight_decay", 0, math.inf), ("clip_norm", 0, math.inf),
    ("batch_size", 1, 10**9), ("epochs", 1, 10**9), ("validation", 0, 1), ("test", 0, 1), ("patience", 1, 10**9),
    ("shift", 0, 10**6), ("rotate", 0, 360), ("scale", 0, 1), ("noise", 0, math.inf), ("flip", 0, 1.0000001),
    ("seed", 0, 2**63),
]  # fmt: skip
