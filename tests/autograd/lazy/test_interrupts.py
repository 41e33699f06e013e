"""Signal handlers and threads, at each moment of a compiled call.

Python runs a signal handler when a function begins, among others. A trace function that acts at such an event is the
same, and hits each moment once.
"""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn
from autograd import Tensor
from autograd.dispatch import dispatch


def numbers(*shape: int, seed: int = 0) -> Tensor:
    return autograd.tensor(np.random.default_rng(seed).uniform(0.5, 1.5, shape).astype(np.float32))


class Program:
    """A compiled function that keeps its results, and its operands."""

    def __init__(self, warm: int) -> None:
        self.x, self.w = numbers(3), numbers(3, seed=1).requires_grad_()
        self.kept: list[Tensor] = []
        self.fast = nn.compile(self.function)
        for _ in range(warm):
            self.fast()
        self.kept.clear()

    def function(self) -> Tensor:
        self.kept = kept = [self.x * 2]
        kept.append(kept[0] * self.w)
        kept.append(kept[1].exp())
        kept.append(kept[0][1:])
        kept.append(kept[1].reshape(1, 3))
        return (kept[1] + kept[2]).sum()

    def wanted(self) -> list[Any]:
        a = self.x * 2
        return [t.detach().tolist() for t in (a, a * self.w, (a * self.w).exp(), a[1:], (a * self.w).reshape(1, 3))]


def _numbers(kept: Tensor) -> Any:
    """Return the numbers of a result; None if it says that its call was interrupted."""
    try:
        return kept.detach().tolist()
    except RuntimeError as error:
        if "interrupted" in str(error):
            return None
        raise


def _stop(program: Program) -> None:
    raise KeyboardInterrupt


def _read(program: Program) -> None:
    assert all(np.isfinite(x.detach().numpy()).all() for x in program.kept)


def _compute(program: Program) -> None:
    assert (program.x * 3).exp().sum().item() > 0
    assert all((x * 2).sum().item() > 0 for x in program.kept)


def _graph(program: Program) -> None:
    assert all(x.grad_fn is not None for x in program.kept if x.requires_grad)


def _backward(program: Program) -> None:
    (program.w * 3).sum().backward()


@pytest.mark.parametrize("warm", [pytest.param(0, marks=pytest.mark.slow), pytest.param(1, marks=pytest.mark.slow), 3])
@pytest.mark.parametrize("act", [_stop, _read, _compute, _graph, _backward])
def test_a_signal_handler_at_each_moment(act: Callable[[Program], None], warm: int) -> None:
    for moment in range(1, 1000):
        program, events = Program(warm), 0

        def trace(frame: Any, event: str, arg: Any, program: Program = program, moment: int = moment) -> None:
            nonlocal events
            code = frame.f_code  # what is raised while a generator is closed is not passed on
            if "autograd" in code.co_filename and "tests" not in code.co_filename and code.co_name != "<genexpr>":
                events += 1
                if events == moment:
                    act(program)

        loss = None
        outer = sys.gettrace()  # that of coverage
        sys.settrace(trace)
        try:
            loss = program.fast()
        except KeyboardInterrupt:
            assert act is _stop
        finally:
            sys.settrace(outer)
        assert dispatch.enabled is False
        wanted = program.wanted()
        program.x.mul_(2.0)
        for kept, numbers_then in zip(program.kept, wanted):
            assert _numbers(kept) in ([numbers_then, None] if act is _stop else [numbers_then])
        program.x.mul_(0.5)
        if loss is not None:
            gradients = []
            for result in loss, program.function():
                program.w.grad = None
                result.backward()
                gradients.append(program.w.grad.tolist())  # type: ignore[attr-defined]
            assert gradients[0] == gradients[1]
        assert program.fast().item() == program.function().item()
        if events < moment:
            return
    pytest.fail("the call does not end")


def test_what_a_signal_handler_defers_is_right_too() -> None:
    a, b, c, other = (numbers(3, seed=seed) for seed in range(4))
    wanted = [(a * b + c).tolist(), (a * b - c).tolist()]
    for moment in range(1, 1000):
        calls = events = 0
        kept: list[Tensor] = []

        def function() -> Tensor:
            nonlocal calls
            calls += 1
            return a * b + c if calls % 2 else a * b - c

        def trace(frame: Any, event: str, arg: Any, moment: int = moment, kept: list[Tensor] = kept) -> None:
            nonlocal events
            if "autograd" in frame.f_code.co_filename and "tests" not in frame.f_code.co_filename:
                events += 1
                if events == moment:
                    kept.append(other.tanh())

        fast = nn.compile(function)
        for _ in range(6):
            fast()
        for _ in range(4):  # what the handler does is learnt at first, and then deferred too
            events, outer = 0, sys.gettrace()
            sys.settrace(trace)
            try:
                results = [fast(), fast()]  # what comes is never what came last
            finally:
                sys.settrace(outer)
            assert [x.tolist() for x in results] == wanted
            assert all(x.tolist() == other.tanh().tolist() for x in kept)
        assert [fast().tolist(), fast().tolist()] == wanted
        if events < moment:
            return
    pytest.fail("the calls do not end")


class _Garbage:
    """An object in a cycle. It computes with a Tensor when the collector finds it."""

    def __init__(self, x: Tensor, factor: float) -> None:
        self.x, self.factor, self.me = x, factor, self

    def __del__(self) -> None:
        self.result = self.x * self.factor


def test_a_finalizer_at_each_object_that_is_made() -> None:
    other = numbers(3, seed=9)

    def function(a: Tensor, b: Tensor, c: Tensor, d: Tensor) -> Tensor:
        _Garbage(other, -1.0)
        s = a * b
        _Garbage(other, 2.0)
        s = s * c + d
        return (s * c).sum()

    fast, operands = nn.compile(function), [numbers(3, seed=seed) for seed in range(4)]
    expected, before = function(*operands).item(), gc.get_threshold()
    gc.freeze()  # so that a collection looks at little
    try:
        for k in range(120):
            fresh = [x.clone() for x in operands]
            gc.collect()
            gc.set_threshold(k % 60 + 1, 1000, 1000)
            assert fast(*fresh).item() == expected
            gc.set_threshold(*before)
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def test_threads_ask_for_one_graph() -> None:
    fast, x = nn.compile(lambda x: [(x * k).exp() for k in range(30)]), numbers(3).requires_grad_()
    faults: list[BaseException] = []

    def ask(results: list[Tensor], start: threading.Barrier) -> None:
        start.wait()
        try:
            for result in results:
                assert result.requires_grad and result.grad_fn is not None
        except BaseException as error:
            faults.append(error)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(60):
            start = threading.Barrier(4)
            results = fast(x)
            threads = [threading.Thread(target=ask, args=(results, start)) for _ in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert not faults


def test_threads_go_back_from_two_results_of_one_call() -> None:
    w, v = numbers(3).requires_grad_(), numbers(3, seed=1).requires_grad_()
    fast, x = nn.compile(lambda x: [(x * w).exp().sum(), (x * v).tanh().sum()]), numbers(3, seed=2)
    wanted = []
    for loss, leaf in zip([(x * w).exp().sum(), (x * v).tanh().sum()], (w, v)):
        loss.backward()
        assert leaf.grad is not None
        wanted.append(leaf.grad.tolist())
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(200):
            w.grad = v.grad = None
            start = threading.Barrier(2)
            losses = fast(x)
            threads = [threading.Thread(target=_go_back, args=(losses, start)) for _ in range(2)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert [None if leaf.grad is None else leaf.grad.tolist() for leaf in (w, v)] == wanted
    finally:
        sys.setswitchinterval(interval)


def _go_back(losses: list[Tensor], start: threading.Barrier) -> None:
    start.wait()
    losses.pop().backward()


def test_a_change_by_another_thread_is_reported() -> None:
    @nn.compile
    def f(x: Tensor) -> Tensor:
        y = x * 2
        thread = threading.Thread(target=x.mul_, args=(3.0,))
        thread.start()
        thread.join()
        return y

    x = numbers(3)
    assert np.array_equal(f(x).numpy() * np.float32(1.5), x.numpy())
    with pytest.raises(RuntimeError, match="changed in place by another thread"):
        f(numbers(3))
