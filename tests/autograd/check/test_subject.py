"""The function under check: its arguments' names, its calls, and its inputs one by one."""

from __future__ import annotations

from typing import Any

import numpy as np

import autograd
from autograd import custom


def test_arguments_without_names_are_numbered() -> None:
    class Unknown:
        """A function whose signature Python cannot tell."""

        __signature__ = "none"

        def __call__(self, x: Any, y: Any) -> Any:
            return x * y

    report = autograd.check_gradients(Unknown(), 0.5, 2.0)
    assert report.verdict == "ok"
    assert len({found.name for found in report.inputs}) == 2


def test_a_constant_that_is_added_after_some_calls_does_not_make_a_right_gradient_wrong() -> None:
    def verdict(change_after: int) -> tuple[str, int]:
        calls = 0

        def f(x: Any) -> Any:
            nonlocal calls
            calls += 1
            return (x * x).sum() + (1.0 if calls > change_after else 0.0)

        return autograd.check_gradients(f, np.array([0.5, 2.0])).verdict, calls

    _, calls = verdict(10**9)
    assert {verdict(n)[0] for n in range(1, calls)} == {"inconclusive", "ok"}


def test_the_inputs_that_are_right_alone_are_told_from_those_whose_backward_fails() -> None:
    @custom(vjp=lambda upstream, x, y: (upstream * y, upstream[:, None, None] * x))
    def product(x: Any, y: Any) -> Any:
        return x * y

    report = autograd.check_gradients(product, np.array([0.5, 2.0]), np.array([1.0, 3.0]))
    assert report.verdict == "wrong"
    assert [found.verdict for found in report.inputs] == ["ok", "wrong"]
