"""Corner cases of compiled functions: each is a program that observes the same, compiled or not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

import autograd
import nn
from autograd import Tensor

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
            product.register_hook(lambda gradient: seen.append(w.grad * gradient))  # type: ignore[operator]
            product.sum().backward()
            return seen

        step = wrap(f)
        return lambda i: step()

    check(build)
