"""Hooks on Tensors."""

from __future__ import annotations

import pytest

import autograd
from autograd import ShapeError, tensor
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


def test_a_tensor_without_grad_takes_no_hook() -> None:
    with pytest.raises(RuntimeError, match="does not require grad"):
        tensor(1.0).register_hook(print)


def test_a_hook_that_gives_another_shape_is_refused() -> None:
    w = leaf(1.0)
    w.register_hook(lambda g: autograd.ones(3))
    with pytest.raises(ShapeError, match="hook"):
        w.backward()
