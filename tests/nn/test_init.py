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
    (lambda w: init.trunc_normal_(w, std=0.5, a=-5, b=5), 0.5),
    (lambda w: init.trunc_normal_(w, a=-1e-3, b=1e-3), 1e-3 / math.sqrt(3)),
    (lambda w: init.orthogonal_(w, 2.0), 2 / math.sqrt(300)),
    (lambda w: init.sparse_(w, 0.75, 0.1), 0.05),
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


@pytest.mark.parametrize("shape", [(4, 6), (6, 4), (4, 2, 3), (5, 1)])
def test_rows_or_columns_are_orthogonal(shape: tuple[int, ...]) -> None:
    w = init.orthogonal_(autograd.empty(*shape, dtype=autograd.float64), 3.0).flatten(1)
    product = w @ w.T if w.shape[0] < w.shape[1] else w.T @ w
    assert autograd.allclose(product, 9 * autograd.eye(len(product), dtype=autograd.float64))


def test_a_truncated_normal_far_from_the_mean_stays_between_its_bounds() -> None:
    w = init.trunc_normal_(autograd.empty(1000), a=4.0, b=5.0)
    assert 4 <= w.min().item() < 4.1 < w.max().item() <= 5


@pytest.mark.parametrize("groups", [1, 2])
@pytest.mark.parametrize("dims", [1, 2, 3])
def test_a_dirac_convolution_returns_its_input(dims: int, groups: int) -> None:
    layer = getattr(nn, f"Conv{dims}d")(4, 4, 3, padding=1, groups=groups, bias=False)
    init.dirac_(layer.weight, groups)
    x = autograd.randn(2, 4, *[5] * dims)
    assert autograd.allclose(layer(x), x)


def test_names_without_underscore_are_deprecated() -> None:
    with pytest.warns(FutureWarning, match="xavier_uniform_"):
        init.xavier_uniform(autograd.empty(2, 2))


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


def test_diagonals() -> None:
    assert init.eye_(autograd.empty(2, 3)).tolist() == [[1, 0, 0], [0, 1, 0]]
    weight = init.dirac_(autograd.empty(4, 2, 3), groups=2)
    assert weight.nonzero().tolist() == [[0, 0, 1], [1, 1, 1], [2, 0, 1], [3, 1, 1]]
    assert init.orthogonal_(autograd.empty(0, 3)).shape == (0, 3)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: init.trunc_normal_(autograd.empty(2), a=1.0, b=1.0), "expected a < b"),
        (lambda: init.orthogonal_(autograd.empty(2)), "at least 2 dimensions"),
        (lambda: init.eye_(autograd.empty(2)), "expected 2 dimensions"),
        (lambda: init.dirac_(autograd.empty(2, 2)), "expected 3 to 5 dimensions"),
        (lambda: init.dirac_(autograd.empty(3, 2, 1), groups=2), "and 2 groups"),
        (lambda: init.sparse_(autograd.empty(2), 0.5), "expected 2 dimensions"),
    ],
)
def test_a_shape_that_does_not_fit_is_an_error(call: Callable[[], Tensor], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()
