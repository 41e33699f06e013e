"""Derivatives of any order where a formula divides by zero or cancels: powers at 0, corners, poles, tails."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Value, grad, hessian, tensor

TIERS: dict[str, Any] = {
    "float": lambda x: x,
    "Value": Value,
    "Tensor": lambda x: tensor(x, dtype=autograd.float64),
}


def derivatives(f: Any, x: Any, count: int) -> list[float]:
    found = []
    for _ in range(count):
        f = grad(f)
        found.append(float(f(x).detach()) if not isinstance(x, float) else float(f(x)))
    return found


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("k", range(5))
@pytest.mark.parametrize("exponent", [int, float])
def test_a_power_at_zero_has_all_derivatives(k: int, exponent: Any, tier: str) -> None:
    found = derivatives(lambda x: x ** exponent(k), TIERS[tier](0.0), 6)
    assert found == [float(math.factorial(k)) if order == k else 0.0 for order in range(1, 7)]


@pytest.mark.parametrize("tier", TIERS)
def test_a_function_of_a_power_at_zero(tier: str) -> None:
    assert derivatives(lambda x: autograd.exp(-(x**2)), TIERS[tier](0.0), 6) == [0, -2, 0, 12, 0, -120]
    assert derivatives(lambda x: autograd.cos(x**2), TIERS[tier](0.0), 5) == [0, 0, 0, -12, 0]


def test_a_polynomial_at_zero_has_its_hessian() -> None:
    found: Any = hessian(lambda x: sum(c * (x**k).sum() for k, c in enumerate((3.0, 2.0, 1.0, 5.0))))(
        np.array([0.0, 1.0])
    )
    assert found.tolist() == [[2.0, 0.0], [0.0, 32.0]]


def test_exponents_that_are_differentiated_too() -> None:
    found: Any = hessian(lambda z: z[0] ** z[1])(np.array([2.0, 0.0]))
    assert np.allclose(found, [[0.0, 0.5], [0.5, math.log(2) ** 2]])


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize(("name", "factor"), [("asin", 1.0), ("acos", -1.0), ("atanh", 2.0)])
def test_second_derivatives_near_zero_do_not_cancel(name: str, factor: float, tier: str) -> None:
    for x in (1e-10, 1e-14, 1e-20, 1e-200):
        assert derivatives(getattr(autograd, name), TIERS[tier](x), 2)[1] == pytest.approx(factor * x, rel=1e-12)


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize(
    ("name", "x", "expected"),
    [
        ("asin", 1.0, [math.inf, math.inf]), ("asin", -1.0, [math.inf, -math.inf]),
        ("acos", 1.0, [-math.inf, -math.inf]), ("acos", -1.0, [-math.inf, math.inf]),
        ("atanh", 1.0, [math.inf, math.inf]), ("acosh", 1.0, [math.inf, -math.inf]),
        ("sqrt", 0.0, [math.inf, -math.inf]), ("log", 0.0, [math.inf, -math.inf]),
    ],
)  # fmt: skip
def test_derivatives_at_a_pole_are_infinite(name: str, x: float, expected: list[float], tier: str) -> None:
    assert derivatives(getattr(autograd, name), TIERS[tier](x), 2) == expected


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("x", [40.0, 300.0, 700.0])
def test_derivatives_far_out_in_the_tails(x: float, tier: str) -> None:
    tail = math.exp(-x)
    assert derivatives(autograd.sigmoid, TIERS[tier](x), 2) == pytest.approx([tail, -tail], rel=1e-14)
    assert derivatives(autograd.softplus, TIERS[tier](x), 2)[1] == pytest.approx(tail, rel=1e-14)
    assert derivatives(lambda x: autograd.logaddexp(x, 0.0), TIERS[tier](x), 2)[1] == pytest.approx(tail, rel=1e-14)
    assert derivatives(autograd.expm1, TIERS[tier](-x), 2) == pytest.approx([tail, tail], rel=1e-14)
    if x < 300:
        assert derivatives(autograd.tanh, TIERS[tier](x), 2) == pytest.approx([4 * tail**2, -8 * tail**2], rel=1e-13)


@pytest.mark.parametrize("scale", [1e-300, 1e-200, 1e-160, 1e160, 1e200])
def test_atan2_of_tiny_and_huge_numbers(scale: float) -> None:
    by_x, by_y = grad(autograd.atan2, (0, 1))(3 * scale, 4 * scale)
    assert (by_x, by_y) == pytest.approx((0.16 / scale, -0.12 / scale))
    assert grad(autograd.atan2, (0, 1))(0.0, scale) == pytest.approx((1 / scale, 0.0))


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize(("x", "y"), [(1.0, 0.1), (1.0, 0.2), (2.0, 0.1), (1e8, 0.1), (-1.0, 0.3), (5.5, -0.5)])
def test_a_remainder_by_its_divisor(x: float, y: float, tier: str) -> None:
    assert derivatives(lambda b: TIERS[tier](x) % b, TIERS[tier](y), 2) == [-(x // y), 0.0]


def test_xlogy_at_its_corners() -> None:
    assert grad(autograd.xlogy, (0, 1))(0.0, 0.0) == (0.0, 0.0)
    assert grad(autograd.xlogy, (0, 1))(0.0, 2.0) == (math.log(2.0), 0.0)
    assert grad(autograd.xlogy, (0, 1))(2.0, 0.0) == (-math.inf, math.inf)
    found: Any = hessian(lambda z: autograd.xlogy(z[0], z[1]))(np.array([0.0, 2.0]))
    assert found.tolist() == [[0.0, 0.5], [0.5, 0.0]]
    assert np.isfinite(np.asarray(hessian(lambda z: autograd.xlogy(z[0], z[1]))(np.array([0.0, 0.0])))).all()


def test_hypot_beside_a_much_larger_number() -> None:
    second: Any = hessian(lambda z: autograd.hypot(z[0], z[1]))(np.array([1e9, 1.0]))
    assert second[0, 0] == pytest.approx(1e-27, rel=1e-12)
    assert second[1, 1] == pytest.approx(1e-9, rel=1e-12)
