"""Special functions of arrays, by series, recurrences and rational approximations.

NumPy has none of them, and SciPy is no dependency. They compute in float64.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from autograd.rules.arrays import Array, erfc

# B(2k) / (2k)! for the Euler–Maclaurin formula.
_BERNOULLI = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510, 43867 / 798, -174611 / 330]


def lgamma(x: Array) -> Array:
    """Return log |Γ(x)|, and ∞ at 0, −1, −2, ….

    Source: C's lgamma, as Python's `math` has it.
    """

    def of_float(number: float) -> float:
        try:
            return math.lgamma(number)
        except (ValueError, OverflowError):  # a pole, or too large
            return math.inf

    return np.asarray(np.vectorize(of_float, otypes=[np.float64])(x))


def digamma(x: Array) -> Array:
    """Return ψ(x), the derivative of log Γ(x): NaN at −1, −2, …, and ∓∞ at ±0.

    Source: M. Abramowitz, I. Stegun, 1964, 6.3.5, 6.3.7 and 6.3.18.
    """
    x = x.astype(np.float64)
    mirrored = np.where(x < 0, 1 - x, x)
    moved, total = np.where(x == 0, 1.0, mirrored), np.zeros_like(x)
    while np.any(moved < 10):
        small = moved < 10
        total = total - np.where(small, 1 / moved, 0.0)
        moved = np.where(small, moved + 1, moved)
    power, square = np.ones_like(x), 1 / (moved * moved)
    total += np.log(moved) - 0.5 / moved
    for k, bernoulli in enumerate(_BERNOULLI[:8], 1):
        power = power * square
        total -= bernoulli / (2 * k) * power
    turned = np.fmod(x, 1.0)  # tan has the period π, and loses digits of large arguments
    total = np.where(x < 0, total - np.pi / np.tan(np.pi * turned), total)
    total = np.where((x < 0) & (x == np.floor(x)), np.nan, total)
    return np.where(x == 0, -np.copysign(np.inf, x), total)


def hurwitz_zeta(s: int, x: Array) -> Array:
    """Return Σ (x + k)^−s over k ≥ 0, for an integer s ≥ 2; ∞ at 0, −1, −2, ….

    For negative x it is the sum over all integers k, which has the period 1, without the terms of k < 0.
    """
    x = x.astype(np.float64)
    part = x - np.floor(x)
    sign = -1.0 if s % 2 else 1.0
    below = _zeta(s, part) + sign * (_zeta(s, 1 - part) - _zeta(s, 1 - np.minimum(x, 0)))
    return np.where((x <= 0) & (part == 0), np.inf, np.where(x < 0, below, _zeta(s, np.maximum(x, 0))))


def _zeta(s: int, x: Array) -> Array:
    """Return `hurwitz_zeta` for x ≥ 0: the first terms, and the rest by the formula of Euler and Maclaurin.

    Source: M. Abramowitz, I. Stegun, 1964, 23.1.30.
    """
    moved, total = x.copy(), np.zeros_like(x)
    while np.any(moved < 12):
        small = moved < 12
        total += np.where(small, np.power(np.where(small, moved, 1.0), -s), 0.0)
        moved = np.where(small, moved + 1, moved)
    total += np.power(moved, 1.0 - s) / (s - 1) + 0.5 * np.power(moved, float(-s))
    factor, power = float(s), np.power(moved, -1.0 - s)
    for k, bernoulli in enumerate(_BERNOULLI, 1):
        total += bernoulli / math.factorial(2 * k) * factor * power
        factor *= (s + 2 * k - 1) * (s + 2 * k)
        power = power / (moved * moved)
    return np.asarray(total)


def scaled_bessel(order: int, x: Array) -> Array:
    """Return exp(−|x|)·I(x), the modified Bessel function of order 0 or 1.

    All terms of its series are positive; for large x there is the asymptotic expansion.
    Source: M. Abramowitz, I. Stegun, 1964, 9.6.10 and 9.7.1.
    """
    size = np.abs(x.astype(np.float64))
    near = np.minimum(size, 30.0)
    square, term = near * near / 4, np.ones_like(near) if order == 0 else near / 2
    series = term.copy()
    for k in range(1, 90):
        term = term * square / (k * (k + order))
        series += term
    far = np.maximum(size, 30.0)
    expansion, term = np.ones_like(far), np.ones_like(far)
    for k in range(1, 30):
        term = term * -((4 * order - (2 * k - 1) ** 2) / (8 * k * far))
        expansion += term
    with_far = expansion / np.sqrt(2 * np.pi * far)
    result = np.where(size > 30, np.where(np.isinf(size), 0.0, with_far), series * np.exp(-near))
    return np.where(np.isnan(x), np.nan, result * np.where(x < 0, -1.0, 1.0) if order else result)


def erfcx(x: Array) -> Array:
    """Return exp(x²)·erfc(x), without overflow for positive x: by a continued fraction for large x.

    Source: M. Abramowitz, I. Stegun, 1964, 7.1.14.
    """
    x = x.astype(np.float64)
    near = np.minimum(x, 8.0)
    # exp(x²) as exp(high)·exp(low): the rounding error of x² alone would be multiplied by x².
    high = np.where(np.abs(near) < 1e150, near, 0.0)
    split = high * 134217729.0
    head = split - (split - high)
    low = (high - head) * (high + head)
    product = np.exp(np.minimum(head * head, 709.0)) * np.exp(low) * erfc(near)
    product = np.where(near < -26.6, np.inf, product)
    far = np.maximum(x, 8.0)
    fraction = far
    for k in range(60, 0, -1):
        fraction = far + 0.5 * k / fraction
    return np.where(x > 8, 1 / (math.sqrt(math.pi) * fraction), product)


# The coefficients of M. J. Wichura, "Algorithm AS 241: The percentage points of the normal distribution", 1988:
# numerator and denominator, from the highest power.
_CENTRE = (
    (2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
     1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0),
    (5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
     5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1.0),
)  # fmt: skip
_TAIL = (
    (7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0,
     3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0),
    (1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
     6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1.0),
)  # fmt: skip
_FAR_TAIL = (
    (2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
     2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0),
    (2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
     1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0),
)  # fmt: skip


def normal_quantile(from_half: Array, tail: Array) -> Array:
    """Return the number that a standard normal variable exceeds with a given probability p.

    Args:
        from_half: p − ½, float64.
        tail: the smaller of p and 1 − p, float64. It is given too, because p − ½ does not hold a small p.
    """
    root = np.sqrt(-np.log(tail))
    centre = from_half * _ratio(0.180625 - from_half * from_half, _CENTRE)
    outside = np.where(root <= 5, _ratio(root - 1.6, _TAIL), _ratio(np.minimum(root, 30) - 5, _FAR_TAIL))
    outside = np.where(tail == 0, np.inf, np.where(tail < 0, np.nan, outside))
    return np.where(np.abs(from_half) <= 0.425, centre, np.sign(from_half) * outside)


def _ratio(x: Array, coefficients: tuple[Sequence[float], Sequence[float]]) -> Array:
    numerator, denominator = coefficients
    return np.asarray(np.polyval(numerator, x) / np.polyval(denominator, x))
