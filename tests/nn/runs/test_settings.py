"""The settings of a run."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn.layers import ACTIVATIONS as LAYERS
from nn.runs.settings import ACTIVATIONS, DATASETS, OPTIMIZERS, PRESETS, SCHEDULES, Settings


@given(
    data=st.sampled_from([*DATASETS, "a.csv"]),
    layers=st.lists(st.integers(1, 1000), max_size=4).map(tuple),
    model=st.sampled_from(PRESETS),
    activation=st.sampled_from(ACTIVATIONS),
    optimizer=st.sampled_from([*OPTIMIZERS]),
    schedule=st.sampled_from(SCHEDULES),
    lr=st.none() | st.floats(1e-8, 1e3),
    size=st.none() | st.tuples(st.integers(1, 99), st.integers(1, 99)),
)
def test_settings_survive_json(**fields: Any) -> None:
    settings = Settings(**fields)
    assert Settings.from_dict(json.loads(json.dumps(settings.to_dict()))) == settings
    whole = settings.resolved()
    assert None not in (whole.lr, whole.batch_size, whole.epochs)
    assert whole.resolved() == whole


def test_each_activation_has_a_layer() -> None:
    assert set(ACTIVATIONS) <= set(LAYERS)


@pytest.mark.parametrize(
    "field",
    [
        {"model": "rnn"}, {"activation": "step"}, {"optimizer": "newton"}, {"schedule": "random"}, {"task": "art"},
        {"dropout": 1.0}, {"dropout": -0.1}, {"lr": 0.0}, {"lr": float("nan")}, {"lr": float("inf")},
        {"momentum": 1.0}, {"momentum": 0.5, "optimizer": "adam"}, {"weight_decay": -1.0}, {"clip_norm": -1.0},
        {"batch_size": 0}, {"epochs": 0}, {"validation": 1.0}, {"test": 0.0}, {"patience": 0}, {"layers": (0,)},
        {"shift": -1}, {"rotate": 360.0}, {"scale": 1.0}, {"noise": float("nan")}, {"flip": 1.5}, {"seed": -1},
    ],
    ids=str,
)  # fmt: skip
def test_a_setting_out_of_range_is_refused_by_name(field: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(field))):
        Settings("moons", **field)


def test_an_unknown_setting_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown settings: rate"):
        Settings.from_dict({"data": "moons", "rate": 1})
