"""Operations in several threads, and within one another."""

from __future__ import annotations

import sys
import threading
from typing import Any

import autograd


def test_threads_that_stack_for_the_first_time() -> None:

    together = threading.Barrier(4)
    wrong: list[int] = []

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


def test_an_operation_during_another_operation() -> None:
    # A signal handler may do it, or a debugger.

    x = autograd.ones(3)
    done: list[float] = []

    def tracer(frame: Any, event: str, arg: Any) -> Any:
        if frame.f_code.co_name == "softmax" and not done:
            done.append((x * 2).sum().item())
        return None

    before = sys.gettrace()  # that of coverage
    sys.settrace(tracer)
    try:
        autograd.softmax(x, 0)
    finally:
        sys.settrace(before)
    assert done == [6]
