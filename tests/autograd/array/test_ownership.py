"""Who owns an array, and who notices a change: the rule at the head of autograd/array/versions.py."""

from __future__ import annotations

import copy
import pickle
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn
import nn.functional as F
from autograd import ShapeError, Tensor, pytree, tensor
from tests.cases.operations import CASES, WITHOUT_GRADIENT
from tests.helpers import each, leaf

DIFFERENTIABLE = [name for name in CASES if name not in WITHOUT_GRADIENT]


def number_of_cases(name: str) -> int:
    return len(CASES[name])


def total(out: Any) -> Any:
    parts = [part for _, part in pytree.leaves(out, "") if isinstance(part, Tensor) and part.requires_grad]
    return sum(part.sum() for part in parts)


@each(DIFFERENTIABLE, number_of_cases)
def test_an_operand_that_is_an_array_may_be_overwritten(name: str, i: int) -> None:
    f, arrays = CASES[name][i]
    if len(arrays) == 1:
        return

    def gradient(spoil: bool) -> list[float]:
        x = tensor(arrays[0], requires_grad=True)
        others = [a.copy() for a in arrays[1:]]
        loss = total(f(x, *others))
        if spoil:
            for other in others:
                other.fill(np.nan)
        loss.backward()
        assert x.grad is not None
        return list(x.grad.reshape(-1).tolist())

    assert gradient(spoil=True) == gradient(spoil=False)


@each(DIFFERENTIABLE, number_of_cases)
def test_a_result_in_the_memory_of_an_operand_shares_its_version(name: str, i: int) -> None:
    f, arrays = CASES[name][i]
    for needs_grad in (False, True):
        operands = [tensor(a, requires_grad=needs_grad) for a in arrays]
        for _, out in pytree.leaves(f(*operands), ""):
            for operand in operands:
                if isinstance(out, Tensor) and np.may_share_memory(out._array, operand._array):
                    assert out._version is operand._version


@each(CASES, number_of_cases)
def test_a_result_that_is_no_view_lies_in_memory_in_order(name: str, i: int) -> None:
    """Then `out.view(n, -1)` works, as PyTorch's programs write after a convolution."""
    f, arrays = CASES[name][i]
    operands = [tensor(a) for a in arrays]
    for _, out in pytree.leaves(f(*operands), ""):
        if isinstance(out, Tensor) and not any(out._version is operand._version for operand in operands):
            assert out.is_contiguous()


def spoiled(index: Any) -> None:
    index[...] = 2 if index.dtype != bool else False


@pytest.mark.parametrize(
    ("choose", "index"),
    [
        (lambda x, i: x[i], [0, 1]),
        (lambda x, i: x[i], [True, True, False]),
        (lambda x, i: x[i, ...], [0, 1]),
        (lambda x, i: x[None, i], [0, 1]),
        (lambda x, i: x.gather(0, i), [0, 1]),
        (lambda x, i: x.index_select(0, i), [0, 1]),
        (lambda x, i: autograd.where(i, x, 0.0), [True, True, False]),
        (lambda x, i: x.masked_fill(~i, 0.0), [True, True, False]),
        (lambda x, i: np.where(i, x, 0.0), [True, True, False]),
    ],
)
def test_an_index_or_mask_may_be_overwritten(choose: Any, index: Any) -> None:
    x, i = leaf(1.0, 2.0, 3.0), np.array(index)
    loss = choose(x, i).sum()
    spoiled(i)
    loss.backward()
    assert x.grad.tolist() == [1.0, 1.0, 0.0]


def test_an_assigned_place_is_kept() -> None:
    x, i = leaf(1.0, 2.0), np.array([0, 1])
    y = autograd.zeros(3)
    y[i] = x
    loss = (y * tensor([1.0, 2.0, 3.0])).sum()
    spoiled(i)
    loss.backward()
    assert x.grad.tolist() == [1.0, 2.0]


def test_of_values_assigned_to_one_element_only_the_last_has_a_gradient() -> None:
    x, y = leaf(1.0, 2.0, 3.0), autograd.zeros(2)
    y[[0, 0, 1]] = x
    y.sum().backward()
    assert y.tolist() == [2.0, 3.0]
    assert x.grad.tolist() == [0.0, 1.0, 1.0]


def test_class_labels_that_are_an_array_may_be_overwritten() -> None:
    x, labels = autograd.zeros(2, 3, requires_grad=True), np.array([0, 1])
    loss = F.cross_entropy(x, labels, reduction="sum")  # type: ignore[arg-type]
    spoiled(labels)
    loss.backward()
    assert [[g < 0 for g in row] for row in x.grad.tolist()] == [[True, False, False], [False, True, False]]


@pytest.mark.parametrize("share", [autograd.from_numpy, autograd.as_tensor, Tensor])
def test_a_tensor_over_an_array_of_the_caller_is_copied_when_it_is_saved(share: Any) -> None:
    batch, x = np.ones(3, np.float32), leaf(1.0, 1.0, 1.0)
    given = share(batch)
    loss = (x * given).sum() + (x * given[:3]).sum() + (x * given.detach().reshape(3, 1)[:, 0]).sum()
    batch[:] = 7
    assert given.tolist() == [7.0] * 3  # the memory is shared
    loss.backward()
    assert x.grad.tolist() == [3.0] * 3


@pytest.mark.parametrize("hand_out", [lambda w: w.numpy(), np.asarray, lambda w: w.detach()[:2].numpy()])
def test_memory_that_was_handed_out_is_compared(hand_out: Any) -> None:
    w, x = tensor([1.0, 2.0, 3.0]), leaf(1.0, 1.0, 1.0)
    before = (x * w).sum()
    array = hand_out(w)
    after = (x * w).sum()
    untouched = x * w
    array[0] = 9.0
    after.backward()
    assert x.grad.tolist() == [1.0, 2.0, 3.0]
    with pytest.raises(RuntimeError, match="changed in place"):
        before.backward()
    untouched.sum().backward()


def test_memory_that_was_only_read_is_no_error() -> None:
    x = leaf(1.0, 2.0)
    y = x.exp()
    assert y.detach().numpy().sum() > 0
    np.asarray(y.detach()).sum()
    (y * y).sum().backward()
    assert np.allclose(x.grad, 2 * np.exp([2.0, 4.0]))


@pytest.mark.parametrize(
    "alias",
    [
        lambda t: nn.Parameter(t),
        lambda t: Tensor(t),
        lambda t: t.detach(),
        lambda t: t.to(autograd.float32),
        lambda t: t.data,
    ],
)
def test_another_tensor_in_the_same_memory_is_noticed(alias: Any) -> None:
    w, x = tensor([1.0, 2.0]), leaf(1.0, 1.0)
    other = alias(w)
    loss = (x * w).sum()
    with autograd.no_grad():
        other.mul_(9.0)
    assert w.tolist() == [9.0, 18.0]
    with pytest.raises(RuntimeError, match="changed in place"):
        loss.backward()


@pytest.mark.parametrize("equation", ["ij->ji", "ij->ij", "ii->i", "...j->j..."])
def test_an_einsum_that_only_rearranges_is_a_copy(equation: str) -> None:
    w = autograd.ones(3, 3)
    autograd.einsum(equation, w).mul_(9.0)
    assert w.tolist() == [[1.0] * 3] * 3


def test_to_with_copy_is_a_copy() -> None:
    x = leaf(1.0, 2.0)
    for copied in (x.to(autograd.float32, copy=True), x.to("cpu", copy=True), x.to(x, copy=True)):
        assert copied is not x
        with autograd.no_grad():
            copied.mul_(5)
        assert x.tolist() == [1.0, 2.0]
    assert x.to(autograd.float32) is x


# ── gradients ──


def test_what_a_hook_saw_stays() -> None:
    x = leaf(1.0, 2.0)
    seen: list[Tensor] = []
    x.register_hook(seen.append)
    for factor in (3.0, 5.0):
        (factor * x).sum().backward()
    x.grad.zero_()
    nn.utils.clip_grad_norm_([x], 1e-3)
    assert [g.tolist() for g in seen] == [[3.0, 3.0], [5.0, 5.0]]


def test_what_a_hook_returned_stays() -> None:
    x, prepared = leaf(1.0, 2.0), tensor([10.0, 20.0])
    x.register_hook(lambda g: prepared)
    for passes in (1.0, 2.0, 3.0):
        (3 * x).sum().backward()
        assert prepared.tolist() == [10.0, 20.0]
        assert x.grad.tolist() == [10 * passes, 20 * passes]


def test_a_hook_that_changes_its_gradient_in_place_changes_no_other() -> None:
    a, b = leaf(1.0), leaf(1.0)
    x, y = a * 1, b * 1
    x.register_hook(lambda g: g.mul_(10) and None)
    (x + y).backward()  # both receive the same upstream gradient
    assert (a.grad.item(), b.grad.item()) == (10.0, 1.0)


def test_a_hook_returns_a_tensor_or_none() -> None:
    x = leaf(1.0)
    x.register_hook(lambda g: 2.0)
    with pytest.raises(TypeError, match="hook must return a Tensor or None, got float"):
        (x * 1).backward()


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (autograd.ones(1), ShapeError),
        (autograd.ones(5), ShapeError),
        (autograd.ones(1, 3), ShapeError),
        (autograd.ones(3, dtype=autograd.int64), TypeError),
        (autograd.ones(3, dtype=autograd.float64), TypeError),
        (2.0, TypeError),
        (np.ones(3, np.float32), TypeError),
        ("a", TypeError),
    ],
)
def test_a_gradient_fits_its_tensor(bad: Any, error: type[Exception]) -> None:
    w = leaf(1.0, 2.0, 3.0)
    with pytest.raises(error, match="grad: expected"):
        w.grad = bad
    with pytest.raises(ValueError, match="its own gradient"):
        w.grad = w
    assert w.grad is None
    w.grad = autograd.ones(3)
    with pytest.raises(ShapeError, match=r"data: got shape \(2,\)"):
        w.data = autograd.ones(2)
    w.grad = None


def test_a_retained_gradient_is_of_what_the_tensor_is_now() -> None:
    y = leaf(1.0, 2.0) * 1
    y.retain_grad()
    y.mul_(2)
    y[0] = 5.0
    (y * 3).sum().backward()
    assert y.grad.tolist() == [3.0, 3.0]
    z = leaf(1.0, 2.0) * 1
    view = z[1:]
    view.retain_grad()
    z.mul_(2)
    (view * 3).sum().backward()
    assert view.grad.tolist() == [3.0]


def test_a_retained_gradient_is_what_later_hooks_made_of_it() -> None:
    y = leaf(1.0, 2.0) * 1
    y.retain_grad()
    handle = y.register_hook(lambda g: g * 100)
    y.register_hook(lambda g: g + 1)
    y.sum().backward(retain_graph=True)
    assert y.grad.tolist() == [101.0, 101.0]
    handle.remove()
    y.grad = None
    y.sum().backward()
    assert y.grad.tolist() == [2.0, 2.0]


def in_threads(work: Callable[[], None], count: int = 4) -> None:
    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.parametrize("start", [None, 0.0])
def test_threads_that_add_into_one_leaf_lose_nothing(start: float | None) -> None:
    w = autograd.ones(50_000, requires_grad=True)  # NumPy releases the interpreter lock above some size

    def work() -> None:
        for _ in range(5):
            (w * 1.0).sum().backward()

    for _ in range(20):
        w.grad = None if start is None else autograd.full((50_000,), start)
        in_threads(work)
        assert w.grad is not None
        assert w.grad.min().item() == w.grad.max().item() == 20.0


def test_a_signal_handler_may_run_a_backward_pass_inside_another_one() -> None:
    x = leaf(1.0)

    class Sums(autograd.Function):
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            return x * 1.0

        @staticmethod
        def backward(ctx: Any, upstream: Any) -> Any:
            with autograd.enable_grad():
                (x * 1.0).backward()
            return upstream

    Sums.apply(x).backward()
    assert x.grad.item() == 2.0


# ── operations that read what they overwrite ──

METHODS = """abs acosh asinh atan cos cosh erf exp expm1 log log1p log2 neg reciprocal relu rsqrt sigmoid sin sqrt
             square tan tanh"""
IN_PLACE: dict[str, tuple[Any, Any]] = {
    **{
        name: (lambda y, w, n=name: getattr(y, f"{n}_")(), lambda y, w, n=name: getattr(y, n)())
        for name in METHODS.split()
    },
    "clamp": (lambda y, w: y.clamp_(1.4, 1.7), lambda y, w: y.clamp(1.4, 1.7)),
    "clamp from below": (lambda y, w: y.clamp_(min=1.5), lambda y, w: y.clamp(min=1.5)),
    "pow": (lambda y, w: y.pow_(w), lambda y, w: y.pow(w)),
    "**=": (lambda y, w: y.__ipow__(2), lambda y, w: y**2),
    "*=": (lambda y, w: y.__imul__(w), lambda y, w: y * w),
    "/=": (lambda y, w: y.__itruediv__(w), lambda y, w: y / w),
    "-=": (lambda y, w: y.__isub__(w * w), lambda y, w: y - w * w),
    "mul by itself": (lambda y, w: y.mul_(y), lambda y, w: y * y),
    "div by itself": (lambda y, w: y.div_(y), lambda y, w: y / y),
    "mul by its flip": (lambda y, w: y.mul_(y.flip(0)), lambda y, w: y * y.flip(0)),
    "mul by a view of itself": (lambda y, w: y.mul_(y[:1]), lambda y, w: y * y[:1]),
    "three": (lambda y, w: y.sin_().mul_(w).exp_(), lambda y, w: (y.sin() * w).exp()),
}


@pytest.mark.parametrize("name", IN_PLACE)
def test_an_operation_in_place_is_differentiated_as_out_of_place(name: str) -> None:
    def of(change: Any) -> Any:
        return lambda x, w: (change(x * 1.0, w) * tensor([1.0, 2.0, 3.0])).sum()

    numbers = np.array([1.3, 1.6, 1.9]), np.array([2.0, 3.0, 4.0])
    for derivative in (autograd.grad, autograd.hessian):
        found, wanted = (derivative(of(change), argnums=(0, 1))(*numbers) for change in IN_PLACE[name])
        for (_, a), (_, b) in zip(pytree.leaves(found, ""), pytree.leaves(wanted, "")):
            assert np.allclose(a, b)


def test_a_quotient_may_be_overwritten() -> None:
    x = leaf([1.0, 2.0, 5.0])
    p = x / x.sum()
    p[p < 0.2] = 0.0
    p.sum().backward()
    assert np.allclose(x.grad, [-7 / 64, 1 / 64, 1 / 64])


def test_random_numbers_do_not_overwrite_a_tensor_of_a_graph() -> None:
    y = leaf(1.0, 2.0) * 2
    with pytest.raises(RuntimeError, match=r"uniform_.*no_grad"):
        y.uniform_()


def test_a_saved_tensor_keeps_its_version_in_a_recorded_pass() -> None:
    """In the second pass a rule reads a transpose of what the first pass had saved; a change in between is noticed."""
    x, w, v = autograd.ones(2, 2, requires_grad=True), autograd.ones(2, 2), autograd.ones(2, 2, requires_grad=True)
    y = (x @ w) * v
    y.sum().backward(create_graph=True)
    assert x.grad is not None  # v @ w.T, which the product with v makes depend on v
    again = x.grad.sum()
    w.mul_(3.0)
    with pytest.raises(RuntimeError, match="changed in place"):
        again.backward()


@pytest.mark.parametrize("make", [lambda i: i, np.asarray, lambda i: autograd.from_numpy(np.asarray(i))])
def test_an_index_inside_an_index_is_copied(make: Any) -> None:
    x, i = leaf(np.arange(12.0).reshape(3, 4)), make(tensor([0, 2]))
    y = x.index_select(0, i)
    i[...] = 1
    y.sum().backward()
    assert x.grad.sum(1).tolist() == [4.0, 0.0, 4.0]


@pytest.mark.parametrize(
    "pair",
    [
        lambda w: (w, copy.copy(w)),
        lambda w: copy.deepcopy([w, w.detach()]),
        lambda w: pickle.loads(pickle.dumps([w, w.detach()])),
        lambda w: (w, copy.copy(w.detach())),
    ],
)
def test_copies_that_share_memory_share_the_version(pair: Any) -> None:
    w, other = pair(tensor([2.0, 3.0]))
    x = leaf(1.0, 1.0)
    y = (x * w).sum()
    other.mul_(10)
    assert w.tolist() == [20.0, 30.0]
    with pytest.raises(RuntimeError, match="changed in place"):
        y.backward()


def test_a_custom_function_may_reuse_its_buffer() -> None:
    buffer = np.zeros(2, np.float32)
    exp = autograd.custom(vjp=lambda upstream, out: upstream * out)(lambda x: np.exp(x, out=buffer))
    x = leaf(0.0, 1.0)
    p = exp(x)
    exp(x * 2)
    p.sum().backward()
    assert np.allclose(p.tolist(), np.exp([0, 1]))
    assert np.allclose(x.grad, np.exp([0, 1]))


def test_a_custom_function_cannot_write_to_what_others_hold() -> None:
    x = leaf(1.0, 2.0)
    writes = autograd.custom(vjp=lambda upstream: upstream)(lambda x: np.add(x, 1, out=x))
    with pytest.raises(ValueError, match="read-only"):
        writes(x * 1)
    scales = autograd.custom(vjp=lambda upstream: np.multiply(upstream, 2, out=upstream))(lambda x: x * 2)
    with pytest.raises(ValueError, match="read-only"):
        scales(x * 1).sum().backward()


def test_arguments_of_a_custom_function_in_dicts_are_copied() -> None:
    weighted = autograd.custom(vjp=lambda upstream, settings: (upstream * settings["k"][0], None))(
        lambda x, settings: x * settings["k"][0]
    )
    x, k = leaf(1.0, 2.0), np.array([3.0, 4.0], np.float32)
    y = weighted(x, {"k": [k]}).sum()
    k[:] = 0
    y.backward()
    assert x.grad.tolist() == [3.0, 4.0]


def test_a_function_that_returns_a_view_keeps_its_rule() -> None:
    class Part(autograd.Function):
        @staticmethod
        def forward(ctx: Any, x: Any, y: Any) -> Any:
            return x[0:1]

        @staticmethod
        def backward(ctx: Any, upstream: Any) -> Any:
            return None, upstream * 7

    k, y, z = autograd.zeros(2), leaf([1.0]), leaf(1.0, 2.0)
    out = Part.apply(k, y)
    k.add_(z)
    out.sum().backward()
    assert y.grad.tolist() == [7.0]


@pytest.mark.parametrize("dtype", [autograd.int64, autograd.float64])
def test_a_hook_keeps_the_dtype(dtype: Any) -> None:
    x = leaf(1.0)
    x.register_hook(lambda g: g.to(dtype))
    with pytest.raises(TypeError, match=f"hook returned dtype {dtype}"):
        (x * 2.5).backward()


def test_an_expanded_gradient_is_copied() -> None:
    x = leaf(1.0, 2.0)
    x.grad = autograd.ones(1).expand(2)
    (x * 3).sum().backward()
    assert x.grad.tolist() == [4.0, 4.0]


@pytest.mark.parametrize("shape", [(), (2,)])
def test_second_derivatives_pass_through_the_copy_of_an_exposed_leaf_of_zeros(shape: tuple[int, ...]) -> None:
    x = tensor(np.zeros(shape), requires_grad=True)
    x.detach().numpy()
    y = x * x + x.sin() * x.exp()
    (first,) = autograd.grad(y.sum(), x, create_graph=True)
    (second,) = autograd.grad(first.sum(), x)
    assert np.array_equal(second.numpy(), np.full(shape, 4.0))


def test_a_function_gets_the_copy_of_an_exposed_leaf_as_a_leaf() -> None:
    class Square(autograd.Function):
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            ctx.save_for_backward(x)
            return x * x

        @staticmethod
        def backward(ctx: Any, upstream: Any) -> Any:
            (x,) = ctx.saved_tensors
            assert x.is_leaf and x.grad_fn is None
            assert repr(x) == "tensor([0., 0.], requires_grad=True)"
            return upstream * 2 * x

    x = tensor([0.0, 0.0], requires_grad=True)
    x.detach().numpy()
    (first,) = autograd.grad(Square.apply(x).sum(), x, create_graph=True)
    assert autograd.grad(first.sum(), x)[0].tolist() == [2.0, 2.0]
