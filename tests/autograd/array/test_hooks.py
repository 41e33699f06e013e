"""Hooks on Tensors."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import autograd
import nn
from autograd import ShapeError, Tensor, tensor
from tests.helpers import leaf


def test_hooks_see_and_replace_gradients() -> None:
    x = leaf(1.0, 2.0)
    seen = []
    y = x * 3
    y.register_hook(lambda g: seen.append(g.tolist()))
    y.register_hook(lambda g: g * 10)
    y.sum().backward()
    assert seen == [[1.0, 1.0]]
    assert x.grad.tolist() == [30.0, 30.0]


def test_a_removed_hook_is_not_called() -> None:
    x = leaf(1.0)
    y = x * 3
    handle = y.register_hook(lambda g: g * 10)
    handle.remove()
    handle.remove()
    y.sum().backward()
    assert x.grad.tolist() == 3.0


def test_a_hook_of_a_leaf_replaces_the_accumulated_gradient() -> None:
    x = leaf(1.0, 2.0)
    x.register_hook(lambda g: g + 1)
    (x * 1).sum().backward()
    assert x.grad.tolist() == [2.0, 2.0]


def test_a_hook_after_accumulation_sees_the_sum_and_may_free_it() -> None:
    x, seen = leaf(1.0, 2.0), []
    x.register_hook(lambda g: g * 10)
    handle = x.register_post_accumulate_grad_hook(lambda t: seen.append((t is x, t.grad.tolist())))
    for _ in range(2):
        (x * 1).sum().backward()
    assert seen == [(True, [10.0, 10.0]), (True, [20.0, 20.0])]
    autograd.autograd.grad((x * 1).sum(), x)
    assert len(seen) == 2
    handle.remove()
    x.register_post_accumulate_grad_hook(lambda t: setattr(t, "grad", None))
    (x * 1).sum().backward()
    assert len(seen) == 2 and x.grad is None


def test_an_optimizer_steps_in_the_backward_pass() -> None:
    w = leaf(1.0, 2.0)
    optimizer = nn.optim.SGD([w], lr=0.1)

    def step(parameter: Tensor) -> None:
        optimizer.step()
        optimizer.zero_grad()

    w.register_post_accumulate_grad_hook(step)
    (w * w).sum().backward()
    assert w.tolist() == pytest.approx([0.8, 1.6]) and w.grad is None


@pytest.mark.parametrize("make", [lambda: tensor(1.0), lambda: leaf(1.0) * 2])
def test_only_a_leaf_takes_a_hook_after_accumulation(make: Callable[[], Tensor]) -> None:
    with pytest.raises(RuntimeError, match="expected a leaf that requires grad, got a"):
        make().register_post_accumulate_grad_hook(print)


def test_a_tensor_without_grad_takes_no_hook() -> None:
    with pytest.raises(RuntimeError, match="does not require grad"):
        tensor(1.0).register_hook(print)


def test_a_hook_that_gives_another_shape_is_refused() -> None:
    w = leaf(1.0)
    w.register_hook(lambda g: autograd.ones(3))
    with pytest.raises(ShapeError, match="hook"):
        w.backward()
