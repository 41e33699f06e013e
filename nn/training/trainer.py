"""The training loop."""

from __future__ import annotations

import math
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from numbers import Integral
from pathlib import Path
from typing import Any

from autograd import Tensor, no_grad
from nn.distributed import Communicator
from nn.module import Module
from nn.optim import Optimizer
from nn.optim.lr_scheduler import LRScheduler, ReduceLROnPlateau
from nn.training import batches
from nn.training.callbacks import Callback
from nn.training.checkpoints import Checkpoints
from nn.training.diagnostics import Watch, why_not_finite
from nn.training.history import History
from nn.training.interrupts import Interrupts
from nn.training.metrics import Metric, named
from nn.training.progress import Progress
from nn.training.team import Team
from nn.training.work import EpochInWork, Means
from nn.utils import clip_grad_norm_


class DivergenceError(ArithmeticError):
    """The loss is infinite or NaN. The message says where this began, and what may help."""


class Trainer:
    """Train a model, epoch by epoch.

    Args:
        model: a Module. It is called with the inputs of a batch: all its parts but the last.
        loss: a function of the output and the target, the last part of a batch. It returns the mean over the examples.
        optimizer: an optimiser of the model's parameters.
        metrics: names among `nn.training.METRICS`, or functions of output and target that return a mean over the
            examples; or a dict of such functions by name.
        schedule: a learning rate schedule of `optimizer`.
        schedule_by: "epoch", or "batch" for schedules that step after each batch.
        clip_norm: the largest norm of all gradients together; None for no limit.
        callbacks: `Callback`s; or functions, which are called with the trainer after each epoch.
        out: a folder for the checkpoint, the history as JSON lines, and at the end the model. None keeps nothing.
        save_every: also save after so many batches; None saves after each epoch only.
        progress: True shows one line of progress, False none. None shows it on terminals, if tqdm is installed.
        watch: whether to look for common mistakes, see `nn.training.Watch`.
        comm: a communicator of mpi4py, such as `MPI.COMM_WORLD`, whose processes train the model together, each on a
            part of every batch; see `nn.distributed`. Process 0 writes the files.

    Attributes:
        history: the figures of all epochs.
        stopped: why the last `fit` ended early, or None.
        work: the epoch in work: its `number` and the number of the `batch`.
        recent_losses: those of the last hundred batches.

    Raises:
        TypeError: if an argument is of the wrong kind.
        ValueError: for an unknown metric, or a value out of range; if the optimiser is that of another model.

    A subclass with other batches or losses defines `compute`.

    >>> import autograd, nn
    >>> _ = autograd.manual_seed(0)
    >>> x = autograd.randn(100, 2)
    >>> y = x @ autograd.tensor([[2.0], [-1.0]]) + 0.5
    >>> model = nn.Linear(2, 1)
    >>> trainer = nn.Trainer(model, nn.MSELoss(), nn.optim.SGD(model.parameters(), lr=0.1))
    >>> history = trainer.fit((x, y), epochs=5, batch_size=10)
    >>> [f"{loss:.4f}" for loss in history["loss"]]
    ['1.8184', '0.0805', '0.0032', '0.0001', '0.0000']
    """

    def __init__(
        self,
        model: Module,
        loss: Callable[[Tensor, Tensor], Tensor],
        optimizer: Optimizer,
        *,
        metrics: Mapping[str, Metric] | Iterable[str | Metric] = (),
        schedule: LRScheduler | None = None,
        schedule_by: str = "epoch",
        clip_norm: float | None = None,
        callbacks: Iterable[Callback | Callable[[Trainer], Any]] = (),
        out: str | os.PathLike[str] | None = None,
        save_every: int | None = None,
        progress: bool | None = None,
        watch: bool = True,
        comm: Communicator | None = None,
    ) -> None:
        _check(model, loss, optimizer, schedule, callbacks, clip_norm)
        if schedule_by not in ("epoch", "batch"):
            raise ValueError(f"Trainer(): schedule_by is 'epoch' or 'batch', got {schedule_by!r}")
        if schedule_by == "batch" and isinstance(schedule, ReduceLROnPlateau):
            raise ValueError("Trainer(): ReduceLROnPlateau needs the loss of an epoch; leave out schedule_by")
        self.model, self.loss, self.optimizer = model, loss, optimizer
        self.metrics = named(metrics)
        self.schedule, self.schedule_by, self.clip_norm = schedule, schedule_by, clip_norm
        self.callbacks = [c if isinstance(c, Callback) else _AfterEpoch(c) for c in callbacks]
        self._team = Team(comm)
        self.progress = progress if self._team.rank == 0 else False
        self.history = History()
        self.stopped: str | None = None
        self.work = EpochInWork()
        self.recent_losses: deque[float] = deque(maxlen=100)  # of batches
        self._checkpoints = None if out is None else Checkpoints(self, self._team, Path(out), save_every)
        self._watch = Watch(model, optimizer, loss) if watch and self._team.rank == 0 else None

    # ── the loop ──

    def fit(
        self,
        data: Any,
        validation: Any = None,
        *,
        epochs: int = 1,
        batch_size: int = 64,
        resume: bool = False,
        overwrite: bool = False,
    ) -> History:
        """Train on all data, `epochs` times.

        Args:
            data: a DataLoader or another iterable of batches; a data set; or a tuple (inputs, targets) of arrays.
            validation: the same; or the share of a data set that is held out for it.
            epochs: how many. A resumed training counts the epochs before.
            batch_size: for data that are no loader.
            resume: continue from the checkpoint in the folder `out`, to the same weights as without interruption. The
                trainer must have been made in the same way.
            overwrite: replace a training that the folder holds.

        Returns:
            The history, also `self.history`.

        Raises:
            DivergenceError: if the loss is infinite or NaN.
            FileExistsError: if the folder holds a training, without `resume` and `overwrite`.
            FileNotFoundError: if there is none to resume.
            ValueError: if a checkpoint is of another training, or an argument out of range.
            TypeError: if data are of the wrong kind.
            KeyboardInterrupt: at Ctrl-C, after the batch in work is done and the checkpoint written.
        """
        if not isinstance(epochs, Integral) or not isinstance(batch_size, Integral):
            raise TypeError(f"fit(): epochs and batch_size are whole numbers, got {epochs!r} and {batch_size!r}")
        if epochs < 0 or batch_size < 1:
            raise ValueError(f"fit(): epochs is at least 0 and batch_size at least 1, got {epochs} and {batch_size}")
        self.stopped, self.work = None, EpochInWork(len(self.history) + 1)
        keeper = self._checkpoints
        if resume and keeper is None:
            raise ValueError("fit(): resume needs the folder of the training, Trainer(out=…)")
        self._team.begin(self.model)
        if keeper is not None:
            keeper.open(resume, overwrite, data)
        train, held = batches.loaders(data, validation, batch_size)
        train = self._team.shard(train)
        self._team.diverge(len(self.history))
        if keeper is not None:
            keeper.begin(train)
        last = epochs if resume else len(self.history) + epochs
        for callback in self.callbacks:
            callback.on_fit_begin(self)
        with Progress(self.progress, batches.count(train), self.work, last) as progress, Interrupts() as interrupts:
            while self.work.number <= last and self.stopped is None:
                self._train_epoch(train, progress, interrupts)
                self._end_epoch(held, progress)
                if keeper is not None:
                    keeper.save_epoch()
                if self._team.agree(interrupts.asked):
                    raise KeyboardInterrupt
        for callback in self.callbacks:
            callback.on_fit_end(self)
        if keeper is not None:
            keeper.save_model()
        return self.history

    def _train_epoch(self, train: Any, progress: Progress, interrupts: Interrupts) -> None:
        """Train on the batches of an epoch, or on those that are left of it."""
        self.model.train()
        start = time.perf_counter() - self.work.seconds
        for batch in self.work.batches(train):
            loss = self._step(batch, interrupts)
            self.work.batch += 1
            self.work.seconds = time.perf_counter() - start
            if self.schedule is not None and self.schedule_by == "batch":
                self.schedule.step()
            for callback in self.callbacks:
                callback.on_step(self)
            progress.step(loss)
            stop = self._team.interrupted(interrupts.asked)
            if self._checkpoints is not None:
                self._checkpoints.save_batch(now=stop)
            if stop:
                raise KeyboardInterrupt
        if not self.work.batch:
            raise ValueError("fit(): the loader gave no batch")

    def _step(self, batch: Any, interrupts: Interrupts) -> float:
        """Train on one batch and return its loss."""
        computed: list[Any] = []

        def closure() -> Tensor:
            self.optimizer.zero_grad()
            loss, output, target = computed[:] = self.compute(batch)
            if not isinstance(loss, Tensor) or loss.numel() != 1:
                got = f"shape {loss.shape}" if isinstance(loss, Tensor) else type(loss).__name__
                raise TypeError(f"Trainer: a loss is a tensor of one number, such as a mean, got {got}")
            if not math.isfinite(loss.item()):
                where = f"epoch {self.work.number}, batch {self.work.batch + 1}"
                raise DivergenceError(f"{where}: {why_not_finite(self, batch)}")
            loss.backward()
            mean = self._team.average_gradients(self.model, _examples(target), interrupts.asked, loss)
            if self.clip_norm is not None:
                clip_grad_norm_(self.model.parameters(), self.clip_norm)
            return mean

        if self._watch is not None and self._watch.wants(self.work.batch):
            with self._watch:
                self.optimizer.step(closure)
                if not isinstance(self.loss, Module):
                    self._watch.see_loss(*computed)
        else:
            self.optimizer.step(closure)
        loss, output, target = computed
        self._count(self.work.means, loss, output, target)
        self.recent_losses.append(loss.item())
        return float(loss.item())

    def compute(self, batch: Any) -> tuple[Tensor, Any, Any]:
        """Return the loss of a batch, with the output and the target for the metrics.

        A subclass defines this for other batches or losses.

        Args:
            batch: what the loader gives: a sequence of tensors, the target last.
        """
        if not isinstance(batch, list | tuple) or len(batch) < 2:
            raise TypeError(
                f"Trainer: a batch is a pair (input, target), got {type(batch).__name__}; for others, define compute() "
                "in a subclass"
            )
        *inputs, target = batch
        output = self.model(*inputs)
        return self.loss(output, target), output, target

    def evaluate(self, data: Any, batch_size: int = 256) -> dict[str, float]:
        """Return the loss and the metrics on data, in evaluation mode and without gradients.

        Args:
            data: as for `fit`.
            batch_size: for data that are no loader.

        Raises:
            ValueError: if there are none.
        """
        modes = [(module, module.training) for module in self.model.modules()]
        means = Means()
        self.model.eval()
        try:
            with no_grad():
                for batch in self._team.own_batches(batches.loader(data, batch_size, False, "evaluate()")):
                    self._count(means, *self.compute(batch))
        finally:
            for module, training in modes:
                module.training = training
        found = self._team.total(means).result()
        if not found:
            raise ValueError("evaluate(): the loader gave no batch")
        return found

    def stop(self, why: str = "stopped by a callback") -> None:
        """Let `fit` end after this epoch."""
        self.stopped = why

    def _count(self, means: Means, loss: Tensor, output: Any, target: Any) -> None:
        n = _examples(target)
        means.add("loss", loss.item(), n)
        if self.metrics:
            with no_grad():
                for name, metric in self.metrics.items():
                    value = metric(output.detach() if isinstance(output, Tensor) else output, target)
                    means.add(name, float(value.item() if isinstance(value, Tensor) else value), n)

    def _end_epoch(self, held: Any, progress: Progress) -> None:
        """Validate, add a row to the history, and call the callbacks."""
        self._team.share_buffers(self.model)
        row: dict[str, float] = {"epoch": self.work.number, **self._team.total(self.work.means).result()}
        if held is not None:
            row |= {f"validation_{name}": value for name, value in self.evaluate(held).items()}
        row |= {"lr": self.optimizer.param_groups[0]["lr"], "seconds": round(self.work.seconds, 3)}
        self.history.rows.append(row)
        if isinstance(self.schedule, ReduceLROnPlateau):
            self.schedule.step(row.get("validation_loss", row["loss"]))
        elif self.schedule is not None and self.schedule_by == "epoch":
            self.schedule.step()
        for callback in self.callbacks:
            callback.on_epoch_end(self)
        progress.end_epoch(row)
        self.work = EpochInWork(self.work.number + 1)


def _check(model: Any, loss: Any, optimizer: Any, schedule: Any, callbacks: Any, clip_norm: Any) -> None:
    """Refuse arguments of the wrong kind."""
    kinds = (("model", model, Module), ("optimizer", optimizer, Optimizer), ("schedule", schedule, LRScheduler))
    for name, given, kind in kinds:
        if not isinstance(given, kind) and not (given is None and name == "schedule"):
            raise TypeError(f"Trainer(): {name} must be a {kind.__name__}, got {type(given).__name__}")
    if isinstance(loss, type):
        raise TypeError(f"Trainer(): loss must be a function, got a class; write {loss.__name__}()")
    if not callable(loss):
        raise TypeError(f"Trainer(): loss must be a function of output and target, got {type(loss).__name__}")
    if not isinstance(callbacks, Iterable):
        raise TypeError(f"Trainer(): callbacks is a list of them, got {type(callbacks).__name__}")
    if clip_norm is not None and not (isinstance(clip_norm, float | int) and clip_norm >= 0):
        raise ValueError(f"Trainer(): clip_norm is a number of 0 or more, or None, got {clip_norm!r}")
    if schedule is not None and schedule.optimizer is not optimizer:
        raise ValueError("Trainer(): the schedule is of another optimizer; make it from this one")
    trained = {id(p) for group in optimizer.param_groups for p in group["params"]}
    if trained.isdisjoint(map(id, model.parameters())):
        raise ValueError("Trainer(): the optimizer has no parameter of the model; make it from model.parameters()")


def _examples(target: Any) -> int:
    """Return the number of examples of a batch."""
    return len(target) if getattr(target, "ndim", 1) else 1


class _AfterEpoch(Callback):
    """A function of the trainer as a callback."""

    def __init__(self, function: Callable[[Trainer], Any]) -> None:
        if not callable(function):
            raise TypeError(f"Trainer(): a callback is a Callback or a function, got {type(function).__name__}")
        self._function = function

    def on_epoch_end(self, trainer: Trainer) -> None:
        self._function(trainer)
