"""Interrupts: after an exception at any moment, the next gradients are right and no mode is switched.

A signal handler runs between two operations of Python. The tests raise before each of them, by a trace function.
"""

from __future__ import annotations

import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Value, compile, grad
from autograd.dispatch import dispatch
from autograd.reading import reading
from autograd.scalar.compare import tracing
from autograd.transforms.evaluation import nesting
from tests.helpers import in_a_process_of_its_own

ENGINE = ("autograd/graph.py", "autograd/scalar/order.py", "autograd/scalar/value.py", "autograd/scalar/anomaly.py",
          "autograd/scalar/conversions.py")  # fmt: skip


class InterruptError(BaseException):
    """What the handler of a signal raises."""


def interrupted_everywhere(run: Callable[[], Any], files: tuple[str, ...], event: str) -> Iterator[int]:
    """Call `run` again and again, with an interrupt before the first operation of `files`, the second, and so on."""
    at = 0
    while True:
        at += 1
        count = 0

        def trace(frame: FrameType, what: str, arg: Any, at: int = at) -> Any:
            nonlocal count
            if not frame.f_code.co_filename.endswith(files):
                return None
            frame.f_trace_opcodes = True
            if what in ("call", event):
                count += 1
                if count == at:
                    raise InterruptError
            return trace

        outer = sys.gettrace()  # that of coverage
        sys.settrace(trace)
        try:
            run()
            return
        except InterruptError:
            sys.settrace(outer)
            yield at
        finally:
            sys.settrace(outer)


def assert_nothing_is_switched() -> None:
    assert autograd.is_grad_enabled()
    assert not dispatch.enabled
    assert tracing.callback is None and reading.callback is None and nesting.depth == 0
    assert np.geterr()["divide"] == "warn"


def expression(a: Any, b: Any, length: int) -> Any:
    v = a
    for i in range(length):
        v = (v + b).tanh() * a if i % 2 else v * b - a * b + 0.1
    return 1 - v


def number(x: Any) -> float:
    return x.data if isinstance(x, Value) else float(x)


@pytest.mark.parametrize(
    ("length", "create_graph", "event"),
    [
        (4, False, "opcode"),
        (4, False, "line"),
        pytest.param(2, True, "opcode", marks=pytest.mark.slow),
        (2, True, "line"),
    ],
)
def test_a_backward_pass_interrupted_at_every_operation(event: str, length: int, create_graph: bool) -> None:
    a, b = Value(1.0), Value(0.5)
    v = expression(a, b, length)
    v.backward()
    want = a.grad, b.grad
    stops = 0
    for _ in interrupted_everywhere(lambda: v.backward(create_graph=create_graph), ENGINE, event):
        stops += 1
        for again in (False, True):
            a.grad = b.grad = 0.0
            v.backward(create_graph=again)
            assert (number(a.grad), number(b.grad)) == pytest.approx(want, rel=1e-15)
    assert stops > 50
    a.grad = b.grad = 0.0
    v.backward()
    assert (a.grad, b.grad) == want
    assert_nothing_is_switched()


def test_an_interrupted_pass_of_one_root_leaves_no_mark_for_another() -> None:
    a, b = Value(1.0), Value(0.5)
    inner = expression(a, b, 3)
    first, second = inner * 2, inner.exp() + inner
    second.backward()
    want = a.grad, b.grad
    for _ in interrupted_everywhere(first.backward, ENGINE, "opcode"):
        a.grad = b.grad = 0.0
        second.backward()
        assert (a.grad, b.grad) == want


@pytest.mark.slow
def test_a_transform_interrupted_at_every_operation() -> None:
    a, b = Value(1.0), Value(0.5)
    f = grad(lambda x, y: expression(x, y, 1), (0, 1))
    want = [x.data for x in f(a, b)]
    for _ in interrupted_everywhere(lambda: f(a, b), ENGINE, "opcode"):
        assert_nothing_is_switched()
        assert [x.data for x in f(a, b)] == want
        assert (a.grad, b.grad) == (0.0, 0.0)


@pytest.mark.slow
def test_a_checked_pass_interrupted_at_every_operation() -> None:
    a, b = Value(1.0), Value(0.5)
    v = expression(a, b, 1)
    for _ in interrupted_everywhere(lambda: with_anomaly(v.backward), ENGINE, "opcode"):
        assert_nothing_is_switched()


def with_anomaly(f: Callable[[], Any]) -> None:
    with autograd.detect_anomaly():
        f()


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no timers that send signals")
@in_a_process_of_its_own
def test_two_thousand_signals_at_random_moments() -> None:
    def stop(*_: Any) -> None:
        raise InterruptError

    def tracing_again(x: float, y: float) -> Any:
        return compile(lambda x, y: expression(x, y, 20))(x, y)

    rng = random.Random(0)
    a, b = Value(1.0), Value(0.5)
    v = expression(a, b, 100)
    f = grad(lambda x: expression(x, x * 0.5, 40))
    tensor = autograd.tensor([0.5, 2.0], requires_grad=True)
    jobs: list[Callable[[], Any]] = [
        v.backward, lambda: v.backward(create_graph=True), lambda: f(Value(1.5)), lambda: f(1.5),
        lambda: tracing_again(1.0, 2.0), lambda: (tensor.log() * tensor).sum().backward(),
    ]  # fmt: skip
    v.backward()
    want = a.grad, b.grad
    expected, batch = f(1.5), compile(lambda x, y: expression(x, y, 20))(1.0, 2.0)
    durations = []
    for job in jobs:
        job()
        start = time.perf_counter()
        job()
        durations.append(time.perf_counter() - start)
    hits = 0
    former = signal.signal(signal.SIGALRM, stop)
    try:
        while hits < 2_000:
            i = rng.randrange(len(jobs))
            try:
                signal.setitimer(signal.ITIMER_REAL, max(1e-6, rng.random() * durations[i]))
                jobs[i]()
                signal.setitimer(signal.ITIMER_REAL, 0)
            except InterruptError:
                hits += 1
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
            assert_nothing_is_switched()
            a.grad = b.grad = 0.0
            v.backward()
            assert (a.grad, b.grad) == want
            if hits % 100 == 0:
                assert f(1.5) == expected
                assert tracing_again(1.0, 2.0) == batch
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
