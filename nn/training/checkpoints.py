"""The files of a training: the checkpoint, from which it is resumed, the history and the model."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nn.io
from autograd.extend import write_atomically
from nn.training import batches
from nn.training.history import History, json_line
from nn.training.random_states import random_states, set_random_states

if TYPE_CHECKING:
    from nn.training.team import Team
    from nn.training.trainer import Trainer

FORMAT = 1
CHECKPOINT, HISTORY, MODEL = "checkpoint.safetensors", "history.jsonl", "model.safetensors"


class Checkpoints:
    """The folder of a training.

    Args:
        trainer: the trainer whose state is kept.
        team: its processes, of which the first writes.
        folder: where.
        every: save after so many batches too; None for epochs only.
    """

    def __init__(self, trainer: Trainer, team: Team, folder: Path, every: int | None) -> None:
        if every is not None and every < 1:
            raise ValueError(f"Trainer(): save_every is a number of batches from 1, or None, got {every}")
        self.trainer, self.team, self.folder, self.every = trainer, team, folder, every
        self._saved: dict[str, Any] | None = None  # the checkpoint that is resumed
        self._begin: dict[str, Any] = {}  # the random states before `fit` split and shuffled

    def open(self, resume: bool, overwrite: bool, data: Any) -> None:
        """Prepare the folder, and read the checkpoint if it is to be resumed.

        Raises:
            FileExistsError: if there is one that is neither to be resumed nor replaced.
            FileNotFoundError: if there is none to resume.
            ValueError: if it is of another training.
        """
        self._saved = self._read() if resume else None
        self.team.first(lambda: self._prepare(resume, overwrite))
        if self._saved is None:
            self._begin = random_states(data)
            return
        trainer, saved = self.trainer, self._saved
        stateful = self._stateful()
        if saved["kinds"] != self._kinds():
            had, has = (", ".join(kinds) for kinds in (saved["kinds"], self._kinds()))
            raise ValueError(f"fit(): the checkpoint in {self.folder} is of {had}; this trainer has {has}")
        try:
            trainer.model.load_state_dict(saved["model"])
            trainer.optimizer.load_state_dict(saved["optimizer"])
        except (KeyError, ValueError) as error:
            raise ValueError(f"fit(): the checkpoint in {self.folder} is of another model: {error}") from None
        former = len(saved["processes"])
        if former != self.team.size:
            raise ValueError(f"fit(): the checkpoint in {self.folder} is of {former} processes, not {self.team.size}")
        own = saved["processes"][self.team.rank]
        if trainer.schedule is not None:
            trainer.schedule.load_state_dict(saved["schedule"])
        for callback, state in zip(stateful, saved["callbacks"]):
            callback.load_state_dict(state)
        trainer.history = History(saved["history"])
        trainer.work.number = len(trainer.history) + 1
        trainer.work.load_state_dict(own["work"])
        trainer.optimizer.stepped = bool(trainer.history or trainer.work.batch)
        self._begin = own["begin"]
        set_random_states(self._begin, data)

    def begin(self, train: Any) -> None:
        """Take up the random states of the checkpoint, after the data were split as in the first training."""
        self._train = train
        if self._saved is None:
            return
        count = batches.count(train)
        if self._saved["batches"] != count:
            raise ValueError(
                f"fit(): the checkpoint in {self.folder} is of {self._saved['batches']} batches an epoch, "
                f"these data have {count}"
            )
        set_random_states(self._saved["processes"][self.team.rank]["now"], train)
        # An interruption may have come between the checkpoint and its line of the history.
        rows = self.trainer.history.to_json_lines().encode()
        self.team.first(lambda: write_atomically(self.folder / HISTORY, rows))

    def save_epoch(self) -> None:
        """Write the checkpoint, and the last line of the history."""
        self._write()
        self.team.first(self._write_row)

    def save_batch(self, now: bool) -> None:
        """Write the checkpoint in the middle of an epoch, if it is due or wanted `now`."""
        if now or (self.every is not None and self.trainer.work.batch % self.every == 0):
            self._write()

    def save_model(self) -> None:
        """Write the weights alone."""
        self.team.first(lambda: nn.io.save(self.trainer.model.state_dict(), self.folder / MODEL))

    def _stateful(self) -> list[Any]:
        """Return the callbacks that keep a state."""
        return [callback for callback in self.trainer.callbacks if callback.state_dict()]

    def _kinds(self) -> list[str]:
        """Return the names of the classes whose states a checkpoint holds."""
        schedule = [] if self.trainer.schedule is None else [self.trainer.schedule]
        return [type(part).__name__ for part in (self.trainer.optimizer, *schedule, *self._stateful())]

    def _write_row(self) -> None:
        with (self.folder / HISTORY).open("a", encoding="utf-8") as file:
            file.write(json_line(self.trainer.history.rows[-1]))

    def _write(self) -> None:
        trainer = self.trainer
        own = {"work": trainer.work.state_dict(), "begin": self._begin, "now": random_states(self._train)}
        content = {
            "format": FORMAT,
            "model": trainer.model.state_dict(),
            "optimizer": trainer.optimizer.state_dict(),
            "schedule": None if trainer.schedule is None else trainer.schedule.state_dict(),
            "kinds": self._kinds(),
            "callbacks": [callback.state_dict() for callback in self._stateful()],
            "history": trainer.history.rows,
            "batches": batches.count(self._train),
            "processes": self.team.gather(own),
        }
        self.team.first(lambda: nn.io.save(content, self.folder / CHECKPOINT))

    def _read(self) -> dict[str, Any]:
        path = self.folder / CHECKPOINT
        if not os.path.exists(path):
            raise FileNotFoundError(f"{path}: there is no checkpoint to resume; leave out resume for a new training")
        found = nn.io.load(path)
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            raise ValueError(f"{path} is no checkpoint of a Trainer of this version")
        return found

    def _prepare(self, resume: bool, overwrite: bool) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for half_written in self.folder.glob(".*.tmp"):  # of a process that was killed
            half_written.unlink()
        if resume or len(self.trainer.history):  # a further call of `fit` goes on
            return
        if (self.folder / CHECKPOINT).exists() and not overwrite:
            raise FileExistsError(
                f"{self.folder} holds a training already; resume=True continues it, overwrite=True replaces it"
            )
        for name in (CHECKPOINT, HISTORY, MODEL):
            (self.folder / name).unlink(missing_ok=True)
