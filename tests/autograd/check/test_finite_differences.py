"""Finite differences: their error bound, and the kinds of points that they distinguish."""

from __future__ import annotations

import math
from typing import Any

import pytest

from autograd.check.finite_differences import measure


@pytest.mark.parametrize(
    ("f", "x", "slope"),
    [
        (math.sin, 0.4, math.cos(0.4)), (math.exp, 3.0, math.exp(3)), (lambda x: x**3, 0.0, 0.0),
        (lambda x: math.sin(1e4 * x), 0.3, 1e4 * math.cos(3e3)), (lambda x: 1e5 + x, 0.7, 1.0),
        (lambda x: 1 / x, 1e-3, -1e6), (math.sqrt, 1e-6, 500.0),
    ],
)  # fmt: skip
def test_the_error_bound_holds(f: Any, x: float, slope: float) -> None:
    def rise(t: float) -> tuple[float, float]:
        try:
            return f(x + t) - f(x), 1e-15 * max(abs(f(x)), abs(f(x + t)))
        except ValueError:
            return math.nan, math.nan

    found = measure(rise)
    assert found.shape == "smooth"
    assert abs(found.value - slope) <= 3 * found.error + 1e-12 * abs(slope)
    assert found.error <= 1e-5 * max(abs(slope), 1.0)


@pytest.mark.parametrize(
    ("f", "shape"),
    [
        (abs, "kink"), (lambda t: float(t > 0), "jump"), (lambda t: t * t if t >= 0 else math.nan, "edge"),
        (lambda t: math.nan, "unknown"), (lambda t: math.copysign(math.sqrt(abs(t)), t) + abs(t), "smooth"),
    ],
)  # fmt: skip
def test_shapes(f: Any, shape: str) -> None:
    assert measure(lambda t: (f(t) - f(0.0), 1e-16)).shape == shape
