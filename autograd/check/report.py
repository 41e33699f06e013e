"""What the checker says: a table to look at, and a paragraph to read."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from autograd.check.verdict import worst


@dataclass
class InputReport:
    """The verdict on the gradient by one input.

    Attributes:
        name: of the input, such as "x" or "params['w']".
        shape, dtype: of the input, as it was given.
        verdict: "ok", "wrong", "kink" or "inconclusive".
        index: where it is worst, an index into the input; None where nothing was looked at.
        analytic, numeric: the derivative there, by the engine and by differences. Where f has several outputs they
            belong to the output named by `output`; if that is None, to a weighted sum of all outputs.
        output: the index of that output.
        error, step: how far the numeric derivative may be off, and the step it was found with.
        order: of the derivative that the verdict is about: 1 for the gradient, 2 for the gradient of the gradient.
        diagnosis: what kind of mistake it is, if it is recognised; "" if not.
        reason: what was seen at a kink, or why nothing could be told.
        checked: which entries were looked at.
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

    @property
    def place(self) -> str:
        """The input with the index."""
        if not self.index:
            return self.name
        return f"{self.name}[{', '.join(map(str, self.index))}]"

    def explain(self) -> str:
        """The verdict in sentences."""
        what = f"the derivative by {self.place}"
        if self.output not in (None, ()):
            numbers = ", ".join(map(str, self.output if isinstance(self.output, tuple) else (self.output,)))
            of = "output" if self.order == 1 else "entry"
            what = f"the derivative of {of} [{numbers}]{' of the gradient' * (self.order > 1)} by {self.place}"
        by = f"{self.numeric:.10g} by differences, which may be off by {self.error:.1e}"
        text = {
            "ok": f"The gradient by {self.name} is right to order {self.order}.",
            "wrong": f"The gradient by {self.name} is wrong: {what} is {by}, but the gradient says "
            f"{self.analytic:.10g}.",
            "kink": f"At {self.place} there is a kink, and the gradient there, {self.analytic:.6g}, is one of several "
            "right ones.",
            "inconclusive": f"Nothing certain can be said of the gradient by {self.name}.",
        }[self.verdict]
        for more in (self.diagnosis and f"diagnosis: {self.diagnosis}", self.reason):
            if more:
                text += f" {more[0].upper()}{more[1:]}."
        return text + (f" Looked at: {self.checked}." if self.checked else "")


@dataclass(repr=False)
class Report:
    """The verdict on a function's derivatives, made by `check_gradients`. Its repr is a table.

    Attributes:
        name: of the function.
        inputs: an InputReport for each floating input, in order; nests are taken apart.
        oracles: who was asked: "central differences", "complex step", "forward mode"; and "used", "agrees",
            "disagrees" or "not used".
        evaluations: how often f, or for higher orders its gradient, was evaluated for differences.
        passes: how often the gradient was computed to be checked.
        notes: what else there is to say.
    """

    name: str
    inputs: list[InputReport]
    oracles: dict[str, str] = field(default_factory=dict)
    evaluations: int = 0
    passes: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """The gravest of the inputs' verdicts: "ok" < "kink" < "inconclusive" < "wrong"."""
        return worst(report.verdict for report in self.inputs)

    @property
    def ok(self) -> bool:
        """Whether every gradient is right, kinks included."""
        return self.verdict in ("ok", "kink")

    @property
    def diagnosis(self) -> str:
        """That of the worst input."""
        return next((r.diagnosis for r in self.inputs if r.verdict == self.verdict and r.diagnosis), "")

    @property
    def agree(self) -> bool:
        """Whether all oracles that could be asked agree with differences."""
        return "disagrees" not in self.oracles.values()

    def __bool__(self) -> bool:
        return self.ok

    def __repr__(self) -> str:
        head = ["input", "shape", "verdict", "order", "worst index", "analytic", "numeric", "± error", "step"]
        rows = [
            [
                r.name, _shape(r.shape), r.verdict, str(r.order), "" if r.index is None else _shape(r.index),
                *(_number(x, digits) for x, digits in ((r.analytic, 8), (r.numeric, 8), (r.error, 2), (r.step, 2))),
            ]
            for r in self.inputs
        ]  # fmt: skip
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
            f"  {'; '.join(f'{name}: {said}' for name, said in self.oracles.items())}; "
            f"{self.evaluations} evaluations, {self.passes} backward passes"
        )
        return "\n".join(line.rstrip() for line in lines)

    def explain(self) -> str:
        """The verdict as a paragraph, worst input first."""
        by_severity = sorted(self.inputs, key=lambda r: worst(["ok", r.verdict]) != self.verdict)
        sentences = [r.explain() for r in by_severity]
        sentences += [f"{note[0].upper()}{note[1:]}." for note in self.notes]
        asked = [f"{name} {said}" for name, said in self.oracles.items() if said in ("agrees", "disagrees")]
        if asked:
            sentences.append(f"Beside central differences, of other oracles: {', '.join(asked)}.")
        return " ".join(sentences)


def _shape(shape: tuple[int, ...]) -> str:
    return f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"


def _number(x: float, digits: int) -> str:
    return "" if math.isnan(x) else f"{x:.{digits}g}"
