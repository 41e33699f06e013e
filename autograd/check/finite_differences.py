"""Numeric derivatives by finite differences with Richardson extrapolation, and a bound on their error.

The derivative at 0 along a line t ↦ φ(x + t·d) is estimated three times: by central differences, and by differences on
the right and on the left branch. The steps shrink by a factor of 8. At each step, Richardson extrapolation removes the
leading terms of the truncation error. The disagreement of neighbouring entries of its table is the error estimate.
Large steps suffer from truncation and small ones from rounding, so the step with the least error is chosen.

Source: C. J. F. Ridders, "Accurate computation of F'(x) and F'(x)F''(x)", Advances in Engineering Software 4 (1982).

The extrapolated difference of x³ at 2 is exact up to rounding:

>>> slope = measure(lambda t: ((2 + t) ** 3 - 8, 1e-15), expected=12.0)
>>> slope.shape, round(slope.value, 9), slope.error < 1e-9
('smooth', 12.0, True)

If the slopes of the two branches differ, the function has a kink:

>>> slope = measure(lambda t: (abs(t), 0.0), expected=0.5)
>>> slope.shape, slope.left.value, slope.right.value
('kink', -1.0, 1.0)
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass

# Steps are powers of two, because x + t is then exact for almost all x.
FIRST, LAST, FACTOR = 2.0**-7, 2.0**-43, 8.0
COLUMNS = 4  # columns of Richardson's table
PRECISION = 1e-6  # relative agreement with `expected` at which the steps stop
LATER = 4  # smaller steps whose rounding tests an estimate; at yet smaller ones f itself may be noisier

# t ↦ (φ(x + t·d) − φ(x), a bound on its rounding error); NaN where φ is not defined.
Rise = Callable[[float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A numeric derivative, a bound on its error, and the step it was computed with."""

    value: float
    error: float
    step: float


@dataclass(frozen=True, slots=True)
class Slope:
    """The result of finite differences along a line.

    Attributes:
        value, error, step: the derivative, a bound on its error, and its step; NaN if there is no derivative.
        left, right: the slopes of the two branches; None if φ is not defined on a branch.
        shape: "smooth"; "kink" if the slopes of the branches differ; "jump" if φ is discontinuous; "edge" if φ is
            defined on one branch only; "unknown" if φ is defined on neither.
        nearby: the steepest slope at any step.
        floor: the rounding error of the derivative at the largest step.
        rungs: the estimate of each step.
    """

    value: float
    error: float
    step: float
    left: Estimate | None
    right: Estimate | None
    shape: str
    nearby: float
    floor: float
    rungs: tuple[Estimate, ...]


def measure(
    rise: Rise,
    expected: float = math.nan,
    first: float = FIRST,
    last: float = LAST,
    settle: bool = True,
    precision: float = PRECISION,
) -> Slope:
    """Estimate the derivative of φ along a line.

    Args:
        rise: the function that returns φ(x + t·d) − φ(x) and a bound on its rounding error.
        expected: the derivative to compare with. The steps stop when an estimate agrees with it.
        first: the largest step.
        last: a lower limit of the steps.
        settle: also stop when three estimates agree with each other to seven digits.
        precision: the relative difference from `expected` that counts as agreement.
    """
    ladder = Ladder(rise, expected, precision)
    smallest = sys.float_info.min  # dividing by a subnormal step can overflow
    step = max(first, smallest)
    while step >= max(last, smallest):
        ladder.descend(step)
        if ladder.is_smooth():
            if ladder.agrees():
                return ladder.slope("smooth", ladder.central.found[-1][1])
            if (settle and ladder.is_settled()) or ladder.is_refuted():
                return ladder.slope("smooth", ladder.central.best())
        step /= FACTOR
    shape = ladder.shape()
    central, right, left = ladder.central.best(), ladder.right.best(), ladder.left.best()
    return ladder.slope(shape, (right or left) if shape == "edge" else central)


class Extrapolation:
    """Richardson's table for one kind of difference.

    Args:
        power: the factor by which the leading error term shrinks from one step to the next. The term after it shrinks
            by the square of this factor, and so on.
    """

    def __init__(self, power: float) -> None:
        self.power = power
        self.row: list[float] = []
        self.found: list[tuple[float, Estimate]] = []  # the difference quotient, and its extrapolation

    def add(self, step: float, raw: float, rounding: float) -> None:
        """Add a row to the table: T[k][j] = T[k][j−1] + (T[k][j−1] − T[k−1][j−1]) / (powerʲ − 1).

        If `rounding` is ∞, the quotient is kept as a measure of rounding only, and a new table begins.
        """
        if not math.isfinite(raw) or rounding == math.inf:
            self.row = []
            if math.isfinite(raw):
                self.found.append((raw, Estimate(raw, rounding, step)))
            return
        row, best, error = [raw], raw, math.inf
        for j, above in enumerate(self.row[: COLUMNS - 1]):
            row.append(row[j] + (row[j] - above) / (self.power ** (j + 1) - 1))
            disagreement = max(abs(row[-1] - row[j]), abs(row[-1] - above))
            if disagreement < error:
                best, error = row[-1], disagreement
        self.row = row
        self.found.append((raw, Estimate(best, error + rounding, step)))

    def best(self) -> Estimate | None:
        """Return the estimate with the least error.

        Neighbouring entries of the table may agree by accident, so each estimate is also compared with the difference
        quotients of the next smaller steps. These deviate by rounding, which grows as 1/step. Scaled by the ratio of
        the steps, the deviation is a lower limit of the estimate's own error.
        """
        chosen: Estimate | None = None
        for k, (_, estimate) in enumerate(self.found):
            later = self.found[k + 1 : k + 1 + LATER]
            rounding = [abs(raw - estimate.value) * e.step / estimate.step for raw, e in later]
            error = max([estimate.error, *rounding])
            if chosen is None or error < chosen.error:
                chosen = Estimate(estimate.value, error, estimate.step)
        return chosen


class Ladder:
    """Differences at a sequence of decreasing steps."""

    def __init__(self, rise: Rise, expected: float = math.nan, precision: float = PRECISION) -> None:
        self.rise, self.expected, self.precision = rise, expected, precision
        self.central, self.right, self.left = Extrapolation(FACTOR**2), Extrapolation(FACTOR), Extrapolation(FACTOR)
        self.steps: list[float] = []
        self.up: list[float] = []  # φ(x + t·d) − φ(x) for each step t
        self.down: list[float] = []  # φ(x − t·d) − φ(x)
        self.rounding = 0.0
        self.slack: list[float] = []  # the rounding error of the difference quotient of each step

    def descend(self, step: float) -> None:
        """Evaluate φ at a new step, smaller than the previous one."""
        (up, up_rounding), (down, down_rounding) = self.rise(step), self.rise(-step)
        for rounding in up_rounding, down_rounding:
            if math.isfinite(rounding):
                self.rounding = max(self.rounding, rounding)
        slack = self.rounding / step
        vanished = up == down == 0 and any(self.up + self.down)  # φ changed at a larger step, and not at this one
        if vanished and (self.expected != 0 or self.nearby() * step <= 8 * self.rounding):
            slack = math.inf  # the change is lost to rounding; φ need not be flat
        self.central.add(step, (up - down) / (2 * step), slack)
        if self.steps:
            between = self.steps[-1] - step
            self.right.add(step, (self.up[-1] - up) / between, 2 * slack)
            self.left.add(step, (down - self.down[-1]) / between, 2 * slack)
        self.steps.append(step)
        self.up.append(up)
        self.down.append(down)
        self.slack.append(slack)

    def bends(self) -> list[float]:
        """Return the right slope minus the left one for each step. Where φ is smooth, it shrinks with the step."""
        return [(up + down) / step for up, down, step in zip(self.up, self.down, self.steps)]

    def is_smooth(self) -> bool:
        """Return whether the last two steps show no sign of a kink."""
        if len(self.central.row) < 2:
            return False
        before, now = self.bends()[-2:]
        if not any(self.up[-2:] + self.down[-2:]):
            return True
        steepness, slack = max(abs(self.up[-1]), abs(self.down[-1])) / self.steps[-1], self.slack[-1]
        return slack <= 1e-3 * steepness and abs(now) <= max(0.3 * abs(before), 1e-6 * steepness + 4 * slack)

    def agrees(self) -> bool:
        """Return whether the last estimate agrees with `expected` to the wanted precision, or within rounding."""
        expected, slack, last = self.expected, self.slack[-1], self.central.found[-1][1]
        if slack > max(1e-4 * abs(expected), 1e-6 * self.nearby()) and expected != 0:
            return False
        if self.is_refuted():
            return False
        if last.error > self.precision * abs(expected) + 2 * slack and len(self.central.row) < COLUMNS:
            return False  # one more step makes the error bound much smaller
        return abs(last.value - expected) <= self.precision * abs(expected) + slack

    def is_refuted(self) -> bool:
        """Return whether a larger step has shown a difference from `expected` that rounding hides at this step.

        At small steps, rounding agrees with anything, so an agreement does not count from here on.
        """
        gaps = ((abs(e.value - self.expected), e.error) for _, e in self.central.found[:-1])
        return any(self.slack[-1] > 0.1 * gap > error for gap, error in gaps)

    def is_settled(self) -> bool:
        """Return whether the last three estimates agree to seven digits, or within rounding."""
        if len(self.central.row) < COLUMNS:
            return False
        values = [estimate.value for _, estimate in self.central.found[-3:]]
        return max(values) - min(values) <= 1e-7 * abs(values[-1]) + self.slack[-1]

    def nearby(self) -> float:
        """Return the steepest slope at any step so far."""
        found = [abs(rise) / step for rise, step in zip(self.up + self.down, self.steps * 2) if math.isfinite(rise)]
        return max(found, default=0.0)

    def shape(self) -> str:
        """Classify φ at 0 after all steps; see `Slope.shape`."""
        right, left = self.right.best(), self.left.best()
        if right is None and left is None:
            return "unknown"
        if right is None or left is None:
            return "edge"
        if self._jumps(self.up) or self._jumps(self.down):
            return "jump"
        gap = abs(right.value - left.value)
        if gap > 10 * (right.error + left.error) + 1e-5 * max(abs(right.value), abs(left.value)):
            return "kink"
        return "smooth" if self.central.found else "unknown"

    def _jumps(self, rises: list[float]) -> bool:
        """Return whether the rise keeps its size, above rounding, as the step shrinks, so that φ is discontinuous."""
        finite = [abs(rise) for rise in rises if math.isfinite(rise)]
        last = finite[-3:]
        if len(last) < 3 or last[-1] <= 100 * self.rounding:
            return False
        keeps = max(last) - min(last) <= 1e-6 * last[-1]
        return keeps or last[-1] > max(0.5 * last[0], 0.05 * max(finite))

    def slope(self, shape: str, estimate: Estimate | None) -> Slope:
        """Return all results as a Slope."""
        best = estimate or Estimate(math.nan, math.nan, math.nan)
        floor = self.slack[0] if self.slack else 0.0
        right, left = self.right.best(), self.left.best()
        rungs = tuple(estimate for _, estimate in self.central.found)
        return Slope(best.value, best.error, best.step, left, right, shape, self.nearby(), floor, rungs)
