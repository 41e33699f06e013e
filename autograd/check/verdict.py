"""What is said of one entry of a gradient, and when.

The bound decides. `wrong` is said only where analytic and numeric derivative differ by far more than the numeric one
may be off; `ok` only where the numeric one is sharp enough to have noticed; everything else is `inconclusive`. At a
kink any number between the two slopes is a subgradient, and the verdict is `kink`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from autograd.check.differences import Estimate, Slope

SEVERITY = {"ok": 0, "kink": 1, "inconclusive": 2, "wrong": 3}
CONFIDENT, CERTAIN = 3.0, 10.0  # errors of the numeric derivative: within so many is ok, beyond so many is wrong


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Differences below atol + rtol · |derivative| are never called wrong."""

    rtol: float = 1e-6
    atol: float = 0.0

    def __call__(self, *derivatives: float) -> float:
        return self.atol + self.rtol * max(map(abs, derivatives))


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a gradient.

    Attributes:
        place: its index in the flattened input.
        verdict: "ok", "wrong", "kink" or "inconclusive".
        analytic, numeric: the derivative as the engine and as differences have it.
        error, step: how far the numeric one may be off, and the step it was found with.
        reason: for "kink" and "inconclusive", what was seen.
    """

    place: int
    verdict: str
    analytic: float
    numeric: float
    error: float
    step: float
    reason: str = ""

    @property
    def gap(self) -> float:
        """How far analytic and numeric are apart; ∞ where one is not a number."""
        gap = abs(self.analytic - self.numeric)
        return gap if math.isfinite(gap) else math.inf


def worst(verdicts: Iterable[str]) -> str:
    """The gravest of several verdicts; "ok" of none."""
    return max(verdicts, key=SEVERITY.__getitem__, default="ok")


def judge(place: int, analytic: float, slope: Slope, tolerance: Tolerance, scale: float) -> Entry:
    """Compare an entry of the gradient with what differences say.

    Args:
        place: which entry.
        analytic: the entry.
        slope: what differences say.
        tolerance: what is never called wrong.
        scale: the largest entry of the gradient. Beside it, an error too small to matter is no reason for doubt.
    """
    entry = Entry(place, "inconclusive", analytic, slope.value, slope.error, slope.step)
    if slope.shape == "unknown":
        return replace(entry, reason="f is not finite around here")
    if slope.shape == "smooth":
        return _judge_smooth(entry, slope, tolerance, scale)
    if not math.isfinite(analytic):
        return replace(entry, reason=f"the gradient is {analytic} where f has no derivative ({slope.shape})")
    low, high = _hull(slope.left, slope.right)
    slack = tolerance(low.value, high.value, analytic)
    beyond = max(low.value - analytic, analytic - high.value)
    uncertain = low.error if analytic < low.value else high.error
    sides = f"the slopes on its sides are {low.value:.6g} and {high.value:.6g}"
    if beyond <= slack + CONFIDENT * uncertain:
        what = {
            "kink": f"f has a kink here: {sides}",
            "jump": f"f jumps here: {sides}",
            "edge": f"f is defined on one side only, where its slope is {low.value:.6g}",
        }
        return replace(entry, verdict="kink", reason=what[slope.shape])
    if slope.shape == "kink" and beyond > slack + CERTAIN * uncertain:
        nearest = low if analytic < low.value else high
        return replace(entry, verdict="wrong", numeric=nearest.value, error=nearest.error, reason=f"a kink: {sides}")
    return replace(entry, reason=f"f has no derivative here ({slope.shape}): {sides}")


def _judge_smooth(entry: Entry, slope: Slope, tolerance: Tolerance, scale: float) -> Entry:
    analytic, error = entry.analytic, slope.error
    sharp = max(1e-3 * abs(analytic), 1e-5 * scale, 1e-5 * slope.nearby, tolerance.atol)
    if not math.isfinite(analytic):
        if error <= 1e-2 * abs(slope.value) + 1e-5 * slope.nearby:
            return replace(entry, verdict="wrong", reason=f"the gradient is {analytic} where f is smooth")
        return replace(entry, reason=f"the gradient is {analytic}")
    if analytic == 0:
        sharp = max(sharp, 1e3 * slope.floor)  # no dependence claimed: then rounding is all that can be seen
    slack = tolerance(analytic, slope.value)
    if entry.gap <= slack or (entry.gap <= slack + CONFIDENT * error and error <= sharp):
        return replace(entry, verdict="ok")
    if entry.gap > slack + CERTAIN * error:
        near = [e for e in slope.rungs if abs(e.value - analytic) <= 0.01 * entry.gap and e.error <= 0.05 * entry.gap]
        if near and analytic != 0:
            seen = f"{near[0].value:.6g} with steps of {near[0].step:.1e}, {slope.value:.6g} of {slope.step:.1e}"
            return replace(entry, reason=f"the slope depends on how closely one looks: {seen}")
        return replace(entry, verdict="wrong")
    return replace(entry, reason=f"differences are uncertain by {error:.1e}, too much to tell")


def _hull(left: Estimate | None, right: Estimate | None) -> tuple[Estimate, Estimate]:
    """The slopes of the branches, the smaller first; of one branch, twice the same."""
    known = [estimate for estimate in (left, right) if estimate is not None]
    return min(known, key=lambda e: e.value), max(known, key=lambda e: e.value)
