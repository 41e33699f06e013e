"""Tensor: PyTorch's semantics, and the behaviour that peers get wrong."""

from __future__ import annotations

import copy
import gc
import pickle
import threading
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn
import nn.functional as F
from autograd import ShapeError, Tensor, tensor


def leaf(*data: Any, dtype: Any = None) -> Tensor:
    """A leaf of one number or nest of them, or of several numbers."""
    return tensor(data[0] if len(data) == 1 else list(data), dtype=dtype, requires_grad=True)


# ── dtypes ──


@pytest.mark.parametrize(
    ("make", "dtype"),
    [
        (lambda: tensor([1.0, 2]), "float32"),
        (lambda: tensor([1, 2]), "int64"),
        (lambda: tensor([True]), "bool"),
        (lambda: tensor(np.ones(2)), "float64"),
        (lambda: tensor([1, 2], dtype=float), "float32"),
        (lambda: tensor([np.float64(1)]), "float64"),
        (lambda: tensor([tensor(1.0), tensor(2.0)]), "float32"),
        (lambda: tensor([1.0]) * 2.5, "float32"),
        (lambda: 2.5 - tensor([1.0]), "float32"),
        (lambda: tensor([1.0]) ** 2, "float32"),
        (lambda: tensor([1]) * 2.5, "float32"),
        (lambda: tensor([1]) / 2, "float32"),
        (lambda: tensor([1]) // 2, "int64"),
        (lambda: tensor([1.0]) * tensor(2.0, dtype=autograd.float64), "float32"),
        (lambda: tensor([1.0]) * tensor([2.0], dtype=autograd.float64), "float64"),
        (lambda: tensor([1], dtype=autograd.int32) + tensor([1]), "int64"),
        (lambda: tensor([1], dtype=autograd.uint8) + tensor([1], dtype=autograd.int8), "int16"),
        (lambda: tensor([1], dtype=autograd.int64) * tensor([1.0], dtype=autograd.float16), "float16"),
        (lambda: tensor([True]) + 1, "int64"),
        (lambda: tensor([True]) * 1.5, "float32"),
        (lambda: tensor([1]).exp(), "float32"),
        (lambda: tensor([1.0]).mean(), "float32"),
        (lambda: tensor([1.0, 3.0]).max(0).values, "float32"),
        (lambda: autograd.where(tensor([True]), tensor([1.0]), 2.0), "float32"),
        (lambda: autograd.where(tensor([True]), 1.0, 2.0), "float32"),
        (lambda: tensor([True, False]).sum(), "int64"),
        (lambda: tensor([1.0]) > 0, "bool"),
        (lambda: autograd.cat([tensor([1]), tensor([1.0])]), "float32"),
        (lambda: autograd.full((2,), 7), "int64"),
        (lambda: autograd.arange(3), "int64"),
        (lambda: autograd.arange(0, 1, 0.5), "float32"),
        (lambda: tensor([1.0]).double(), "float64"),
        (lambda: tensor([1.7]).long(), "int64"),
        (lambda: tensor([1.0]).to(tensor([1])), "int64"),
        (lambda: F.dropout(autograd.ones(3)), "float32"),
    ],
)  # fmt: skip
def test_dtype(make: Callable[[], Tensor], dtype: str) -> None:
    assert make().dtype == dtype


def test_tensor_copies_and_from_numpy_shares() -> None:
    array = np.ones(2)
    copied, shared = tensor(array), autograd.from_numpy(array)
    array[0] = 5
    assert copied.tolist() == [1, 1]
    assert shared.tolist() == [5, 1]


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: tensor([[1.0], [1.0, 2.0]]), ValueError, "equal lengths"),
        (lambda: tensor("abc"), TypeError, "real numbers"),
        (lambda: tensor([1j]), TypeError, "complex128"),
        (lambda: tensor([1.0], dtype="complex64"), TypeError, "complex64"),
        (lambda: tensor([None]), TypeError, "object"),
        (lambda: tensor([1], requires_grad=True), TypeError, "only floating"),
        (lambda: tensor([1.0], device="cuda"), ValueError, "CPU"),
        (lambda: autograd.zeros(-1), ValueError, r"zeros\(\): sizes"),
        (lambda: autograd.arange(0, 1, 0), ValueError, "step"),
        (lambda: autograd.randint(3, 3, (2,)), ValueError, "low < high"),
        (lambda: autograd.manual_seed(-1), TypeError, "seed"),
        (lambda: autograd.from_numpy([1.0]), TypeError, "from_numpy"),
        (lambda: autograd.multinomial(tensor([0.0, 1.0]), 2), ValueError, "too few"),
        (lambda: nn.Parameter(np.ones(2)), TypeError, "Parameter"),
    ],
)  # fmt: skip
def test_bad_data(make: Callable[[], Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        make()


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda: tensor([1.0, 2.0], requires_grad=True), "tensor([1., 2.], requires_grad=True)"),
        (lambda: leaf([1.0, 2.0]) * 2, "tensor([2., 4.], grad_fn=<MulBackward0>)"),
        (lambda: tensor(3.14159), "tensor(3.1416)"),
        (lambda: tensor(3), "tensor(3)"),
        (lambda: tensor([True, False]), "tensor([ True, False])"),
        (lambda: tensor([1.5, 2.25, 1000.0]), "tensor([   1.5000,    2.2500, 1000.0000])"),
        (lambda: tensor([1e-5, 1.0]), "tensor([1.0000e-05, 1.0000e+00])"),
        (lambda: tensor([np.nan, 1.0]).float(), "tensor([nan, 1.])"),
        (lambda: tensor([[1.0, 2.0], [3.0, 4.0]]), "tensor([[1., 2.],\n        [3., 4.]])"),
        (lambda: tensor([1.0], dtype=autograd.float64), "tensor([1.], dtype=float64)"),
        (lambda: tensor([]), "tensor([])"),
        (lambda: autograd.zeros(0, 3), "tensor([], size=(0, 3))"),
        (lambda: autograd.arange(2000), "tensor([   0,    1,    2,  ..., 1997, 1998, 1999])"),
        (lambda: nn.Parameter(tensor([1.0])), "Parameter containing:\ntensor([1.], requires_grad=True)"),
    ],
)
def test_repr(make: Callable[[], Tensor], text: str) -> None:
    assert repr(make()) == text


def test_format() -> None:
    assert f"{tensor(2.34567):.2f}" == "2.35"
    assert f"{leaf(2.5):.1f}" == "2.5"
    assert f"{tensor([1.0])}" == "tensor([1.])"
    with pytest.raises(TypeError, match=r"shape \(1,\)"):
        f"{tensor([1.0]):.2f}"


# ── backward ──


def test_gradients_accumulate() -> None:
    x = leaf(1.0, 2.0)
    (x * x).sum().backward()
    (x * x).sum().backward()
    assert x.grad.tolist() == [4.0, 8.0]
    assert x.grad.dtype == x.dtype


def test_a_second_backward_is_a_clear_error_unless_retained() -> None:
    x = leaf(1.0, 2.0)
    y = (x * x).sum()
    y.backward()
    with pytest.raises(RuntimeError, match=r"mul a second time.*retain_graph=True"):
        y.backward()
    z = (x * x).sum()
    z.backward(retain_graph=True)
    z.backward()
    assert x.grad.tolist() == [6.0, 12.0]
    w = (x + 1).sum()  # nothing was saved, so nothing was freed: as in PyTorch
    w.backward()
    w.backward()


def test_backward_with_a_gradient() -> None:
    x = leaf(1.0, 2.0)
    y = x * 3
    with pytest.raises(RuntimeError, match=r"shape \(2,\) needs a gradient"):
        y.backward()
    with pytest.raises(ShapeError, match=r"\(3,\).*\(2,\)"):
        y.backward(autograd.ones(3))
    y.backward(gradient=tensor([1.0, 10.0]))
    assert x.grad.tolist() == [3.0, 30.0]
    with pytest.raises(RuntimeError, match="does not require grad"):
        tensor(1.0).backward()
    given = autograd.ones(2)
    x.grad = None
    x.backward(given)
    given.fill_(7)
    assert x.grad.tolist() == [1.0, 1.0]  # not the caller's memory


def test_gradients_of_leaves_do_not_share_memory() -> None:
    x, y = leaf(1.0, 2.0), leaf(3.0, 4.0)
    (x + y).sum().backward()
    x.grad.zero_()
    assert y.grad.tolist() == [1.0, 1.0]
    w = leaf([[1.0, 2.0]])
    w.T.sum().backward()
    w.grad += 1
    assert w.grad.tolist() == [[2.0, 2.0]]


def test_hessian_of_a_small_network() -> None:
    rng = np.random.default_rng(0)
    w1, w2 = (tensor(rng.normal(size=s), requires_grad=True) for s in ((3, 4), (4, 1)))
    x = tensor(rng.normal(size=(5, 3)))

    def gradient(at: np.ndarray) -> np.ndarray:
        w = tensor(at, requires_grad=True)
        ((x @ w).tanh() @ w2.detach()).pow(2).mean().backward()
        return w.grad.numpy().ravel()

    loss = ((x @ w1).tanh() @ w2).pow(2).mean()
    loss.backward(create_graph=True)
    rows = []
    first = w1.grad
    for i in range(12):
        w1.grad = None
        first.reshape(-1)[i].backward(retain_graph=True)
        rows.append(w1.grad.numpy().ravel().copy())
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


# ── modes ──


def test_no_grad_and_its_friends() -> None:
    x = leaf(1.0)
    with autograd.no_grad():
        y = x * 2
        assert not autograd.is_grad_enabled()
        with autograd.enable_grad():
            assert (x * 2).requires_grad
        assert not autograd.is_grad_enabled()
    assert not y.requires_grad
    assert y.is_leaf

    @autograd.no_grad()
    def double(t: Tensor) -> Tensor:
        return t * 2

    assert not double(x).requires_grad
    with autograd.set_grad_enabled(False):
        assert not (x * 2).requires_grad
    assert (x * 2).requires_grad
    autograd.set_grad_enabled(False)
    assert not autograd.is_grad_enabled()
    autograd.set_grad_enabled(True)
    seen = []
    with autograd.no_grad():
        thread = threading.Thread(target=lambda: seen.append(autograd.is_grad_enabled()))
        thread.start()
        thread.join()
    assert seen == [True]  # the mode is the thread's own


def test_detach_shares_memory_and_cuts_the_graph() -> None:
    x = leaf(1.0, 2.0)
    y = (x * 2).detach()
    assert y.is_leaf
    assert not y.requires_grad
    y[0] = 9.0
    z = x.data
    z[0] = 5.0
    assert x.tolist() == [5.0, 2.0]


# ── in place ──


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


def test_a_change_through_a_view_is_seen() -> None:
    x = leaf(1.0, 2.0)
    a = tensor([[1.0, 2.0]])
    row = a[0]
    out = x * row
    a.mul_(2)
    with pytest.raises(RuntimeError, match="changed in place"):
        out.sum().backward()
    out = x * row
    a.detach().zero_()
    with pytest.raises(RuntimeError, match="changed in place"):
        out.sum().backward()
    out = x * row
    a.data = tensor([[3.0, 3.0]])
    with pytest.raises(RuntimeError, match="changed in place"):
        out.sum().backward()


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


# ── hooks ──


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


def test_retain_grad() -> None:
    x = leaf(1.0, 2.0)
    y = x * 2
    y.retain_grad()
    (y * y).sum().backward()
    assert y.grad.tolist() == [4.0, 8.0]
    assert x.grad.tolist() == [8.0, 16.0]


# ── NumPy ──


def test_numpys_functions_give_tensors_with_their_graph() -> None:
    x = leaf([[1.0, 2.0], [3.0, 4.0]])
    array = np.array([[1.0, 0.5], [2.0, 1.0]])
    for make, expected in [
        (lambda t: np.exp(t), np.exp), (lambda t: np.sum(t, axis=0), lambda a: np.sum(a, axis=0)),
        (lambda t: np.mean(t, axis=1, keepdims=True), lambda a: np.mean(a, axis=1, keepdims=True)),
        (lambda t: array * t, lambda a: array * a), (lambda t: array @ t, lambda a: array @ a),
        (lambda t: array - t, lambda a: array - a), (lambda t: np.float64(2) * t, lambda a: 2 * a),
        (lambda t: np.dot(array, t), lambda a: array @ a),
        (lambda t: np.concatenate([t, t]), lambda a: np.vstack([a, a])),
        (lambda t: np.stack([t, t], axis=1), lambda a: np.stack([a, a], axis=1)),
        (lambda t: np.linalg.norm(t), np.linalg.norm), (lambda t: np.maximum(t, array), lambda a: np.maximum(a, array)),
        (lambda t: np.where(array > 1, t, 0.0), lambda a: np.where(array > 1, a, 0.0)),
        (lambda t: np.transpose(t), np.transpose), (lambda t: np.reshape(t, (4,)), lambda a: a.reshape(4)),
        (lambda t: np.var(t), np.var), (lambda t: np.std(t, axis=0), lambda a: np.std(a, axis=0)),
        (lambda t: np.einsum("ij,jk", t, array), lambda a: a @ array),
        (lambda t: np.clip(t, 1.5, 3), lambda a: np.clip(a, 1.5, 3)),
        (lambda t: np.add.reduce(t), np.add.reduce), (lambda t: np.max(t, axis=1), lambda a: np.max(a, axis=1)),
        (lambda t: np.arctan2(t, array), lambda a: np.arctan2(a, array)), (lambda t: np.ravel(t), np.ravel),
        (lambda t: np.hstack([t, t]), lambda a: np.hstack([a, a])), (lambda t: np.moveaxis(t, 0, 1), lambda a: a.T),
        (lambda t: np.linalg.inv(t), np.linalg.inv), (lambda t: np.prod(t, axis=0), lambda a: np.prod(a, axis=0)),
    ]:  # fmt: skip
        out = make(x)
        assert type(out) is Tensor
        assert out.requires_grad
        np.testing.assert_allclose(out.tolist(), expected(x.detach().numpy()), rtol=1e-6)
    assert type(np.array([1.0, 2.0]) < tensor([2.0, 1.0])) is Tensor
    assert (np.array([1.0, 2.0]) < tensor([2.0, 1.0])).tolist() == [True, False]
    assert np.shape(x) == (2, 2)


def test_an_array_is_given_where_no_gradient_is_lost() -> None:
    x = leaf(1.0, 2.0)
    assert np.asarray(tensor([1.0])).tolist() == [1.0]
    assert np.asarray(x.detach(), dtype=np.float64).dtype == np.float64
    with pytest.raises(RuntimeError, match="would lose its graph"):
        np.asarray(x)
    with pytest.raises(RuntimeError, match="would lose its graph"):
        x.numpy()
    with pytest.raises(TypeError, match=r"np\.fft\.?.*|np\.median has no derivative here"):
        np.median(x)
    with pytest.raises(TypeError, match=r"np\.spacing has no derivative"):
        np.spacing(x)
    with pytest.raises(TypeError, match="with \\['out'\\]"):
        np.exp(x, out=np.zeros(2, np.float32))


# ── errors ──


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: autograd.ones(2, 3) + autograd.ones(4), ShapeError, r"add\(\): shapes \(2, 3\) and \(4,\)"),
        (lambda: autograd.ones(2, 3) @ autograd.ones(2, 3), ShapeError, r"last size of the first \(3\).*second \(2\)"),
        (lambda: autograd.ones(2, 3) @ autograd.ones(2), ShapeError, r"only of the second \(2\)"),
        (lambda: autograd.ones(3) @ tensor(2.0), ShapeError, "matmul"),
        (lambda: F.linear(autograd.ones(2, 3), autograd.ones(4, 2)), ShapeError, r"linear\(\): input \(2, 3\)"),
        (lambda: autograd.ones(2, 3).reshape(4), ShapeError, r"reshape\(\).*\(2, 3\)"),
        (lambda: autograd.ones(2, 3).T.view(6), ShapeError, r"reshape\(\)"),
        (lambda: autograd.ones(2, 3).sum(2), IndexError, r"sum\(\): dim 2 is out of range for 2"),
        (lambda: autograd.ones(2, 3).sum((0, 0)), ShapeError, "twice"),
        (lambda: autograd.ones(2)[5], IndexError, r"x\[index\].*\(2,\)"),
        (lambda: autograd.ones(2).foo(), AttributeError, "foo"),
        (lambda: autograd.ones(2).sum(axes=1), TypeError, "unexpected keyword argument 'axes'"),
        (lambda: autograd.cat([autograd.ones(2, 3), autograd.ones(2, 2)]), ShapeError, r"cat\(\).*\(2, 3\) and"),
        (lambda: autograd.cat([]), ValueError, "at least one"),
        (lambda: tensor([1, 2]).mean(), TypeError, "floating"),
        (lambda: autograd.ones(2) + "a", TypeError, "add: .*got str"),
        (lambda: bool(autograd.ones(2)), RuntimeError, "ambiguous"),
        (lambda: autograd.ones(2).item(), RuntimeError, r"item\(\).*\(2,\)"),
        (lambda: len(tensor(1.0)), TypeError, "0-d"),
        (lambda: autograd.ones(2).requires_grad_().mul(2).requires_grad_(False), RuntimeError, "detach"),
        (lambda: copy.deepcopy(leaf(1.0) * 2), RuntimeError, "leaf"),
        (lambda: autograd.ones(2).to("cuda"), TypeError, "cuda"),
        (lambda: autograd.einsum("ij,jk", autograd.ones(2, 2)), ValueError, "2 operand"),
        (lambda: autograd.where(autograd.ones(2), 1.0, 0.0), TypeError, "bool tensor"),
        (lambda: F.mse_loss(autograd.ones(3, 1), autograd.ones(3)), ShapeError, r"mse_loss\(\).*\(3, 1\).*\(3,\)"),
        (lambda: F.cross_entropy(autograd.ones(2, 3), tensor([0, 3])), IndexError, "class 3 is out of range for 3"),
        (lambda: F.cross_entropy(autograd.ones(2, 3), tensor([0])), ShapeError, r"must have shape \(2,\), got \(1,\)"),
        (lambda: F.binary_cross_entropy(tensor([1.5]), tensor([1.0])), ValueError, r"\[0, 1\]"),
        (lambda: F.dropout(autograd.ones(2), 1.5), ValueError, "probability"),
        (lambda: F.linear(autograd.ones(2, 2), autograd.ones(1)), ShapeError, "linear"),
        (lambda: tensor([1.0])["a"], (IndexError, TypeError), r"x\[index\]"),
    ],
)  # fmt: skip
def test_errors_name_the_operation_and_what_it_got(
    make: Callable[[], Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        make()


def test_detect_anomaly_names_the_operation_and_the_line() -> None:
    x = leaf(1.0, 0.0)
    with autograd.detect_anomaly():
        with pytest.raises(ArithmeticError, match=r"log made infinity out of finite numbers, at .*test_tensor\.py:\d+"):
            x.log()
        y = x.sqrt()
        with pytest.raises(ArithmeticError, match=r"derivative of sqrt is not finite.*test_tensor\.py:\d+"):
            y.sum().backward()
    assert x.log().tolist()[1] == -np.inf


def test_operations_are_quiet_about_infinities() -> None:
    x = leaf(1e38, 0.0)
    ((x * 1e38).exp() / x + x.log()).sum().backward()


# ── copies and random numbers ──


def test_leaves_pickle_and_copy() -> None:
    x = leaf(1.0, 2.0)
    (x * 2).sum().backward()
    for again in (pickle.loads(pickle.dumps(x)), copy.deepcopy(x)):
        assert again.tolist() == [1.0, 2.0]
        assert again.requires_grad
        assert again.grad.tolist() == [2.0, 2.0]
    model = copy.deepcopy(nn.Linear(2, 1))
    assert isinstance(model.weight, nn.Parameter)


def test_the_same_seed_gives_the_same_numbers() -> None:
    def draw() -> list[Any]:
        autograd.manual_seed(3)
        return [
            autograd.rand(2, 2).tolist(), autograd.randn(3).tolist(), autograd.randint(0, 9, (4,)).tolist(),
            autograd.randperm(5).tolist(), F.dropout(autograd.ones(8)).tolist(), autograd.empty(2).normal_().tolist(),
            autograd.bernoulli(autograd.full((4,), 0.5)).tolist(), autograd.normal(0.0, 1.0, (2,)).tolist(),
            autograd.multinomial(autograd.ones(2, 4), 2).tolist(), autograd.empty(2).uniform_(2, 3).tolist(),
        ]  # fmt: skip

    assert draw() == draw()
    generator = autograd.Generator(1)
    first = autograd.rand(3, generator=generator).tolist()
    assert autograd.rand(3, generator=autograd.Generator(1)).tolist() == first


def test_random_numbers_follow_their_distributions() -> None:
    autograd.manual_seed(0)
    n = 100_000
    assert autograd.rand(n).mean().item() == pytest.approx(0.5, abs=0.01)
    assert autograd.randn(n).std().item() == pytest.approx(1.0, abs=0.02)
    counts = autograd.randint(0, 4, (n,)).bincount().numpy() / n
    assert counts == pytest.approx([0.25] * 4, abs=0.01)
    assert autograd.normal(3.0, 0.5, (n,)).mean().item() == pytest.approx(3.0, abs=0.02)
    drawn = autograd.multinomial(tensor([1.0, 0.0, 3.0]), n, replacement=True).bincount().numpy() / n
    assert drawn == pytest.approx([0.25, 0, 0.75], abs=0.01)
    kept = F.dropout(autograd.ones(n), 0.25)
    assert kept.mean().item() == pytest.approx(1.0, abs=0.02)
    assert F.dropout(autograd.ones(3), 1.0).tolist() == [0.0, 0.0, 0.0]


def test_creation() -> None:
    assert autograd.eye(2, 3).tolist() == [[1, 0, 0], [0, 1, 0]]
    assert autograd.linspace(0, 1, 3).tolist() == [0.0, 0.5, 1.0]
    assert autograd.full((2, 1), 2.5).tolist() == [[2.5], [2.5]]
    assert autograd.zeros_like(tensor([1, 2])).dtype == np.int64
    assert autograd.full_like(autograd.ones(2), 3).tolist() == [3.0, 3.0]
    assert autograd.ones_like(autograd.ones(2), requires_grad=True).requires_grad
    assert autograd.empty_like(autograd.ones(2, 2)).shape == (2, 2)
    assert autograd.rand_like(autograd.ones(2)).shape == autograd.randn_like(autograd.ones(2)).shape == (2,)
    assert autograd.as_tensor(np.ones(2), dtype=autograd.float32).dtype == np.float32
    x = autograd.ones(2)
    assert autograd.as_tensor(x) is x
    assert autograd.zeros([2, 3]).shape == autograd.zeros((2, 3)).shape == autograd.zeros(2, 3).shape
    assert autograd.arange(1, 7, 2).tolist() == [1, 3, 5]


def test_small_conveniences() -> None:
    x = tensor([[1.0, 2.0], [3.0, 4.0]])
    assert (x.size(), x.size(1), x.dim(), x.numel(), x.nelement(), x.element_size()) == ((2, 2), 2, 2, 4, 4, 4)
    assert [row.tolist() for row in x] == [[1.0, 2.0], [3.0, 4.0]]
    assert 3 in x and 5 not in x and tensor(2.0) in x
    assert x.T.contiguous().is_contiguous() and not x.T.is_contiguous()
    assert x.view_as(tensor([1, 2, 3, 4])).shape == x.reshape_as(tensor([1, 2, 3, 4])).shape == (4,)
    assert tensor([1.0]).expand_as(tensor([1, 2])).tolist() == [1.0, 1.0]
    assert x.type_as(tensor([1])).dtype == x.type(np.int64).dtype == np.int64
    assert x.new_zeros(2).dtype == x.new_ones((1,)).dtype == x.dtype
    assert x.int().dtype == np.int32 and x.half().dtype == np.float16 and x.bool().dtype == np.bool_
    assert x.cpu() is x and x.to("cpu") is x and x.t().tolist() == [[1.0, 3.0], [2.0, 4.0]]
    assert int(tensor(3)) == 3 and float(tensor(3)) == 3.0 and [10, 20, 30][tensor(1)] == 20
    assert (~tensor([True])).tolist() == [False] and (tensor([True]) & tensor([False])).tolist() == [False]
    assert autograd.allclose(x, x + 1e-9) and autograd.equal(x, x) and autograd.is_tensor(x)
    assert autograd.isnan(tensor([np.nan])).item() and autograd.isinf(tensor([np.inf])).item()
    assert autograd.isfinite(x).all() and autograd.isclose(x, x).all()
    assert autograd.logical_or(tensor([1, 0]), tensor([0, 0])).tolist() == [True, False]
    assert autograd.logical_and(tensor([1, 0]), tensor([1, 1])).tolist() == [True, False]
    assert autograd.logical_not(tensor([1, 0])).tolist() == [False, True]
    assert [t.shape for t in autograd.meshgrid(autograd.arange(2), autograd.arange(3))] == [(2, 3), (2, 3)]
    for name, expected in {"eq": [False, True], "ne": [True, False], "lt": [True, False], "le": [True, True],
                           "gt": [False, False], "ge": [False, True]}.items():  # fmt: skip
        assert getattr(autograd, name)(tensor([1.0, 2.0]), 2).tolist() == expected
    y = leaf(1.0) * 2
    assert y.grad_fn.name() == "MulBackward0" and y.grad_fn.next_functions[0][1] == 0
    assert y.detach_().is_leaf and not y.requires_grad
    with pytest.raises(ShapeError, match=r"eq\(\): shapes"):
        autograd.ones(2).eq(autograd.ones(3))
    assert (autograd.ones(2) == "a") is False


# ── once wrong, each found by comparing with PyTorch or NumPy ──


def test_a_view_older_than_a_recorded_change_is_refused() -> None:
    x = leaf(1.0, 2.0, 3.0)
    y = x * 1
    view = y[0]
    other = y.flatten()
    y.mul_(2)
    with pytest.raises(RuntimeError, match="view was made before"):
        view.backward()
    with pytest.raises(RuntimeError, match="sum: this view was made before"):
        other.sum()
    y[0].backward()  # taken again
    assert x.grad.tolist() == [2.0, 0.0, 0.0]


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


def test_recorded_and_retained_gradients_are_not_shared() -> None:
    x, y = leaf([1.0]), leaf([2.0])
    ((x + y) * 10).sum().backward(create_graph=True)
    with autograd.no_grad():
        x.grad.zero_()
    assert y.grad.tolist() == [10.0]
    x = leaf([1.0])
    y = x * 1
    z = y + 1
    y.retain_grad()
    z.retain_grad()
    z.retain_grad()
    z.sum().backward()
    z.grad.zero_()
    assert (y.grad.tolist(), z.grad.tolist()) == ([1.0], [0.0])


def test_division_by_a_plain_zero() -> None:
    x = leaf(1.0, -1.0)
    (x / 0).sum().backward()
    assert x.grad.tolist() == [np.inf, np.inf]
    logits = autograd.ones(2, 3, requires_grad=True)
    loss = F.cross_entropy(logits, tensor([-100, -100]))
    assert np.isnan(loss.item())
    loss.backward()
    assert np.isnan(F.cross_entropy(autograd.ones(0, 3), autograd.zeros(0, dtype=autograd.int64)).item())


def test_numpys_own_meanings() -> None:
    a, b = np.arange(12.0).reshape(3, 4), np.arange(40.0).reshape(2, 4, 5)
    x = tensor(a, requires_grad=True)
    for ours, expected in [
        (np.dot(x, tensor(b)), np.dot(a, b)), (np.dot(2.0, x), 2 * a), (np.sort(x, axis=0), np.sort(a, axis=0)),
        (np.linalg.norm(x, 1), np.linalg.norm(a, 1)), (np.linalg.norm(x, axis=0), np.linalg.norm(a, axis=0)),
        (np.linalg.norm(x, np.inf), np.linalg.norm(a, np.inf)), (np.cumsum(x), np.cumsum(a)),
        (np.round(x / 7, 2), np.round(a / 7, 2)), (np.diag(x, k=1), np.diag(a, k=1)),
        (np.concatenate([x, x], axis=None), np.concatenate([a, a], axis=None)),
    ]:  # fmt: skip
        np.testing.assert_allclose(ours.detach().numpy(), expected)
    with pytest.raises(ValueError, match="singular values"):
        np.linalg.norm(x, 2)
    grids = autograd.meshgrid(x[0], x[1], indexing="xy")
    assert all(g.requires_grad for g in grids)
    np.testing.assert_array_equal(grids[0].detach().numpy(), np.meshgrid(a[0], a[1])[0])
    with pytest.raises(ValueError, match="indexing"):
        autograd.meshgrid(x[0], indexing="ji")


def test_modes_as_decorators() -> None:
    calls = []

    @autograd.no_grad
    def bare() -> bool:
        calls.append(autograd.is_grad_enabled())
        return autograd.is_grad_enabled()

    @autograd.set_grad_enabled(False)
    def disabled() -> bool:
        return autograd.is_grad_enabled()

    assert autograd.is_grad_enabled()  # decorating changes nothing
    assert not bare() and not disabled()
    assert autograd.is_grad_enabled()
    inside, leave = threading.Event(), threading.Event()

    @autograd.no_grad()
    def slow() -> None:
        inside.set()
        leave.wait(5)

    after = []
    thread = threading.Thread(target=lambda: (slow(), after.append(autograd.is_grad_enabled())))
    thread.start()
    inside.wait(5)
    bare()  # enters and leaves while the other thread is inside
    leave.set()
    thread.join()
    assert after == [True]
    assert autograd.is_grad_enabled()


def test_whole_numbers() -> None:
    small = tensor([200, 100], dtype=autograd.uint8)
    assert small.sum().dtype == small.prod().dtype == small.cumsum(0).dtype == np.int64
    assert (small + 300).tolist() == [244, 144]  # wraps around
    assert tensor([2, 3]).round().dtype == np.int64
    assert tensor([1, 2]).masked_fill(tensor([True, False]), 0.5).dtype == np.int64
    with pytest.raises(ZeroDivisionError):
        tensor([1]) // 0
    with pytest.raises(ValueError, match=r"negative integer powers") as caught:
        tensor([2, 3]) ** -1
    assert not isinstance(caught.value, ShapeError)
    with pytest.raises(np.linalg.LinAlgError, match=r"inv\(\): Singular"):
        autograd.zeros(2, 2).inv()


def test_no_dimensions_and_no_elements() -> None:
    one = leaf(2.0)
    assert one.max(0).values.item() == one.sort().values.item() == 2.0
    assert one.cumsum(0).shape == ()
    assert one.argsort().item() == 0
    x, w = autograd.ones(2, 3, 0, requires_grad=True), autograd.ones(0, 4, requires_grad=True)
    (x @ w).sum().backward()
    assert w.grad.shape == (0, 4)
    assert autograd.ones(2, 0).logsumexp(1).tolist() == [-np.inf, -np.inf]
    assert autograd.ones(2, 3).sum(dim=()).item() == 6.0
    for p in (1.5, 3):
        zero = autograd.zeros(3, requires_grad=True)
        zero.norm(p).backward()
        assert zero.grad.tolist() == [0.0, 0.0, 0.0]


def test_prod_with_a_zero_is_linear() -> None:
    x = autograd.ones(50_000, dtype=autograd.float64)
    x[7] = 0.0
    x.requires_grad_()
    x.prod().backward()
    assert x.grad.sum().item() == x.grad[7].item() == 1.0


def test_prod_of_factors_whose_product_is_too_small_for_a_float() -> None:
    # Found by the property test of prod: out / x is 0 / 1e-200 there, and the derivative is 2e-200.
    x = tensor([1e-200, 1e-200, 2.0], dtype=autograd.float64, requires_grad=True)
    x.prod().backward(create_graph=True)
    assert x.grad.tolist() == [2e-200, 2e-200, 0.0]
    x.grad = None
    x.prod().backward()
    assert x.grad.tolist() == [2e-200, 2e-200, 0.0]


def test_spellings_of_pytorch_programs() -> None:
    assert autograd.Tensor([2.0, 1]).dtype == np.float32
    assert autograd.Tensor([2.0]).double().requires_grad_().dtype == np.float64
    with pytest.raises(TypeError, match=r"use autograd\.tensor"):
        autograd.Tensor("a")
    device = autograd.device("cuda" if autograd.cuda.is_available() else "cpu")
    assert str(device) == "cpu" and repr(device) == "device(type='cpu')" and device == autograd.device("cpu")
    assert len({device, autograd.device("cpu")}) == 1
    assert autograd.zeros(2, device=device).to(device).shape == (2,)
    with pytest.raises(ValueError, match="CPU"):
        autograd.device("cuda")
    x = tensor([1.0, 2.0])
    assert x.add(tensor([1.0, 1.0]), alpha=10).tolist() == [11.0, 12.0]
    assert x.sub_(tensor([1.0, 1.0]), alpha=-1).tolist() == [2.0, 3.0]
    with pytest.raises(TypeError, match="alpha"):
        x.mul(x, alpha=2)
    assert (+x) is x
    assert autograd.stack(t for t in [x, x]).shape == (2, 2)
    assert autograd.erf(np.array([1])).dtype == np.float64
    layer = nn.Linear(3, 2)
    layer(autograd.ones(1, 3)).sum().backward()
    assert layer.weight.view(-1).shape == layer.weight.grad.view(-1).shape == (6,)


def test_threads_that_stack_for_the_first_time() -> None:
    import threading

    together, wrong = threading.Barrier(4), []

    def work() -> None:
        xs = [autograd.tensor(float(i), requires_grad=True) for i in range(400)]
        together.wait()
        (autograd.stack(xs) * autograd.arange(400).float()).sum().backward()
        wrong.extend(i for i, x in enumerate(xs) if x.grad.item() != i)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


@pytest.mark.parametrize("use", [lambda v: v * 2, lambda v: v.exp(), lambda v: v + v, lambda v: 2 * v])
def test_a_view_older_than_a_recorded_change_is_refused_though_it_needs_no_gradient(use: Any) -> None:
    base = autograd.zeros(3)
    view = base.view(3)
    base[0:1] = autograd.ones(1, requires_grad=True) * 2
    with pytest.raises(RuntimeError, match="take the view again"):
        use(view)


def test_kinds_of_int_count_as_numbers() -> None:
    import enum

    class Kind(enum.IntEnum):
        two = 2

    out = autograd.tensor([1.5]) * Kind.two
    assert (out.item(), out.dtype) == (3, autograd.float32)


def test_an_operation_while_one_is_at_work() -> None:
    # A signal handler may do it, or a debugger.
    import sys

    x, done = autograd.ones(3), []

    def tracer(frame: Any, event: str, arg: Any) -> Any:
        if frame.f_code.co_name == "softmax" and not done:
            done.append((x * 2).sum().item())
        return None

    sys.settrace(tracer)
    try:
        autograd.softmax(x, 0)
    finally:
        sys.settrace(None)
    assert done == [6]


def test_an_anomaly_in_a_recorded_pass_is_in_the_users_line() -> None:
    x = autograd.tensor([0.0], requires_grad=True)
    with autograd.detect_anomaly(), pytest.raises(ArithmeticError, match=r"test_tensor\.py:\d+"):
        x.sqrt().sum().backward(create_graph=True)


def test_half_precision_and_scalars() -> None:
    wide = (np.random.default_rng(0).standard_normal((2, 4096)) * 5).astype(np.float16)
    assert F.layer_norm(autograd.tensor(wide), (4096,)).numpy().std() == pytest.approx(1, abs=0.01)
    assert np.signbit(autograd.relu(autograd.tensor(np.full(3, -0.0, np.float16))).numpy()).all()
    x = autograd.tensor(2.0, requires_grad=True)
    autograd.softmax(x, 0).backward()
    assert x.grad.item() == 0
