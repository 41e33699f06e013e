"""no_grad, enable_grad and set_grad_enabled."""

from __future__ import annotations

import threading

import autograd
from autograd import Tensor
from tests.helpers import leaf


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
