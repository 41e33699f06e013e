"""Recognise the kind of mistake in a wrong gradient.

The wrong gradient is compared with the results of common mistakes: the opposite sign, a constant factor, a transposed
or shifted array, the gradient of another argument, and so on. `MISTAKES` lists the tests in the order in which they
run. If only some entries are wrong, the diagnosis also says which.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np

from autograd.check.by_output import ByOutput
from autograd.check.examine import Examined, Examiner
from autograd.rules.arrays import Array

CONSTANTS = {
    "π": math.pi, "2π": 2 * math.pi, "1/π": 1 / math.pi, "√π": math.sqrt(math.pi), "2/√π": 2 / math.sqrt(math.pi),
    "√(2π)": math.sqrt(2 * math.pi), "√2": math.sqrt(2), "1/√2": math.sqrt(0.5), "ln 2": math.log(2),
    "1/ln 2": 1 / math.log(2), "ln 10": math.log(10), "1/ln 10": 1 / math.log(10), "e": math.e,
}  # fmt: skip


class Case:
    """A wrong gradient with respect to one input, and the measurements to compare it with.

    Attributes:
        gradient: the whole analytic gradient.
        places, analytic, numeric, error, wrong, x: vectors with one element for each checked entry that is "ok" or
            "wrong": its index, both derivatives, the error bound, whether it is wrong, and the input there.
        others: for each other input its name, its analytic gradient, and the indices and numeric derivatives of its
            checked entries.
        outputs: the derivatives of single outputs with respect to the worst entry, if f has several outputs.
    """

    def __init__(self, examiner: Examiner, k: int, everything: Sequence[Examined], outputs: ByOutput | None) -> None:
        self.examiner, self.k = examiner, k
        self.gradient = examiner.analytic[k]
        known = {k: _known(found) for k, found in enumerate(everything)}
        self.places, self.numeric, self.error, self.wrong = known[k]
        self.analytic = self.gradient.ravel()[self.places]
        self.x = examiner.subject.x[k].ravel()[self.places]
        names = examiner.subject.names
        self.others = [
            (names[i], examiner.analytic[i], known[i][0], known[i][1]) for i in range(len(everything)) if i != k
        ]
        self.outputs = outputs
        with np.errstate(all="ignore"):
            gap = abs(self.analytic - self.numeric)[self.wrong]
            off = gap / np.maximum(abs(self.numeric), abs(self.analytic))[self.wrong]
        self.gap = np.where(np.isfinite(gap), gap, np.inf)
        self.slack = min(1e-4, 0.1 * float(np.min(off, initial=1.0, where=np.isfinite(off))))

    def same(self, a: Array, b: Array) -> bool:
        """Return whether a and b, one element per wrong entry, agree within the error of finite differences.

        They must agree better than the wrong gradient does with the right one, or anything would explain a small error.
        """
        largest = float(np.max(abs(b), initial=0.0))
        with np.errstate(all="ignore"):
            slack = self.slack * abs(b) + 1e-2 * self.slack * largest + 20 * self.error[self.wrong]
            return bool(a.size and np.all(abs(a - b) <= np.minimum(slack, 0.3 * self.gap)))

    def same_at(self, gradient: Array, places: Array, numeric: Array) -> bool:
        """Return whether a gradient agrees with these numeric derivatives at these indices."""
        largest = float(np.max(abs(numeric), initial=0.0))
        found = gradient.ravel()[places]
        return bool(places.size and np.allclose(found, numeric, rtol=self.slack, atol=1e-2 * self.slack * largest))

    def explains(self, candidate: Array) -> bool:
        """Return whether `candidate`, of the input's shape, agrees with finite differences at the wrong entries."""
        found = candidate.ravel()[self.places]
        return len(self.places) > 1 and self.same(found[self.wrong], self.numeric[self.wrong])

    @property
    def pair(self) -> tuple[Array, Array]:
        """Return the analytic and the numeric derivatives of the wrong entries."""
        return self.analytic[self.wrong], self.numeric[self.wrong]


def diagnose(case: Case) -> str:
    """Return a description of the mistake; "" if it is not recognised."""
    if not case.wrong.any():
        return ""
    with np.errstate(all="ignore"):
        found = next((text for mistake in MISTAKES if (text := mistake(case))), "")
        where = _where(case)
    return ", ".join(part for part in (found, where) if part)


# ── the mistakes ────────────────────────────────────────────────────────────────────────────────────────────────────


def _not_finite(case: Case) -> str:
    analytic, _ = case.pair
    return "not finite where f is smooth" if not np.isfinite(analytic).all() else ""


def _not_zero(case: Case) -> str:
    analytic, numeric = case.pair
    return "" if numeric.any() or not analytic.all() else "not zero where it should be"


def _zero(case: Case) -> str:
    analytic, _ = case.pair
    if analytic.any():
        return ""
    if not case.gradient.any() and not case.examiner.subject.reaches(case.k):
        return "detached from the graph: no path connects the result to this input"
    return "zero where it should not be"


def _sign(case: Case) -> str:
    analytic, numeric = case.pair
    return "sign: it has the opposite sign" if case.same(-analytic, numeric) else ""


def _swapped(case: Case) -> str:
    """Test whether two arguments have each other's gradient."""
    for name, gradient, places, numeric in case.others:
        if gradient.shape != case.gradient.shape:
            continue
        theirs = gradient.ravel()[case.places][case.wrong]
        if case.same(theirs, case.pair[1]) and case.same_at(case.gradient, places, numeric):
            return f"the gradient of another argument: it is swapped with that of {name}"
    return ""


def _of_another(case: Case) -> str:
    for name, gradient, places, numeric in case.others:
        if gradient.shape == case.gradient.shape and case.same_at(case.gradient, places, numeric):
            return f"the gradient of another argument: it is that of {name}"
    return ""


def _factor(case: Case) -> str:
    """Test for a constant factor. For a single entry every factor fits, so only fractions and constants count."""
    analytic, numeric = case.pair
    factor = float(np.median(analytic / numeric))
    if not math.isfinite(factor) or not case.same(analytic, factor * numeric):
        return ""
    name = _name_of(factor)
    if (len(analytic) == 1 and not name) or factor == 0:
        return ""
    digits = 6 if abs(factor - 1) > 1e-4 else 12
    return f"a constant factor: it is {name or format(factor, f'.{digits}g')} times what it should be"


def _transposed(case: Case) -> str:
    g = case.gradient
    if g.ndim < 2:
        return ""
    swapped = (*g.shape[:-2], g.shape[-1], g.shape[-2])
    return "transposed" if case.explains(np.swapaxes(g.reshape(swapped), -1, -2)) else ""


def _shifted(case: Case) -> str:
    """Test for a shift by one. At the ends of the axis any value fits, because a shift may wrap around or pad."""
    g = case.gradient
    index = np.array(np.unravel_index(case.places, g.shape)) if g.ndim else np.zeros((0, len(case.places)), int)
    for axis, size in enumerate(g.shape):
        for by in (1, -1):
            inner = index[axis] >= 1 if by == 1 else index[axis] < size - 1
            inner &= case.wrong
            found = np.roll(g, by, axis).ravel()[case.places]
            if inner.sum() > 1 and np.allclose(found[inner], case.numeric[inner], rtol=case.slack):
                return f"off by one index: it is shifted by one along axis {axis}"
    return ""


def _reversed(case: Case) -> str:
    for axis in range(case.gradient.ndim):
        if case.explains(np.flip(case.gradient, axis)):
            return f"reversed along axis {axis}"
    return ""


def _missing_sum(case: Case) -> str:
    """Test whether the derivative is right for some outputs and zero for others."""
    if case.outputs is None:
        return ""
    analytic, numeric = case.outputs.analytic, case.outputs.numeric
    moving = abs(numeric) > 1e-6 * abs(numeric).max(initial=0.0)
    missing = moving & (analytic == 0)
    rest = moving & ~missing
    if missing.any() and rest.any() and np.allclose(analytic[rest], numeric[rest], rtol=case.slack):
        return "missing sum over a broadcast axis: some outputs send no gradient"
    return ""


def _missing_factor(case: Case) -> str:
    """Test for a missing factor that is a power of x, as when the chain rule is forgotten."""
    analytic, numeric = case.pair
    ratio = numeric / analytic
    x = case.x[case.wrong]
    for text, power in {"x": x, "x²": x * x, "1/x": 1 / x, "1/x²": 1 / (x * x), "√x": np.sqrt(x)}.items():
        factor = float(np.median(ratio / power))
        if math.isfinite(factor) and factor != 0 and case.same(analytic * power * factor, numeric):
            name = "1" if abs(factor - 1) <= 1e-6 else _name_of(factor)
            if len(x) > 1 or name:
                times = "" if name == "1" else f"{name or format(factor, '.6g')} · "
                return f"a missing factor, as when the chain rule was forgotten: {times}{text}"
    return ""


def _permuted(case: Case) -> str:
    if len(case.places) == case.gradient.size > 2 and np.allclose(
        np.sort(case.analytic), np.sort(case.numeric), rtol=case.slack, atol=1e-5 * case.slack
    ):
        return "the right numbers in the wrong places"
    return ""


def _offset(case: Case) -> str:
    analytic, numeric = case.pair
    gap = analytic - numeric
    if len(gap) > 1 and case.same(numeric + np.median(gap), analytic):
        return f"a constant added: it is {np.median(gap):.6g} too large"
    return ""


MISTAKES: list[Callable[[Case], str]] = [
    _not_finite, _zero, _sign, _swapped, _missing_sum, _factor, _transposed, _shifted, _reversed, _of_another,
    _missing_factor, _permuted, _not_zero, _offset,
]  # fmt: skip


# ── where ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _where(case: Case) -> str:
    """Return a description of which entries are wrong; "" if all are."""
    wrong, size = case.wrong, case.gradient.size
    if size == 1 or (wrong.all() and len(wrong) > 1):
        return ""
    if wrong.sum() == 1:
        return f"at one entry only, of {size}"
    by = [("x", case.x), ("|x|", abs(case.x))]
    both_signs = case.x[wrong].min() < 0 < case.x[wrong].max()
    for letter, x in reversed(by) if both_signs else by:
        bad, good = x[wrong], x[~wrong]
        if good.size < 2:
            break
        if bad.max() < good.min():
            return f"on one branch only: where {letter} < {_between(bad.max(), good.min()):.3g}"
        if bad.min() > good.max():
            return f"on one branch only: where {letter} > {_between(good.max(), bad.min()):.3g}"
    index = np.array(np.unravel_index(case.places, case.gradient.shape))
    for axis, along in enumerate(index):
        if len(set(along[wrong])) == 1 and not (along[~wrong] == along[wrong][0]).any():
            return f"only at index {along[wrong][0]} of axis {axis}"
    return f"at {int(wrong.sum())} of the {len(wrong)} checked entries"


def _between(low: float, high: float) -> float:
    """Return a number between two bounds: 0, 1 or −1 if it lies there, otherwise the midpoint."""
    for candidate in (0.0, 1.0, -1.0):
        if low <= candidate <= high:
            return candidate
    return (low + high) / 2


# ── numbers ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _known(found: Examined) -> tuple[Array, Array, Array, Array]:
    """Return index, numeric derivative, error bound and wrongness of the entries that are "ok" or "wrong"."""
    entries = [e for e in found.entries.values() if e.verdict in ("ok", "wrong") and math.isfinite(e.numeric)]
    return (
        np.array([e.place for e in entries], int),
        np.array([e.numeric for e in entries], float),
        np.array([e.error for e in entries], float),
        np.array([e.verdict == "wrong" for e in entries], bool),
    )


def _name_of(factor: float) -> str:
    """Return a factor other than 1 as a simple fraction or a well-known constant; "" if it is neither."""
    fraction = Fraction(factor).limit_denominator(64)
    if (
        fraction not in (0, 1)
        and abs(float(fraction) - factor) <= 1e-6 * abs(factor)
        and abs(fraction.numerator) <= 1000
    ):
        return str(fraction)
    for name, constant in CONSTANTS.items():
        if abs(abs(factor) - constant) <= 1e-6 * constant:
            return name if factor > 0 else f"-{name}"
    return ""
