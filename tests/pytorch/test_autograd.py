"""torch.autograd: gradients of some tensors by others, and the functions of torch.autograd.functional."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import nn.torch
from tests.pytorch.comparison import assert_alike, torch

pytestmark = pytest.mark.pytorch


def leaf(t: Any, *numbers: float) -> Any:
    return t.tensor(numbers, requires_grad=True)


def two(t: Any) -> Any:
    return t.tensor([1.0, 2.0]), t.tensor([3.0, 4.0])


def of_an_intermediate(t: Any) -> Any:
    x = leaf(t, 1.0, 2.0)
    y = x**2
    return t.autograd.grad((y * x).sum(), [x, y]), x.grad


def unused(t: Any, **settings: Any) -> Any:
    x, y = leaf(t, 1.0, 2.0), leaf(t, 3.0)
    return t.autograd.grad((x * 2).sum(), [x, y], **settings)


def twice(t: Any) -> Any:
    x = leaf(t, 1.0, 2.0)
    first = t.autograd.grad((x * x).sum(), x, create_graph=True)[0]
    return first, t.autograd.grad(first.sum(), x, create_graph=True)


def of_several(t: Any) -> Any:
    x = leaf(t, 1.0, 2.0)
    t.autograd.backward([(x * x).sum(), (3 * x).sum()])
    return x.grad


def of_vectors(t: Any) -> Any:
    x = leaf(t, 1.0, 2.0)
    t.autograd.backward([x * x, 3 * x], [t.tensor([1.0, 2.0]), t.tensor([0.5, 0.1])])
    return x.grad


def of_some_inputs(t: Any) -> Any:
    x, w = leaf(t, 1.0, 2.0), leaf(t, 2.0)
    y = x * w
    (y * y).sum().backward(inputs=[w])
    return w.grad, x.grad


def with_hooks(t: Any) -> Any:
    x = leaf(t, 1.0, 2.0)
    y = x * 2
    y.register_hook(lambda gradient: gradient * 10)
    x.register_hook(lambda gradient: gradient + 1)
    return t.autograd.grad((y * y).sum(), [x, y])


def batched(t: Any) -> Any:
    x = leaf(t, 1.0, 2.0, 3.0)
    return t.autograd.grad(x * x, x, grad_outputs=t.eye(3), is_grads_batched=True)


def of_a_freed_graph(t: Any) -> Any:
    x = leaf(t, 1.0, 2.0)
    z = (x * x).sum()
    t.autograd.grad(z, x)
    return t.autograd.grad(z, x)


def of_itself(t: Any) -> Any:
    x = leaf(t, 1.0, 2.0)
    z = (x * x).sum()
    return t.autograd.grad(z, z, retain_graph=True), t.autograd.grad([z, z * 2], [x])


def along_a_path(t: Any) -> Any:
    x = leaf(t, 1.0, 2.0)
    y = x * x
    z = y + x
    return t.autograd.grad((z * y).sum(), [z, y, x])


def own_function(t: Any) -> Any:
    class Cube(t.autograd.Function):  # type: ignore[misc]
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            ctx.save_for_backward(x)
            return x**3

        @staticmethod
        def backward(ctx: Any, upstream: Any) -> Any:
            (x,) = ctx.saved_tensors
            return upstream * 3 * x**2

    x = leaf(t, 1.0, 2.0)
    (gradient,) = t.autograd.grad(Cube.apply(x).sum(), x, create_graph=True)
    return gradient, t.autograd.grad(gradient.sum(), x)


def retained(t: Any) -> Any:
    x = leaf(t, 1.0, 2.0)
    y = x * x
    y.retain_grad()
    for _ in range(2):
        (y * 3).sum().backward(retain_graph=True)
    return x.grad, y.grad


PROGRAMS: list[Callable[[Any], Any]] = [
    of_an_intermediate,
    unused,
    lambda t: unused(t, allow_unused=True),
    lambda t: unused(t, materialize_grads=True),
    twice, of_several, of_vectors, of_some_inputs, with_hooks, batched, of_a_freed_graph, of_itself, along_a_path,
    own_function, retained,
    lambda t: t.autograd.functional.jacobian(lambda x, y: (x * y, x + 1), two(t)),
    lambda t: t.autograd.functional.jacobian(lambda x: (x * x,), t.tensor([1.0, 2.0])),
    lambda t: t.autograd.functional.jacobian(lambda x, y: x * y, two(t)),
    lambda t: t.autograd.functional.jacobian(lambda x: x * x, (t.tensor([1.0, 2.0]),)),
    lambda t: t.autograd.functional.jacobian(lambda x: t.stack([x.sum(), x[0]]), leaf(t, 1.0, 2.0), create_graph=True),
    lambda t: t.autograd.functional.hessian(lambda x, y: (x * y * x).sum(), two(t)),
    lambda t: t.autograd.functional.hessian(lambda x: (x**3).sum(), t.tensor([1.0, 2.0])),
    lambda t: t.autograd.functional.vjp(lambda x, y: x * y, two(t), t.tensor([1.0, 2.0])),
    lambda t: t.autograd.functional.jvp(
        lambda x, y: (x * y, x), two(t), (t.tensor([1.0, 2.0]), t.tensor([1.0, 0.0]))
    ),
    lambda t: t.autograd.functional.hvp(lambda x, y: (x * y * x).sum(), two(t), two(t)),
    lambda t: t.autograd.functional.vhp(lambda x: (x**3).sum(), t.tensor([1.0, 2.0]), t.tensor([1.0, 2.0])),
]  # fmt: skip


def outcome(program: Callable[[Any], Any], library: Any) -> Any:
    """Return the result, or "refused" for a RuntimeError, which both libraries raise for misuse."""
    try:
        return program(library)
    except RuntimeError:
        return "refused"


@pytest.mark.parametrize("i", range(len(PROGRAMS)))
def test_programs(i: int) -> None:
    assert_alike(outcome(PROGRAMS[i], nn.torch), outcome(PROGRAMS[i], torch))
