"""Views, and tensors that share memory."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import autograd
from autograd import pytree, tensor
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


@pytest.mark.parametrize("change", [lambda a: a.mul_(2), lambda a: a.detach().zero_()])
def test_a_change_through_a_view_is_seen(change: Any) -> None:
    a = tensor([[1.0, 2.0]])
    row = a[0]
    out = leaf(1.0, 2.0) * row
    change(a)
    with pytest.raises(RuntimeError, match="changed in place"):
        out.sum().backward()


def test_assigning_data_leaves_what_was_saved() -> None:
    a, x = tensor([[1.0, 2.0]]), leaf(1.0, 2.0)
    row = a[0]
    out = x * row
    a.data = tensor([[3.0, 3.0]])
    out.sum().backward()
    assert x.grad.tolist() == [1.0, 2.0]
    row.mul_(5)
    assert a.tolist() == [[3.0, 3.0]]


def test_a_view_older_than_a_recorded_change_looks_again() -> None:
    x = leaf(1.0, 2.0, 3.0)
    y = x * 1
    view, other = y[0], y.flatten()
    y.mul_(2)
    view.backward(retain_graph=True)
    assert x.grad.tolist() == [2.0, 0.0, 0.0]
    other.sum().backward()
    assert x.grad.tolist() == [4.0, 2.0, 2.0]


def test_a_view_taken_after_a_recorded_change_is_used() -> None:
    x = leaf(1.0, 2.0, 3.0)
    y = x * 1
    y.mul_(2)
    y[0].backward()
    assert x.grad.tolist() == [2.0, 0.0, 0.0]


@pytest.mark.parametrize("use", [lambda v: v * 2, lambda v: v.exp().log() * 2, lambda v: v + v, lambda v: 2 * v])
def test_a_view_of_a_constant_follows_what_is_assigned_to_its_base(use: Any) -> None:
    base, x = autograd.zeros(3), leaf([1.0])
    view = base.view(3)
    base[0:1] = x * 2
    use(view).sum().backward()
    assert x.grad.tolist() == pytest.approx([4.0])


def test_a_leaf_that_is_a_view_is_refused_after_a_recorded_change() -> None:
    base = autograd.zeros(3)
    view = base[:1].requires_grad_()
    base[0] = leaf(1.0)
    with pytest.raises(RuntimeError, match="take the view again"):
        view * 2


VIEWS: dict[str, Any] = {
    "index": lambda y: y[1],
    "slice": lambda y: y[:, ::2],
    "negative step": lambda y: y[::-1, 1:],
    "None and ...": lambda y: y[None, ..., 1],
    "T": lambda y: y.T,
    "reshape": lambda y: y.reshape(-1),
    "view": lambda y: y.view(3, 2),
    "flatten of a slice": lambda y: y[:1].flatten(),
    "unsqueeze": lambda y: y.unsqueeze(1),
    "squeeze": lambda y: y[:, :1].squeeze(1),
    "permute of view": lambda y: y.view(3, 2, 1).permute(2, 0, 1)[0],
    "unbind": lambda y: y.unbind(0)[1],
    "chunk": lambda y: y.chunk(3, dim=1)[2],
    "movedim": lambda y: y.movedim(0, 1),
}
CHANGES: dict[str, Any] = {
    "mul_": lambda v, w: v.mul_(w),
    "exp_": lambda v, w: v.exp_(),
    "sin_": lambda v, w: v.sin_(),
    "+=": lambda v, w: v.__iadd__(w * w),
    "**=": lambda v, w: v.__ipow__(2),
    "clamp_": lambda v, w: v.clamp_(0.3, 0.8),
    "zero_": lambda v, w: v.zero_(),
    "fill_": lambda v, w: v.fill_(w),
    "copy_": lambda v, w: v.copy_(v.flip(0) * w),
    "one element": lambda v, w: v.__setitem__(0, w),
    "mask": lambda v, w: v.__setitem__(v > 0.5, w),
    "list": lambda v, w: v.__setitem__([0], w),
    "masked_fill_": lambda v, w: v.masked_fill_(v > 0.5, w),
    "itself": lambda v, w: v.mul_(v),
}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_a_view_has_the_derivatives_of_the_same_change_of_a_copy(view: str, change: str) -> None:
    """The base gets the elements of the changed copy where the view shows it; its others stay."""

    def in_place(x: Any, w: Any) -> Any:
        y = x * 1.0
        seen = VIEWS[view](y)
        before = y * weights
        CHANGES[change](seen, w)
        return (y * weights).sum() + (seen.sin() * 2).sum() + before.sum()

    def out_of_place(x: Any, w: Any) -> Any:
        y = x * 1.0
        changed = VIEWS[view](y).clone()
        before = y * weights
        CHANGES[change](changed, w)
        places = VIEWS[view](autograd.arange(6).view(2, 3)).reshape(-1).tolist()
        flat = list(y.reshape(-1).unbind())
        for place, element in zip(places, changed.reshape(-1).unbind()):
            flat[place] = element
        return (autograd.stack(flat).view(2, 3) * weights).sum() + (changed.sin() * 2).sum() + before.sum()

    weights = tensor([[1.0, -2.0, 3.0], [0.5, 0.25, -1.5]], dtype=autograd.float64)
    numbers = np.array([[0.1, 0.4, 0.6], [0.7, 0.9, 0.2]]), np.array(0.35)
    for derivative in (autograd.grad, autograd.hessian):
        found = derivative(in_place, argnums=(0, 1))(*numbers)
        wanted = derivative(out_of_place, argnums=(0, 1))(*numbers)
        for (_, a), (_, b) in zip(pytree.leaves(found, ""), pytree.leaves(wanted, "")):
            assert np.allclose(a, b)


def test_a_view_of_a_leaf_that_requires_grad_is_not_changed() -> None:
    x = autograd.zeros(3)
    early = x[:1]
    x.requires_grad_()
    for view in (early, x[:1], x.view(3, 1).T):
        with pytest.raises(RuntimeError, match="a view of a leaf that requires grad"):
            view.mul_(2)
        with pytest.raises(RuntimeError, match="a view of a leaf that requires grad"):
            view[0] = 1.0
    with autograd.no_grad():
        early.add_(1)
    assert x.tolist() == [1.0, 0.0, 0.0]


def test_a_view_that_was_made_under_no_grad_does_not_change_a_graph() -> None:
    y = leaf(1.0, 2.0) * 1
    with autograd.no_grad():
        view = y[:1]
    with pytest.raises(RuntimeError, match="made under no_grad"):
        view.mul_(2)


def test_a_write_that_its_copy_cannot_see_as_a_view_goes_to_the_right_elements() -> None:
    """A flat view of a transposed array is none of the gradient's, whose elements lie in another order."""
    x = leaf([1.0, 2.0, 3.0], [4.0, 5.0, 6.0])
    y = x.T * 1.0  # its memory is in the order of x
    y.T.reshape(-1)[1:3] = 0.0
    (y * tensor([[1.0, 10.0], [2.0, 20.0], [3.0, 30.0]])).sum().backward()
    assert x.grad.tolist() == [[1.0, 0.0, 0.0], [10.0, 20.0, 30.0]]


@pytest.mark.parametrize(
    "square",
    [
        lambda v: v * v,
        autograd.custom(vjp=lambda upstream, x: upstream * 2 * x)(lambda x: x * x),
        lambda v: autograd.grad(lambda z: (z * z * z).sum() / 3)(v),
        lambda v: autograd.jvp(lambda z: z * z, (v,), (v.detach() * 0 + 1,))[0],
        lambda v: autograd.stack([v, v])[0] * v,
    ],
)
def test_every_use_of_an_outdated_view_looks_again(square: Any) -> None:
    a = leaf(1.0, 2.0)
    c = a * 1
    v = c[0:1]
    c.mul_(3)
    square(v).sum().backward()
    assert a.grad.tolist() == [18.0, 0.0]


def test_what_an_outdated_view_says_of_itself() -> None:
    a, c = leaf(1.0, 2.0), autograd.zeros(2)
    v = c[0]
    assert v.is_leaf
    c.copy_(a * 5)
    assert v.requires_grad
    assert not v.is_leaf
    assert "grad_fn" in repr(v)
    with pytest.raises(RuntimeError, match="requires grad"):
        v.numpy()
    v.backward()
    assert a.grad.tolist() == [5.0, 0.0]


def test_one_integer_of_a_tensor_selects_a_view() -> None:
    x = autograd.zeros(3, 2)
    x[tensor(1)].add_(1)
    x[tensor(2)][0] = 5.0
    assert x.tolist() == [[0.0, 0.0], [1.0, 1.0], [5.0, 0.0]]


def test_an_outdated_view_is_made_current_under_no_grad_too() -> None:
    w, x = leaf(2.0), autograd.ones(3)
    v = x[1:]
    x.mul_(w)
    with autograd.no_grad():
        assert v.requires_grad
    v.sum().backward()
    assert w.grad.item() == 2.0
