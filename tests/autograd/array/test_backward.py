"""backward(): accumulation, retained graphs, deep graphs, memory."""

from __future__ import annotations

import gc
import tracemalloc

import numpy as np
import pytest

import autograd
import nn
import nn.functional as F
from autograd import ShapeError, tensor
from tests.helpers import leaf


def test_gradients_accumulate() -> None:
    x = leaf(1.0, 2.0)
    (x * x).sum().backward()
    (x * x).sum().backward()
    assert x.grad.tolist() == [4.0, 8.0]
    assert x.grad.dtype == x.dtype


def test_a_second_backward_is_a_clear_error() -> None:
    x = leaf(1.0, 2.0)
    y = (x * x).sum()
    y.backward()
    with pytest.raises(RuntimeError, match=r"mul a second time.*retain_graph=True"):
        y.backward()


def test_a_retained_graph_is_used_again() -> None:
    x = leaf(1.0, 2.0)
    z = (x * x).sum()
    z.backward(retain_graph=True)
    z.backward()
    assert x.grad.tolist() == [4.0, 8.0]


def test_a_graph_that_saved_nothing_is_used_again() -> None:
    w = (leaf(1.0, 2.0) + 1).sum()  # nothing was saved, so nothing was freed: as in PyTorch
    w.backward()
    w.backward()


def test_backward_of_several_numbers_needs_a_gradient() -> None:
    with pytest.raises(RuntimeError, match=r"shape \(2,\) needs a gradient"):
        (leaf(1.0, 2.0) * 3).backward()


def test_backward_with_a_gradient_of_another_shape() -> None:
    with pytest.raises(ShapeError, match=r"\(3,\).*\(2,\)"):
        (leaf(1.0, 2.0) * 3).backward(autograd.ones(3))


def test_backward_with_a_gradient() -> None:
    x = leaf(1.0, 2.0)
    (x * 3).backward(gradient=tensor([1.0, 10.0]))
    assert x.grad.tolist() == [3.0, 30.0]


def test_backward_without_requires_grad() -> None:
    with pytest.raises(RuntimeError, match="does not require grad"):
        tensor(1.0).backward()


def test_the_gradient_given_to_backward_is_copied() -> None:
    x, given = leaf(1.0, 2.0), autograd.ones(2)
    x.backward(given)
    given.fill_(7)
    assert x.grad.tolist() == [1.0, 1.0]


def test_gradients_of_leaves_do_not_share_memory() -> None:
    x, y = leaf(1.0, 2.0), leaf(3.0, 4.0)
    (x + y).sum().backward()
    x.grad.zero_()
    assert y.grad.tolist() == [1.0, 1.0]


def test_a_gradient_that_came_through_a_view_can_be_changed() -> None:
    w = leaf([[1.0, 2.0]])
    w.T.sum().backward()
    w.grad += 1
    assert w.grad.tolist() == [[2.0, 2.0]]


def test_recorded_gradients_are_not_shared() -> None:
    x, y = leaf([1.0]), leaf([2.0])
    ((x + y) * 10).sum().backward(create_graph=True)
    with autograd.no_grad():
        x.grad.zero_()
    assert y.grad.tolist() == [10.0]


def test_retained_gradients_are_not_shared() -> None:
    y = leaf([1.0]) * 1
    z = y + 1
    y.retain_grad()
    z.retain_grad()
    z.retain_grad()
    z.sum().backward()
    z.grad.zero_()
    assert (y.grad.tolist(), z.grad.tolist()) == ([1.0], [0.0])


def test_retain_grad() -> None:
    x = leaf(1.0, 2.0)
    y = x * 2
    y.retain_grad()
    (y * y).sum().backward()
    assert y.grad.tolist() == [4.0, 8.0]
    assert x.grad.tolist() == [8.0, 16.0]


def test_hessian_of_a_small_network() -> None:
    rng = np.random.default_rng(0)
    w1, w2 = (tensor(rng.normal(size=s), requires_grad=True) for s in ((3, 4), (4, 1)))
    x = tensor(rng.normal(size=(5, 3)))

    def gradient(at: np.ndarray) -> np.ndarray:
        w = tensor(at, requires_grad=True)
        ((x @ w).tanh() @ w2.detach()).pow(2).mean().backward()
        found: np.ndarray = w.grad.numpy().ravel()
        return found

    loss = ((x @ w1).tanh() @ w2).pow(2).mean()
    loss.backward(create_graph=True)
    rows = []
    first = w1.grad
    for i in range(12):
        w1.grad = None
        first.reshape(-1)[i].backward(retain_graph=True)
        rows.append(w1.grad.numpy().ravel().copy())  # type: ignore[attr-defined]
    hessian = np.array(rows)
    at = w1.detach().numpy()
    step = 1e-5
    for j in range(12):
        moved = at.copy().ravel()
        moved[j] += step
        up = gradient(moved.reshape(3, 4))
        moved[j] -= 2 * step
        numeric = (up - gradient(moved.reshape(3, 4))) / (2 * step)
        np.testing.assert_allclose(hessian[:, j], numeric, rtol=1e-6, atol=1e-8)
    np.testing.assert_allclose(hessian, hessian.T, rtol=1e-10)


def test_a_deep_graph() -> None:
    x = leaf(1.0, 2.0)
    y = x
    for _ in range(50_000):
        y = y + 1
    y.sum().backward()
    assert x.grad.tolist() == [1.0, 1.0]
    del y


@pytest.mark.slow
def test_a_graph_a_million_deep() -> None:
    x = leaf(1.0)
    y = x
    for _ in range(1_000_000):
        y = -y
    y.backward()
    assert x.grad.item() == 1.0
    del y


@pytest.mark.slow
def test_training_leaves_nothing_behind() -> None:
    autograd.manual_seed(0)
    model = nn.MLP(4, [8, 3])
    optimizer = nn.optim.Adam(model.parameters())
    x, y = autograd.randn(16, 4), autograd.randint(0, 3, (16,))

    def step() -> None:
        optimizer.zero_grad()
        F.cross_entropy(model(x), y).backward()
        optimizer.step()

    gc.collect()
    gc.disable()
    try:
        tracemalloc.start()
        for _ in range(2500):  # until Python's free lists, of at most 2,000 tuples of a size, are full
            step()
        before, _ = tracemalloc.get_traced_memory()
        for _ in range(1000):
            step()
        after, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert gc.collect() == 0
    finally:
        gc.enable()
    assert after - before < 8192


def test_division_by_a_plain_zero() -> None:
    x = leaf(1.0, -1.0)
    (x / 0).sum().backward()
    assert x.grad.tolist() == [np.inf, np.inf]


def test_the_mean_loss_of_no_elements_is_nan() -> None:
    logits = autograd.ones(2, 3, requires_grad=True)
    loss = F.cross_entropy(logits, tensor([-100, -100]))
    assert np.isnan(loss.item())
    loss.backward()
    assert np.isnan(F.cross_entropy(autograd.ones(0, 3), autograd.zeros(0, dtype=autograd.int64)).item())


def test_reductions_of_a_tensor_without_dimensions() -> None:
    one = leaf(2.0)
    assert one.max(0).values.item() == one.sort().values.item() == 2.0
    assert one.cumsum(0).shape == ()
    assert one.argsort().item() == 0


def test_a_product_over_no_elements() -> None:
    x, w = autograd.ones(2, 3, 0, requires_grad=True), autograd.ones(0, 4, requires_grad=True)
    (x @ w).sum().backward()
    assert w.grad.shape == (0, 4)


def test_logsumexp_of_no_elements() -> None:
    assert autograd.ones(2, 0).logsumexp(1).tolist() == [-np.inf, -np.inf]


def test_no_dims_are_all_dims() -> None:
    assert autograd.ones(2, 3).sum(dim=()).item() == 6.0
