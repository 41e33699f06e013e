"""Check a gradient in single precision against the same gradient in double precision."""

from __future__ import annotations

import math

import numpy as np

from autograd.check.examine import Examiner
from autograd.check.verdict import Entry
from autograd.rules.arrays import Array

SPREADS, RELATIVE = 30.0, 1e-3  # allowed rounding error: 30 times the measured spread, plus a thousandth


def check_as_given(examiner: Examiner, k: int) -> Entry | None:
    """Return the entry of input k whose gradient is wrong in the input's dtype but right in float64; None if none is.

    The effect of rounding is measured: the gradient is computed again at inputs that differ in the last digit.
    """
    subject, weights = examiner.subject, examiner.weights
    dtype = np.dtype(getattr(subject.given[k], "dtype", np.float64))
    if dtype.itemsize >= 8 or not subject.x[k].size:
        return None
    eps = float(np.finfo(dtype).eps)
    narrow = _narrow(examiner, k, subject.x)
    wide = examiner.analytic[k]
    if not np.isfinite(_values(examiner)).all():
        return None  # f itself overflows in this dtype
    spread = np.zeros(wide.shape)
    for _ in range(3):
        moved = [x * (1 + 2 * eps * examiner.rng.choice([-1.0, 1.0], x.shape)) for x in subject.x]
        for other, reference in ((_narrow(examiner, k, moved), narrow), (subject.gradient(moved, weights)[k], wide)):
            with np.errstate(all="ignore"):
                spread = np.fmax(spread, abs(other - reference))
    with np.errstate(all="ignore"):
        gap = abs(narrow - wide)
        least = float(np.finfo(dtype).tiny) * max(1.0, float(np.max(abs(weights), initial=0.0)))
        largest = float(np.max(abs(wide), initial=0.0, where=np.isfinite(wide)))
        bound = SPREADS * spread + max(RELATIVE, 100 * eps) * abs(wide) + 30 * eps * largest + 10 * least
        wrong = ~(gap <= bound) & np.isfinite(wide)
    if not wrong.any():
        return None
    place = int(np.where(wrong, np.nan_to_num(gap, nan=math.inf), -1.0).argmax())
    if _is_rounding(examiner, k, place):
        return None
    return Entry(
        place, "wrong", float(narrow.flat[place]), float(wide.flat[place]), float(bound.flat[place]), 0.0, str(dtype)
    )


def _is_rounding(examiner: Examiner, k: int, place: int) -> bool:
    """Return whether the relative error of the gradient varies between points nearby.

    Rounding errors vary, and the error of a wrong rule does not. This finds the cancellation of nearly equal numbers,
    which does not show when the last digit of an input changes.
    """
    ratios = []
    with np.errstate(all="ignore"):
        for by in (0.9, 0.97, 1.0, 1.04, 1.1):
            moved = [x * by for x in examiner.subject.x]
            wide = examiner.subject.gradient(moved, examiner.weights)[k].flat[place]
            ratios.append(float(_narrow(examiner, k, moved).flat[place] / wide))
    spread = max(ratios) - min(ratios)
    return math.isfinite(spread) and spread > 0.5 * abs(ratios[2] - 1)


def _narrow(examiner: Examiner, k: int, xs: list[Array]) -> Array:
    return examiner.subject.gradient(xs, examiner.weights, as_given=True)[k]


def _values(examiner: Examiner) -> Array:
    subject = examiner.subject
    return subject.evaluate(subject.x, as_given=True)
