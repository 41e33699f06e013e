"""Changes in place: in the graph, refused, or detected in the backward pass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import autograd
import nn
import nn.functional as F
from autograd import ShapeError, Tensor, tensor
from tests.helpers import leaf


def test_in_place_methods_return_the_tensor() -> None:
    x = tensor([1.0, 4.0])
    assert x.add_(1) is x


@pytest.mark.parametrize(
    ("change", "numbers"),
    [
        (lambda x: x.add_(1).mul_(2).sqrt_(), [2.0, 10**0.5]), (lambda x: x.fill_(3), [3.0, 3.0]),
        (lambda x: x.clamp_(2, 3), [2.0, 3.0]), (lambda x: x.copy_(tensor([1, 2])), [1.0, 2.0]),
        (lambda x: x.masked_fill_(tensor([True, False]), 0.0), [0.0, 4.0]), (lambda x: x.sub_(2).relu_(), [0.0, 2.0]),
        (lambda x: x.neg_(), [-1.0, -4.0]),
    ],
)  # fmt: skip
def test_in_place_methods(change: Callable[[Tensor], Tensor], numbers: list[float]) -> None:
    x = tensor([1.0, 4.0])
    change(x)
    assert x.tolist() == pytest.approx(numbers)


def test_augmented_assignment_is_in_place() -> None:
    x = same = tensor([1.0, 4.0])
    x += 1
    x -= 2
    x *= 4
    x /= 2
    assert x is same
    assert x.tolist() == [0.0, 6.0]


def test_a_dtype_that_cannot_hold_the_result_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot be kept in int64"):
        tensor([1, 2]).div_(2)


def test_a_shape_that_cannot_hold_the_result_is_refused() -> None:
    with pytest.raises((ShapeError, ValueError)):
        autograd.ones(1).add_(autograd.ones(3))


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


def test_assignment_to_an_element_of_a_view_reaches_its_base() -> None:
    w = leaf(5.0)
    table = autograd.zeros(2, 2)
    row = table[0]
    row[1] += w
    table.sum().backward()
    assert w.grad.item() == 1.0
    assert row.tolist() == [0.0, 5.0]


def test_an_operand_changed_in_place_is_an_error() -> None:
    y = leaf(1.0, 2.0) * 2
    z = y * y
    y.add_(1)
    with pytest.raises(RuntimeError, match=r"mul.*changed in place.*version 1, expected 0"):
        z.sum().backward()


def test_a_constant_changed_in_place_is_an_error() -> None:
    a = tensor([1.0, 2.0])
    out = leaf(1.0, 2.0) * a
    a.zero_()
    with pytest.raises(RuntimeError, match="changed in place"):
        out.sum().backward()


def test_a_result_that_its_rule_reads_changed_in_place_is_an_error() -> None:
    y = leaf(1.0, 2.0).exp()
    y.add_(1)
    with pytest.raises(RuntimeError, match=r"exp.*changed in place"):
        y.sum().backward()


def test_a_result_that_no_rule_reads_may_be_changed_in_place() -> None:
    y = leaf(1.0, 2.0) + 1
    y.mul_(2)
    y.sum().backward()


def test_indices_may_be_reused() -> None:
    x = leaf(1.0, 2.0, 3.0)
    i = tensor([0, 1])
    y = x[i] * x[i]
    i.fill_(2)
    y.sum().backward()
    assert x.grad.tolist() == [2.0, 4.0, 0.0]


def test_targets_changed_in_place_are_an_error() -> None:
    logits, target = autograd.ones(2, 3, requires_grad=True), tensor([0, 1])
    loss = F.cross_entropy(logits, target)
    target.fill_(2)
    with pytest.raises(RuntimeError, match="changed in place"):
        loss.backward()


def test_a_leaf_that_requires_grad_is_not_changed() -> None:
    x = leaf(1.0, 2.0)
    with pytest.raises(RuntimeError, match=r"add_: a leaf that requires grad.*no_grad"):
        x.add_(1)
    with pytest.raises(RuntimeError, match=r"x\[index\] = value: a leaf"):
        x[0] = 1.0


def test_a_leaf_is_changed_under_no_grad() -> None:
    x = leaf(1.0, 2.0)
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


@pytest.mark.parametrize("dtype", [autograd.int64, autograd.bool])
def test_no_gradient_flows_into_what_is_rounded_to_integers(dtype: Any) -> None:
    x, whole = leaf(0.5, 1.5), autograd.zeros(2, dtype=dtype)
    whole.copy_(x)
    whole[0] = x[1]
    whole[1:].fill_(x[0])
    assert not whole.requires_grad and whole.grad_fn is None
    (whole * leaf(2.0, 2.0)).sum().backward()
    assert x.grad is None
