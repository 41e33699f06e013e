"""Hooks of modules, against what PyTorch documents."""

from __future__ import annotations

from typing import Any

import pytest

import autograd
import nn
from autograd import Tensor, tensor


class Two(nn.Module):
    """A module of two arguments and two results."""

    def forward(self, x: Tensor, y: Tensor, factor: float = 1.0) -> tuple[Tensor, Tensor]:
        return x * y * factor, x + y


def test_hooks_are_called_in_order_and_replace_arguments_and_output() -> None:
    layer, calls = nn.Identity(), []

    def second(module: nn.Module, args: tuple[Tensor]) -> tuple[Tensor]:
        calls.append("second")
        return (args[0] + 1,)

    layer.register_forward_pre_hook(second)
    layer.register_forward_pre_hook(lambda module, args: calls.append("first"), prepend=True)
    layer.register_forward_hook(lambda module, args, out: 10 * out)
    layer.register_forward_hook(lambda module, args, out: out + args[0])
    assert layer(tensor([1.0])).tolist() == [22.0]
    assert calls == ["first", "second"]


def test_hooks_with_keyword_arguments() -> None:
    layer, seen = Two(), []
    layer.register_forward_pre_hook(lambda module, args, kwargs: (args, {"factor": 3.0}), with_kwargs=True)
    layer.register_forward_hook(lambda module, args, kwargs, out: seen.append(kwargs), with_kwargs=True)
    assert layer(tensor(2.0), tensor(5.0), factor=1.0)[0].item() == 30.0
    assert seen == [{"factor": 3.0}]


def test_a_hook_that_is_always_called_sees_a_forward_that_fails() -> None:
    layer, seen = nn.Linear(2, 1), []
    layer.register_forward_hook(lambda module, args, out: seen.append(out), always_call=True)
    with pytest.raises(ValueError, match="linear"):
        layer(autograd.ones(3))
    assert seen == [None]


def test_a_removed_hook_is_not_called() -> None:
    layer = nn.Identity()
    handle = layer.register_forward_hook(lambda module, args, out: out + 1)
    handle.remove()
    assert layer(tensor([1.0])).tolist() == [1.0]


def test_backward_hooks_see_all_gradients_together() -> None:
    layer, seen = Two(), []
    layer.register_full_backward_hook(lambda module, of_input, of_output: seen.append((of_input, of_output)))
    x, y = tensor(2.0, requires_grad=True), tensor(5.0, requires_grad=True)
    product, total = layer(x, y)
    (product + 3 * total).backward()
    ((of_input, of_output),) = seen
    assert [g.item() for g in of_input] == [8.0, 5.0]
    assert [g.item() for g in of_output] == [1.0, 3.0]
    assert (x.grad.item(), y.grad.item()) == (8.0, 5.0)


def test_backward_hooks_see_this_use_of_an_argument_alone() -> None:
    layer, seen = nn.Identity(), []
    layer.register_full_backward_hook(lambda module, of_input, of_output: seen.append(of_input[0].item()))
    x = tensor(2.0, requires_grad=True)
    (layer(x) * 3 + x * 100).backward()
    assert seen == [3.0]
    assert x.grad.item() == 103.0


def test_backward_hooks_replace_gradients() -> None:
    layer = nn.Identity()
    layer.register_full_backward_pre_hook(lambda module, of_output: (10 * of_output[0],))
    layer.register_full_backward_hook(lambda module, of_input, of_output: (of_input[0] + of_output[0],))
    x = tensor(2.0, requires_grad=True)
    layer(x).backward()
    assert x.grad.item() == 20.0


def test_a_backward_hook_is_called_where_no_argument_needs_a_gradient() -> None:
    layer, seen = nn.Linear(2, 1), []
    layer.register_full_backward_hook(lambda module, of_input, of_output: seen.append((of_input, of_output)))
    layer(autograd.ones(3, 2)).sum().backward()
    ((of_input, of_output),) = seen
    assert of_input == (None,)
    assert of_output[0].tolist() == [[1.0]] * 3


def layer_gradients(layer: Any, x: Tensor) -> list[Any]:
    layer(x).backward(create_graph=True)
    found, x.grad = x.grad, None
    return [found]


def test_a_module_with_hooks_can_be_differentiated_twice() -> None:
    layer: Any = nn.Tanh()
    layer.register_full_backward_hook(lambda module, of_input, of_output: None)
    x = tensor(0.5, requires_grad=True)
    (first,) = layer_gradients(layer, x)
    first.backward()
    t = autograd.tanh(tensor(0.5))
    assert x.grad.item() == pytest.approx((-2 * t * (1 - t * t)).item())


def test_a_hook_with_keyword_arguments_may_change_nothing_but_returns_a_pair() -> None:
    layer, seen = Two(), []
    handle = layer.register_forward_pre_hook(lambda module, args, kwargs: seen.append(kwargs), with_kwargs=True)
    assert layer(tensor(2.0), tensor(5.0), factor=3.0)[0].item() == 30.0
    assert seen == [{"factor": 3.0}]
    handle.remove()
    layer.register_forward_pre_hook(lambda module, args, kwargs: args, with_kwargs=True)
    with pytest.raises(RuntimeError, match="expected None or a pair"):
        layer(tensor(2.0))


def test_a_backward_hook_of_an_output_without_gradient_is_not_called() -> None:
    layer, seen = nn.Identity(), []
    layer.register_full_backward_hook(lambda module, below, above: seen.append(above))
    assert layer(tensor([1.0])).tolist() == [1.0]
    assert seen == []
