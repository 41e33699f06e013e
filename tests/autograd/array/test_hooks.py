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
    handle = y.register_hook(lambda g: g * 10)
    y.sum().backward()
    assert seen == [[1.0, 1.0]]
    assert x.grad.tolist() == [30.0, 30.0]
    handle.remove()
    handle.remove()
    x.grad = None
    z = x * 1
    x.register_hook(lambda g: g + 1)
    z.sum().backward()
    assert x.grad.tolist() == [2.0, 2.0]
    with pytest.raises(RuntimeError, match="does not require grad"):
        tensor(1.0).register_hook(print)
    w = leaf(1.0)
    w.register_hook(lambda g: autograd.ones(3))
    with pytest.raises(ShapeError, match="hook"):
        w.backward()
