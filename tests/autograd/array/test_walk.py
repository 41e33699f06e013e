"""The walk over Tensors that is not recorded: its sums in place change nothing that anybody else holds."""

from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Tensor, tensor


def grad_of(x: Tensor) -> Tensor:
    assert x.grad is not None
    return x.grad


def test_sums_in_place_leave_the_upstream_gradient_alone() -> None:
    x = tensor([1.0, 2.0], requires_grad=True)
    upstream = tensor([1.0, 1.0])
    (x + x + x + x).backward(upstream)
    assert grad_of(x).tolist() == [4.0, 4.0] and upstream.tolist() == [1.0, 1.0]


def test_gradients_that_hooks_hold_stay_what_they_were() -> None:
    x = tensor([1.0, 2.0], requires_grad=True)
    y = x * 1.0
    seen: list[Tensor] = []
    y.register_hook(seen.append)
    (y + y + y + y * 2.0).sum().backward()
    grad_of(x).mul_(100.0)
    assert seen[0].tolist() == [5.0, 5.0]


def test_two_leaves_of_one_gradient_do_not_share_it() -> None:
    x, y = tensor([1.0], requires_grad=True), tensor([2.0], requires_grad=True)
    for _ in range(2):  # the second pass adds to .grad in place
        (x + y).sum().backward()
        (x + y + x).sum().backward()
    assert (grad_of(x).item(), grad_of(y).item()) == (6.0, 4.0)


@pytest.mark.parametrize("shape", [(), (1,), (3,), (200, 300)])
def test_many_paths_to_one_node(shape: tuple[int, ...]) -> None:
    x = tensor(np.full(shape, 0.5), requires_grad=True)
    y = x.tanh()
    out: Any = y
    for _ in range(5):
        out = out * y + y
    slope = autograd.grad(lambda t: sum(t ** (k + 1) for k in range(6)).sum())(y.detach())
    out.sum().backward()
    assert np.allclose(grad_of(x).numpy(), slope.numpy() * (1 - y.detach().numpy() ** 2))


def test_a_pass_that_is_kept_can_be_repeated() -> None:
    x = tensor([1.0, 2.0], requires_grad=True)
    out = (x * x + x * 3.0 + x).sum()
    out.backward(retain_graph=True)
    first = grad_of(x).clone()
    out.backward()
    assert autograd.equal(grad_of(x), 2 * first)


def test_a_leaf_adds_to_a_gradient_that_came_read_only() -> None:
    x = tensor([1.0, 2.0, 3.0], requires_grad=True)
    upstream = tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
    (gradient,) = autograd.grad(x.unfold(0, 2, 1), x, upstream, create_graph=True)
    (gradient.sum() + gradient.sum() + gradient.sum()).backward(retain_graph=True)
    gradient.sum().backward()
    assert grad_of(upstream).tolist() == [[4.0, 4.0], [4.0, 4.0]]


@pytest.mark.parametrize("checked", [False, True])
def test_sums_of_gradients_of_no_dimensions_are_arrays(checked: bool) -> None:
    x = tensor(2.0, requires_grad=True)
    y = x * 3.0
    y[...] = x * 5.0  # its rule writes into the gradient
    with autograd.detect_anomaly(checked):
        (y + y * 2.0 + y).backward()
    assert grad_of(x).item() == 20.0
