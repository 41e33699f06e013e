"""The history as data, and metrics."""

from __future__ import annotations

import math
from typing import Any

import pytest

import autograd
from autograd import ShapeError, Tensor, tensor
from nn.training import History, accuracy, mean_absolute_error, top_k_accuracy

ROWS: list[dict[str, float]] = [
    {"epoch": 1, "loss": 2.0, "validation_accuracy": 0.5, "lr": 0.1, "seconds": 1.25},
    {"epoch": 2, "loss": 12345.0, "validation_accuracy": math.nan, "lr": 1e-5, "seconds": 1.0},
]


def test_columns_rows_and_the_best() -> None:
    history = History(ROWS)
    assert history["lr"] == [0.1, 1e-5] and len(history) == 2 and list(history) == ROWS
    assert history.best("loss")["epoch"] == 1 and history.best("validation_accuracy", largest=True)["epoch"] == 1
    with pytest.raises(KeyError, match="no 'los'; it has epoch, loss"):
        history["los"]
    with pytest.raises(KeyError, match="no 'x'"):
        history.best("x")
    assert "2 epochs" in repr(history)


def test_the_table_is_aligned() -> None:
    lines = str(History(ROWS)).splitlines()
    assert lines[0].split() == ["epoch", "loss", "validation", "accuracy", "lr", "seconds"]
    assert len({len(one) for one in lines}) == 1
    assert "50.00%" in lines[1] and "1.2e+04" in lines[2] and "1.0e-05" in lines[2]


def test_json_lines_and_back() -> None:
    text = History(ROWS).to_json_lines()
    assert "NaN" not in text and text.count("\n") == 2
    again = History.from_json_lines(text)
    assert again["loss"] == [2.0, 12345.0] and math.isnan(again["validation_accuracy"][1])
    with pytest.raises(ValueError, match="line 2 is no JSON object"):
        History.from_json_lines('{"epoch": 1}\n{"epo')


@pytest.mark.parametrize(
    ("output", "target", "share"),
    [
        (tensor([[1.0, 2.0], [3.0, 0.0]]), tensor([1, 1]), 0.5),
        (tensor([[1.0, 2.0], [3.0, 0.0]]), tensor([[0.0, 1.0], [1.0, 0.0]]), 1.0),
        (tensor([2.0, -1.0, 0.5, -3.0]), tensor([1.0, 1.0, 0.0, 0.0]), 0.5),
        (tensor([[2.0], [-1.0]]), tensor([[1.0], [0.0]]), 1.0),
        (tensor([[2.0], [-1.0]]), tensor([1, 1]), 0.5),
        (autograd.zeros(2, 3, 4), autograd.zeros(2, 4).long(), 1.0),
    ],
)
def test_accuracy(output: Tensor, target: Tensor, share: float) -> None:
    assert accuracy(output, target) == share


def test_other_metrics() -> None:
    scores = tensor([[0.1, 0.5, 0.4], [0.9, 0.06, 0.04]])
    assert top_k_accuracy(scores, tensor([2, 2]), k=2) == 0.5 and top_k_accuracy(scores, tensor([2, 2])) == 1
    assert mean_absolute_error(tensor([1.0, 2.0]), tensor([0.0, 4.0])) == 1.5
    wrong: list[tuple[Any, Tensor, Tensor]] = [
        (accuracy, autograd.zeros(3, 2), autograd.zeros(4).long()),
        (mean_absolute_error, autograd.zeros(3, 1), autograd.zeros(3)),
    ]
    for metric, output, target in wrong:
        with pytest.raises(ShapeError, match="output has shape"):
            metric(output, target)
