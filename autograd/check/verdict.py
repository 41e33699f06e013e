"""The verdict on one entry of a gradient.

The error bound of the numeric derivative decides. The verdict is `wrong` only if the analytic and the numeric
derivative differ by far more than this bound. It is `ok` only if the bound is small enough to reveal an error, and
otherwise `inconclusive`. At a kink, every number between the two one-sided slopes is a subgradient, and the verdict is
`kink`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from autograd.check.finite_differences import Estimate, Slope

SEVERITY = {"ok": 0, "kink": 1, "inconclusive": 2, "wrong": 3}
# In units of the numeric derivative's error bound: up to CONFIDENT a difference is ok, beyond CERTAIN it is wrong.
CONFIDENT, CERTAIN = 3.0, 10.0


@dataclass(frozen=True, slots=True)
class Tolerance:
    """The tolerance atol + rtol · |derivative|, below which no difference is wrong."""

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
        analytic, numeric: the derivative by the engine and by finite differences.
        error, step: a bound on the error of the numeric derivative, and its step.
        reason: for "kink" and "inconclusive", an explanation.
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
        """Return |analytic − numeric|; ∞ if either is not finite."""
        gap = abs(self.analytic - self.numeric)
        return gap if math.isfinite(gap) else math.inf


def worst(verdicts: Iterable[str]) -> str:
    """Return the most severe of several verdicts; "ok" if there are none."""
    return max(verdicts, key=SEVERITY.__getitem__, default="ok")


def judge(place: int, analytic: float, slope: Slope, tolerance: Tolerance, scale: float) -> Entry:
    """Compare an entry of the gradient with finite differences.

    Args:
        place: the index of the entry in the flattened input.
        analytic: the entry.
        slope: the finite differences.
        tolerance: the tolerance of the checker.
        scale: the largest entry of the gradient. An error bound that is small beside it counts as small.

    Returns:
        The entry with its verdict.
    """
    entry = Entry(place, "inconclusive", analytic, slope.value, slope.error, slope.step)
    if slope.shape == "unknown":
        return replace(entry, reason="f is not finite near this point")
    if slope.shape == "smooth":
        return _judge_smooth(entry, slope, tolerance, scale)
    low, high = _hull(slope.left, slope.right)
    if not math.isfinite(analytic):
        if slope.shape == "kink" and all(e.error <= 1e-2 * abs(e.value) + 1e-5 * slope.nearby for e in (low, high)):
            return replace(entry, verdict="wrong", reason=f"the gradient is {analytic} at a kink with finite slopes")
        return replace(entry, reason=f"the gradient is {analytic} where f has no derivative ({slope.shape})")
    slack = tolerance(low.value, high.value, analytic)
    beyond = max(low.value - analytic, analytic - high.value)
    uncertain = low.error if analytic < low.value else high.error
    sides = f"the one-sided slopes are {low.value:.6g} and {high.value:.6g}"
    if beyond <= slack + CONFIDENT * uncertain:
        reasons = {
            "kink": f"f has a kink here: {sides}",
            "jump": f"f is discontinuous here: {sides}",
            "edge": f"f is defined on one side only, where its slope is {low.value:.6g}",
        }
        return replace(entry, verdict="kink", reason=reasons[slope.shape])
    if slope.shape == "kink" and beyond > slack + CERTAIN * uncertain:
        nearest = low if analytic < low.value else high
        return replace(entry, verdict="wrong", numeric=nearest.value, error=nearest.error, reason=f"a kink: {sides}")
    return replace(entry, reason=f"f has no derivative here ({slope.shape}): {sides}")


def _judge_smooth(entry: Entry, slope: Slope, tolerance: Tolerance, scale: float) -> Entry:
    analytic, error = entry.analytic, slope.error
    nearby = slope.nearby if math.isfinite(slope.nearby) else 0.0
    sharp = max(1e-3 * abs(analytic), 1e-5 * scale, 1e-5 * nearby, tolerance.atol)
    if not math.isfinite(analytic):
        if math.isinf(slope.nearby):
            return replace(entry, reason=f"the gradient is {analytic} where the differences overflow")
        if error <= 1e-2 * abs(slope.value) + 1e-5 * max(nearby, scale) + 1e3 * slope.floor:
            return replace(entry, verdict="wrong", reason=f"the gradient is {analytic} where f is smooth")
        return replace(entry, reason=f"the gradient is {analytic}")
    if analytic == 0:
        sharp = max(sharp, 1e3 * slope.floor)  # if f does not depend on the entry, differences show only rounding
    slack = tolerance(analytic, slope.value)
    if entry.gap <= slack or (entry.gap <= slack + CONFIDENT * error and error <= sharp):
        return replace(entry, verdict="ok")
    if entry.gap > slack + CERTAIN * error:
        near = [e for e in slope.rungs if abs(e.value - analytic) <= 0.01 * entry.gap and e.error <= 0.05 * entry.gap]
        if near and analytic != 0:
            slopes = f"{near[0].value:.6g} at {near[0].step:.1e} and {slope.value:.6g} at {slope.step:.1e}"
            return replace(entry, reason=f"the slope depends on the step: {slopes}")
        return replace(entry, verdict="wrong")
    return replace(entry, reason=f"the error bound of the differences is {error:.1e}, which is too large to decide")


def _hull(left: Estimate | None, right: Estimate | None) -> tuple[Estimate, Estimate]:
    """Return the slopes of the branches, the smaller first; if one branch is missing, the other one twice."""
    known = [estimate for estimate in (left, right) if estimate is not None]
    return min(known, key=lambda e: e.value), max(known, key=lambda e: e.value)
