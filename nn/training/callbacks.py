"""Callbacks: objects that a Trainer calls at certain moments."""

from __future__ import annotations

import copy
import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nn.training.trainer import Trainer


class Callback:
    """The base class of callbacks. A subclass defines the methods that it needs; the others do nothing.

    A callback may read everything of the trainer, change `trainer.optimizer`'s settings, add figures to
    `trainer.history.rows[-1]`, and call `trainer.stop(why)`.
    """

    def on_fit_begin(self, trainer: Trainer) -> None:
        """Be called before the first epoch of each `fit`, after a checkpoint was read."""

    def on_step(self, trainer: Trainer) -> None:
        """Be called after each step of the optimiser."""

    def on_epoch_end(self, trainer: Trainer) -> None:
        """Be called after each epoch and its validation. Its row is the last of the history."""

    def on_fit_end(self, trainer: Trainer) -> None:
        """Be called at the end of `fit`, before the model is saved."""

    def state_dict(self) -> dict[str, Any]:
        """Return what a checkpoint must hold to resume: plain data and tensors."""
        return {}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Return to a state that `state_dict` gave."""


class EarlyStopping(Callback):
    """Stop when a figure has not become better for `patience` epochs, and return to the best weights.

    Args:
        patience: the number of epochs without a better figure that are allowed.
        monitor: the figure's name in the history. By default "validation_loss", or "loss" without validation.
        min_delta: how much better it must be.
        largest: whether larger is better. By default, if the name ends with "accuracy".
        restore_best: whether the model gets the weights of the best epoch at the end.

    Attributes:
        best: the best figure so far.
        best_epoch: its epoch.

    Raises:
        ValueError: if `patience` is below 1 or `min_delta` negative.
        KeyError: after the first epoch, if the history has no such figure.
    """

    def __init__(
        self,
        patience: int = 5,
        monitor: str | None = None,
        min_delta: float = 0.0,
        largest: bool | None = None,
        restore_best: bool = True,
    ) -> None:
        if patience < 1 or min_delta < 0:
            raise ValueError(
                f"EarlyStopping(): patience is at least 1 and min_delta at least 0, got {patience} and {min_delta}"
            )
        self.patience, self.monitor, self.min_delta = patience, monitor, min_delta
        self.largest, self.restore_best = largest, restore_best
        self._resumed = False
        self._forget()

    def _forget(self) -> None:
        self.best, self.best_epoch, self._waited = math.nan, 0, 0
        self._weights: dict[str, Any] | None = None

    def on_fit_begin(self, trainer: Trainer) -> None:
        """Begin anew. In a further `fit` the best figure so far counts, and the waiting begins anew."""
        resumed, self._resumed = self._resumed, False
        if not len(trainer.history):
            self._forget()
        elif not resumed:
            self._waited = 0
        elif self._waited >= self.patience:
            self._stop(trainer)

    def on_epoch_end(self, trainer: Trainer) -> None:
        """Compare the figure with the best one."""
        row = trainer.history.rows[-1]
        name = self.monitor or ("validation_loss" if "validation_loss" in row else "loss")
        if name not in row:
            raise KeyError(f"EarlyStopping(): the history has no {name!r}; it has {', '.join(row)}")
        largest = name.endswith("accuracy") if self.largest is None else self.largest
        gain = (row[name] - self.best) * (1 if largest else -1)
        if gain > self.min_delta or (math.isnan(self.best) and not math.isnan(row[name])):
            self.best, self.best_epoch, self._waited = row[name], int(row["epoch"]), 0
            if self.restore_best:
                self._weights = copy.deepcopy(trainer.model.state_dict())
        else:
            self._waited += 1
            if self._waited >= self.patience:
                self._stop(trainer)

    def _stop(self, trainer: Trainer) -> None:
        if self.best_epoch:
            trainer.stop(f"no better figure than that of epoch {self.best_epoch} for {self._waited} epochs")
        else:
            trainer.stop(f"{self.monitor or 'the loss'} was NaN for {self._waited} epochs")

    def on_fit_end(self, trainer: Trainer) -> None:
        """Return to the best weights."""
        if self._weights is not None:
            trainer.model.load_state_dict(self._weights)

    def state_dict(self) -> dict[str, Any]:
        """Return the best figure, its epoch and weights, and the number of epochs since."""
        return {"best": self.best, "best_epoch": self.best_epoch, "waited": self._waited, "weights": self._weights}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Return to a state that `state_dict` gave."""
        self.best, self.best_epoch = state_dict["best"], state_dict["best_epoch"]
        self._waited, self._weights = state_dict["waited"], state_dict["weights"]
        self._resumed = True
