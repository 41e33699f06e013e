"""Cases of elementwise operations that are no rows, and of special functions."""

from __future__ import annotations

import numpy as np

import autograd
from tests.cases.arrays import Cases, array

V = (array(3),)
PAIR = (array(3), array(2, 1, seed=1))
POSITIVE = (array(3) + 2.5,)
INSIDE = (array(3, low=0.1, high=0.8),)
POLES = (np.array([-2.3, -0.6, 3.4]),)

CASES: Cases = {
    "trunc": [(lambda x: x.trunc(), V)],
    "frac": [(lambda x: x.frac(), V)],
    "fmod": [(lambda x, y: x.fmod(y), (array(3), array(2, 1, seed=1, low=0.5, high=1)))],
    "copysign": [(lambda x, y: x.copysign(y), PAIR)],
    "fmax": [(lambda x, y: x.fmax(y), PAIR)],
    "fmin": [(lambda x, y: x.fmin(y), PAIR)],
    "nan_to_num": [(lambda x: x.nan_to_num(), V)],
    "angle": [(lambda x: x.angle(), V)],
    "conj": [(lambda x: x.conj() * 1, V)],
    "conj_physical": [(lambda x: x.conj_physical(), V)],
    "positive": [(lambda x: x.positive() * 1, V)],
    "real": [(lambda x: autograd.real(x) * 1, V)],
    "deg2rad": [(lambda x: x.deg2rad(), V)],
    "rad2deg": [(lambda x: x.rad2deg(), V)],
    "logaddexp2": [(lambda x, y: x.logaddexp2(y), PAIR)],
    "sinc": [(lambda x: x.sinc(), V)],
    "lerp": [(lambda x, y, w: x.lerp(y, w), (*PAIR, array(3, seed=2))), (lambda x, y: x.lerp(y, 0.3), PAIR)],
    "addcmul": [(lambda x, y: x.addcmul(y, x, value=0.5), PAIR)],
    "addcdiv": [(lambda x, y: x.addcdiv(x, y + 3, value=0.5), PAIR)],
    "rsub": [(lambda x, y: autograd.rsub(x, y, alpha=2), PAIR)],
    "ldexp": [(lambda x, y: x.ldexp(y), PAIR)],
    "frexp": [(lambda x: x.frexp()[0], V)],
    "fill": [(lambda x: x + x.fill(2.0), V)],
    "lgamma": [(lambda x: x.lgamma(), POSITIVE)],
    "digamma": [(lambda x: x.digamma(), POSITIVE), (lambda x: x.digamma(), POLES)],
    "polygamma": [(lambda x: autograd.polygamma(1, x), POSITIVE), (lambda x: autograd.polygamma(2, x), POSITIVE)],
    "psi": [(lambda x: autograd.special.psi(x), POSITIVE)],
    "mvlgamma": [(lambda x: x.mvlgamma(2), POSITIVE)],
    "i0": [(lambda x: x.i0(), V)],
    "i0e": [(lambda x: autograd.special.i0e(x), V)],
    "i1": [(lambda x: autograd.special.i1(x), V)],
    "i1e": [(lambda x: autograd.special.i1e(x), V)],
    "erfinv": [(lambda x: x.erfinv(), (array(3, low=-0.8, high=0.6),))],
    "ndtri": [(lambda x: autograd.special.ndtri(x), INSIDE)],
    "ndtr": [(lambda x: autograd.special.ndtr(x), V)],
    "log_ndtr": [(lambda x: autograd.special.log_ndtr(x), V)],
    "erfcx": [(lambda x: autograd.special.erfcx(x), V)],
    "entr": [(lambda x: autograd.special.entr(x), POSITIVE)],
    "xlog1py": [(lambda x, y: autograd.special.xlog1py(x, y), (array(3), array(2, 1, low=0.1, high=0.9)))],
    "logit": [(lambda x: x.logit(), INSIDE), (lambda x: x.logit(0.22), INSIDE)],
}  # fmt: skip

# Those whose results are not differentiable, and two that the sweep cannot take: `nextafter` is a step, which
# differences do not see, and `float_power` gives float64.
WITHOUT_GRADIENT = set("exponent_of heaviside isneginf isposinf isreal nextafter signbit float_power".split())
