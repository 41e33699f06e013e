"""Changes in place: in the graph, refused, or found out in the backward pass."""

from __future__ import annotations

import pytest

import autograd
import nn
import nn.functional as F
from autograd import ShapeError, tensor
from tests.helpers import leaf


def test_in_place_methods() -> None:
    x = tensor([1.0, 4.0])
    assert x.add_(1) is x
    x.mul_(2).sqrt_()
    x -= 1
    x /= 2
    assert x.tolist() == pytest.approx([0.5, (10**0.5 - 1) / 2])
    assert autograd.zeros(2).fill_(3).tolist() == [3.0, 3.0]
    assert tensor([-2.0, 2.0]).clamp_(-1, 1).tolist() == [-1.0, 1.0]
    assert autograd.zeros(2).copy_(tensor([1, 2])).tolist() == [1.0, 2.0]
    assert autograd.ones(3).masked_fill_(tensor([True, False, True]), 0.0).tolist() == [0.0, 1.0, 0.0]
    with pytest.raises(TypeError, match="cannot be kept in int64"):
        tensor([1, 2]).div_(2)
    with pytest.raises((ShapeError, ValueError)):
        autograd.ones(1).add_(autograd.ones(3))
    assert autograd.ones(3).relu_().tolist() == [1.0, 1.0, 1.0]


def test_in_place_operations_are_in_the_graph() -> None:
    x = leaf(1.0, 2.0)
    y = x * 1.0
    y.mul_(3)
    y[0] = x[1] * 10
    y.exp_()
    y.log().sum().backward()
    assert x.grad.tolist() == pytest.approx([0.0, 13.0])


def test_assignment_to_an_element_in_place() -> None:
    w = leaf(5.0)
    x = leaf(1.0, 2.0)
    y = x * 1
    y[0] += w
    y[1] *= 3.0
    y.sum().backward()
    assert (x.grad.tolist(), w.grad.tolist(), y.tolist()) == ([1.0, 3.0], 1.0, [6.0, 6.0])
    table = autograd.zeros(2, 2)
    row = table[0]
    row[1] += w
    table.sum().backward()
    assert w.grad.item() == 2.0
    assert row.tolist() == [0.0, 5.0]


def test_a_saved_tensor_changed_in_place_is_an_error() -> None:
    x = leaf(1.0, 2.0)
    y = x * 2
    z = y * y
    y.add_(1)
    with pytest.raises(RuntimeError, match=r"mul.*changed in place.*version 1, expected 0"):
        z.sum().backward()
    a = tensor([1.0, 2.0])
    out = x * a
    a.zero_()
    with pytest.raises(RuntimeError, match="changed in place"):
        out.sum().backward()
    y = x.exp()
    y.add_(1)  # exp reads its result
    with pytest.raises(RuntimeError, match=r"exp.*changed in place"):
        y.sum().backward()
    y = x + 1
    y.mul_(2)  # add reads nothing
    y.sum().backward()


def test_indices_and_targets_may_be_reused() -> None:
    x = leaf(1.0, 2.0, 3.0)
    i = tensor([0, 1])
    y = x[i] * x[i]
    i.fill_(2)
    y.sum().backward()
    assert x.grad.tolist() == [2.0, 4.0, 0.0]
    logits, target = autograd.ones(2, 3, requires_grad=True), tensor([0, 1])
    loss = F.cross_entropy(logits, target)
    target.fill_(2)
    with pytest.raises(RuntimeError, match="changed in place"):
        loss.backward()


def test_what_cannot_be_changed_in_place_says_so() -> None:
    x = leaf(1.0, 2.0)
    with pytest.raises(RuntimeError, match=r"add_: a leaf that requires grad.*no_grad"):
        x.add_(1)
    with pytest.raises(RuntimeError, match=r"x\[index\] = value: a leaf"):
        x[0] = 1.0
    y = x * 2
    with pytest.raises(RuntimeError, match=r"mul_: this tensor is a view.*x\[i\] = value"):
        y.reshape(2, 1).mul_(2)
    with autograd.no_grad():
        x.add_(1)
        x[0] = 7.0
    assert x.tolist() == [7.0, 3.0]


def test_a_weight_changed_between_forward_and_backward_is_caught() -> None:
    model = nn.Linear(2, 2)
    x = leaf([[1.0, 2.0]])
    out = model(x).sum()
    optimizer = nn.optim.SGD(model.parameters(), lr=0.1)
    model.weight.grad = autograd.ones(2, 2)
    optimizer.step()
    with pytest.raises(RuntimeError, match=r"linear.*changed in place"):
        out.backward()
