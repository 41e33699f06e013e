"""The report of the checker, as a table and as a paragraph."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from autograd.check.verdict import worst
from autograd.display import html_table, treescope_tree


@dataclass
class InputReport:
    """The verdict on the gradient with respect to one input.

    `check_gradients` makes these reports.

    Attributes:
        name: the name of the input, such as "x" or "params['w']".
        shape, dtype: the shape and the dtype of the input as given.
        verdict: "ok", "wrong", "kink" or "inconclusive".
        index: the index of the worst entry of the input; None if no entry was checked.
        analytic, numeric: the derivative at this entry, by the engine and by finite differences. If f has several
            outputs, it is that of the output `output` or, if `output` is None, that of a weighted sum of all outputs.
        output: the index of the output, with the number of the result first if f returns several; None if not known.
        error, step: a bound on the error of `numeric`, and the step of the differences.
        order: the order of derivative that the verdict is about: 1 for the gradient, 2 for the gradient's gradient.
        diagnosis: the kind of mistake; "" if it is not recognised.
        reason: an explanation of the verdicts "kink" and "inconclusive".
        checked: a description of which entries were checked.
        lower: the reports of the orders below, which are right.

    >>> from autograd import check_gradients
    >>> report = check_gradients(lambda x, y: x * abs(y), 3.0, 0.0)
    >>> [(found.name, found.verdict) for found in report.inputs]
    [('x', 'ok'), ('y', 'kink')]
    """

    name: str
    shape: tuple[int, ...]
    dtype: str
    verdict: str = "ok"
    index: tuple[int, ...] | None = None
    analytic: float = math.nan
    numeric: float = math.nan
    output: Any = None
    error: float = math.nan
    step: float = math.nan
    order: int = 1
    diagnosis: str = ""
    reason: str = ""
    checked: str = ""
    lower: list[InputReport] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Return the name of the input with the index of the worst entry, such as "x[0, 1]"."""
        if not self.index:
            return self.name
        return f"{self.name}[{', '.join(map(str, self.index))}]"

    def explain(self) -> str:
        """Return the verdict in sentences."""
        derivative = f"the derivative with respect to {self.place}"
        if self.output not in (None, ()):
            numbers = ", ".join(map(str, self.output if isinstance(self.output, tuple) else (self.output,)))
            of = "output" if self.order == 1 else "entry"
            whole = " of the gradient" * (self.order > 1)
            derivative = f"the derivative of {of} [{numbers}]{whole} with respect to {self.place}"
        numeric = f"{self.numeric:.10g} by finite differences (error bound {self.error:.1e})"
        gradient = f"gradient with respect to {self.name}"
        text = {
            "ok": f"The {gradient} is right to order {self.order}.",
            "wrong": f"The {gradient} is wrong: {derivative} is {numeric}, but the engine computes "
            f"{self.analytic:.10g}."
            if math.isfinite(self.numeric)
            else f"The derivative with respect to {self.name} is wrong.",
            "kink": f"f is not differentiable at {self.place}, and {self.analytic:.6g} is a valid subgradient there.",
            "inconclusive": f"The check of the {gradient} is inconclusive.",
        }[self.verdict]
        for more in (self.diagnosis and f"diagnosis: {self.diagnosis}", self.reason):
            if more:
                text += f" {more if more.startswith('f ') else more[0].upper() + more[1:]}."  # f is the function
        return text + (f" Checked: {self.checked}." if self.checked else "")


@dataclass(repr=False)
class Report:
    """The verdict on the derivatives of a function.

    `check_gradients` makes these reports. The repr is a table, and `bool(report)` is `report.ok`.

    Attributes:
        name: the name of the function.
        inputs: an InputReport for each floating leaf of the inputs, in order.
        oracles: for each of "central differences", "complex step" and "forward mode", one of "used", "agrees",
            "disagrees" and "not used".
        evaluations: the number of evaluations of f, or of its gradient at higher orders, for differences.
        passes: the number of backward passes.
        notes: further remarks, such as an order that could not be checked.

    >>> from autograd import check_gradients
    >>> report = check_gradients(lambda x: x * x, 3.0)
    >>> report.verdict, report.ok, report.inputs[0].order
    ('ok', True, 2)
    >>> print(report.explain().partition(" Checked")[0])
    The gradient with respect to x is right to order 2.
    """

    name: str
    inputs: list[InputReport]
    oracles: dict[str, str] = field(default_factory=dict)
    evaluations: int = 0
    passes: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """Return the most severe verdict of the inputs: "ok" < "kink" < "inconclusive" < "wrong"."""
        return worst(report.verdict for report in self.inputs)

    @property
    def ok(self) -> bool:
        """Return whether the verdict is "ok" or "kink"."""
        return self.verdict in ("ok", "kink")

    @property
    def diagnosis(self) -> str:
        """Return the diagnosis of the first input with the most severe verdict; "" if there is none."""
        return next((r.diagnosis for r in self.inputs if r.verdict == self.verdict and r.diagnosis), "")

    @property
    def agree(self) -> bool:
        """Return whether all oracles that were used agree with central differences."""
        return "disagrees" not in self.oracles.values()

    def __bool__(self) -> bool:
        return self.ok

    def _table(self) -> tuple[list[str], list[list[str]]]:
        """Return the head and the rows of the table."""
        head = ["input", "shape", "verdict", "order", "worst index", "analytic", "numeric", "± error", "step"]
        rows = [
            [
                r.name, _shape(r.shape), r.verdict, str(r.order), "" if r.index is None else _shape(r.index),
                *(_number(x, digits) for x, digits in ((r.analytic, 8), (r.numeric, 8), (r.error, 2), (r.step, 2))),
            ]
            for found in self.inputs
            for r in (*found.lower, found)
        ]  # fmt: skip
        return head, rows

    def __repr__(self) -> str:
        head, rows = self._table()
        widths = [max(map(len, column)) for column in zip(head, *rows)]
        lines = [f"check_gradients({self.name}): {self.verdict}"]
        lines += ["  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths)) for row in [head, *rows]]
        for r in self.inputs:
            if r.diagnosis:
                lines.append(f"  {r.place}: {r.diagnosis}")
            if r.reason and r.verdict != "ok":
                lines.append(f"  {r.place}: {r.reason}")
        lines += [f"  note: {note}" for note in self.notes]
        lines.append(
            f"  {'; '.join(f'{name}: {result}' for name, result in self.oracles.items())}; "
            f"{self.evaluations} evaluations, {self.passes} backward passes"
        )
        return "\n".join(line.rstrip() for line in lines)

    def _repr_html_(self) -> str:
        """Return the table and the paragraph as HTML."""
        head, rows = self._table()
        return html_table(f"check_gradients({self.name}): {self.verdict}", head, rows, self.explain())

    def __treescope_repr__(self, path: str | None, subtree_renderer: Any) -> Any:
        shown = {"verdict": self.verdict, **vars(self)}
        return treescope_tree(self, shown, path, subtree_renderer)

    def explain(self) -> str:
        """Return the verdict as a paragraph, the worst input first."""
        by_severity = sorted(self.inputs, key=lambda r: worst(["ok", r.verdict]) != self.verdict)
        sentences = [r.explain() for r in by_severity]
        sentences += [f"{note[0].upper()}{note[1:]}." for note in self.notes]
        asked = [f"{name} {result}" for name, result in self.oracles.items() if result in ("agrees", "disagrees")]
        if asked:
            sentences.append(f"In comparison with central differences: {', '.join(asked)}.")
        return " ".join(sentences)


def _shape(shape: tuple[int, ...]) -> str:
    return f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"


def _number(x: float, digits: int) -> str:
    return "" if math.isnan(x) else f"{x:.{digits}g}"
