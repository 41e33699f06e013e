"""The learning rate range test."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

import autograd
import nn
from tests.nn.training import example


def model_of_points() -> nn.Sequential:
    autograd.manual_seed(0)
    return nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Dropout(0.1), nn.Linear(16, 2))


def test_the_suggested_rate_trains_and_one_far_above_does_not() -> None:
    x, y = example.points(200)
    curve = nn.lr_find(model_of_points(), nn.CrossEntropyLoss(), (x, y), batch_size=20, highest=1e4)
    assert curve.suggestion is not None and 1e-3 < curve.suggestion < 10
    assert curve.rates[-1] < 1e4  # it ended early
    losses = {}
    for rate in (curve.suggestion, 1000 * curve.suggestion, curve.suggestion / 1e5):
        model = model_of_points()
        optimizer = nn.optim.SGD(model.parameters(), lr=rate)
        trainer = nn.Trainer(model, nn.CrossEntropyLoss(), optimizer, progress=False, watch=False)
        losses[rate] = trainer.fit((x, y), epochs=20, batch_size=20)["loss"][-1]
    assert losses[curve.suggestion] == min(losses.values()) < 0.6


def test_everything_is_afterwards_as_before() -> None:
    x, y = example.points()
    model: Any = model_of_points()
    optimizer = nn.optim.Adam(model.parameters(), lr=0.02)
    model[1].eval()
    before, state = {k: v.clone() for k, v in model.state_dict().items()}, autograd.get_rng_state()
    nn.lr_find(model, nn.CrossEntropyLoss(), (x, y), optimizer, steps=20)
    assert example.same(before, model.state_dict())
    assert autograd.equal(state, autograd.get_rng_state())
    assert not model[1].training and model[2].training
    assert optimizer.param_groups[0]["lr"] == 0.02 and not optimizer.state and not optimizer.stepped
    assert all(p.grad is None for p in model.parameters())


def test_the_curve_says_how_to_read_it(tmp_path: Path) -> None:
    x, y = example.points()
    curve = nn.lr_find(model_of_points(), nn.CrossEntropyLoss(), (x, y), batch_size=20)
    text = str(curve)
    assert "rate     loss" in text and "is suggested" in text and len(text.splitlines()) < 20
    assert "suggestion" in repr(curve)
    pytest.importorskip("matplotlib")
    curve.save(tmp_path / "curve.svg")
    assert (tmp_path / "curve.svg").read_bytes().startswith(b"<?xml")


def test_a_loss_that_never_falls_gets_no_suggestion() -> None:
    model = nn.Linear(1, 1)
    x = autograd.zeros(20, 1)
    curve = nn.lr_find(model, lambda output, target: (output * 0).sum() + 1, (x, x), steps=10)
    assert curve.suggestion is None and "never fell" in str(curve)


def test_noise_of_the_batches_is_no_fall() -> None:
    autograd.manual_seed(0)
    x = autograd.randn(100, 3)
    model = nn.Linear(3, 3)
    curve = nn.lr_find(model, nn.MSELoss(), (x, x), highest=1e-3)  # no rate that changes anything
    assert curve.suggestion is None


def test_a_loss_that_still_falls_at_the_end_says_so() -> None:
    x, y = example.points()
    curve = nn.lr_find(model_of_points(), nn.CrossEntropyLoss(), (x, y), lowest=1e-3, highest=1.0)
    assert curve.suggestion is not None and "still falls at the last rate" in str(curve)


def test_wrong_use() -> None:
    x, y = example.points()
    model = model_of_points()
    for wrong in ({"lowest": 0.0}, {"highest": 1e-9}, {"steps": 1}):
        with pytest.raises(ValueError, match="0 < lowest < highest"):
            nn.lr_find(model, nn.CrossEntropyLoss(), (x, y), **wrong)
    with pytest.raises(ValueError, match="not finite"):
        nn.lr_find(model, nn.CrossEntropyLoss(), (x * math.nan, y))
    with pytest.raises(ValueError, match="no batch"):
        nn.lr_find(model, nn.CrossEntropyLoss(), [])


def test_errors_about_the_data_name_the_function() -> None:
    model = nn.Linear(1, 1)
    with pytest.raises(TypeError, match=r"^lr_find\(\): expected a DataLoader"):
        nn.lr_find(model, nn.MSELoss(), 3)
    with pytest.raises(TypeError, match=r"^evaluate\(\): expected a DataLoader"):
        nn.Trainer(model, nn.MSELoss(), nn.optim.SGD(model.parameters(), lr=0.1)).evaluate(3)
