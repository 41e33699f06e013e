"""Derivatives by differences, with an error bound of their own: the witness that knows nothing of the engine.

Along a line t ↦ φ(x + t·d) the derivative at 0 is approached from three sides: by central differences, and by the
slopes of the right and of the left branch. Steps go down a ladder by a factor of 8. On each rung, Richardson's
extrapolation takes away the leading errors; how far neighbouring numbers of its table disagree is the error of the
rung. Large steps are wrong because the function bends, small ones because it is rounded; the best rung lies between,
and nobody has to know where.

The extrapolated difference of x³ at 2 is exact, as is its error bound to rounding:

>>> slope = measure(lambda t: ((2 + t) ** 3 - 8, 1e-15), expected=12.0)
>>> slope.shape, round(slope.value, 9), slope.error < 1e-9
('smooth', 12.0, True)

Where both branches have a slope and the slopes differ, there is a kink:

>>> slope = measure(lambda t: (abs(t), 0.0), expected=0.5)
>>> slope.shape, slope.left.value, slope.right.value
('kink', -1.0, 1.0)
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass

# Powers of two: x + t is then exact for almost all x, so that the step is what it claims to be.
FIRST, LAST, FACTOR = 2.0**-7, 2.0**-43, 8.0
COLUMNS = 4  # of Richardson's table

# t ↦ (φ(x + t·d) − φ(x), how far rounding may have moved this); NaN where φ is not defined.
Rise = Callable[[float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number, how far it may be off, and the step it was found with."""

    value: float
    error: float
    step: float


@dataclass(frozen=True, slots=True)
class Slope:
    """What differences say about a derivative.

    Attributes:
        value, error, step: the derivative, its error bound, and the step it was found with; NaN if there is none.
        left, right: the slopes of the two branches; None where a branch is not defined.
        shape: "smooth"; "kink", where the branches differ; "jump", where the function does; "edge", where one branch
            is missing; "unknown", where nothing could be found.
        nearby: the steepest slope met, of any step.
        floor: how far rounding moves the derivative at the largest step.
        rungs: what each step had to say.
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
    rise: Rise, expected: float = math.nan, first: float = FIRST, last: float = LAST, settle: bool = True
) -> Slope:
    """The derivative of φ along a line.

    Args:
        rise: gives φ(x + t·d) − φ(x) and its rounding error.
        expected: a derivative to compare with. Steps become smaller until differences agree with it, or with each
            other to seven digits; if neither happens, all steps are tried.
        first, last: the largest step, and about the smallest.
        settle: whether to stop where differences agree with each other.
    """
    ladder = Ladder(rise, expected)
    smallest = sys.float_info.min  # below the normal floats a step is no step: one could not divide by it
    step = max(first, smallest)
    while step >= max(last, smallest):
        ladder.descend(step)
        if ladder.is_smooth():
            if ladder.agrees():
                return ladder.slope("smooth", ladder.central.found[-1][1])
            if settle and ladder.is_settled():
                return ladder.slope("smooth", ladder.central.best())
        step /= FACTOR
    shape = ladder.shape()
    central, right, left = ladder.central.best(), ladder.right.best(), ladder.left.best()
    return ladder.slope(shape, (right or left) if shape == "edge" else central)


class Extrapolation:
    """Richardson's table for one kind of difference, and the best that is in it.

    Args:
        power: by what the leading error shrinks from one step to the next; the following ones by its powers.
    """

    def __init__(self, power: float) -> None:
        self.power = power
        self.row: list[float] = []
        self.found: list[tuple[float, Estimate]] = []  # the plain difference, and what was made of it

    def add(self, step: float, raw: float, rounding: float) -> None:
        """A row of the table from the row above it: T[k][j] = T[k][j−1] + (T[k][j−1] − T[k−1][j−1]) / (powerʲ − 1).

        Where rounding is ∞, the difference says nothing but how much rounding there is.
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
        """The estimate of least error.

        Neighbours may agree by accident. So every smaller step has a say: its plain difference deviates by rounding,
        which is known to grow as the step shrinks, and that tells how large it was at the step of the estimate.
        """
        chosen: Estimate | None = None
        for k, (_, estimate) in enumerate(self.found):
            rounding = [abs(raw - estimate.value) * e.step / estimate.step for raw, e in self.found[k + 1 :]]
            error = max([estimate.error, *rounding])
            if chosen is None or error < chosen.error:
                chosen = Estimate(estimate.value, error, estimate.step)
        return chosen


class Ladder:
    """Differences with smaller and smaller steps."""

    def __init__(self, rise: Rise, expected: float = math.nan) -> None:
        self.rise, self.expected = rise, expected
        self.central, self.right, self.left = Extrapolation(FACTOR**2), Extrapolation(FACTOR), Extrapolation(FACTOR)
        self.steps: list[float] = []
        self.up: list[float] = []  # the rises to the right, and to the left
        self.down: list[float] = []
        self.rounding = 0.0
        self.slack: list[float] = []  # how far rounding moves a difference

    def descend(self, step: float) -> None:
        """Take another step, smaller than the last."""
        (up, up_rounding), (down, down_rounding) = self.rise(step), self.rise(-step)
        for rounding in up_rounding, down_rounding:
            if math.isfinite(rounding):
                self.rounding = max(self.rounding, rounding)
        slack = self.rounding / step
        stands = up == down == 0 and any(self.up + self.down)  # it moved before, and now not at all
        if stands and (self.expected != 0 or self.nearby() * step <= 8 * self.rounding):
            slack = math.inf  # not because φ is flat, but because the step is too small to be seen
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
        """The right slope minus the left one, step by step: it shrinks with the step where φ is smooth."""
        return [(up + down) / step for up, down, step in zip(self.up, self.down, self.steps)]

    def is_smooth(self) -> bool:
        """Whether the last two steps show no sign of a kink."""
        if len(self.central.row) < 2:
            return False
        before, now = self.bends()[-2:]
        if not any(self.up[-2:] + self.down[-2:]):
            return True
        steepness, slack = max(abs(self.up[-1]), abs(self.down[-1])) / self.steps[-1], self.slack[-1]
        return slack <= 1e-3 * steepness and abs(now) <= max(0.3 * abs(before), 1e-6 * steepness + 4 * slack)

    def agrees(self) -> bool:
        """Whether the last estimate is the number expected, to six digits or to what rounding leaves."""
        expected, slack, last = self.expected, self.slack[-1], self.central.found[-1][1]
        if slack > max(1e-4 * abs(expected), 1e-6 * self.nearby()) and expected != 0:
            return False
        if last.error > 1e-6 * abs(expected) + 2 * slack and len(self.central.row) < COLUMNS:
            return False  # another step makes the error bound much smaller
        return abs(last.value - expected) <= 1e-6 * abs(expected) + slack

    def is_settled(self) -> bool:
        """Whether the last three estimates are the same to seven digits, or as far as rounding lets them."""
        if len(self.central.row) < COLUMNS:
            return False
        values = [estimate.value for _, estimate in self.central.found[-3:]]
        return max(values) - min(values) <= 1e-7 * abs(values[-1]) + self.slack[-1]

    def nearby(self) -> float:
        """The steepest slope met."""
        found = [abs(rise) / step for rise, step in zip(self.up + self.down, self.steps * 2) if math.isfinite(rise)]
        return max(found, default=0.0)

    def shape(self) -> str:
        """What φ looks like at 0, after all steps."""
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
        """Whether the rise does not vanish with the step: it keeps its size, or even its very value; or is rounding."""
        finite = [abs(rise) for rise in rises if math.isfinite(rise)]
        last = finite[-3:]
        if len(last) < 3 or last[-1] <= 100 * self.rounding:
            return False
        keeps = max(last) - min(last) <= 1e-6 * last[-1]
        return keeps or last[-1] > max(0.5 * last[0], 0.05 * max(finite))

    def slope(self, shape: str, estimate: Estimate | None) -> Slope:
        """What was found, in one."""
        best = estimate or Estimate(math.nan, math.nan, math.nan)
        floor = self.slack[0] if self.slack else 0.0
        right, left = self.right.best(), self.left.best()
        rungs = tuple(estimate for _, estimate in self.central.found)
        return Slope(best.value, best.error, best.step, left, right, shape, self.nearby(), floor, rungs)
