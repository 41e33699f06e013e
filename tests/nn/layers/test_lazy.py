"""Lazy layers."""

from __future__ import annotations

import copy
from typing import Any

import pytest

import autograd
import nn

LAZY: list[tuple[Any, tuple[int, ...], type[nn.Module]]] = [
    (lambda: nn.LazyLinear(4), (5, 3), nn.Linear),
    (lambda: nn.LazyConv2d(4, 3, bias=False), (2, 3, 5, 5), nn.Conv2d),
    (lambda: nn.LazyConvTranspose1d(4, 3), (2, 3, 5), nn.ConvTranspose1d),
    (lambda: nn.LazyBatchNorm1d(), (5, 3), nn.BatchNorm1d),
]


@pytest.mark.parametrize(("make", "shape", "kind"), LAZY)
def test_a_lazy_layer_becomes_the_layer(make: Any, shape: tuple[int, ...], kind: type[nn.Module]) -> None:
    layer = make()
    assert layer.has_uninitialized_params()
    layer(autograd.ones(*shape))
    assert type(layer) is kind
    assert all(type(p) is nn.Parameter for p in layer.parameters())


@pytest.mark.parametrize(("make", "shape", "kind"), LAZY)
def test_an_optimiser_made_before_the_first_batch_trains_the_layer(make: Any, shape: Any, kind: Any) -> None:
    layer = make()
    for optimizer in (nn.optim.SGD(layer.parameters(), lr=0.1), nn.optim.Adam(layer.parameters(), lr=0.1)):
        x = autograd.randn(*shape)
        (layer(x) ** 2 * autograd.arange(float(layer(x).numel())).reshape(layer(x).shape)).sum().backward()
        before = [p.detach().clone() for p in layer.parameters()]
        optimizer.step()
        assert all((p != old).any() for p, old in zip(layer.parameters(), before))


@pytest.mark.parametrize(("make", "shape", "kind"), LAZY)
def test_a_state_gives_a_lazy_layer_its_shapes(make: Any, shape: tuple[int, ...], kind: type[nn.Module]) -> None:
    whole, lazy = make(), make()
    x = autograd.randn(*shape)
    whole(x)
    if kind is nn.BatchNorm1d:  # buffers have their shapes from the first input
        lazy(x)
    lazy.load_state_dict(whole.state_dict())
    assert autograd.equal(lazy.eval()(x), whole.eval()(x))


def test_a_lazy_layer_can_be_copied_and_saved_before_its_first_input() -> None:
    layer = copy.deepcopy(nn.LazyLinear(4))
    assert [type(p) for p in layer.state_dict().values()] == [nn.UninitializedParameter] * 2
    assert layer(autograd.ones(2, 3)).shape == (2, 4)


def test_groups_must_divide_the_channels_of_the_first_input() -> None:
    with pytest.raises(ValueError, match="groups=2 does not divide 3"):
        nn.LazyConv1d(4, 1, groups=2)(autograd.ones(1, 3, 5))
