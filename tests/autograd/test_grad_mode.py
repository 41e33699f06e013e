"""no_grad, enable_grad and set_grad_enabled."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

import autograd
from tests.helpers import leaf


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
