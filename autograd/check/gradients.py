"""`check_gradients`, which checks all inputs of a function order by order."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from autograd.check.by_output import by_output, named
from autograd.check.diagnosis import Case, diagnose
from autograd.check.examine import Examined, Examiner, one_line
from autograd.check.precision import check_as_given
from autograd.check.report import InputReport, Report
from autograd.check.subgradients import not_a_subgradient
from autograd.check.subject import Subject
from autograd.check.upstream import not_linear
from autograd.check.verdict import SEVERITY, Entry, Tolerance
from autograd.errors import BroadcastError
from autograd.rules.arrays import Array

AT_SECOND = "right at first order and wrong at second"
NOT_DETERMINISTIC = (
    "f is not deterministic: it returns different results for the same inputs (does it use dropout or random numbers?)"
)
RANDOM_BACKWARD = "the backward pass is not deterministic: it returns different gradients for the same inputs"


def check_gradients(
    f: Callable[..., Any],
    *inputs: Any,
    order: int = 2,
    rtol: float = 1e-6,
    atol: float = 0.0,
    seed: int = 0,
    one_by_one: int = 100,
) -> Report:
    """Compare the derivatives of f at a point with finite differences, and diagnose mistakes.

    Each numeric derivative has an error bound, which decides the verdict:

    - "wrong": the derivatives differ by more than the error bound can explain.
    - "ok": they agree, and the error bound is small enough to reveal a mistake.
    - "kink": f is not differentiable here, and the gradient is a valid subgradient.
    - "inconclusive": the error bound is too large, or f is not finite or not deterministic.

    Args:
        f: a function of floats, arrays, Tensors, Values, or pytrees of them, as for `autograd.vjp`. Its result may be a
            pytree too, with leaves of any shape.
        *inputs: the point, with floating leaves of any shape. Other leaves are passed on to f unchanged. float32 inputs
            are checked in float64, and then the float32 gradient is compared with the float64 gradient.
        order: the highest order to check: 1 for gradients, 2 for gradients of gradients too, and so on.
        rtol: relative tolerance. Derivatives that differ by less than atol + rtol · |derivative| are never wrong.
        atol: absolute tolerance.
        seed: the seed of the random directions and weights. The same seed gives the same report.
        one_by_one: the largest number of entries of an input that is checked entry by entry. In larger inputs, all
            entries move at once, and a search finds the wrong one.

    Returns:
        A Report with an InputReport for each floating leaf. Its repr is a table, and `.explain()` is a paragraph.

    Raises:
        TypeError: if no input is floating, or f returns no floats.
        ValueError: if `order` is below 1.
        Exception: any exception that f raises at the inputs.

    >>> import numpy as np
    >>> from autograd import custom
    >>> @custom(vjp=lambda upstream, x: upstream * np.sin(x))
    ... def cosine(x):
    ...     return np.cos(x)
    >>> report = check_gradients(cosine, np.array([0.5, 1.0, 2.0]))
    >>> report.verdict, report.inputs[0].diagnosis
    ('wrong', 'sign: it has the opposite sign')
    >>> check_gradients(abs, 0.0).verdict
    'kink'
    """
    if order < 1:
        raise ValueError(f"check_gradients(): expected an order of 1 or more, got {order}")
    return Check(f, inputs, Tolerance(rtol, atol), seed, one_by_one).run(1, order)


class Check:
    """One call of the checker."""

    def __init__(
        self, f: Callable[..., Any], inputs: Sequence[Any], tolerance: Tolerance, seed: int, one_by_one: int
    ) -> None:
        self.subject = Subject(f, inputs)
        self.tolerance, self.one_by_one = tolerance, one_by_one
        self.rng = np.random.default_rng(seed)
        self.oracles: dict[str, bool] = {}
        self.forward_is_wrong: dict[int, str] = {}  # the inputs, with the error that the jvp raised
        reports = [
            InputReport(name, np.shape(x), str(getattr(given, "dtype", type(given).__name__)))
            for name, given, x in zip(self.subject.names, self.subject.given, self.subject.x)
        ]
        self.report = Report(self.subject.name, reports)
        if self.subject.offsets.names:
            names = ", ".join(dict.fromkeys(self.subject.offsets.names))
            self.report.notes.append(f"checked as its surrogate, not as itself: {names}")

    def run(self, first: int, last: int, upstreams: Sequence[Any] | None = None) -> Report:
        """Check the orders from `first` to `last`.

        Args:
            first: the lowest order to check.
            last: the highest order to check.
            upstreams: the upstream gradients of f's results at higher orders; random weights if None.
        """
        with np.errstate(all="ignore"):
            self._run(first, last, upstreams)
        for k, error in self.forward_is_wrong.items():
            report = self.report.inputs[k]
            if report.verdict != "wrong":
                right = "; reverse mode is right" if report.verdict == "ok" else ""
                report.verdict, report.order, report.reason, report.output = "wrong", 1, "", None
                report.index, report.analytic, report.numeric = None, math.nan, math.nan  # those of reverse mode
                report.error = report.step = math.nan
                report.diagnosis = (
                    f"forward mode (jvp) fails: {error}" if error else f"forward mode (jvp) is wrong{right}"
                )
        self.report.oracles = {
            "central differences": "used",
            **{
                name: "not used" if name not in self.oracles else "agrees" if self.oracles[name] else "disagrees"
                for name in ("complex step", "forward mode")
            },
        }
        return self.report

    def _run(self, first: int, last: int, upstreams: Sequence[Any] | None) -> None:
        subject = self.subject
        for order in range(1, last + 1):
            try:
                if order > 1:
                    subject = subject.derivative(self._weights(subject, upstreams))
                examiner = self._examiner(subject, order) if order >= first else None
            except Exception as error:
                if order == 1:
                    self._check_one_by_one(error)
                elif order == first:
                    raise
                else:
                    self.report.notes.append(f"order {order} was not checked because it failed: {one_line(error)}")
                break
            if order < first:
                continue
            if order > first:
                for report in self.report.inputs:
                    if report.index is not None and report.verdict == "ok":
                        report.lower.append(replace(report, lower=[]))
            if examiner is not None:
                self._examine(examiner, order)
            self.report.evaluations += subject.count.evaluations
            self.report.passes += subject.count.passes
            if examiner is None or self.report.verdict == "wrong":
                break

    def _weights(self, subject: Subject, upstreams: Sequence[Any] | None) -> Array:
        if upstreams is None:
            return subject.weights(self.rng)
        return np.concatenate([np.asarray(upstream, np.float64).ravel() for upstream in upstreams])

    def _examiner(self, subject: Subject, order: int) -> Examiner | None:
        """Return an Examiner of the subject; None, with the reason in the report, if no verdict is possible."""
        if not np.isfinite(subject.base).all():
            name = "f" if order == 1 else "the gradient"
            self._set_inconclusive(order, f"{name} is {subject.base[~np.isfinite(subject.base)][0]} here")
            return None
        if not _same(subject.base, subject.evaluate(subject.x)):
            self._set_inconclusive(order, NOT_DETERMINISTIC)
            return None
        examiner = Examiner(subject, self.tolerance, self.rng, self.one_by_one, order)
        again = subject.gradient(subject.x, examiner.weights)
        for k, report in enumerate(self.report.inputs):
            if not _same(examiner.analytic[k], again[k]):
                report.verdict, report.order, report.diagnosis = "wrong", order, RANDOM_BACKWARD
        if self.report.verdict == "wrong":
            return None
        return examiner

    def _examine(self, examiner: Examiner, order: int) -> None:
        """Check all inputs and record the results."""
        subject = examiner.subject
        everything = [examiner.examine(k) for k in range(len(subject.x))]
        if not _same(subject.base, subject.evaluate(subject.x)):
            self._set_inconclusive(order, NOT_DETERMINISTIC)
            return
        self._record_all(examiner, everything, order)
        if order == 1:
            for k, (entry, diagnosis) in not_linear(examiner).items():
                self._record_mistake(k, subject, entry, diagnosis)
            mistake = not_a_subgradient(examiner, everything)
            if mistake is not None:
                k, entry, diagnosis = mistake
                self._record_mistake(k, subject, entry, diagnosis)
        if self.report.verdict != "wrong":
            self._examine_beside(subject, order)

    def _examine_beside(self, subject: Subject, order: int) -> None:
        """Check a point beside x for mistakes that do not show at x itself. At a kink, check a point on each side."""
        kinked = any(report.verdict == "kink" for report in self.report.inputs)
        for beside in itertools.islice(subject.beside(self.rng), 2 if kinked else 1):
            try:
                examiner = Examiner(beside, self.tolerance, self.rng, self.one_by_one, order)
            except Exception:
                continue  # f cannot be differentiated there, but it can at x
            if not examiner.agrees_along_everything():
                everything = [examiner.examine(k) for k in range(len(beside.x))]
                self._record_all(examiner, everything, order, beside=True)
                break

    def _record_all(self, examiner: Examiner, everything: Sequence[Examined], order: int, beside: bool = False) -> None:
        for k, found in enumerate(everything):
            if k < len(self.report.inputs):
                self._record(k, examiner, everything, order, beside)
            elif found.verdict == "wrong":
                self._record_upstream(k, examiner, found, order)

    def _record_mistake(self, k: int, subject: Subject, entry: Entry, diagnosis: str) -> None:
        """Record a mistake that is known already. The numbers of an entry that is wrong anyway are kept."""
        report = self.report.inputs[k]
        if report.verdict != "wrong":
            self._fill(report, subject, k, entry, 1)
            report.verdict = "wrong"
        report.diagnosis = diagnosis

    def _check_one_by_one(self, error: Exception) -> None:
        """After a backward pass that raised: find the inputs that cause it, and check the others."""
        failed = False
        for k, report in enumerate(self.report.inputs):
            alone = self.subject.only(k)
            try:
                examiner = Examiner(alone, self.tolerance, self.rng, self.one_by_one)
            except Exception as own:
                failed = True
                self._record_failure(report, own)
                continue
            found = examiner.examine(0)
            if found.worst_entry is not None:
                self._fill(report, alone, 0, found.worst_entry, 1)
            report.verdict, report.checked = found.verdict, found.how
        if not failed:
            for report in self.report.inputs:
                self._record_failure(report, error)

    def _record_failure(self, report: InputReport, error: Exception) -> None:
        report.verdict = "wrong"
        missing = isinstance(error, BroadcastError)
        report.diagnosis = "missing sum over a broadcast axis" if missing else "the backward pass fails"
        report.diagnosis += f": {one_line(error)}"

    def _record(self, k: int, examiner: Examiner, everything: Sequence[Examined], order: int, beside: bool) -> None:
        """Record the results of input k; if they are those of a point beside x, record only what is wrong."""
        found, report, subject = everything[k], self.report.inputs[k], examiner.subject
        for name, agrees in found.oracles.items():
            if order == 1:
                self.oracles[name] = agrees and self.oracles.get(name, True)
        if order == 1 and found.verdict != "wrong" and found.oracles.get("forward mode") is False:
            self.forward_is_wrong[k] = found.jvp_error
        verdict, entry = found.verdict, found.worst_entry
        if beside and verdict != "wrong":
            return
        diagnosis = reason = ""
        outputs = None
        if verdict in ("wrong", "kink") and entry is not None:
            outputs = by_output(examiner, k, entry)
        if verdict == "wrong":
            diagnosis = diagnose(Case(examiner, k, everything, outputs))
        if outputs is not None and entry is not None:
            alone = examiner.check(k, entry.place, outputs.worst)
            if alone.verdict == verdict:
                entry = alone
            else:
                outputs = None
        if SEVERITY[verdict] <= SEVERITY["kink"]:
            narrow = check_as_given(examiner, k)
            if narrow is not None:
                verdict, entry = "wrong", narrow
                diagnosis = f"wrong in {narrow.reason} only: in float64 it is right"
        # At a kink of f, higher derivatives do not exist, so their verdict adds nothing.
        if order > 1 and report.verdict == "kink" and verdict != "wrong":
            return
        if SEVERITY[verdict] < SEVERITY[report.verdict]:
            return
        if entry is not None:
            self._fill(report, subject, k, entry, order)
            reason = entry.reason if verdict != "wrong" or entry.reason.startswith("a kink") else ""
            if outputs is not None:
                report.output = named(subject.shapes, outputs.worst)
        if order > 1 and verdict == "wrong":
            diagnosis = f"{AT_SECOND if order == 2 else f'wrong at order {order} only'}" + (
                diagnosis and f": {diagnosis}"
            )
        if beside and entry is not None:
            at = f"{report.place} = {subject.x[k].flat[entry.place]:.8g}"
            diagnosis = f"right at the point and wrong beside it, at {at}" + (diagnosis and f": {diagnosis}")
        report.verdict, report.order, report.checked = verdict, order, found.how
        report.diagnosis, report.reason = diagnosis, found.reason or reason

    def _fill(self, report: InputReport, subject: Subject, k: int, entry: Entry, order: int) -> None:
        shape = subject.x[k].shape
        report.index = tuple(int(i) for i in np.unravel_index(entry.place, shape)) if shape else ()
        report.analytic, report.numeric = entry.analytic, entry.numeric
        report.error, report.step, report.order = entry.error, entry.step, order
        report.reason, report.output = entry.reason, None

    def _record_upstream(self, k: int, examiner: Examiner, found: Examined, order: int) -> None:
        """Record an error in the dependence on an upstream gradient, for the input whose gradient is wrong."""
        entry, subject = found.worst_entry, examiner.subject
        outputs = None if entry is None else by_output(examiner, k, entry)
        place = 0 if outputs is None else outputs.worst
        owner = 0
        while place >= subject.x[owner].size:
            place -= subject.x[owner].size
            owner += 1
        report = self.report.inputs[owner]
        if (
            entry is None
            or report.verdict == "wrong"
            or (report.verdict == "kink" and not math.isfinite(entry.analytic))
        ):
            return
        analytic, numeric = (entry.analytic, entry.numeric) if outputs is None else outputs.at(outputs.worst)
        self._fill(report, subject, owner, Entry(place, "wrong", analytic, numeric, entry.error, entry.step), order)
        report.verdict, report.reason = "wrong", ""
        report.diagnosis = f"{AT_SECOND}: the gradient does not depend on the upstream gradient as it should"

    def _set_inconclusive(self, order: int, reason: str) -> None:
        """Record that no verdict is possible on any input."""
        for report in self.report.inputs:
            if order == 1 or (report.verdict == "ok" and reason == NOT_DETERMINISTIC):
                report.verdict, report.reason, report.order = "inconclusive", reason, order
        if order > 1:
            self.report.notes.append(f"order {order} was not checked: {reason}")


def _same(a: Any, b: Any) -> bool:
    """Return whether two results of a computation agree up to the order of summation, which threads may change."""
    if a.shape != b.shape:
        return False
    largest = float(np.max(abs(a), initial=0.0, where=np.isfinite(a)))
    return bool(np.allclose(a, b, rtol=1e-10, atol=1e-10 * largest, equal_nan=True))
