"""torch.func: transforms of functions, and modules as functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import nn.torch
from tests.pytorch.comparison import assert_alike, torch

pytestmark = pytest.mark.pytorch


def network(t: Any) -> Any:
    return t.nn.Sequential(t.nn.Linear(3, 2), t.nn.Tanh(), t.nn.Linear(2, 1))


def per_sample(t: Any) -> Any:
    """Return the gradient of each sample's loss by the parameters."""
    net, x, y = network(t), t.randn(5, 3), t.randn(5, 1)
    parameters = {name: p.detach() for name, p in net.named_parameters()}

    def loss(parameters: Any, x: Any, y: Any) -> Any:
        return ((t.func.functional_call(net, parameters, (x.unsqueeze(0),)) - y) ** 2).mean()

    return t.func.vmap(t.func.grad(loss), in_dims=(None, 0, 0))(parameters, x, y)


def ensemble(t: Any) -> Any:
    models = [network(t) for _ in range(3)]
    parameters, buffers = t.func.stack_module_state(models)
    call = t.func.vmap(lambda p, b, x: t.func.functional_call(models[0], (p, b), (x,)), in_dims=(0, 0, None))
    return call(parameters, buffers, t.randn(4, 3))


def vjp(t: Any) -> Any:
    out, pull = t.func.vjp(lambda x, y: (x * y).sin(), t.tensor([1.0, 2.0]), t.tensor([0.5, 3.0]))
    return out, pull(t.tensor([1.0, -1.0]))


X = [0.5, 1.0, 2.0]
PROGRAMS: list[Callable[[Any], Any]] = [
    per_sample,
    ensemble,
    vjp,
    lambda t: t.func.grad(lambda x: (x**3).sum())(t.tensor(X)),
    lambda t: t.func.grad(t.func.grad(lambda x: x**4))(t.tensor(2.0)),
    lambda t: t.func.grad(lambda x, y: (x * y).sum(), argnums=(0, 1))(t.tensor(X), t.tensor(X) + 1),
    lambda t: t.func.grad(lambda x: ((x**2).sum(), x + 1), has_aux=True)(t.tensor(X)),
    lambda t: t.func.grad_and_value(lambda x: (x**2).sum())(t.tensor(X)),
    lambda t: t.func.jacrev(lambda x: x**2 + x.sum())(t.tensor(X)),
    lambda t: t.func.jacfwd(lambda x: x**2 + x.sum())(t.tensor(X)),
    lambda t: t.func.hessian(lambda x: (x**3).prod())(t.tensor(X)),
    lambda t: t.func.jvp(lambda x: x.exp(), (t.tensor(X),), (t.ones(3),)),
    lambda t: t.func.vmap(lambda x: x.sum())(t.arange(6.0).reshape(2, 3)),
    lambda t: t.func.vmap(t.dot, in_dims=(1, None))(t.arange(6.0).reshape(3, 2), t.tensor(X)),
    lambda t: t.func.vmap(lambda x: (x * 2, x.sum()), out_dims=(1, 0))(t.arange(6.0).reshape(2, 3)),
]


@pytest.mark.filterwarnings("ignore:.torch.jit.script. is deprecated")
@pytest.mark.parametrize("i", range(len(PROGRAMS)))
def test_programs(i: int) -> None:
    found = []
    for library in (nn.torch, torch):
        library.manual_seed(0)
        found.append(PROGRAMS[i](library))
    assert_alike(*found)
