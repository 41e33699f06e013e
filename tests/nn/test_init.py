"""Initial values."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

import autograd
import nn
from autograd import Tensor
from nn import init

SPREADS: list[tuple[Callable[[Tensor], Tensor], float]] = [
    (lambda w: init.xavier_uniform_(w), math.sqrt(2 / 500)),
    (lambda w: init.xavier_normal_(w, 2.0), 2 * math.sqrt(2 / 500)),
    (lambda w: init.kaiming_uniform_(w, nonlinearity="relu"), math.sqrt(2 / 300)),
    (lambda w: init.kaiming_normal_(w, mode="fan_out", nonlinearity="relu"), math.sqrt(2 / 200)),
    (lambda w: init.kaiming_normal_(w, a=0.5), math.sqrt(2 / 1.25 / 300)),
    (lambda w: init.normal_(w, 0, 0.1), 0.1),
    (lambda w: init.uniform_(w, -1, 1), 1 / math.sqrt(3)),
]


@pytest.mark.parametrize(("function", "std"), SPREADS)
def test_the_spread(function: Callable[[Tensor], Tensor], std: float) -> None:
    autograd.manual_seed(0)
    weight = nn.Parameter(autograd.empty(200, 300))
    assert function(weight).detach().numpy().std() == pytest.approx(std, rel=0.02)


@pytest.mark.parametrize(("function", "std"), SPREADS)
def test_init_fills_the_tensor_in_place_and_it_stays_a_leaf(function: Callable[[Tensor], Tensor], std: float) -> None:
    weight = nn.Parameter(autograd.empty(200, 300))
    assert function(weight) is weight
    assert weight.requires_grad
    assert weight.is_leaf


def test_constants() -> None:
    assert init.zeros_(autograd.empty(2)).tolist() == [0.0, 0.0]
    assert init.ones_(autograd.empty(2)).tolist() == [1.0, 1.0]


def test_a_gain() -> None:
    assert init.calculate_gain("tanh") == 5 / 3


def test_the_fans_of_a_kernel() -> None:
    assert init.fan_in_and_fan_out(autograd.empty(8, 3, 5, 5)) == (75, 200)


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (lambda: init.calculate_gain("swish"), "unknown"),
        (lambda: init.kaiming_normal_(autograd.empty(3)), "fan"),
        (lambda: init.kaiming_normal_(autograd.empty(3, 3), mode="fan"), "fan"),
    ],
    ids=["nonlinearity", "dimensions", "mode"],
)
def test_wrong_arguments(bad: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        bad()
