"""The common mistakes of a training loop that Watch finds, and right loops in which it finds none."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import pytest

import autograd
import nn
import nn.functional as F
from autograd import Tensor
from nn.training import TrainingWarning, Watch
from tests.nn.training import example

X, Y = example.points(120)


def network(*layers: nn.Module, seed: int = 0) -> nn.Sequential:
    autograd.manual_seed(seed)
    return nn.Sequential(nn.Linear(2, 16), *layers, nn.Linear(16, 2))


def right(model: nn.Module, optimizer: nn.optim.Optimizer, loss: Any) -> None:
    optimizer.zero_grad()
    loss(model(X), Y).backward()
    optimizer.step()


def never_cleared(model: nn.Module, optimizer: nn.optim.Optimizer, loss: Any) -> None:
    loss(model(X), Y).backward()
    optimizer.step()


def accumulated(model: nn.Module, optimizer: nn.optim.Optimizer, loss: Any) -> None:
    for part in (slice(0, 60), slice(60, 120)):
        loss(model(X[part]), Y[part]).backward()
    optimizer.step()
    optimizer.zero_grad(set_to_none=False)


def in_evaluation_mode(model: nn.Module, optimizer: nn.optim.Optimizer, loss: Any) -> None:
    model.eval()
    right(model, optimizer, loss)


def evaluated_in_training_mode(model: nn.Module, optimizer: nn.optim.Optimizer, loss: Any) -> None:
    right(model, optimizer, loss)
    with autograd.no_grad():
        model(X)


def evaluated(model: nn.Module, optimizer: nn.optim.Optimizer, loss: Any) -> None:
    right(model, optimizer, loss)
    model.eval()
    with autograd.no_grad():
        model(X)
    model.train()


def dead(layer: int) -> nn.Sequential:
    model = network(nn.ReLU())
    model[0].bias.data -= 100
    return model


def sure() -> nn.Sequential:
    model = network(nn.ReLU())
    model[2].weight.data *= 300
    return model


def exploding() -> nn.Sequential:
    model = deep(nn.ReLU)
    for p in model.parameters():
        p.data *= 4
    return model


def deep(activation: type[nn.Module]) -> nn.Sequential:
    return network(*[layer for _ in range(20) for layer in (activation(), nn.Linear(16, 16))], activation())


MISTAKES: list[tuple[str, Callable[[], nn.Module], Any, Any, str]] = [
    ("zero_grad", lambda: network(nn.ReLU()), nn.CrossEntropyLoss, never_cleared, "call optimizer.zero_grad()"),
    ("eval mode", lambda: network(nn.Dropout()), nn.CrossEntropyLoss, in_evaluation_mode, "call model.train()"),
    ("train mode", lambda: network(nn.Dropout()), nn.CrossEntropyLoss, evaluated_in_training_mode, "call model.eval()"),
    ("train mode", lambda: network(nn.BatchNorm1d(16)), nn.CrossEntropyLoss, evaluated_in_training_mode, "batch norm"),
    ("softmax", lambda: nn.Sequential(network(), nn.Softmax(1)), nn.CrossEntropyLoss, right, "leave out the softmax"),
    ("softmax", network, nn.NLLLoss, right, "add LogSoftmax"),
    ("first loss", sure, nn.CrossEntropyLoss, right, "ln 2 = 0.693: the model begins sure and wrong"),
    ("dead 1", lambda: dead(1), nn.CrossEntropyLoss, right, "100% of the units of ReLU layer 1 were 0"),
    ("vanishing", lambda: deep(nn.Sigmoid), nn.CrossEntropyLoss, right, "vanishes on its way"),
    ("exploding", exploding, nn.CrossEntropyLoss, right, "they explode"),
]


@pytest.mark.parametrize(("kind", "make", "loss", "loop", "cure"), MISTAKES)
def test_each_mistake_is_reported_once_with_its_cure(
    kind: str, make: Callable[[], nn.Module], loss: Any, loop: Any, cure: str
) -> None:
    model = make()
    optimizer = nn.optim.SGD(model.parameters(), lr=1e-4)
    function = loss()
    with warnings.catch_warnings(record=True) as caught, Watch(model, optimizer, function) as watch:
        warnings.simplefilter("always")
        for _ in range(4):
            loop(model, optimizer, function)
    assert cure in watch.findings[kind]
    told = [str(w.message) for w in caught if issubclass(w.category, TrainingWarning)]
    assert sum(cure in text for text in told) == 1 and len(told) == len(watch.findings)
    assert {w.filename for w in caught} == {__file__}


@pytest.mark.parametrize("loop", [right, accumulated, evaluated])
@pytest.mark.parametrize(
    "make",
    [
        lambda: network(nn.ReLU()),
        lambda: network(nn.BatchNorm1d(16), nn.ReLU(), nn.Dropout()),
        lambda: network(nn.Tanh(), nn.Linear(16, 16), nn.Tanh()),
    ],
)
def test_right_loops_are_left_alone(make: Callable[[], nn.Module], loop: Any) -> None:
    model = make()
    optimizer, loss = nn.optim.Adam(model.parameters(), lr=0.01), nn.CrossEntropyLoss()
    with warnings.catch_warnings(action="error"), Watch(model, optimizer, loss) as watch:
        for _ in range(10):
            loop(model, optimizer, loss)
    assert not watch.findings and "norm" in str(watch)
    assert model._module_hooks.empty and loss._module_hooks.empty


def test_a_sigmoid_before_its_loss_is_found() -> None:
    model = nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())
    optimizer, loss = nn.optim.SGD(model.parameters(), lr=0.1), nn.BCEWithLogitsLoss()
    with pytest.warns(TrainingWarning, match="leave out the sigmoid"), Watch(model, optimizer, loss):
        loss(model(X), Y.float().unsqueeze(1)).backward()


@pytest.mark.parametrize("loss", [nn.CrossEntropyLoss(), F.cross_entropy])
def test_a_trainer_watches_losses_of_both_kinds(loss: Callable[[Tensor, Tensor], Tensor]) -> None:
    model = nn.Sequential(nn.Linear(2, 2), nn.Softmax(1))
    trainer = nn.Trainer(model, loss, nn.optim.SGD(model.parameters(), lr=0.1), progress=False)
    with pytest.warns(TrainingWarning, match="leave out the softmax"):
        trainer.fit((X, Y))
    with warnings.catch_warnings(action="error"):
        trainer.fit((X, Y), epochs=2)  # it was said


def test_a_trained_model_is_not_told_that_its_first_loss_is_odd() -> None:
    model = network(nn.ReLU())
    trainer = nn.Trainer(model, nn.CrossEntropyLoss(), nn.optim.Adam(model.parameters(), lr=0.05), progress=False)
    with warnings.catch_warnings(action="error"):
        trainer.fit((X, Y), epochs=40)
        trainer.fit((X, Y), epochs=1)
    assert trainer.history["loss"][-1] < 0.2


def test_a_trainer_looks_at_the_first_loss() -> None:
    model = sure()
    trainer = nn.Trainer(model, nn.CrossEntropyLoss(), nn.optim.SGD(model.parameters(), lr=1e-4), progress=False)
    with pytest.warns(TrainingWarning, match=r"the first loss is .*, where a guess gives ln 2"):
        trainer.fit((X, Y))


def test_a_sum_of_losses_is_not_compared_with_that_of_a_guess() -> None:
    model, loss = network(nn.ReLU()), nn.CrossEntropyLoss(reduction="sum")
    optimizer = nn.optim.SGD(model.parameters(), lr=1e-4)
    with warnings.catch_warnings(action="error"), Watch(model, optimizer, loss):
        right(model, optimizer, loss)


def test_units_that_die_later_are_found() -> None:
    model, loss = network(nn.ReLU()), nn.CrossEntropyLoss()
    optimizer = nn.optim.SGD(model.parameters(), lr=1e-4)
    with warnings.catch_warnings(action="error"), Watch(model, optimizer, loss) as watch:
        right(model, optimizer, loss)
        model[0].bias.data -= 100  # as a step that is too long does
        with pytest.warns(TrainingWarning, match="100% of the units of ReLU layer 1 were 0"):
            right(model, optimizer, loss)
    assert watch.dead == {"1": 1.0}


def test_a_last_layer_of_zeros_is_no_vanishing_gradient() -> None:
    model, loss = network(nn.ReLU()), nn.CrossEntropyLoss()
    nn.init.zeros_(model[-1].weight)
    optimizer = nn.optim.SGD(model.parameters(), lr=0.1)
    with warnings.catch_warnings(action="error"), Watch(model, optimizer, loss):
        for _ in range(4):
            right(model, optimizer, loss)
