"""From "the gradient by this entry is wrong" to "this output's derivative by this entry is wrong".

The checker looks at Σ weights · outputs. Where that is wrong, the same differences, taken output by output, and a
backward pass per output in question say which one is to blame.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograd.check.differences import FIRST
from autograd.check.examine import Examiner, single
from autograd.check.verdict import Entry
from autograd.rules.arrays import Array

ROWS, FEW = 12, 2  # outputs that get a backward pass of their own; of very many outputs


@dataclass(frozen=True, slots=True)
class ByOutput:
    """The derivatives of single outputs by one entry of an input.

    Attributes:
        places: which outputs, in the flattened vector of all.
        analytic, numeric: their derivatives.
        worst: the place of the one that is most wrong.
    """

    places: list[int]
    analytic: Array
    numeric: Array
    worst: int

    def at(self, place: int) -> tuple[float, float]:
        """The derivatives, analytic and numeric, of one output."""
        i = self.places.index(place)
        return float(self.analytic[i]), float(self.numeric[i])


def by_output(examiner: Examiner, k: int, entry: Entry) -> ByOutput | None:
    """The outputs whose derivative by this entry is wrong; None where f has one output, or nothing can be said."""
    subject, weights = examiner.subject, examiner.weights
    m = subject.base.size
    numeric = _differences(examiner, k, entry)
    if m < 2 or numeric is None or not math.isfinite(entry.gap):
        return None

    def gradient(cotangent: Array) -> float:
        return float(subject.gradient(subject.x, cotangent)[k].flat[entry.place])

    def blame(share: Array) -> float:
        return gradient(weights * share) - float(np.sum(weights * share * numeric))

    largest = np.argsort(-abs(weights * numeric), kind="stable")[: ROWS if m <= 10_000 else FEW]
    places = {int(j) for j in largest}
    if m > ROWS:
        places.add(single(blame, m, blame(np.ones(m))))
    chosen = sorted(places)
    analytic = np.array([gradient(np.arange(m) == j) for j in chosen])
    gaps = abs(weights[chosen] * (analytic - numeric[chosen]))
    gaps = np.where(np.isfinite(gaps), gaps, np.inf)
    return ByOutput(chosen, analytic, numeric[chosen], chosen[int(gaps.argmax())])


def named(shapes: list[tuple[int, ...]], place: int) -> Any:
    """An output's index; behind the number of the result it belongs to, where f returns several."""
    for number, shape in enumerate(shapes):
        size = math.prod(shape)
        if place < size:
            index = tuple(int(i) for i in np.unravel_index(place, shape)) if shape else ()
            return (number, *index) if len(shapes) > 1 else index
        place -= size
    raise IndexError(place)


def _differences(examiner: Examiner, k: int, entry: Entry) -> Array | None:
    """The derivative of each output by one entry, extrapolated from two steps."""
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
