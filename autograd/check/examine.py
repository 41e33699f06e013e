"""Choose the entries of a gradient to check, and find a wrong one among a million.

Small inputs are checked entry by entry. For a large input, all entries move at once, each by a random sign. One wrong
entry makes the derivative along this direction wrong. Two more sums, weighted by the row and the column of each entry,
locate the wrong entry:

    Σ error · sign = e,    Σ error · sign · row = e · (row of the wrong entry),    the same with columns

If several entries are wrong, these sums point to none of them. A bisection then follows the half with the larger error
until one entry is left.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from autograd.check.false_positives import FalsePositives
from autograd.check.finite_differences import FACTOR, FIRST, LAST, PRECISION, Estimate, Rise, Slope, measure
from autograd.check.subject import Subject, powers_of_two
from autograd.check.verdict import CERTAIN, Entry, Tolerance, judge, worst
from autograd.rules.arrays import Array

SAMPLE = 24  # entries of a large input that are checked for the diagnosis once one of them is wrong
FEW = 4  # entries of a large input that are checked in any case, of each kind
BANDS = 7  # groups of entries of a large input by the size of their gradient
STRICT = 1e-9  # relative tolerance along a direction of all inputs
SCALE = -(2.0**10)  # the jvp must be linear in the tangent, and the vjp in the upstream gradient


@dataclass
class Examined:
    """The results for one input.

    Attributes:
        entries: the checked entries, by their index in the flattened input.
        how: a description of which entries were checked.
        oracles: for "complex step" and "forward mode", whether they agree with finite differences.
        jvp_error: the error that a jvp of the user raised; "" if none did.
        reason: why no verdict is possible on the input as a whole; "" if one is.
    """

    entries: dict[int, Entry] = field(default_factory=dict)
    how: str = ""
    oracles: dict[str, bool] = field(default_factory=dict)
    jvp_error: str = ""
    reason: str = ""

    @property
    def verdict(self) -> str:
        """Return the most severe verdict of the entries."""
        return worst([entry.verdict for entry in self.entries.values()] + (["inconclusive"] if self.reason else []))

    @property
    def worst_entry(self) -> Entry | None:
        """Return the entry of this verdict with the largest gap; None if there is none."""
        found = [entry for entry in self.entries.values() if entry.verdict == self.verdict]
        return max(found, key=lambda entry: entry.gap, default=None)


class Examiner:
    """Compare the gradient of Σ weights · f with finite differences.

    Args:
        subject: the function f and its inputs.
        tolerance: the tolerance of the checker.
        rng: the generator of random signs and weights.
        one_by_one: the largest number of entries of an input that is checked entry by entry.
        order: 1 if f is the function itself, 2 if it is a gradient, and so on.
    """

    def __init__(
        self, subject: Subject, tolerance: Tolerance, rng: np.random.Generator, one_by_one: int, order: int = 1
    ) -> None:
        self.subject = subject
        self.tolerance = tolerance
        self.rng = rng
        self.one_by_one = one_by_one
        self.false_positives = FalsePositives(subject, tolerance, rng, order)
        self.weights = subject.weights(rng)
        self.analytic = subject.gradient(subject.x, self.weights)

    def examine(self, k: int) -> Examined:
        """Check input k."""
        size = self.subject.x[k].size
        found = Examined()
        if size <= self.one_by_one:
            found.how = f"all {size} entries, one by one" if size > 1 else "the only entry" if size else "no entry"
            for place in range(size):
                found.entries[place] = self.check(k, place)
            smooth = [entry.verdict in ("ok", "wrong") for entry in found.entries.values()]
            if any(smooth):
                direction = self._signs(k) * np.reshape(smooth, self.subject.x[k].shape)
                self._ask_others(k, direction, self._along(k, direction), found)
        else:
            found.how = "all entries at once along random directions, and some of them one by one"
            self._ask_others(k, *self._screen(k, found), found)
        return found

    def agrees_along_everything(self) -> bool:
        """Return whether gradient and forward mode agree with differences along a direction of all inputs at once.

        Mistakes may almost cancel in the sum, so the tolerance is smaller than that of the checker.
        """
        directions = [self._signs(k) for k in range(len(self.subject.x))]
        expected = sum(self._expected(k, direction) for k, direction in enumerate(directions))
        slope = measure(self.subject.ray(directions, self.weights), expected, precision=STRICT)
        if judge(-1, expected, slope, Tolerance(STRICT), abs(expected)).verdict == "wrong":
            return False
        found = Examined()
        self._ask_forward_mode(directions, slope, found)
        return found.oracles.get("forward mode", True)

    def slope(self, directions: Sequence[Array], expected: float, weights: Array, size: float) -> Slope:
        """Return the slope of Σ weights · f along a direction of all inputs, measured in steps of `size`."""
        rise = self.subject.ray([size * d for d in directions], weights)
        return _per_unit(self._measure(rise, expected * size), size)

    # ── one entry ──

    def check(self, k: int, place: int, output: int | None = None) -> Entry:
        """Return one entry with its verdict. An entry that looks wrong is measured again with other steps.

        Args:
            k: the index of the input.
            place: the index of the entry in the flattened input.
            output: check the derivative of this output only, not of the weighted sum of all outputs.
        """
        weights, gradient = self.weights, self.analytic[k]
        if output is not None:
            weights = np.where(np.arange(weights.size) == output, 1.0, 0.0)
            gradient = self.subject.gradient(self.subject.x, weights)[k]
        analytic = float(gradient.flat[place])
        x = float(self.subject.x[k].flat[place])
        if not math.isfinite(x):
            return self._check_without_effect(k, place, analytic, x)
        size = float(np.exp2(np.round(np.log2(max(abs(x), 1.0)))))
        last = _last(x, size)
        direction = np.zeros(self.subject.x[k].shape)
        direction.flat[place] = size
        rise = self.subject.line(k, direction, weights)
        slope = _per_unit(self._measure(rise, analytic * size, last=last), size)
        entry = judge(place, analytic, slope, self.tolerance, self._scales[k])
        if entry.verdict == "wrong":
            entry = self._measure_again(entry, k, direction, slope, weights)
        if entry.verdict == "inconclusive":
            entry = self._by_complex_step(k, entry, direction / size, weights)
        return entry

    def _check_without_effect(self, k: int, place: int, analytic: float, x: float) -> Entry:
        """Check an entry that is NaN or infinite. If other numbers there leave f as it is, its derivative is 0."""
        for other in (0.7, -1.9):
            xs = [a.copy() for a in self.subject.x]
            xs[k].flat[place] = other
            moved = self.subject.at_or_none(xs)
            if moved is None or not np.array_equal(moved, self.subject.base):
                return Entry(place, "inconclusive", analytic, math.nan, math.nan, math.nan, f"the input is {x} here")
        reason = "" if analytic == 0 else f"the input is {x} here, and f does not depend on it"
        return Entry(place, "wrong" if reason else "ok", analytic, 0.0, 0.0, 0.0, reason)

    def _measure_again(self, entry: Entry, k: int, direction: Array, slope: Slope, weights: Array) -> Entry:
        """Measure an entry that looks wrong again with other steps, and rule out false positives."""
        size = float(abs(direction).max())
        first = min(0.75 * slope.step / size, FIRST / 2) if slope.step > 0 else FIRST / 2
        rise = self.subject.line(k, direction, weights)
        last = min(_last(float(self.subject.x[k].flat[entry.place]), size), first / FACTOR**3)
        again = _per_unit(self._measure(rise, entry.analytic * size, first=first, last=last, settle=False), size)
        other = judge(entry.place, entry.analytic, again, self.tolerance, self._scales[k])
        # At small steps, rounding agrees with anything: the second look counts if it could have seen the difference.
        sharp = max([e.error for e in (again.left, again.right) if e], default=math.inf)
        sharp = again.error if other.verdict == "ok" else sharp
        if other.verdict in ("ok", "kink") and sharp <= 0.1 * entry.gap:
            return other
        doubt = abs(slope.value - again.value) if again.error < slope.error else 0.0
        doubt += self.false_positives.noise(k, entry.place, slope.step, weights)
        doubt += self.false_positives.rounding_of_unmoved(k, direction, weights) / size
        entry = judge(entry.place, entry.analytic, _doubted(slope, doubt), self.tolerance, self._scales[k])
        if entry.verdict != "wrong" or not math.isfinite(entry.analytic):
            return entry
        if entry.analytic == 0 and self.false_positives.is_beyond_fractions(k, direction, weights):
            return replace(entry, verdict="inconclusive", reason="f is so large here that all floats are integers")
        if self.false_positives.is_rounding(k, entry.place, entry.gap, weights):
            return replace(entry, verdict="ok")
        corner = self.false_positives.corner(k, entry.place, entry.analytic, weights)
        return replace(entry, verdict="kink", reason=corner) if corner else entry

    def _measure(self, rise: Rise, expected: float, **settings: Any) -> Slope:
        return measure(rise, expected, precision=min(PRECISION, self.tolerance.rtol or PRECISION), **settings)

    def _by_complex_step(self, k: int, entry: Entry, direction: Array, weights: Array) -> Entry:
        """Decide an inconclusive entry by a complex step, which has no cancellation but needs an analytic f."""
        found = self.subject.complex_step(k, direction, weights) if self._takes_complex else None
        if found is None or not math.isfinite(found) or not math.isfinite(entry.gap):
            return entry
        known = replace(entry, numeric=found, error=1e-15 * abs(found), step=0.0, reason="by complex step")
        if known.gap <= self.tolerance(entry.analytic, found):
            return replace(known, verdict="ok")
        if abs(found - entry.numeric) <= CERTAIN * entry.error and entry.error <= 0.1 * abs(found):
            return replace(known, verdict="wrong")
        return entry

    @cached_property
    def _takes_complex(self) -> bool:
        return self.subject.complex_step(0, np.zeros(self.subject.x[0].shape), self.weights) is not None

    @cached_property
    def _is_finite(self) -> bool:
        return all(np.isfinite(gradient).all() for gradient in self.analytic)

    @cached_property
    def _scales(self) -> list[float]:
        """Return the size of the largest finite entry of each gradient."""
        return [float(np.max(abs(g), initial=0.0, where=np.isfinite(g))) for g in self.analytic]

    # ── many entries at once ──

    def _signs(self, k: int, even: bool = False) -> Array:
        """Return a random direction; entries move by up to their own size or, if `even`, by about the same amount.

        The lengths are random too, so that two equal mistakes do not cancel. Multiples of 2⁻¹² keep x + step exact.
        """
        x = self.subject.x[k]
        size = powers_of_two(x)
        if even:
            size = np.full(x.shape, np.exp2(np.round(np.log2(np.median(size)))))
        movable = np.isfinite(x) & np.isfinite(self.analytic[k])
        lengths = self.rng.integers(2049, 4097, x.shape) / 4096
        return np.where(movable, size * lengths * self.rng.choice([-1.0, 1.0], x.shape), 0.0)

    def _directions(self, k: int) -> list[Array]:
        """Return the directions along which a large input is checked.

        All entries move along the first two. Beside a large entry of the gradient, a mistake in a small one is below
        the tolerance. So entries whose share of the slope is smaller by a factor of 1000, by a factor of a million, and
        so on, move on their own. So do the entries whose gradient is 0.
        """
        first, even, third = self._signs(k), self._signs(k, even=True), self._signs(k)
        with np.errstate(all="ignore"):
            share = np.where(third != 0, abs(self.analytic[k] * third), np.nan)
            band = np.floor(np.log2(np.nanmax(share, initial=0.0) / share) / 10)
        bands = [band == number for number in np.unique(band[np.isfinite(band)])[1:BANDS]] + [share == 0]
        small = [np.where(members, third, 0.0) for members in bands if members.any() and not members.all()]
        return [first, even, *(small or [third])]

    def _expected(self, k: int, direction: Array) -> float:
        moves = direction != 0
        return float(np.sum(self.analytic[k][moves] * direction[moves]))

    def _along(self, k: int, direction: Array) -> Slope:
        expected = self._expected(k, direction)
        slope = self._measure(self.subject.line(k, direction, self.weights), expected)
        if abs(slope.value - expected) <= self.tolerance(expected):
            return slope
        return _doubted(slope, self.false_positives.rounding_of_unmoved(k, direction, self.weights))

    def _screen(self, k: int, found: Examined) -> tuple[Array, Slope]:
        """Check a large input along several directions, and locate the entry that causes a disagreement.

        Returns:
            The first direction and the slope along it.
        """
        gradient, x = self.analytic[k].ravel(), self.subject.x[k].ravel()
        suspects = [int(place) for place in np.flatnonzero(~np.isfinite(gradient) & np.isfinite(x))[:1]]
        suspects += [int(place) for place in np.flatnonzero(~np.isfinite(gradient) & ~np.isfinite(x))[:FEW]]
        probes: list[tuple[Array, Slope]] = []
        steady: Array | None = None
        alone = False
        for direction in self._directions(k):
            if steady is not None:
                direction = direction * steady
            slope = self._along(k, direction)
            if slope.shape != "smooth" and steady is None:
                steady, kinks = self._split_at_kinks(k)
                suspects += kinks
                direction = direction * steady
                slope = self._along(k, direction)
            probes.append((direction, slope))
            expected = self._expected(k, direction)
            entry = judge(-1, expected, slope, self.tolerance, abs(expected))
            if entry.verdict == "ok":
                continue
            if entry.verdict == "inconclusive" and slope.shape in ("smooth", "unknown"):
                if len(probes) <= 2:
                    found.reason = f"along a random direction: {entry.reason}"
                continue
            place = self._locate(k, direction, slope, kink=entry.verdict != "wrong")
            found.entries[place] = self.check(k, place)
            if found.entries[place].verdict == "wrong":
                own = (found.entries[place].analytic - found.entries[place].numeric) * direction.flat[place]
                alone = abs(expected - slope.value - own) <= CERTAIN * slope.error + 1e-3 * abs(own)
                break
            if entry.verdict == "wrong":
                found.reason = (
                    "the gradient disagrees with differences along a random direction, but at no single entry"
                )
        if alone:
            found.how = "all entries at once along random directions, then the one that disagrees"
            return probes[0]
        size = abs(x)
        known = np.where(np.isfinite(gradient), abs(gradient), 0.0)
        suspects += [int(a) for a in (known.argmax(), known.argmin(), size.argmax(), size.argmin())]
        suspects += [int(a) for a in self.rng.integers(0, size.size, FEW)]
        for place in suspects:
            found.entries.setdefault(place, self.check(k, place))
        if found.verdict == "wrong":
            for place in self.rng.choice(size.size, min(SAMPLE, size.size), replace=False):
                found.entries.setdefault(int(place), self.check(k, int(place)))
        return probes[0]

    def _split_at_kinks(self, k: int) -> tuple[Array, list[int]]:
        """Find the entries at which f has a kink: there the gradient differs between the two sides of x.

        Returns:
            A mask of all other entries, and the kinks to check one by one. These are first those whose gradient is not
            between the gradients of the two sides.
        """
        near = [gradient[k] for _, gradient in self.false_positives.around(4, self.weights)]
        sides = np.array(near or [self.analytic[k]])
        low, high = sides.min(0), sides.max(0)
        slack = 1e-3 * np.maximum(abs(low), abs(high)) + 1e-9 * self._scales[k]
        beyond = (np.maximum(low - self.analytic[k], self.analytic[k] - high) - slack).ravel()
        steady = (high - low <= slack) & (beyond.reshape(low.shape) <= 0)
        kinks = np.flatnonzero(~steady & np.isfinite(self.analytic[k]))
        outside = kinks[beyond[kinks] > 0]
        chosen = outside[np.argsort(-beyond[outside], kind="stable")][:SAMPLE]
        more = self.rng.choice(kinks, min(FEW, kinks.size), replace=False) if kinks.size else kinks
        return steady, [int(place) for place in (*chosen, *more)]

    def _locate(self, k: int, direction: Array, slope: Slope, kink: bool) -> int:
        """Return the index of the entry that causes the error, or the kink, along a direction."""
        step = slope.step if math.isfinite(slope.step) else FIRST / FACTOR**3

        def weighted_error(share: Array) -> float:
            part = direction * share.reshape(direction.shape)
            rise = self.subject.line(k, part, self.weights)
            (up, _), (down, _) = rise(step), rise(-step)
            return (up + down) / step if kink else (up - down) / (2 * step) - self._expected(k, part)

        n = direction.size
        total = weighted_error(np.ones(n)) if kink else slope.value - self._expected(k, direction)
        return locate(weighted_error, n, total)

    # ── other oracles ──

    def _ask_others(self, k: int, direction: Array, slope: Slope, found: Examined) -> None:
        """Record whether the complex step and forward mode agree with finite differences along a direction."""
        slack = self._slack(slope)
        if slack is None:
            return
        if found.verdict != "wrong" and abs(self._expected(k, direction) - slope.value) > slack:
            return  # differences agree with each entry but not along this line, so they cannot judge the others
        self._ask_forward_mode(
            [direction if i == k else np.zeros(x.shape) for i, x in enumerate(self.subject.x)], slope, found
        )
        answer = self.subject.complex_step(k, direction, self.weights) if self._takes_complex else None
        if answer is not None and math.isfinite(answer):
            found.oracles["complex step"] = abs(answer - slope.value) <= slack

    def _ask_forward_mode(self, directions: Sequence[Array], slope: Slope, found: Examined) -> None:
        """Record whether forward mode agrees with the slope, and whether it is linear in the tangents."""
        slack = self._slack(slope)
        if slack is None:
            return
        try:
            for times in (1.0, SCALE):
                answer = self.subject.forward_mode([times * d for d in directions], self.weights)
                if answer is None or not (math.isfinite(answer) or (times == 1 and self._is_finite)):
                    return  # 0 · ∞ is NaN in forward mode, at an entry that does not even move; multiples may overflow
                gap = abs(answer / times - slope.value)
                if not gap <= slack:
                    directions = [times * d for d in directions]
                    found.oracles["forward mode"] = gap <= slack + 30 * self._noise(directions, answer) / abs(times)
                    return
                found.oracles["forward mode"] = True
        except Exception as error:
            found.oracles["forward mode"] = False
            found.jvp_error = one_line(error)

    def _noise(self, directions: Sequence[Array], answer: float) -> float:
        """Return how much the answer of forward mode changes if the last digit of the inputs does."""
        eps = float(np.finfo(np.float64).eps)
        change = 0.0
        for _ in range(3):
            moved = [x * (1 + 2 * eps * self.rng.choice([-1.0, 1.0], x.shape)) for x in self.subject.x]
            try:
                other = self.subject.at(moved).forward_mode(directions, self.weights)
            except Exception:
                continue
            change = change if other is None else max(change, abs(other - answer))
        return change

    def _slack(self, slope: Slope) -> float | None:
        """Return by how much another oracle may differ from a slope; None if the slope is too uncertain to compare."""
        if slope.shape != "smooth" or not slope.error <= 1e-4 * max(abs(slope.value), slope.nearby):
            return None
        return self.tolerance(slope.value) + 1e-8 * slope.nearby + CERTAIN * slope.error


def locate(weighted_error: Callable[[Array], float], n: int, total: float) -> int:
    """Return the index of the term that dominates a sum.

    Args:
        weighted_error: a function from n weights to Σ weight · term.
        n: the number of terms.
        total: the sum with all weights 1.
    """
    if not math.isfinite(total) or total == 0:
        return 0
    side = math.isqrt(n - 1) + 1
    row, column = np.divmod(np.arange(n), side)
    places = [round(min(max(weighted_error(by / side) / total, 0.0), 1.0) * side) for by in (row, column)]
    guess = min(places[0] * side + places[1], n - 1)
    if abs(weighted_error(np.arange(n) == guess) - total) <= 0.1 * abs(total):
        return guess
    low, high = 0, n
    while high - low > 1:
        middle = (low + high) // 2
        left = weighted_error((np.arange(n) >= low) & (np.arange(n) < middle))
        if abs(left) >= abs(total - left):
            high, total = middle, left
        else:
            low, total = middle, total - left
    return low


def one_line(error: Exception) -> str:
    """Return an error as one line."""
    return f"{type(error).__name__}: {(str(error).splitlines() or [''])[0]}"


def _last(x: float, size: float) -> float:
    """Return a lower limit for the steps at x, in units of `size`."""
    return LAST * min(1.0, abs(x) / size if x else 2.0**-10)


def _per_unit(slope: Slope, size: float) -> Slope:
    """Convert a slope along a direction of length `size` to length 1."""

    def scaled(estimate: Estimate) -> Estimate:
        return Estimate(estimate.value / size, estimate.error / size, estimate.step * size)

    left, right = (e and scaled(e) for e in (slope.left, slope.right))
    return Slope(
        slope.value / size, slope.error / size, slope.step * size, left, right, slope.shape,
        slope.nearby / size, slope.floor / size, tuple(scaled(e) for e in slope.rungs),
    )  # fmt: skip


def _doubted(slope: Slope, doubt: float) -> Slope:
    """Return the slope with its error bounds increased by `doubt`."""
    left, right = (e and replace(e, error=e.error + doubt) for e in (slope.left, slope.right))
    return replace(slope, error=slope.error + doubt, left=left, right=right)
