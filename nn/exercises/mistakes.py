"""Name the kind of a mistake: apply transformations to the right answer, and see which one gives the learner's.

The mistakes of the exercise come first. Then come those that can occur anywhere: a sign, a factor, a missing upstream
gradient, a missing sum, swapped results, a transposed array.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from autograd.extend import Array
from nn.exercises.exercise import Case, Part

TOLERANCE = 1e-6  # relative; right formulas in float64 differ by less than 1e-9 on these cases

Candidate = tuple[str, list[Array]]  # a kind of mistake, and what it gives in each trial


@dataclass(frozen=True)
class Trial:
    """One call: its case, the learner's results and the right ones."""

    case: Case
    got: tuple[Array, ...]
    right: tuple[Array, ...]

    @property
    def wrong(self) -> list[int]:
        """Return the numbers of the results that are wrong."""
        return [k for k in range(len(self.right)) if not same(self.got[k], self.right[k])]


def same(a: Array, b: Array) -> bool:
    """Return whether two arrays have one shape, and the same numbers but for rounding."""
    if a.shape != b.shape:
        return False
    scale = float(np.max(np.abs(b), initial=0.0, where=np.isfinite(b)))
    return np.allclose(a, b, rtol=TOLERANCE, atol=1e-2 * TOLERANCE * scale + 1e-12, equal_nan=True)


def results(value: Any, part: Part) -> tuple[Array, ...]:
    """Return what an answer of this part returned as float64 arrays, one for each result."""
    values = value if len(part.returns) > 1 or isinstance(value, tuple) else (value,)
    return tuple(np.asarray(v, np.float64) for v in values)


def name_mistake(part: Part, trials: Sequence[Trial]) -> tuple[str, str, Trial]:
    """Return the kind of the first mistake ("" if it is not known), its place, and a trial that shows it.

    Special cases count only if all ordinary ones are right, so that a formula that is wrong everywhere is not reported
    as an overflow.

    Args:
        part: the function.
        trials: all calls, of which at least one is wrong.
    """
    ordinary = [trial for trial in trials if not trial.case.note]
    if any(trial.wrong for trial in ordinary):
        trials = ordinary
    shown = next(trial for trial in trials if trial.wrong)
    kinds = {k: _kind(part, trials, k) for k in shown.wrong}
    if not any(kinds.values()):
        kinds = {k: _kind_of_wrong(part, trials, k) for k in shown.wrong}
    # A result that depends on a wrong one is wrong in no known way: then the other one tells more.
    first = next((k for k, kind in kinds.items() if kind), shown.wrong[0])
    alike = [k for k, kind in kinds.items() if k == first or (kind and kind == kinds[first])]
    place = "in " + listed([part.returns[k] for k in alike])
    return kinds[first], f"{place}, {shown.case.note}" if shown.case.note else place, shown


def listed(names: Sequence[str]) -> str:
    """Return names with commas and "and" between them.

    >>> listed(["the gradient of a", "the gradient of b"])
    'the gradients of a and b'
    """
    head = "the gradient of "
    if len(names) > 1 and all(name.startswith(head) for name in names):
        return "the gradients of " + listed([name.removeprefix(head) for name in names])
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _kind(part: Part, trials: Sequence[Trial], k: int) -> str:
    """Return the kind of mistake in result k that explains all trials, "" if none does."""
    with np.errstate(all="ignore"):  # wrong formulas overflow
        for family in FAMILIES:
            for text, given in family(part, trials, k):
                if all(same(trial.got[k], array) for trial, array in zip(trials, given)):
                    return text
    return ""


def _kind_of_wrong(part: Part, trials: Sequence[Trial], k: int) -> str:
    """Return the kind of mistake that explains the trials in which result k is wrong, "" if that is one number."""
    wrong = [trial for trial in trials if k in trial.wrong]
    return _kind(part, wrong, k) if len(wrong) > 1 or wrong[0].right[k].size > 1 else ""


# ── the mistakes ────────────────────────────────────────────────────────────────────────────────────────────────────


def _of_the_exercise(part: Part, trials: Sequence[Trial], k: int) -> Iterator[Candidate]:
    for mistake in part.mistakes:
        given = [results(mistake.answer(**trial.case.arguments), part)[k] for trial in trials]
        if not all(same(array, trial.right[k]) for array, trial in zip(given, trials)):
            yield mistake.text, given


def _finite(part: Part, trials: Sequence[Trial], k: int) -> Iterator[Candidate]:
    bad = sorted({str(n) for trial in trials for n in trial.got[k].ravel() if not np.isfinite(n)})
    if bad:
        yield f"not finite ({', '.join(bad)})", [trial.got[k] for trial in trials]


def _shape(part: Part, trials: Sequence[Trial], k: int) -> Iterator[Candidate]:
    got, right = [trial.got[k] for trial in trials], [trial.right[k] for trial in trials]
    other = next((i for i, (a, b) in enumerate(zip(got, right)) if a.shape != b.shape), None)
    if other is None:
        return
    text = f"the shape is {got[other].shape}, and should be {right[other].shape}"
    if len({a.ndim for a in got}) > 1:
        yield text, got
        return
    if all(a.size == b.size and same(a.reshape(b.shape), b) for a, b in zip(got, right)):
        yield text + "; the numbers are right", got
    axes = range(got[0].ndim)
    for summed in (s for n in range(1, len(axes) + 1) for s in itertools.combinations(axes, n)):
        for keep in (False, True):
            if all(same(a.sum(summed, keepdims=keep), b) for a, b in zip(got, right)):
                yield "the sum over the broadcast axis is missing", got
    yield "transposed", [b.T for b in right]
    for axis in range(right[0].ndim):
        for keep in (False, True):
            yield f"a sum over axis {axis} too much", [b.sum(axis, keepdims=keep) for b in right]
    yield text, got


def _other_result(part: Part, trials: Sequence[Trial], k: int) -> Iterator[Candidate]:
    for j, name in enumerate(part.returns):
        swapped = all(same(trial.got[j], trial.right[k]) for trial in trials)
        if j != k and (swapped or trials[0].right[j].shape == trials[0].right[k].shape):
            yield f"swapped with {name}" if swapped else f"it is {name}", [trial.right[j] for trial in trials]


def _upstream(part: Part, trials: Sequence[Trial], k: int) -> Iterator[Candidate]:
    if "upstream" not in trials[0].case.arguments:
        return
    for text, power in (("the factor upstream is missing", 0), ("the factor upstream appears twice", 2)):
        cases = [dict(trial.case.arguments) for trial in trials]
        for arguments in cases:
            arguments["upstream"] = arguments["upstream"] ** power
        yield text, [results(part.answer(**arguments), part)[k] for arguments in cases]
    alone = [np.asarray(trial.case.arguments["upstream"], np.float64) for trial in trials]
    yield "it is upstream alone: the local derivative is missing", alone


def _number(part: Part, trials: Sequence[Trial], k: int) -> Iterator[Candidate]:
    yield "the opposite sign", [-trial.right[k] for trial in trials]
    yield "zero everywhere", [0 * trial.right[k] for trial in trials]
    yield "the absolute value: a sign is lost", [abs(trial.right[k]) for trial in trials]
    yield "the square of what it should be", [trial.right[k] ** 2 for trial in trials]
    yield "rounded down to a whole number, as by //", [np.floor(trial.right[k]) for trial in trials]


def _size(part: Part, trials: Sequence[Trial], k: int) -> Iterator[Candidate]:
    """Try the sizes of the arguments as factors: a mean in place of a sum, or the other way round."""
    sizes: dict[str, list[int]] = {}
    for name, value in trials[0].case.arguments.items():
        arrays = [np.asarray(trial.case.arguments[name]) for trial in trials] if isinstance(value, np.ndarray) else []
        if arrays:
            sizes |= {f"{name}.shape[{a}]": [array.shape[a] for array in arrays] for a in range(value.ndim)}
            sizes[f"{name}.size"] = [array.size for array in arrays]
    factors: list[tuple[str, list[float]]] = []
    for name, size in sizes.items():
        factors.append((f"the mean is missing: it is not divided by {name}", list(map(float, size))))
        factors.append((f"a mean in place of a sum: it is divided by {name}", [1 / n for n in size]))
    for (_, good), (name, bad) in itertools.permutations(sizes.items(), 2):
        factors.append((f"divided by the wrong size, {name}", [n / m for n, m in zip(good, bad)]))
    for text, factor in factors:
        if len(trials) == 1 or len(set(factor)) > 1:  # one factor in all trials is a constant
            yield text, [trial.right[k] * f for trial, f in zip(trials, factor)]


def _factor(part: Part, trials: Sequence[Trial], k: int) -> Iterator[Candidate]:
    right, got = trials[0].right[k], trials[0].got[k]
    if right.shape != got.shape or not right.any():
        return
    at = np.unravel_index(np.argmax(np.abs(right)), right.shape)
    factor = float(got[at] / right[at])
    if len(trials) == 1 and right.size == 1:  # any factor fits
        return
    simple = Fraction(factor).limit_denominator(64)
    text = str(simple) if abs(float(simple) - factor) <= 1e-6 * abs(factor) else f"{factor:.6g}"
    yield f"a constant factor: it is {text} times what it should be", [factor * trial.right[k] for trial in trials]


def _argument(part: Part, trials: Sequence[Trial], k: int) -> Iterator[Candidate]:
    """Try an argument as a factor that is missing or too much."""
    right = [trial.right[k] for trial in trials]
    for name, first in trials[0].case.arguments.items():
        if name == "upstream" or not isinstance(first, float | np.ndarray):
            continue
        given = [np.asarray(trial.case.arguments[name], np.float64) for trial in trials]
        if not all(a.shape in ((), b.shape) for a, b in zip(given, right)):
            continue
        yield f"the factor {name} is missing", [b / a for a, b in zip(given, right)]
        yield f"the factor {name} is too much", [b * a for a, b in zip(given, right)]
        yield f"it is {name} itself", given


def _place(part: Part, trials: Sequence[Trial], k: int) -> Iterator[Candidate]:
    yield "transposed", [trial.right[k].T for trial in trials]
    for axis in range(trials[0].right[k].ndim):
        yield f"reversed along axis {axis}", [np.flip(trial.right[k], axis) for trial in trials]
    yield "reversed along all axes", [np.flip(trial.right[k]) for trial in trials]


FAMILIES = (
    _of_the_exercise, _finite, _other_result, _shape, _upstream, _number, _size, _argument, _place, _factor,
)  # fmt: skip
