"""Every layer: text, names of parameters, results and gradients."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn
from tests.pytorch.comparison import assert_same, compare, from_pytorch, known, torch
from tests.pytorch.layers import CALLS, LAYER_TEXTS, LAYERS, LOSS_TEXTS, LOSSES

pytestmark = pytest.mark.pytorch


def first_of_nested(module: Callable[..., Any]) -> Callable[..., Any]:
    """Return the module without its other outputs, such as the state of a recurrent layer."""

    def call(x: Any) -> Any:
        out = module(x)
        while isinstance(out, tuple):
            out = out[0]
        return out

    return call


@pytest.mark.filterwarnings(
    "ignore:Lazy modules are a new feature", "ignore:enable_nested_tensor is True", "ignore:LSTM with projections"
)
@pytest.mark.parametrize("i", [i for i, (_, shape) in enumerate(LAYERS) if shape])
def test_layers(i: int) -> None:
    """Compare results, gradients and buffers, with the numbers of PyTorch's parameters; their names are equal too."""
    make, shape = LAYERS[i]
    torch.manual_seed(0)
    ours, theirs = make(nn), make(torch.nn)
    x = np.random.default_rng(0).standard_normal(shape)
    theirs(torch.tensor(x.astype("float32")))  # gives lazy layers their shapes
    ours(autograd.tensor(x.astype("float32")))
    ours.load_state_dict(from_pytorch(theirs.state_dict()))
    compare(first_of_nested(ours), first_of_nested(theirs), [x], "float32")
    for (name, p), (same, q) in zip(ours.named_parameters(), theirs.named_parameters(), strict=True):
        assert name == same
        assert_same(p.grad, q.grad, 1e-4)
    for (name, b), (same, c) in zip(ours.named_buffers(), theirs.named_buffers(), strict=True):
        assert name == same
        assert_same(b, c, 1e-5)


@pytest.mark.filterwarnings(
    "ignore:Lazy modules are a new feature", "ignore:enable_nested_tensor is True", "ignore:LSTM with projections"
)
@pytest.mark.parametrize("i", known(len(LAYERS), LAYER_TEXTS))
def test_reprs_of_layers(i: int) -> None:
    assert repr(LAYERS[i][0](nn)) == repr(LAYERS[i][0](torch.nn))


def all_of_nested(out: Any) -> list[Any]:
    return [y for x in out for y in all_of_nested(x)] if isinstance(out, tuple) else [out]


@pytest.mark.filterwarnings("ignore:LSTM with projections", "ignore:Support for mismatched", "ignore:enable_nested")
@pytest.mark.parametrize("i", range(len(CALLS)))
def test_calls_of_modules(i: int) -> None:
    """Compare all outputs, and the gradients of their sum by the input and the parameters."""
    make, call, shape = CALLS[i]
    torch.manual_seed(0)
    ours, theirs = make(nn), make(torch.nn)
    ours.load_state_dict(from_pytorch(theirs.state_dict()))
    data = np.random.default_rng(0).standard_normal(shape).astype("float32")
    x, y = autograd.tensor(data, requires_grad=True), torch.tensor(data, requires_grad=True)
    found, expected = all_of_nested(call(autograd, ours, x)), all_of_nested(call(torch, theirs, y))
    assert_same(found, expected, 2e-5)
    totals = [
        sum((k + out.exp() / (1 + out * out)).sum() for k, out in enumerate(outputs) if out.is_floating_point())
        for outputs in (found, expected)
    ]
    for total in totals:
        total.backward()
    for p, q in [(x, y), *zip(ours.parameters(), theirs.parameters(), strict=True)]:
        assert_same(p.grad, q.grad, 1e-4)


@pytest.mark.parametrize("i", known(len(LOSSES), LOSS_TEXTS))
def test_reprs_of_losses(i: int) -> None:
    assert repr(LOSSES[i][0](nn)) == repr(LOSSES[i][0](torch.nn))


@pytest.mark.parametrize("i", range(len(LOSSES)))
def test_losses_as_modules(i: int) -> None:
    make, call = LOSSES[i]
    ours, theirs = make(nn), make(torch.nn)
    rng = np.random.default_rng(2)
    x, y = rng.standard_normal((4, 3)), rng.standard_normal((4, 3))
    compare(
        lambda x: call(ours, x, autograd.tensor(y.astype("float32"))),
        lambda x: call(theirs, x, torch.tensor(y.astype("float32"))),
        [x],
        "float32",
    )


def test_every_module_is_compared() -> None:
    makes = [case[0] for cases in (LAYERS, CALLS, LOSSES) for case in cases]
    seen = {type(module) for make in makes for module in make(nn).modules()}
    offered = [getattr(nn, name) for name in nn.__all__]
    kinds = {kind for kind in offered if isinstance(kind, type) and issubclass(kind, nn.Module)}
    names = {kind.__name__ for kind in kinds - seen if hasattr(torch.nn, kind.__name__)}
    assert names == {"DataParallel", "Module", "RNNBase", "RNNCellBase"}
