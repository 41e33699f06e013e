"""The training loop."""

from __future__ import annotations

import math
import signal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograd
import nn
import nn.functional as F
from autograd import Tensor
from nn.data import DataLoader, TensorDataset
from nn.optim.lr_scheduler import OneCycleLR, ReduceLROnPlateau, StepLR
from nn.training import Callback, DivergenceError, EarlyStopping
from tests.nn.training import example


def line_trainer(lr: float = 0.1, **settings: Any) -> nn.Trainer:
    model = nn.Linear(1, 1)
    return nn.Trainer(model, nn.MSELoss(), nn.optim.SGD(model.parameters(), lr=lr), progress=False, **settings)


def line(n: int = 20) -> tuple[Tensor, Tensor]:
    x = autograd.linspace(-1, 1, n).unsqueeze(1)
    return x, 3 * x + 1


def test_the_loop_is_that_of_a_program_written_by_hand() -> None:
    x, y = example.points()
    autograd.manual_seed(3)
    model = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 2))
    optimizer = nn.optim.SGD(model.parameters(), lr=0.5)
    losses = []
    for _ in range(3):
        total = 0.0
        for inputs, target in DataLoader(TensorDataset(x, y), 16, shuffle=True):
            loss = F.cross_entropy(model(inputs), target)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 0.3)
            optimizer.step()
            total += loss.item() * len(target)
        losses.append(total / len(x))

    autograd.manual_seed(3)
    other = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 2))
    trainer = nn.Trainer(
        other, nn.CrossEntropyLoss(), nn.optim.SGD(other.parameters(), lr=0.5), clip_norm=0.3, progress=False
    )
    history = trainer.fit((x, y), epochs=3, batch_size=16)
    assert history["loss"] == losses
    assert example.same(model.state_dict(), other.state_dict())


def test_a_history_has_the_figures_of_training_and_validation() -> None:
    _, history = example.train(None)
    assert history.names == [
        "epoch", "loss", "accuracy", "validation_loss", "validation_accuracy", "lr", "seconds",
    ]  # fmt: skip
    assert history["epoch"] == [1, 2, 3, 4, 5, 6]
    assert history["lr"][0] == 0.01 > history["lr"][-1]
    assert all(0 <= share <= 1 for share in history["accuracy"] + history["validation_accuracy"])


def test_a_further_call_goes_on() -> None:
    trainer = line_trainer()
    trainer.fit(line(), epochs=2)
    assert len(trainer.fit(line(), epochs=3)) == 5
    assert trainer.history["epoch"] == [1, 2, 3, 4, 5]
    assert trainer.history["loss"] == sorted(trainer.history["loss"], reverse=True)


def test_evaluation_leaves_modes_and_gradients_alone() -> None:
    trainer = example.trainer(None)
    model: Any = trainer.model
    model[1].eval()
    x, y = example.points()
    found = trainer.evaluate((x, y), batch_size=7)
    assert model.training and model[3].training and not model[1].training
    assert all(p.grad is None for p in model.parameters())
    model.eval()
    assert found["loss"] == pytest.approx(F.cross_entropy(model(x), y).item(), rel=1e-5)
    assert found["accuracy"] == pytest.approx((model(x).argmax(1) == y).float().mean().item())


@pytest.mark.parametrize("closed", [True, False])
def test_every_optimizer_fits_a_line(closed: bool) -> None:
    model = nn.Linear(1, 1)
    optimizer: Any = nn.optim.LBFGS(model.parameters()) if closed else nn.optim.Adam(model.parameters(), lr=0.1)
    trainer = nn.Trainer(model, nn.MSELoss(), optimizer, progress=False)
    trainer.fit(line(), epochs=3 if closed else 200, batch_size=20)
    assert model.weight.item() == pytest.approx(3, abs=1e-3) and model.bias.item() == pytest.approx(1, abs=1e-3)


def test_schedules_step_by_epochs_by_batches_or_at_a_plateau() -> None:
    trainer = line_trainer()
    trainer.schedule, trainer.schedule_by = OneCycleLR(trainer.optimizer, 1.0, total_steps=40), "batch"
    trainer.fit(line(), epochs=4, batch_size=2)
    assert trainer.schedule.last_epoch == 40
    trainer = line_trainer(lr=1e-6)
    trainer.schedule = ReduceLROnPlateau(trainer.optimizer, patience=0, threshold=0.1)
    trainer.fit(line(), epochs=3)
    assert trainer.history["lr"] == pytest.approx([1e-6, 1e-6, 1e-7])


def test_early_stopping_returns_to_the_best_weights() -> None:
    losses = iter([3.0, 1.0, 2.0, 2.0, 0.5])
    weights = []

    class Losses(Callback):
        def on_epoch_end(self, trainer: nn.Trainer) -> None:
            trainer.history.rows[-1]["validation_loss"] = next(losses)
            weights.append(trainer.model.weight.item())

    stopping = EarlyStopping(patience=2)
    trainer = line_trainer(callbacks=[Losses(), stopping])
    trainer.fit(line(), epochs=5)
    assert len(trainer.history) == 4 and stopping.best_epoch == 2 and stopping.best == 1.0
    assert "epoch 2" in str(trainer.stopped)
    assert trainer.model.weight.item() == weights[1] != weights[3]


def test_a_further_fit_waits_anew_after_an_early_stop() -> None:
    losses = iter([1.0, 2.0, 3.0, 4.0])
    stopping = EarlyStopping(1, "worse", restore_best=False)
    trainer = line_trainer(callbacks=[lambda t: t.history.rows[-1].update(worse=next(losses)), stopping])
    trainer.fit(line(), epochs=9)
    assert len(trainer.history) == 2
    trainer.fit(line(), epochs=9)
    assert len(trainer.history) == 3
    assert stopping.best == 1.0


@pytest.mark.parametrize(("name", "largest"), [("accuracy", None), ("my_score", True)])
def test_early_stopping_knows_what_is_better(name: str, largest: bool | None) -> None:
    scores = iter([0.1, 0.5, 0.4, 0.45])
    stopping = EarlyStopping(2, name, largest=largest)
    trainer = line_trainer(callbacks=[lambda t: t.history.rows[-1].update({name: next(scores)}), stopping])
    trainer.fit(line(), epochs=9)
    assert stopping.best == 0.5 and len(trainer.history) == 4


def test_early_stopping_waits_for_a_figure_that_is_always_nan() -> None:
    stopping = EarlyStopping(2, "score")
    trainer = line_trainer(callbacks=[lambda t: t.history.rows[-1].update(score=math.nan), stopping])
    trainer.fit(line(), epochs=9)
    assert len(trainer.history) == 2 and stopping.best_epoch == 0
    assert trainer.stopped == "score was NaN for 2 epochs"


def test_callbacks_are_called_at_their_moments() -> None:
    calls: list[str] = []

    class Record(Callback):
        def on_fit_begin(self, trainer: nn.Trainer) -> None:
            calls.append("begin")

        def on_step(self, trainer: nn.Trainer) -> None:
            calls.append(f"step {trainer.work.number}.{trainer.work.batch}")

        def on_epoch_end(self, trainer: nn.Trainer) -> None:
            calls.append("epoch")
            if len(trainer.history) == 2:
                trainer.stop()

        def on_fit_end(self, trainer: nn.Trainer) -> None:
            calls.append("end")

    line_trainer(callbacks=[Record()]).fit(line(4), epochs=5, batch_size=2)
    assert calls == ["begin", "step 1.1", "step 1.2", "epoch", "step 2.1", "step 2.2", "epoch", "end"]


def test_other_batches_by_a_subclass() -> None:
    class Autoencoder(nn.Trainer):
        def compute(self, batch: Any) -> tuple[Tensor, Any, Any]:
            output = self.model(batch)
            return self.loss(output, batch), output, batch

    model = nn.Linear(3, 3)
    trainer = Autoencoder(model, nn.MSELoss(), nn.optim.Adam(model.parameters(), lr=0.1), progress=False)
    history = trainer.fit(list(autograd.randn(10, 4, 3)), epochs=20)
    assert history["loss"][-1] < history["loss"][0] / 5


def test_models_of_several_inputs() -> None:
    class Sum(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.scale = nn.Parameter(autograd.tensor([0.0]))

        def forward(self, a: Tensor, b: Tensor) -> Tensor:
            return self.scale * (a + b)

    model = Sum()
    a, b = autograd.randn(30, 1), autograd.randn(30, 1)
    trainer = nn.Trainer(model, F.mse_loss, nn.optim.SGD(model.parameters(), lr=0.1), progress=False)
    trainer.fit((a, b, 2 * (a + b)), epochs=50, batch_size=10)
    assert model.scale.item() == pytest.approx(2, abs=1e-3)


# ── what stops a training ──


def test_arrays_of_numpy_get_the_dtype_of_the_model() -> None:
    x = np.linspace(-1, 1, 20)[:, None]
    trainer = line_trainer()
    trainer.fit((x, 2 * x), 0.25, epochs=1)
    assert trainer.model.weight.dtype == np.float32 and not math.isnan(trainer.history["validation_loss"][0])


@pytest.mark.parametrize(
    ("data", "validation", "error", "text"),
    [
        (iter([]), None, TypeError, "iterated only once"),
        ([], None, ValueError, "no batch"),
        ((np.zeros((0, 1)), np.zeros((0, 1))), None, ValueError, "empty"),
        (3, None, TypeError, "expected a DataLoader"),
        ([autograd.ones(2, 1)], None, TypeError, r"pair \(input, target\), got Tensor"),
        ({"x": autograd.ones(2, 1)}, None, TypeError, "expected a DataLoader"),
        (line(), [], ValueError, r"evaluate\(\): the loader gave no batch"),
        (line(), 1.5, ValueError, "share from 0 to 1"),
        (line(), 0.99, ValueError, "leaves none"),
        ([line()], 0.5, TypeError, "out of a data set"),
        ((np.zeros((3, 1)), np.zeros((4, 1))), None, ValueError, "3"),
    ],
)
def test_data_that_cannot_be_used_are_refused(data: Any, validation: Any, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        line_trainer().fit(data, validation, epochs=1)


def test_arguments_are_checked() -> None:
    model = nn.Linear(1, 1)
    optimizer = nn.optim.SGD(model.parameters(), lr=0.1)
    good: dict[str, Any] = {"model": model, "loss": nn.MSELoss(), "optimizer": optimizer}
    table: list[tuple[dict[str, Any], type[Exception], str]] = [
        ({"model": print}, TypeError, "model must be a Module, got"),
        ({"optimizer": nn.optim.SGD}, TypeError, "optimizer must be"),
        ({"loss": 3}, TypeError, "loss must be a function"),
        ({"schedule": 0.1}, TypeError, "schedule must be"),
        ({"metrics": ["acuracy"]}, ValueError, "unknown metric 'acuracy'"),
        ({"metrics": [3]}, TypeError, "a metric is a name or a function"),
        ({"callbacks": [3]}, TypeError, "a callback is"),
        ({"loss": nn.MSELoss}, TypeError, r"got a class; write MSELoss\(\)"),
        ({"metrics": 3}, TypeError, "metrics is a list or a dict"),
        ({"metrics": {"mine": 3}}, TypeError, "a metric is a name or a function"),
        ({"callbacks": print}, TypeError, "callbacks is a list"),
        ({"clip_norm": -1}, ValueError, "clip_norm is a number of 0 or more"),
        ({"clip_norm": "1"}, ValueError, "clip_norm is a number of 0 or more"),
        ({"model": nn.Linear(1, 1)}, ValueError, "has no parameter of the model; make it from"),
        ({"metrics": {"loss": F.l1_loss}}, ValueError, "'loss' is the name of the history itself"),
        ({"metrics": [lambda o, t: 1, lambda o, t: 2]}, ValueError, "'<lambda>' is the name of two metrics"),
        ({"schedule": StepLR(line_trainer().optimizer, 1)}, ValueError, "schedule is of another optimizer"),
        ({"schedule": ReduceLROnPlateau(optimizer), "schedule_by": "batch"}, ValueError, "needs the loss of an epoch"),
        ({"schedule_by": "year"}, ValueError, "'epoch' or 'batch'"),
        ({"save_every": 0, "out": "x"}, ValueError, "save_every"),
    ]
    for wrong, error, text in table:
        given: dict[str, Any] = {**good, **wrong}
        with pytest.raises(error, match=text):
            nn.Trainer(**given)
    with pytest.raises(ValueError, match="epochs is at least 0"):
        line_trainer().fit(line(), epochs=-1)
    wrong_numbers: list[dict[str, Any]] = [{"epochs": 1.5}, {"epochs": "3"}, {"batch_size": 2.0}]
    for numbers in wrong_numbers:
        with pytest.raises(TypeError, match="epochs and batch_size are whole numbers"):
            line_trainer().fit(line(), **numbers)
    with pytest.raises(ValueError, match="resume needs the folder"):
        line_trainer().fit(line(), resume=True)
    with pytest.raises(ValueError, match="patience"):
        EarlyStopping(0)
    with pytest.raises(KeyError, match="no 'validation_los'"):
        line_trainer(callbacks=[EarlyStopping(monitor="validation_los")]).fit(line())


@pytest.mark.parametrize(
    ("loss", "text"), [(nn.MSELoss(reduction="none"), r"got shape \(20, 1\)"), (lambda o, t: 1.0, "got float")]
)
def test_a_loss_is_one_number(loss: Any, text: str) -> None:
    trainer = line_trainer()
    trainer.loss = loss
    with pytest.raises(TypeError, match=f"a loss is a tensor of one number, such as a mean, {text}"):
        trainer.fit(line())


def test_a_loss_that_diverges_names_the_rate() -> None:
    with pytest.raises(DivergenceError, match=r"epoch \d+, batch 1: .*learning rate 10 is probably too high; try 1"):
        line_trainer(lr=10.0).fit(line(), epochs=60)


@pytest.mark.parametrize(("part", "text"), [(0, r"input 0 of the batch holds nan at \(2, 0\)"), (1, "target of the")])
def test_a_loss_of_bad_data_names_their_place(part: int, text: str) -> None:
    data = [t.clone() for t in line(4)]
    data[part][2, 0] = math.nan
    with pytest.raises(DivergenceError, match=text):
        line_trainer().fit([tuple(data)])


def test_a_loss_that_is_infinite_at_once_names_the_operation() -> None:
    class Log(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.w = nn.Parameter(autograd.tensor([0.0]))

        def forward(self, x: Tensor) -> Tensor:
            return (x * self.w).log()

    model = Log()
    trainer = nn.Trainer(model, nn.MSELoss(), nn.optim.SGD(model.parameters(), lr=0.1), progress=False)
    with pytest.raises(
        DivergenceError, match=r"epoch 1, batch 1: log made infinity.*test_trainer.py:\d+; .*first batch"
    ):
        trainer.fit(line())


def test_ctrl_c_finishes_the_batch_and_saves(tmp_path: Path) -> None:
    class Press(Callback):
        def on_step(self, trainer: nn.Trainer) -> None:
            if (trainer.work.number, trainer.work.batch) == (2, 3):
                signal.raise_signal(signal.SIGINT)

    x, y = example.points()
    trainer = example.trainer(tmp_path, callbacks=[Press()])
    with pytest.raises(KeyboardInterrupt):
        trainer.fit((x, y), epochs=6, batch_size=8)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert len(trainer.history) == 1 and trainer.work.batch == 3
    again = example.trainer(tmp_path, callbacks=[Callback()])
    again.fit((x, y), epochs=6, batch_size=8, resume=True)
    whole = example.trainer(None, callbacks=[])
    whole.fit((x, y), epochs=6, batch_size=8)
    assert example.same(whole.model.state_dict(), again.model.state_dict())
