"""A run: train it, keep it in a folder, and use what was learned."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

import autograd
import nn.functional as F
from autograd import Tensor, no_grad
from autograd.extend import Array, array_of, tensor_of, write_atomically
from nn.containers import Sequential
from nn.data import Augmented, DataLoader, TensorDataset, random_split
from nn.datasets.folder import read_image
from nn.distributed import Communicator
from nn.io import load
from nn.layers import Standardize
from nn.runs import problem as problems
from nn.runs.model import augmentation, build, loss_of, optimizer_of, schedule_of
from nn.runs.problem import Meaning, Problem
from nn.runs.settings import DATASETS, OPEN_SCHEDULES, Settings
from nn.training import Callback, EarlyStopping, History, Trainer
from nn.training.checkpoints import CHECKPOINT, HISTORY, MODEL
from nn.training.team import Team

DESCRIPTION = "run.json"
_BATCH = 1024  # examples at a time where nothing is learned


class RunError(ValueError):
    """A folder that is no run, or settings that do not fit. The message is one line."""


class Run:
    """A training in a folder: its settings, the model, the history.

    Args:
        folder: where it is kept.
        settings: what was trained.
        meaning: of its inputs and targets.
        model: with its weights.
        history: of its epochs.
        problem: its data, if they are loaded already.
    """

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        meaning: Meaning,
        model: Sequential,
        history: History,
        problem: Problem | None = None,
    ) -> None:
        self.folder, self.settings, self.meaning, self.model = folder, settings, meaning, model
        self.history, self._problem = history, problem

    @staticmethod
    def load(folder: str | os.PathLike[str]) -> Run:
        """Return the run in a folder, with the weights that it ended with, or of its last checkpoint.

        Raises:
            RunError: if the folder holds no run, or a file of it cannot be read.
        """
        path = Path(folder)
        settings, meaning = _described(path)
        finished = (path / MODEL).exists()
        if not finished and not (path / CHECKPOINT).exists():
            raise RunError(f"{path}: the training was stopped before its first epoch; --resume begins it again")
        try:
            model = build(settings, meaning)
            model.load_state_dict(load(path / MODEL) if finished else load(path / CHECKPOINT)["model"])
            rows = (path / HISTORY).read_text(encoding="utf-8") if (path / HISTORY).exists() else ""
            history = History.from_json_lines(rows)
        except (KeyError, ValueError, TypeError, OSError) as error:
            raise RunError(f"{path}: cannot be read: {' '.join(str(error).split())}") from None
        model.eval()
        return Run(path, settings, meaning, model, history)

    @property
    def problem(self) -> Problem:
        """Its data, loaded when they are asked for first.

        Raises:
            DatasetError: if they cannot be read.
            RunError: if they are not those of the training. Some of the test data might have been learned from.
        """
        if self._problem is None:
            self._problem = _loaded(self.settings, self.folder)
        return self._problem

    def outputs(self, inputs: Tensor) -> Array:
        """Return what the model gives: probabilities (N, classes), or numbers (N, outputs).

        Raises:
            RunError: if the inputs have another shape than those of the training.
        """
        if inputs.shape[1:] != self.meaning.shape:
            raise RunError(f"an example has shape {inputs.shape[1:]}, the run learned from {self.meaning.shape}")
        self.model.eval()
        with no_grad():
            parts = [array_of(self._answer(inputs[i : i + _BATCH])) for i in range(0, len(inputs), _BATCH)]
        return np.concatenate(parts)

    def read(self, path: str) -> TensorDataset:
        """Return the examples of a file with targets, in the form of the training data.

        Raises:
            DatasetError: if it cannot be read.
            RunError: if it holds no targets, or other classes.
        """
        examples = problems.read(path, self.settings, self.meaning)
        if len(examples.tensors) < 2:
            raise RunError(f"{path}: holds no targets, so nothing can be measured")
        if examples.classes != self.meaning.classes:
            raise RunError(
                f"{path}: has the classes {_listed(examples.classes)}, the run {_listed(self.meaning.classes)}"
            )
        return examples

    def inputs(self, path: str) -> Tensor:
        """Return the inputs of a file: an image, or the rows of a CSV or NPZ file, with targets or without.

        Raises:
            DatasetError: if it cannot be read.
            RunError: if an image is wanted and the run learned from something else.
        """
        if Path(path).suffix.lower() in (".csv", ".npz") or os.path.isdir(path):
            return problems.read(path, self.settings, self.meaning, targets=False).tensors[0]
        if len(self.meaning.shape) != 3:
            raise RunError(f"{path}: the run learned from rows of numbers; give a .csv or .npz file")
        channels, height, width = self.meaning.shape
        image = read_image(path, (height, width), channels)
        planes = image[None, None] if channels == 1 else image.transpose(2, 0, 1)[None]
        return tensor_of(planes.astype(np.float32) / np.float32(255))

    def _answer(self, inputs: Tensor) -> Tensor:
        output: Tensor = self.model(inputs)
        # In float32 a probability below 1e-45 is 0, and the loss infinite.
        return output if self.meaning.classes is None else F.softmax(output.double(), dim=1)

    def evaluate(self, examples: TensorDataset | None = None) -> dict[str, Any]:
        """Return the figures on examples, by default the test data.

        For classes: "examples", "loss", "accuracy", "confusion" (a row for each true class), and for each class its
        "precision" and "recall". For numbers: "examples", "loss" (mean squared error), "mean_absolute_error", "r2".
        """
        inputs, targets = (self.problem.test if examples is None else examples).tensors[:2]
        found, truth = self.outputs(inputs), array_of(targets)
        if self.meaning.classes is None:
            return _of_numbers(found, truth)
        return _of_classes(found, truth, self.meaning.classes)


def train(
    settings: Settings,
    out: str | os.PathLike[str],
    *,
    resume: bool = False,
    overwrite: bool = False,
    progress: bool | None = None,
    callbacks: Iterable[Any] = (),
    comm: Communicator | None = None,
) -> Run:
    """Train what settings describe, and keep it in a folder.

    Args:
        settings: of the run.
        out: the folder.
        resume, overwrite: as for `Trainer.fit`. A run is resumed with its own settings; there may be more epochs than
            before, unless the schedule depends on their number.
        progress: as for `Trainer`.
        callbacks: as for `Trainer`.
        comm: as for `Trainer`.

    Raises:
        RunError: if the folder holds a run of other settings, or the settings do not fit the data.
        DatasetError: if the data cannot be read.
        FileExistsError: if the folder holds a run, without `resume` and `overwrite`.
    """
    folder, team = Path(out), Team(comm)
    settings = settings.resolved()
    resume = team.first(lambda: _may_resume(folder, settings, resume, overwrite))
    problem = _loaded(settings, folder) if resume else problems.load(settings)
    autograd.manual_seed(settings.seed)
    try:
        model = build(settings, problem.meaning)
    except ValueError as error:
        raise RunError(str(error)) from None
    for layer, values in ((model[0], problem.train.tensors[0]), (model[-1], problem.train.tensors[1])):
        if isinstance(layer, Standardize):
            layer.fit(values)
    trainer, train_loader, held = _prepared(settings, problem, model, folder, progress, callbacks, comm)
    team.first(lambda: _begin(folder, settings, problem, resume))
    history = trainer.fit(train_loader, held, epochs=settings.epochs or 1, resume=resume, overwrite=True)
    model.eval()
    return Run(folder, settings, problem.meaning, model, history, problem)


def _may_resume(folder: Path, settings: Settings, resume: bool, overwrite: bool) -> bool:
    """Return whether there is a checkpoint to resume.

    Raises:
        RunError: if the folder holds a run of other settings that is to be resumed.
        FileExistsError: if it holds a run that is neither to be resumed nor replaced.
    """
    if not (folder / DESCRIPTION).exists():
        return False
    if resume:
        former, _ = _described(folder)
        if (settings.epochs or 0) > (former.epochs or 0) and settings.schedule in OPEN_SCHEDULES:
            former = dataclasses.replace(former, epochs=settings.epochs)
        if former != settings:
            raise RunError(
                f"{folder}: is a run of other settings ({_difference(former, settings)}); take another folder"
            )
        return (folder / CHECKPOINT).exists()
    if not overwrite:
        raise FileExistsError(f"{folder} holds a run already; --resume continues it, --overwrite replaces it")
    return False


def _loaded(settings: Settings, folder: Path) -> Problem:
    """Return the data of the run in a folder, which must be those that it began with."""
    problem = problems.load(settings)
    if _digest(settings, problem) != _description(folder)["digest"]:
        raise RunError(
            f"{settings.data}: has changed since the run in {folder} began; take the old data or another folder, "
            "and measure on new data with evaluate --on"
        )
    return problem


def _digest(settings: Settings, problem: Problem) -> str | None:
    """Return the checksum of a user's data; None for data sets by name, which do not change."""
    return None if settings.data in DATASETS else problem.digest()


def _begin(folder: Path, settings: Settings, problem: Problem, resume: bool) -> None:
    """Write the description of a run, after all that the folder holds of a former one, or a shorter one, is removed."""
    folder.mkdir(parents=True, exist_ok=True)
    if resume and _described(folder)[0] == settings:
        return
    for name in (MODEL,) if resume else (CHECKPOINT, HISTORY, MODEL):
        (folder / name).unlink(missing_ok=True)
    description = {
        "version": 1,
        "settings": settings.to_dict(),
        "meaning": problem.meaning.to_dict(),
        "digest": _digest(settings, problem),
    }
    write_atomically(folder / DESCRIPTION, (json.dumps(description, indent=1) + "\n").encode())


def _prepared(
    settings: Settings,
    problem: Problem,
    model: Sequential,
    folder: Path,
    progress: bool | None,
    callbacks: Iterable[Any],
    comm: Communicator | None,
) -> tuple[Trainer, Any, Any]:
    """Return the trainer, and the loaders of the training and validation data."""
    batch_size = settings.batch_size or 1
    count = round(len(problem.train) * settings.validation)
    learned: Any = problem.train
    held = None
    if count == len(problem.train):
        raise RunError(f"validation {settings.validation:g} leaves none of {count} examples to train on")
    if count:
        learned, part = random_split(problem.train, [len(problem.train) - count, count])
        held = DataLoader(part, 256)
    loader: Any = DataLoader(learned, batch_size, shuffle=True)
    transform = augmentation(settings)
    if transform is not None:
        if len(problem.meaning.shape) != 3:
            raise RunError(f"augmentation is for images, and an example has shape {problem.meaning.shape}")
        loader = Augmented(loader, transform)
    classes = problem.meaning.classes is not None
    optimizer = optimizer_of(settings, model)
    schedule, by = schedule_of(settings, optimizer, len(loader))
    stopping: list[Callback] = [] if settings.patience is None else [EarlyStopping(settings.patience)]
    trainer = Trainer(
        model,
        loss_of(model, problem.meaning),
        optimizer,
        metrics=["accuracy"] if classes else ["mean_absolute_error"],
        schedule=schedule,
        schedule_by=by,
        clip_norm=settings.clip_norm,
        callbacks=[*stopping, *callbacks],
        out=folder,
        progress=progress,
        comm=comm,
    )
    return trainer, loader, held


def _described(folder: Path) -> tuple[Settings, Meaning]:
    given = _description(folder)
    try:
        return Settings.from_dict(given["settings"]), Meaning.from_dict(given["meaning"])
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RunError(f"{folder / DESCRIPTION}: is no description of a run: {' '.join(str(error).split())}") from None


def _description(folder: Path) -> dict[str, Any]:
    """Return what `_begin` wrote."""
    path = folder / DESCRIPTION
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RunError(f"{folder}: there is no run; `chainrule train … --out {folder}` makes one") from None
    except (OSError, ValueError) as error:
        raise RunError(f"{path}: is no description of a run: {' '.join(str(error).split())}") from None
    if not isinstance(given, dict) or not {"settings", "meaning", "digest"} <= given.keys():
        raise RunError(f"{path}: is no description of a run")
    return given


def _listed(classes: tuple[str, ...] | None) -> str:
    return "of numbers" if classes is None else ", ".join(classes[:8]) + (", …" if len(classes) > 8 else "")


def _difference(former: Settings, given: Settings) -> str:
    a, b = former.to_dict(), given.to_dict()
    name = next(name for name in a if a[name] != b[name])
    return f"{name} was {a[name]}, not {b[name]}"


def _of_numbers(found: Array, truth: Array) -> dict[str, Any]:
    found, truth = found.astype(float), truth.astype(float)
    wrong = found - truth
    spread = ((truth - truth.mean(0)) ** 2).sum()
    return {
        "examples": len(truth),
        "loss": float((wrong**2).mean()),
        "mean_absolute_error": float(np.abs(wrong).mean()),
        "r2": float(1 - (wrong**2).sum() / spread) if spread else float("nan"),
    }


def _of_classes(found: Array, truth: Array, classes: tuple[str, ...]) -> dict[str, Any]:
    n, answers = len(classes), found.argmax(1)
    counts = np.bincount(n * truth + answers, minlength=n * n).reshape(n, n)
    right = np.diag(counts)
    with np.errstate(invalid="ignore", divide="ignore"):
        chosen = found[np.arange(len(truth)), truth].astype(float)
        precision, recall = right / counts.sum(0), right / counts.sum(1)
        loss = float(np.log(1 / np.maximum(chosen, np.finfo(float).tiny)).mean())
    return {
        "examples": len(truth),
        "loss": loss,
        "accuracy": float(right.sum() / len(truth)),
        "classes": {
            name: {"precision": float(p), "recall": float(r)} for name, p, r in zip(classes, precision, recall)
        },
        "confusion": counts.tolist(),
    }
