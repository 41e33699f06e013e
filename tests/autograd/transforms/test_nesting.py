"""Derivatives within derivatives."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograd import Value, grad, hessian, jacobian, jvp, value_and_grad, vjp
from autograd.rules.table import TABLE
from tests.helpers import same, tensor64

X = np.array([0.3, -1.2, 0.7])


@pytest.mark.parametrize("kind", [float, Value, tensor64, np.array])
def test_perturbations_are_not_confused(kind: Callable[[float], Any]) -> None:
    def d(f: Callable[..., Any], x: Any) -> Any:
        return grad(f)(x)

    def forward(f: Callable[..., Any], x: Any) -> Any:
        return jvp(f, (x,), (1.0,))[1]

    for outer in d, forward:
        for inner in d, forward:
            x, one = kind(3.0), kind(1.0)
            assert float(outer(lambda x: x * inner(lambda y: x + y, one), x)) == 1.0  # noqa: B023
            assert float(outer(lambda x: inner(lambda y: x * x * y, one), x)) == 6.0  # noqa: B023
            assert float(outer(lambda x: inner(lambda y: x * y * y, x), x)) == 12.0  # noqa: B023
            assert float(outer(lambda x: x * inner(lambda y: x * y, x), x)) == 6.0  # noqa: B023


@pytest.mark.parametrize("kind", [float, Value, tensor64])
def test_higher_derivatives(kind: Callable[[float], Any]) -> None:
    f: Callable[..., Any] = TABLE["sin"]
    for order, expected in enumerate([math.sin, math.cos, lambda x: -math.sin(x), lambda x: -math.cos(x), math.sin]):
        assert float(f(kind(0.7))) == pytest.approx(expected(0.7)), order
        f = grad(f)


def test_hessian_of_a_function_that_uses_grad() -> None:
    def energy(x: Any) -> Any:
        force = grad(lambda q: np.sum(q**4))(x)  # 4 x³
        return np.sum(force * force)  # 16 x⁶

    same(hessian(energy)(X), np.diag(480 * X**4))
    same(grad(lambda x: vjp(lambda y: y * y, x)[1](x)[0].sum())(X), 4 * X)
    same(grad(lambda x: np.sum(hessian(lambda y: np.sum(y**3))(x)))(X), np.full(3, 6.0))
    same(grad(lambda x: np.sum(jacobian(lambda y: y**2, mode="forward")(x)))(X), np.full(3, 2.0))


def test_a_long_chain_of_inner_gradients() -> None:
    """The walk of each step ends at its own argument and does not visit earlier steps."""

    def simulate(q: Any) -> Any:
        for _ in range(200):
            q = q - 0.01 * grad(lambda q: 0.5 * np.sum(q * q))(q)
        return np.sum(q)

    same(grad(simulate)(X), np.full(3, 0.99**200))


def test_value_is_a_part_of_the_outer_graph() -> None:
    same(grad(lambda x: value_and_grad(lambda y: x * y * y)(x)[0])(2.0), 12.0)
    same(grad(lambda x: jvp(lambda y: x * y * y, (x,), (1.0,))[0])(2.0), 12.0)
    same(grad(lambda x: jvp(lambda y: y * y, (3.0,), (x,))[1])(2.0), 6.0)
    same(grad(lambda x: grad(lambda y: (y * y, x * y), has_aux=True)(x)[1])(2.0), 4.0)
