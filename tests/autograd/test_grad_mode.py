"""no_grad, enable_grad and set_grad_enabled."""

from __future__ import annotations

import contextlib
import random
import signal
import sys
import threading
from collections.abc import Callable, Generator
from typing import Any

import pytest

import autograd
from autograd import tensor
from tests.helpers import in_a_process_of_its_own, leaf


def test_no_grad_records_nothing() -> None:
    x = leaf(1.0)
    with autograd.no_grad():
        y = x * 2
        assert not autograd.is_grad_enabled()
    assert not y.requires_grad
    assert y.is_leaf


def test_enable_grad_within_no_grad() -> None:
    x = leaf(1.0)
    with autograd.no_grad():
        with autograd.enable_grad():
            assert (x * 2).requires_grad
        assert not autograd.is_grad_enabled()


def test_set_grad_enabled_as_a_context() -> None:
    x = leaf(1.0)
    with autograd.set_grad_enabled(False):
        assert not (x * 2).requires_grad
    assert (x * 2).requires_grad


def test_set_grad_enabled_as_a_function() -> None:
    autograd.set_grad_enabled(False)
    assert not autograd.is_grad_enabled()
    autograd.set_grad_enabled(True)
    assert autograd.is_grad_enabled()


def test_each_thread_has_its_own_mode() -> None:
    seen = []
    with autograd.no_grad():
        thread = threading.Thread(target=lambda: seen.append(autograd.is_grad_enabled()))
        thread.start()
        thread.join()
    assert seen == [True]


@autograd.no_grad
def without_parentheses() -> bool:
    return autograd.is_grad_enabled()


@autograd.no_grad()
def with_parentheses() -> bool:
    return autograd.is_grad_enabled()


@autograd.set_grad_enabled(False)
def disabled() -> bool:
    return autograd.is_grad_enabled()


@pytest.mark.parametrize("decorated", [without_parentheses, with_parentheses, disabled])
def test_modes_as_decorators(decorated: Callable[[], bool]) -> None:
    assert autograd.is_grad_enabled()  # decorating changes nothing
    assert not decorated()
    assert autograd.is_grad_enabled()


def test_a_decorated_function_may_run_in_two_threads() -> None:
    inside, leave = threading.Event(), threading.Event()

    @autograd.no_grad()
    def slow() -> None:
        inside.set()
        leave.wait(5)

    after = []

    def work() -> None:
        slow()
        after.append(autograd.is_grad_enabled())

    thread = threading.Thread(target=work)
    thread.start()
    inside.wait(5)
    with_parentheses()  # enters and leaves while the other thread is inside
    leave.set()
    thread.join()
    assert after == [True]
    assert autograd.is_grad_enabled()


@autograd.no_grad()
def echo() -> Generator[Any, Any, str]:
    """Yield the mode, until a message says otherwise."""
    said = None
    try:
        while said != "stop":
            try:
                said = yield (said, autograd.is_grad_enabled())
            except KeyError as error:
                said = yield (error.args[0], autograd.is_grad_enabled())
    finally:
        assert not autograd.is_grad_enabled()
    return f"end {autograd.is_grad_enabled()}"


def test_a_generator_runs_in_the_mode_and_its_caller_does_not() -> None:
    steps = echo()
    moves: list[tuple[Any, Any]] = [
        (lambda: next(steps), None),
        (lambda: steps.send("a"), "a"),
        (lambda: steps.throw(KeyError("k")), "k"),
    ]
    for resume, expected in moves:
        assert resume() == (expected, False)
        assert autograd.is_grad_enabled()
    with pytest.raises(StopIteration, match="end False"):
        steps.send("stop")
    assert autograd.is_grad_enabled()
    started = echo()
    next(started)
    started.close()
    assert autograd.is_grad_enabled()
    one_step: Any = lambda: (yield autograd.is_grad_enabled())
    assert list(autograd.enable_grad()(one_step)()) == [True]


def test_an_asynchronous_function_is_refused() -> None:
    async def f() -> None: ...

    async def g() -> Any:
        yield 1

    for function in (f, g):
        with pytest.raises(TypeError, match=r"no_grad: cannot decorate the asynchronous"):
            autograd.no_grad()(function)


@pytest.mark.parametrize(
    "context", [autograd.no_grad, autograd.detect_anomaly, lambda: autograd.set_grad_enabled(False)]
)
def test_a_context_that_was_interrupted_before_it_was_left_is_undone(context: Any) -> None:
    """A signal handler may raise at the beginning of `__exit__`: here, before any line of it."""

    def interrupt(frame: Any, event: str, arg: Any) -> Any:
        if frame.f_code.co_name == "__exit__":
            raise KeyboardInterrupt
        return None

    def enter(depth: int) -> None:
        sys.settrace(interrupt)
        with context():
            if depth == 2:
                with autograd.enable_grad():
                    pass

    before = sys.gettrace()
    for depth in (1, 2):
        try:
            with pytest.raises(KeyboardInterrupt):
                enter(depth)
        finally:
            sys.settrace(before)
        assert autograd.is_grad_enabled()
        x = tensor([1.0, 0.0], requires_grad=True)
        assert (x * 2).requires_grad
        assert (1 / x).requires_grad  # no anomaly is reported


@pytest.mark.slow
@in_a_process_of_its_own
def test_interrupts_of_a_loop_leave_the_mode() -> None:
    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    former = signal.signal(signal.SIGALRM, stop)
    rng = random.Random(0)
    x, switched = tensor([1.0], requires_grad=True), 0
    try:
        for _ in range(2000):
            with contextlib.suppress(KeyboardInterrupt):
                signal.setitimer(signal.ITIMER_REAL, 1e-6 + rng.random() * 5e-4)
                while True:
                    with autograd.no_grad():
                        x * 2
            signal.setitimer(signal.ITIMER_REAL, 0)
            switched += not autograd.is_grad_enabled()
    finally:
        signal.signal(signal.SIGALRM, former)
    assert switched == 0


def test_inference_mode_decorates_with_and_without_parentheses() -> None:
    bare: Any = autograd.inference_mode
    plain = bare(lambda x: x * 2)

    @autograd.inference_mode()
    def called(x: Any) -> Any:
        return x * 2

    x: Any = autograd.ones(1, requires_grad=True)
    assert not plain(x).requires_grad and not called(x).requires_grad
    with autograd.inference_mode(False):
        assert (x * 2).requires_grad
    assert not autograd.is_inference_mode_enabled()
