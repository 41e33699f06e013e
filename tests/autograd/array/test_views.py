"""Views, and tensors that share memory."""

from __future__ import annotations

from typing import Any

import pytest

import autograd
from autograd import tensor
from tests.helpers import leaf


def test_detach_cuts_the_graph() -> None:
    y = (leaf(1.0, 2.0) * 2).detach()
    assert y.is_leaf
    assert not y.requires_grad


@pytest.mark.parametrize("cut", [lambda x: x.detach(), lambda x: x.data])
def test_detach_and_data_share_memory(cut: Any) -> None:
    x = leaf(1.0, 2.0)
    cut(x)[0] = 5.0
    assert x.tolist() == [5.0, 2.0]


def change_data(a: Any) -> None:
    a.data = tensor([[3.0, 3.0]])


@pytest.mark.parametrize("change", [lambda a: a.mul_(2), lambda a: a.detach().zero_(), change_data])
def test_a_change_through_a_view_is_seen(change: Any) -> None:
    a = tensor([[1.0, 2.0]])
    row = a[0]
    out = leaf(1.0, 2.0) * row
    change(a)
    with pytest.raises(RuntimeError, match="changed in place"):
        out.sum().backward()


def test_a_view_older_than_a_recorded_change_is_refused() -> None:
    y = leaf(1.0, 2.0, 3.0) * 1
    view = y[0]
    other = y.flatten()
    y.mul_(2)
    with pytest.raises(RuntimeError, match="view was made before"):
        view.backward()
    with pytest.raises(RuntimeError, match="sum: this view was made before"):
        other.sum()


def test_a_view_taken_after_a_recorded_change_is_used() -> None:
    x = leaf(1.0, 2.0, 3.0)
    y = x * 1
    y.mul_(2)
    y[0].backward()
    assert x.grad.tolist() == [2.0, 0.0, 0.0]


@pytest.mark.parametrize("use", [lambda v: v * 2, lambda v: v.exp(), lambda v: v + v, lambda v: 2 * v])
def test_a_view_older_than_a_recorded_change_is_refused_though_it_needs_no_gradient(use: Any) -> None:
    base = autograd.zeros(3)
    view = base.view(3)
    base[0:1] = autograd.ones(1, requires_grad=True) * 2
    with pytest.raises(RuntimeError, match="take the view again"):
        use(view)
