"""Activations that change their input."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import nn
import nn.functional as F
from autograd import Tensor, tensor

FUNCTIONS: dict[str, Callable[..., Any]] = {
    name: getattr(F, name)
    for name in "relu leaky_relu elu selu celu relu6 hardtanh hardsigmoid hardswish silu mish rrelu".split()
} | {"threshold": lambda x, inplace=False: F.threshold(x, 0.2, 0.7, inplace), "dropout": lambda x, inplace=False: (
    F.dropout(x, 1.0, True, inplace)
)}  # fmt: skip


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_input_becomes_the_result_and_the_gradient_is_the_same(name: str) -> None:
    found = []
    for inplace in (False, True):
        leaf = tensor([-4.0, -0.3, 0.1, 0.5, 7.0], requires_grad=True)
        x = leaf * 1.0
        out = FUNCTIONS[name](x, inplace=inplace)
        assert (out is x) == inplace
        (out * out).sum().backward()
        found.append((out.tolist(), leaf.grad.tolist()))
    assert found[0] == found[1]


@pytest.mark.parametrize("name", [name for name in F.__all__ if name.endswith("_")])
def test_the_forms_with_an_underscore(name: str) -> None:
    more = (0.2, 0.7) if name == "threshold_" else ()
    x = tensor([-4.0, -0.3, 0.1, 7.0])
    expected = getattr(F, name[:-1])(x, *more)
    assert getattr(F, name)(x, *more) is x
    assert x.tolist() == expected.tolist()


def test_a_leaf_that_requires_grad_is_not_changed() -> None:
    with pytest.raises(RuntimeError, match="leaf"):
        F.elu(tensor([1.0], requires_grad=True), inplace=True)


@pytest.mark.parametrize("layer", [nn.ReLU(True), nn.LeakyReLU(0.1, True), nn.Hardswish(True), nn.Dropout(0.5, True)])
def test_layers_change_their_input(layer: nn.Module) -> None:
    x: Tensor = tensor([-1.0, 2.0])
    assert layer(x) is x


def test_an_array_has_no_tensor_to_change() -> None:
    with pytest.raises(TypeError, match=r"relu\(\): inplace=True"):
        F.relu(tensor([1.0]).numpy(), inplace=True)
