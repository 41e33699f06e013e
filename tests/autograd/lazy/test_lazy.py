"""What a compiled function does, by the kinds of things that may happen to it. Random programs are in a file beside."""

from __future__ import annotations

import copy
import gc
import math
import pickle
import threading
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn
import nn.functional as F
from autograd import Tensor
from autograd.array.tensor import Tensor as Eager
from autograd.dispatch import dispatch
from autograd.lazy import recorder as recorder_module
from autograd.lazy import tree as tree_module
from autograd.lazy.handle import Lazy


def pending(x: Tensor) -> bool:
    return x.__class__ is Lazy and x._segment.pending


def numbers(*shape: int, seed: int = 0, dtype: Any = np.float32) -> Tensor:
    return autograd.tensor(np.random.default_rng(seed).uniform(0.5, 1.5, shape).astype(dtype))


def same(x: Any, y: Any) -> bool:
    return bool(x.dtype == y.dtype and x.shape == y.shape and np.array_equal(x.detach().numpy(), y.detach().numpy()))


def gradients(loss: Tensor, by: list[Tensor]) -> list[Any]:
    for x in by:
        x.grad = None
    loss.backward()
    return [x.grad for x in by]


# ── it is lazy, and it is right ──


def test_an_expected_operation_is_deferred_until_a_number_is_wanted() -> None:
    seen: list[Any] = []

    @nn.compile
    def f(x: Tensor) -> Any:
        y = (x * 2).tanh()
        seen.append((pending(y), y.shape, y.dtype, y.ndim, y.requires_grad, len(y)))
        return y.sum().item()

    x = numbers(3).requires_grad_()
    assert len({f(x) for _ in range(3)}) == 1
    assert seen == [(waits, (3,), np.float32, 1, True, 3) for waits in (False, True, True)]


def test_what_is_returned_is_computed() -> None:
    f = nn.compile(lambda x: (x * 2, [x.exp()], {"a": x + 1}))
    for _ in range(3):
        first, (second,), third = f(numbers(3))
        assert not any(map(pending, (first, second, third["a"])))
        assert type(first) is Eager  # it has no graph


MODELS: dict[str, tuple[Callable[[], nn.Module], tuple[int, ...]]] = {
    "perceptron": (lambda: nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 4)), (5, 6)),
    "convolutions": (
        lambda: nn.Sequential(
            nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(36, 4)
        ),
        (5, 1, 8, 8),
    ),
    "dropout": (lambda: nn.Sequential(nn.Linear(6, 8), nn.Dropout(0.5), nn.GELU(), nn.Linear(8, 4)), (5, 6)),
    "transformer": (
        lambda: nn.Sequential(nn.TransformerEncoderLayer(8, 2, 16, batch_first=True), nn.Flatten(), nn.Linear(24, 4)),
        (5, 3, 8),
    ),
    "lstm": (lambda: _Last(), (5, 3, 6)),
}


class _Last(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.lstm, self.out = nn.LSTM(6, 8, batch_first=True), nn.Linear(8, 4)

    def forward(self, x: Tensor) -> Tensor:
        outputs, _ = self.lstm(x)
        out: Tensor = self.out(outputs[:, -1])
        return out


@pytest.mark.parametrize("name", MODELS)
def test_training_is_equal_to_the_last_bit(name: str) -> None:
    build, shape = MODELS[name]
    results = []
    for compiled in (True, False):
        autograd.manual_seed(0)
        model = build()
        optimizer = nn.optim.Adam(model.parameters(), lr=0.01)
        x, y = numbers(*shape), autograd.tensor([0, 1, 2, 3, 0])

        def cost(x: Tensor, y: Tensor, model: nn.Module = model) -> Tensor:
            return F.cross_entropy(model(x), y)

        run = nn.compile(cost) if compiled else cost
        losses = []
        for step in range(6):
            model.train(step % 3 != 2)
            optimizer.zero_grad()
            loss = run(x if step < 4 else x[:3], y if step < 4 else y[:3])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        results.append([losses, *(p.detach().tolist() for p in model.parameters())])
    assert results[0] == results[1]


def test_a_whole_step_may_be_compiled() -> None:
    results = []
    for wrap in (nn.compile, lambda f: f):
        autograd.manual_seed(0)
        model = nn.Sequential(nn.Linear(6, 8), nn.Tanh(), nn.Linear(8, 1))
        optimizer = nn.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)

        def step(x: Tensor, y: Tensor, model: Any = model, optimizer: Any = optimizer) -> Any:
            optimizer.zero_grad()
            predictions = model(x)
            loss = ((predictions - y) ** 2).mean()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            return loss.item()

        run = wrap(step)
        results.append([run(numbers(5, 6), numbers(5, 1, seed=1)) for _ in range(6)])
    assert results[0] == results[1]
    assert results[0][-1] < results[0][0]


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.float16])
def test_dtypes(dtype: Any) -> None:
    def f(x: Tensor, w: Tensor) -> Any:
        return ((x @ w).gelu().softmax(1) * 3).sum()

    fast, x, w = nn.compile(f), numbers(3, 4, dtype=dtype), numbers(4, 2, seed=1, dtype=dtype).requires_grad_()
    for _ in range(3):
        assert same(fast(x, w), f(x, w))
        assert all(map(same, gradients(fast(x, w), [w]), gradients(f(x, w), [w])))


def test_a_method_keeps_its_settings() -> None:
    fast = nn.compile(lambda x: [x.exp().round(decimals=2), x.exp().round(), x.exp().clamp(min=1.0).relu()])
    for _ in range(3):
        assert all(same(x, y) for x, y in zip(fast(numbers(3)), fast.__wrapped__(numbers(3))))


def test_numbers_are_read_at_each_call_and_their_types_matter() -> None:
    def f(x: Tensor, k: Any) -> Tensor:
        out: Tensor = x * k + k
        return out

    fast = nn.compile(f)
    for k in (1, 2, 1.5, -0.5, True, False, 1, np.float32(2), np.float64(3), 2.5):
        for x in (numbers(3), autograd.tensor([1, 2]), numbers(2, dtype=np.float64)):
            assert same(fast(x, k), f(x, k)), (k, x)


def test_settings_that_are_equal_but_of_other_types_are_told_apart() -> None:
    fast = nn.compile(lambda x, keep, dim: x.sum(dim, keep))
    x = numbers(2, 3)
    for dim, keep in ((0, False), (0, True), (1, True), (-1, False), ((0, 1), True), (None, False), (0, False)):
        assert same(fast(x, keep, dim), x.sum(dim, keep))
    index = nn.compile(lambda x, i: x[i] * 1.0)
    for i in (0, 1, slice(0, 1), slice(None), (0, 1), (slice(0, 1), 1), ..., None, True, [0, 1], 1):
        assert same(index(x, i), x[i] * 1.0), i


# ── changes are never missed ──


def test_mode_freezing_dtype_and_parameters_are_seen() -> None:
    model = nn.Sequential(nn.Linear(3, 3), nn.Dropout(0.5), nn.Linear(3, 2))
    fast = nn.compile(model)

    def check(x: Tensor) -> None:
        for _ in range(2):
            autograd.manual_seed(1)
            one = fast(x)
            autograd.manual_seed(1)
            other = model(x)
            assert same(one, other) and one.requires_grad == other.requires_grad

    x = numbers(2, 3)
    check(x)
    model.eval()
    check(x)
    with autograd.no_grad():
        check(x)
        model[0].weight.mul_(2.0)
    check(x)
    model.requires_grad_(False)
    check(x)
    model.requires_grad_(True)
    model[0].weight.data = numbers(3, 3, seed=3).T
    check(x)
    model[0].weight = nn.Parameter(numbers(3, 3, seed=4))
    check(x)
    handle = model[0].register_forward_hook(lambda module, args, out: out * 2)
    check(x)
    handle.remove()
    check(x)
    model.double()
    check(x.double())


def test_a_write_in_place_comes_after_what_was_read_before() -> None:
    def f(x: Tensor, w: Tensor) -> list[Tensor]:
        y = x * w
        with autograd.no_grad():
            w.mul_(2.0)
        z = x * w
        w.detach()[0] = 0.0
        u = x * w
        array = w.detach().numpy()
        array += 1
        return [y, z, u, x * w]

    fast = nn.compile(f)
    for _ in range(4):
        x = numbers(3)
        assert all(map(same, fast(x, x + 1), f(x, x + 1)))


def test_attributes_that_are_assigned_in_between() -> None:
    def f(w: Tensor) -> list[Any]:
        a = w * 2
        w.data = w.data * 10
        b = w * 2
        w.requires_grad_(False)
        c = w * 2
        w.requires_grad_(True)
        d = a * 2
        d.grad = numbers(3)
        e = (a * 3).detach_()
        g = (c * 3).requires_grad_()
        return [a, b, c, d.grad, e, g, a.requires_grad, c.requires_grad, e.requires_grad, g.requires_grad, g.is_leaf]

    fast = nn.compile(f)
    for _ in range(4):
        one, other = fast(numbers(3).requires_grad_()), f(numbers(3).requires_grad_())
        assert all(same(x, y) if isinstance(x, Tensor) else x == y for x, y in zip(one, other))


def test_views_of_deferred_results_share_their_memory() -> None:
    def f(x: Tensor) -> list[Tensor]:
        y = x * 2
        row, turned = y[0], y.T
        row.mul_(10.0)
        turned[1] = 7.0
        return [y, row, turned, y.sum()]

    fast = nn.compile(f)
    for _ in range(3):
        assert all(map(same, fast(numbers(2, 3)), f(numbers(2, 3))))
        x = numbers(2, 3).requires_grad_()
        assert same(*gradients(fast(x)[3], [x]), *gradients(f(x)[3], [x]))


def test_a_change_after_the_call_is_an_error_in_backward() -> None:
    fast, x, w = nn.compile(lambda x, w: (x * w).tanh()), numbers(3), numbers(3).requires_grad_()
    for change in (lambda out: x.mul_(2.0), lambda out: out.detach().mul_(2.0), lambda out: x.numpy().fill(7.0)):
        for _ in range(2):
            out = fast(x, w)
        change(out)
        with pytest.raises(RuntimeError, match="changed in place"):
            out.backward(autograd.ones(3))


def test_data_dependent_branches() -> None:
    def f(x: Tensor) -> Tensor:
        y = x * 2
        return y.exp() if y.sum() > 0 else y - 1 if y[0] < -3 else y.relu()

    fast = nn.compile(f)
    for seed in range(30):
        x = autograd.tensor(np.random.default_rng(seed).normal(0, 2, 3).astype(np.float32))
        assert same(fast(x), f(x))


# ── the graph ──


def test_the_graph_is_there_for_whoever_asks() -> None:
    def f(x: Tensor) -> Tensor:
        return (x * x * x).sum()

    fast, x = nn.compile(f), numbers(3).requires_grad_()
    for _ in range(3):
        out = fast(x)
        (first,) = autograd.autograd.grad(out, x, create_graph=True)
        (second,) = autograd.autograd.grad(first.sum(), x)
        assert second is not None and np.allclose(second, 6 * x.detach().numpy())
        assert fast(x).grad_fn.name() == "SumBackward0"
        assert "SumBackward0" in repr(fast(x))
        assert same(autograd.grad(fast)(x), autograd.grad(f)(x))
        tangents = ((x,), (numbers(3, seed=1),))
        assert same(autograd.jvp(fast, *tangents)[1], autograd.jvp(f, *tangents)[1])


def test_results_inside_keep_their_hooks_and_gradients() -> None:
    def f(x: Tensor, seen: list[Any]) -> Tensor:
        hidden = x * 2
        hidden.register_hook(lambda gradient: seen.append(gradient.clone()))
        kept = hidden.exp()
        kept.retain_grad()
        out = (kept * 3).sum()
        out.backward()
        seen.append(kept.grad)
        return out

    fast = nn.compile(f)
    for _ in range(3):
        one: list[Any] = []
        other: list[Any] = []
        x = numbers(3).requires_grad_()
        fast(x, one)
        f(x, other)
        assert len(one) == 2 and all(map(same, one, other))


def test_a_result_returned_beside_the_loss_can_be_differentiated() -> None:
    def f(x: Tensor) -> tuple[Tensor, Tensor]:
        hidden = (x * 2).tanh()
        return (hidden**2).sum(), hidden

    fast, x = nn.compile(f), numbers(3).requires_grad_()
    for _ in range(3):
        loss, hidden = fast(x)
        assert same(autograd.autograd.grad(loss, hidden)[0], 2 * hidden.detach())
        loss, hidden = fast(x)
        assert same(*gradients(loss, [x]), *gradients(f(x)[0], [x]))
        with pytest.raises(RuntimeError, match="second time"):
            hidden.sum().backward()
        loss, hidden = fast(x)
        hidden.sum().backward(retain_graph=True)
        loss.backward()


def test_a_second_backward_pass_is_refused_as_usual() -> None:
    fast, x = nn.compile(lambda x: x.exp().sum()), numbers(3).requires_grad_()
    for _ in range(3):
        loss = fast(x)
        loss.backward(retain_graph=True)
        loss.backward()
        with pytest.raises(RuntimeError, match="through exp a second time"):
            loss.backward()
        with pytest.raises(RuntimeError, match="needs a gradient"):
            nn.compile(lambda x: x * 2)(x).backward()


def test_what_lies_outside_gets_its_gradient() -> None:
    fast = nn.compile(lambda x, w: (x @ w.T).tanh().sum())
    for _ in range(3):
        a, w = numbers(2, 3).requires_grad_(), numbers(4, 3, seed=1).requires_grad_()
        loss = fast(a * 2, w)  # a node above, and a view of a parameter inside
        assert all(map(same, gradients(loss, [a, w]), gradients((a * 2 @ w.T).tanh().sum(), [a, w])))


def test_hooks_of_parameters_run() -> None:
    seen: list[Tensor] = []
    fast, w = nn.compile(lambda w: (w * w).sum()), numbers(3).requires_grad_()
    w.register_hook(seen.append)
    for _ in range(3):
        fast(w).backward()
    assert len(seen) == 3


def test_nothing_is_kept_alive() -> None:
    fast, w = nn.compile(lambda x, w: (x * w).exp().sum()), numbers(3).requires_grad_()
    for _ in range(3):
        x = numbers(3)
        array = weakref.ref(x._array)
        loss = fast(x, w)
        loss.backward()
        del x
        assert array() is None  # though the loss is kept
        reference = weakref.ref(loss._segment) if loss.__class__ is Lazy else None
        del loss
        assert reference is None or reference() is None  # without the garbage collector
    gc.collect()


# ── errors, threads, interrupts ──


def test_errors_are_raised_where_they_were() -> None:
    fast = nn.compile(lambda x, w, y: F.cross_entropy(x @ w, y))
    x, w, y = numbers(2, 3), numbers(3, 4), autograd.tensor([0, 3])
    for _ in range(3):
        fast(x, w, y)
    with pytest.raises(autograd.ShapeError, match="matmul"):
        fast(x, numbers(4, 4), y)
    with pytest.raises(IndexError, match="class"):
        fast(x, w, autograd.tensor([0, 4]))
    ignored = autograd.tensor([0, -100])
    assert same(fast(x, w, ignored), F.cross_entropy(x @ w, ignored))
    assert same(fast(x, w, y), F.cross_entropy(x @ w, y))
    assert dispatch.enabled is False


def test_results_survive_an_exception() -> None:
    kept: list[Tensor] = []

    @nn.compile
    def f(x: Tensor) -> None:
        kept.append(x * 2)
        raise KeyError("on purpose")

    x = numbers(3)
    for _ in range(3):
        with pytest.raises(KeyError, match="on purpose"):
            f(x)
        x.mul_(3.0)
    assert np.allclose(kept[0] * 9, kept[2])
    assert dispatch.enabled is False


def test_a_result_that_could_not_be_computed_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[Tensor] = []

    def f(x: Tensor) -> None:
        kept.append(x * 2)

    fast, x = nn.compile(f), numbers(3)
    fast(x)

    def interrupted(*args: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("autograd.lazy.segment.without_warnings", interrupted)
        with pytest.raises(KeyboardInterrupt):
            fast(x)
    with pytest.raises(RuntimeError, match="interrupted"):
        kept[-1].item()
    fast(x)
    assert same(kept[-1], x * 2)


def test_another_thread_may_not_read_what_waits() -> None:
    found: list[Any] = []

    def read(x: Tensor) -> None:
        try:
            found.append(x.tolist())
        except RuntimeError as error:
            found.append(str(error))

    @nn.compile
    def f(x: Tensor) -> Tensor:
        y = x * 2
        thread = threading.Thread(target=read, args=(y,))
        thread.start()
        thread.join()
        return y

    for _ in range(2):
        assert same(f(numbers(3)), numbers(3) * 2)
    assert found[0] == (numbers(3) * 2).tolist()
    assert "another thread" in found[1]


def test_threads_share_a_compiled_function() -> None:
    model = nn.Sequential(nn.Linear(5, 8), nn.Tanh(), nn.Linear(8, 1))
    fast = nn.compile(lambda x, k: (model(x) * k).sum())
    faults: list[Any] = []

    def work(seed: int) -> None:
        rng = np.random.default_rng(seed)
        for _ in range(40):
            x, k = numbers(int(rng.integers(1, 30)), 5, seed=seed), float(rng.integers(1, 3))
            if not same(fast(x, k), (model(x) * k).sum()):
                faults.append(seed)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults


# ── as a callable ──


def test_functions_modules_and_methods() -> None:
    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.linear = nn.Linear(3, 2)

        @nn.compile
        def forward(self, x: Tensor) -> Tensor:
            """Apply it."""
            out: Tensor = self.linear(x)
            return out

    net, x = Net(), numbers(2, 3)
    for _ in range(3):
        assert same(net(x), net.linear(x))
    fast = nn.compile(net)
    assert fast.linear is net.linear and len(list(fast.parameters())) == 2
    assert Net.forward.__doc__ == "Apply it." and Net.forward.__name__ == "forward"
    assert same(copy.deepcopy(fast)(x), fast(x))
    assert same(pickle.loads(pickle.dumps(nn.compile(numbers)))(3), numbers(3))
    with pytest.raises(TypeError, match=r"compile\(\): expected a function or a module, got int"):
        nn.compile(3)  # type: ignore[arg-type]


def test_compiled_functions_call_each_other() -> None:
    inner = nn.compile(lambda x: (x * 2).exp())
    outer = nn.compile(lambda x: inner(x).sum() + inner(x + 1).sum())
    for _ in range(3):
        assert same(outer(numbers(3)), (numbers(3) * 2).exp().sum() + ((numbers(3) + 1) * 2).exp().sum())


def test_detect_anomaly_looks_at_each_operation() -> None:
    fast = nn.compile(lambda x: (x - 1).log().sum())
    x = autograd.tensor([1.0, 2.0], requires_grad=True)
    for _ in range(2):
        fast(x)
    with autograd.detect_anomaly(), pytest.raises(ArithmeticError, match="log"):
        fast(x)
    inside = nn.compile(lambda x: _log_in_anomaly(x))
    for _ in range(2):
        with pytest.raises(ArithmeticError, match="log"):
            inside(x)


def _log_in_anomaly(x: Tensor) -> Tensor:
    y = x - 1
    with autograd.detect_anomaly():
        return y.log()


def test_copies_of_what_waits() -> None:
    @nn.compile
    def f(x: Tensor) -> list[Any]:
        y = x * 2
        return [copy.deepcopy(y), pickle.loads(pickle.dumps(x * 3)), copy.copy(x * 4), np.asarray(x * 5), list(x * 6)]

    for _ in range(3):
        one, two, three, four, five = f(numbers(2))
        x = numbers(2)
        assert same(one, x * 2) and same(two, x * 3) and same(three, x * 4) and same(autograd.stack(five), x * 6)
        assert np.array_equal(four, (x * 5).numpy())


def test_long_programs_and_ever_new_ones_stay_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorder_module, "_LONGEST", 20)
    monkeypatch.setattr(tree_module, "_MOST_LINES", 100)

    def f(x: Tensor, times: int) -> Tensor:
        y = x
        for i in range(times):
            y = y * 0.9 + i
        return y.sum()

    fast, x = nn.compile(f), numbers(3).requires_grad_()
    for times in (50, 50, 50, *range(40)):
        assert same(fast(x, times), f(x, times))
        assert same(*gradients(fast(x, times), [x]), *gradients(f(x, times), [x]))
    assert fast._tree.count <= 100


def test_operations_with_side_effects_are_never_deferred() -> None:
    from autograd.extend import operation

    calls = []

    @operation(x=lambda xp, upstream: upstream * 2)
    def counted_twice(x: Any) -> Any:
        calls.append(1)
        return x * 2

    fast = nn.compile(lambda x: counted_twice(x * 3).sum())
    for _ in range(3):
        assert same(fast(numbers(3)), (numbers(3) * 3 * 2).sum())
    assert len(calls) == 3


def test_gradients_that_go_on_outside_warn_no_more_than_usual(recwarn: pytest.WarningsRecorder) -> None:
    fast = nn.compile(lambda x: (x * 2).sum())
    for _ in range(3):
        x = autograd.tensor([0.0, 1.0], requires_grad=True)
        fast(1 / x).backward()
        assert x.grad is not None and x.grad.tolist() == [-np.inf, -2.0]
    assert not recwarn.list


def test_a_dtype_that_was_pickled_is_the_same() -> None:
    fast = nn.compile(lambda x: x * 2)
    for x in (numbers(3), pickle.loads(pickle.dumps(numbers(3))), numbers(3)):
        assert same(fast(x), numbers(3) * 2)


def test_classes_that_were_computed_are_checked_too() -> None:
    fast = nn.compile(lambda x, y: F.cross_entropy(x * 2, y.reshape(-1)[:2]))
    for _ in range(3):
        x, y = numbers(2, 3), autograd.tensor([[0, 2]])
        assert same(fast(x, y), F.cross_entropy(x * 2, y[0]))
        with pytest.raises(IndexError, match="class"):
            fast(x, y + 1)


def test_values_are_not_checked_for_infinity() -> None:
    @nn.compile
    def f() -> float:
        x = autograd.Value(0.0)
        (1.0 / x).backward()
        return float(x.grad)

    assert f() == -math.inf


def test_a_compiled_module_is_no_part_of_another_one() -> None:
    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.function = nn.compile(F.relu)
            self.inner = nn.compile(nn.Linear(2, 2))

    with pytest.raises(TypeError, match=r"Net\.inner: the parameters of a compiled module would be missing"):
        Net()
    with pytest.raises(TypeError):
        nn.Sequential(nn.compile(nn.Linear(2, 2)))  # type: ignore[arg-type]
