"""Corner cases of compiled functions: each is a program that observes the same, compiled or not."""

from __future__ import annotations

import contextlib
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn
from autograd import Tensor
from autograd.dispatch import dispatch
from autograd.extend import operation, tensor_of
from autograd.lazy import tree as tree_module

Wrap = Callable[[Any], Any]


def numbers(*shape: int, seed: int = 0) -> Tensor:
    return autograd.tensor(np.random.default_rng(seed).uniform(0.5, 1.5, shape).astype(np.float32))


def observed(x: Any) -> Any:
    if isinstance(x, Tensor):
        return x.dtype, x.shape, x.detach().tolist(), x.requires_grad
    return [observed(part) for part in x] if isinstance(x, list | tuple) else x


def check(build: Callable[[Wrap], Callable[[int], Any]], calls: int = 4) -> None:
    """Check that what `build` returns observes the same in each call, with `nn.compile` and without."""
    compiled, eager = build(nn.compile), build(lambda function: function)
    for i in range(calls):
        assert observed(compiled(i)) == observed(eager(i))


# ── changes in place ──


def test_a_gradient_is_read_before_a_pass_adds_to_it() -> None:
    def build(wrap: Wrap) -> Callable[[int], Any]:
        w = numbers(3).requires_grad_()
        w.grad = numbers(3, seed=1)
        square = wrap(lambda: (w * w).sum())

        def read_and_add(earlier: Tensor) -> Any:
            assert w.grad is not None
            doubled = w.grad * 2
            earlier.backward()
            return doubled

        step = wrap(read_and_add)
        return lambda i: step(square())

    check(build)


def test_a_hook_reads_gradients_that_the_pass_adds_to() -> None:
    def build(wrap: Wrap) -> Callable[[int], Any]:
        w = numbers(3).requires_grad_()
        w.grad = numbers(3, seed=1)

        def f() -> Any:
            seen: list[Any] = []
            product = w * 3
            product.register_hook(lambda gradient: seen.append(w.grad * gradient))
            product.sum().backward()
            return seen

        step = wrap(f)
        return lambda i: step()

    check(build)


def test_a_pass_goes_on_outside_in_the_order_and_mode_of_the_whole_graph() -> None:
    def build(wrap: Wrap) -> Callable[[int], Any]:
        w = numbers(3).requires_grad_()
        step = wrap(lambda x, y: (x.exp() * y * w).sum())

        def run(i: int) -> Any:
            seen: list[Any] = []

            def look(gradient: Tensor) -> None:
                seen.extend([None if w.grad is None else w.grad.clone(), (gradient * w).requires_grad])

            w.grad = None
            first = w * 2
            first.register_hook(look)
            second = (first * w).tanh()
            second.register_hook(look)
            step(first * 3, second * w).backward()
            return [*seen, w.grad]

        return run

    check(build)


# ── operands and settings ──


def test_one_dtype_may_be_several_objects() -> None:
    other = np.dtype(np.float32).newbyteorder("=")
    assert other == np.float32 and other is not np.dtype(np.float32)

    def build(wrap: Wrap) -> Callable[[int], Any]:
        step = wrap(lambda x, w: (x * w).exp().sum())
        w = numbers(3).requires_grad_()

        def run(i: int) -> Any:
            w.grad = None
            loss = step(tensor_of(np.ones(3, other if i > 1 else np.float32)), w)
            loss.backward()
            return [loss, w.grad]

        return run

    check(build)


def test_numbers_in_rules_have_the_dtype_of_their_line() -> None:
    def build(wrap: Wrap) -> Callable[[int], Any]:
        step = wrap(lambda x: x.tanh().double().tanh().float().sigmoid().sum())
        x = numbers(50).requires_grad_()

        def run(i: int) -> Any:
            x.grad = None
            loss = step(x)
            loss.backward()
            return [loss, x.grad]

        return run

    check(build)


def test_two_arguments_may_be_one_tensor() -> None:
    def build(wrap: Wrap) -> Callable[[int], Any]:
        step = wrap(lambda x, y: (x * y + y).tanh().sum())
        x, y = numbers(3).requires_grad_(), numbers(3, seed=1).requires_grad_()

        def run(i: int) -> Any:
            x.grad = y.grad = None
            called: list[int] = []
            handle = x.register_hook(lambda gradient: called.append(1))
            loss = step(*((x, y), (x, x), (y, x), (y, y))[i % 4])
            loss.backward()
            handle.remove()
            return [loss, x.grad, y.grad, autograd.tensor(called)]

        return run

    check(build)


def test_an_operation_that_fails_leaves_no_operands_behind() -> None:
    @operation(x=lambda xp, upstream: upstream, y=None, promotes=True, pure=True)
    def positive_product(x: Any, y: Any) -> Any:
        refuse_negative(x, y)
        return x * y

    @positive_product.refusing
    def refuse_negative(x: Any, y: Any) -> None:
        if y.min() < 0:
            raise ValueError("expected positive numbers")

    def build(wrap: Wrap) -> Callable[[int], Any]:
        def f(x: Tensor, y: Tensor, z: Tensor, u: Tensor) -> Any:
            try:
                return positive_product(x, y)
            except ValueError as error:
                return [positive_product(z, u), str(error)]

        step, negative = wrap(f), -numbers(3)
        return lambda i: step(numbers(3), negative if i > 1 else numbers(3), numbers(3, seed=1), numbers(3, seed=2))

    check(build)


def test_a_view_that_cannot_be_used_leaves_no_operands_behind() -> None:
    def build(wrap: Wrap) -> Callable[[int], Any]:
        def f(x: Tensor, y: Tensor, z: Tensor, u: Tensor) -> Any:
            try:
                return x * y
            except RuntimeError:
                return z * u

        step = wrap(f)

        def run(i: int) -> Any:
            base = numbers(3) * 1.0
            y = base[:].requires_grad_() if i > 1 else numbers(3).requires_grad_()
            if i > 1:
                base.mul_(numbers(3).requires_grad_())
            return step(numbers(3), y, numbers(3, seed=1), numbers(3, seed=2).requires_grad_())

        return run

    check(build)


def test_integers_that_are_too_large_are_an_error_of_the_operation() -> None:
    def build(wrap: Wrap) -> Callable[[int], Any]:
        def f(x: Tensor, k: int) -> Any:
            first = x + 1
            try:
                return [first, x * k, x**k, k - x]
            except OverflowError:
                return [first, "too large"]

        step = wrap(f)
        return lambda i: step(numbers(3), (2, 3, 10**400, -(10**400), 10**39, 2**63, 4)[i])

    check(build, calls=7)


def test_settings_are_told_apart_by_the_sign_of_zero() -> None:
    @operation(x=lambda xp, upstream: upstream, pure=True)
    def with_sign(x: Any, number: float) -> Any:
        return np.copysign(x, number)

    def build(wrap: Wrap) -> Callable[[int], Any]:
        step = wrap(lambda x, number: with_sign(x, number))
        return lambda i: step(numbers(3), (0.0, 0.0, -0.0, -0.0, 0.0)[i])

    check(build, calls=5)
    fast = nn.compile(lambda x, number: with_sign(x, number))
    for _ in range(10):
        fast(numbers(3), float("nan"))
    assert fast._tree.count == 1


# ── detect_anomaly, and classes ──


def test_detect_anomaly_in_a_call_and_beyond() -> None:
    def build(wrap: Wrap) -> Callable[[int], Any]:
        def f(x: Tensor, stack: contextlib.ExitStack, i: int) -> Any:
            before = x * 2
            if i % 4 == 0:
                stack.enter_context(autograd.detect_anomaly())
            elif i % 4 == 1:
                autograd.set_detect_anomaly(False)
            elif i % 4 == 2:
                autograd.detect_anomaly().__enter__()
            else:
                stack.enter_context(autograd.set_detect_anomaly(True))
            x.mul_(3.0)
            return [before, before * x]

        step = wrap(f)

        def run(i: int) -> Any:
            with contextlib.ExitStack() as stack:
                seen = step(numbers(3), stack, i)
                try:
                    (numbers(3) * 0).log().log()
                except ArithmeticError:
                    seen.append("found")
            seen.append(numbers(3) * 2)
            assert not dispatch.heal()
            return seen

        return run

    check(build, calls=12)


def test_a_compiled_object_binds_as_it_would_itself() -> None:
    class Net:
        linear = nn.compile(nn.Linear(3, 2))
        twice = nn.compile(staticmethod(lambda x: x * 2))
        negative = nn.compile(lambda self, x: -x)

    x = numbers(2, 3)
    assert Net().linear(x).shape == (2, 2)
    assert observed([Net().twice(x), Net().negative(x)]) == observed([x * 2, -x])


# ── memory ──


def test_a_result_keeps_alive_what_its_graph_would() -> None:
    def build(wrap: Wrap) -> Callable[[int], Any]:
        step = wrap(lambda x, y, z, w: (x + y * 2 + z * w).sum())
        w = numbers(3).requires_grad_()

        def run(i: int) -> Any:
            given = [numbers(3), w * 3, numbers(3)]
            arrays = [weakref.ref(x._array) for x in given]
            loss = step(*given, w)
            given.clear()
            alive = [array() is not None for array in arrays]
            w.grad = None
            loss.backward()
            return [alive, [array() is not None for array in arrays], w.grad]

        return run

    check(build)


def test_a_call_that_learns_keeps_no_results_alive() -> None:
    def build(wrap: Wrap) -> Callable[[int], Any]:
        def f(x: Tensor) -> Any:
            y = x * 2
            array, z = weakref.ref(y._array), y.exp()
            del y
            return [array() is None, z]

        step = wrap(f)
        return lambda i: step(numbers(3 + i))

    check(build)


def test_the_tree_stays_bounded_below_a_line_that_always_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree_module, "_MOST_LINES", 50)
    fast, x = nn.compile(lambda x, k: (x * 2)[k:].sum()), numbers(3)
    for k in range(500):
        fast(x, k)
    lines, stack = set(), [fast._tree.root]
    while stack:
        line = stack.pop()
        lines.add(line)
        stack += [*line.next.values()] + ([] if line.likely is None else [line.likely])
    assert len(lines) < 110


def test_programs_that_end_in_ever_new_ways_stay_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree_module, "_MOST_WRITTEN", 200)

    def f(x: Tensor, steps: int) -> Tensor:
        for _ in range(steps):
            x = x * 0.9
        return x

    fast, x = nn.compile(f), numbers(3)
    for steps in (*range(60), *range(60), 20, 20):
        assert observed(fast(x, steps)) == observed(f(x, steps))
    assert fast._tree.written <= 260
    assert sum(len(program.path) for program in fast._tree._programs.values()) == fast._tree.written
