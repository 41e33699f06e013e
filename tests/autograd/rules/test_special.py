"""Special functions against known values, identities, and each other."""

from __future__ import annotations

import math

import numpy as np
import pytest

import autograd
from autograd import special, tensor

X = np.array([-20.3, -2.5, -0.7, 1e-3, 0.4, 1.0, 1.7, 6.0, 11.9, 35.0, 1e6])
EULER = 0.57721566490153286


def of(f: object, x: object) -> np.ndarray:
    found: np.ndarray = f(tensor(np.asarray(x, np.float64))).numpy()  # type: ignore[operator]
    return found


def test_digamma_at_known_places() -> None:
    expected = [-EULER, 1 - EULER, -EULER - 2 * math.log(2)]
    np.testing.assert_allclose(of(autograd.digamma, [1.0, 2.0, 0.5]), expected, rtol=1e-14)
    np.testing.assert_array_equal(
        of(autograd.digamma, [0.0, -0.0, -3.0, math.inf]), [-math.inf, math.inf, math.nan, math.inf]
    )


@pytest.mark.parametrize("n", range(5))
def test_polygamma_moves_by_one(n: int) -> None:
    """ψ⁽ⁿ⁾(x + 1) = ψ⁽ⁿ⁾(x) + (−1)ⁿ n! / xⁿ⁺¹, also for negative x."""
    moved = of(lambda x: autograd.polygamma(n, x), X + 1)
    expected = of(lambda x: autograd.polygamma(n, x), X) + (-1.0) ** n * math.factorial(n) / X ** (n + 1)
    scale = math.factorial(n) / np.abs(X) ** (n + 1)
    assert np.all(np.abs(moved - expected) <= 1e-12 * (np.abs(moved) + scale))


def test_polygamma_far_from_zero_is_found_at_once() -> None:
    found = of(lambda x: autograd.polygamma(1, x), [-1e12 - 0.5, -math.inf, math.inf, -4.0])
    np.testing.assert_array_equal(np.isfinite(found), [True, False, True, False])
    assert found[0] == pytest.approx(math.pi**2, rel=1e-6)


def test_lgamma_is_that_of_c() -> None:
    np.testing.assert_allclose(of(autograd.lgamma, X), [math.lgamma(x) for x in X], rtol=1e-14)
    assert of(autograd.lgamma, [0.0, -2.0]).tolist() == [math.inf, math.inf]


@pytest.mark.parametrize("x", [0.0, 0.3, 5.0, 29.9, 30.1, 200.0])
def test_bessel_functions_are_their_integrals(x: float) -> None:
    """I₀(x) and I₁(x) are means of exp(x·cos t) and exp(x·cos t)·cos t. Sums over a period converge at once."""
    t = np.arange(2000) * (2 * math.pi / 2000)
    weights = np.exp(x * (np.cos(t) - 1))
    assert of(special.i0e, x) == pytest.approx(weights.mean(), rel=1e-13)
    assert of(special.i1e, -x) == pytest.approx(-(weights * np.cos(t)).mean(), rel=1e-12, abs=1e-16)


def test_inverses() -> None:
    y = np.concatenate([np.linspace(-0.99, 0.99, 12), [1e-200, 1 - 1e-13]])
    np.testing.assert_allclose(of(autograd.erf, of(autograd.erfinv, y)), y, rtol=1e-14)
    p = np.array([1e-300, 1e-10, 0.2, 0.5, 0.7, 1 - 1e-10])
    np.testing.assert_allclose(of(special.ndtr, of(special.ndtri, p)), p, rtol=2e-12)
    assert of(autograd.erfinv, [1.0, -1.0]).tolist() == [math.inf, -math.inf]
    assert np.isnan(of(autograd.erfinv, [1.5])).all()


def test_tails_do_not_vanish() -> None:
    assert of(special.log_ndtr, -100.0) == pytest.approx(-5005.524208694205, rel=1e-14)
    assert of(special.erfcx, 1e5) == pytest.approx(1 / (1e5 * math.sqrt(math.pi)), rel=1e-9)
    np.testing.assert_allclose(of(special.erfcx, [0.5, 7.9, 8.1])[:1], math.exp(0.25) * math.erfc(0.5), rtol=1e-14)
