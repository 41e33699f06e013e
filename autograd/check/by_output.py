"""Find the output whose derivative with respect to an entry is wrong.

The checker differentiates Σ weights · outputs. If that derivative is wrong, finite differences per output and one
backward pass per suspected output locate the error.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograd.check.examine import Examiner, locate
from autograd.check.finite_differences import FIRST
from autograd.check.verdict import Entry
from autograd.rules.arrays import Array

ROWS, FEW = 12, 2  # outputs that get their own backward pass; FEW if there are more than 10,000 outputs


@dataclass(frozen=True, slots=True)
class ByOutput:
    """The derivatives of single outputs with respect to one entry of an input.

    Attributes:
        places: the indices of the outputs in the flattened vector of all outputs.
        analytic, numeric: their derivatives.
        worst: the index of the output with the largest weighted error.
    """

    places: list[int]
    analytic: Array
    numeric: Array
    worst: int

    def at(self, place: int) -> tuple[float, float]:
        """Return the analytic and the numeric derivative of one output."""
        i = self.places.index(place)
        return float(self.analytic[i]), float(self.numeric[i])


def by_output(examiner: Examiner, k: int, entry: Entry) -> ByOutput | None:
    """Return the derivatives of the suspected outputs; None if f has one output or a derivative is not finite."""
    subject, weights = examiner.subject, examiner.weights
    m = subject.base.size
    numeric = _differences(examiner, k, entry)
    if m < 2 or numeric is None or not math.isfinite(entry.gap):
        return None

    def gradient(cotangent: Array) -> float:
        return float(subject.gradient(subject.x, cotangent)[k].flat[entry.place])

    def weighted_error(share: Array) -> float:
        return gradient(weights * share) - float(np.sum(weights * share * numeric))

    largest = np.argsort(-abs(weights * numeric), kind="stable")[: ROWS if m <= 10_000 else FEW]
    places = {int(j) for j in largest}
    if m > ROWS:
        places.add(locate(weighted_error, m, weighted_error(np.ones(m))))
    chosen = sorted(places)
    analytic = np.array([gradient(np.arange(m) == j) for j in chosen])
    gaps = abs(weights[chosen] * (analytic - numeric[chosen]))
    gaps = np.where(np.isfinite(gaps), gaps, np.inf)
    return ByOutput(chosen, analytic, numeric[chosen], chosen[int(gaps.argmax())])


def named(shapes: list[tuple[int, ...]], place: int) -> Any:
    """Return the index of an output. If f returns several results, the number of the result comes first."""
    for number, shape in enumerate(shapes):
        size = math.prod(shape)
        if place < size:
            index = tuple(int(i) for i in np.unravel_index(place, shape)) if shape else ()
            return (number, *index) if len(shapes) > 1 else index
        place -= size
    raise IndexError(place)


def _differences(examiner: Examiner, k: int, entry: Entry) -> Array | None:
    """Return the derivative of each output with respect to one entry, extrapolated from two steps."""
    subject = examiner.subject
    step = entry.step if math.isfinite(entry.step) and entry.step > 0 else FIRST / 8
    step = float(np.exp2(np.round(np.log2(step))))
    found = []
    for h in (step, step / 2):
        change = np.zeros(subject.x[k].shape)
        change.flat[entry.place] = h
        up, down = subject.moved(k, change), subject.moved(k, -change)
        if up is None or down is None:
            return None
        with np.errstate(all="ignore"):
            found.append((up - down) / (2 * h))
    result = (4 * found[1] - found[0]) / 3
    return result if np.isfinite(result).all() else None
