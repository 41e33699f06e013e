"""Test whether a backward pass is linear in the upstream gradient.

Finite differences show the gradient for one upstream gradient, whose elements are at most about 1. A rule that clips
its upstream gradient, squares it or forgets to multiply by it can be right there. A multiple of the upstream gradient
must give the same multiple of the gradient. The factors are powers of two, so the comparison has no rounding error.
"""

from __future__ import annotations

import math

import numpy as np

from autograd.check.examine import SCALE, Examiner
from autograd.check.verdict import Entry

SCALES = (SCALE, 2.0**30)
TINY = 2.0**-40  # for graphs in double precision only: in half precision it underflows


def not_linear(examiner: Examiner) -> dict[int, tuple[Entry, str]]:
    """Return for each input whose gradient is not linear in the upstream gradient its worst entry and a diagnosis."""
    subject, found = examiner.subject, {}
    for scale in (*SCALES, TINY) if subject.is_double() else SCALES:
        scaled = subject.gradient_or_none(subject.x, scale * examiner.weights)
        for k, gradient in enumerate(scaled or []):
            with np.errstate(all="ignore"):
                claimed, right = gradient / scale, examiner.analytic[k]
                largest = float(np.max(abs(right), initial=0.0, where=np.isfinite(right)))
                gap = np.where(np.isfinite(claimed) & np.isfinite(right), abs(claimed - right), 0.0)
                beyond = gap - 1e-6 * abs(right) - 1e-9 * largest
                beyond = np.where(abs(right * scale) < 1e-290, 0.0, beyond) if scale == TINY else beyond
            if k in found or not (beyond > 0).any():
                continue
            place = int(beyond.argmax())
            numbers = float(claimed.flat[place]), float(right.flat[place])
            ignored = np.allclose(gradient, right, rtol=1e-9, atol=1e-9 * largest)
            text = "the backward pass does not multiply by the upstream gradient"
            if not ignored:
                text = f"the backward pass is not linear in the upstream gradient, as at {scale:.6g} times it"
            found[k] = Entry(place, "wrong", *numbers, 1e-6 * abs(numbers[1]), math.nan), text
    return found
