"""docs/derivatives.md, the table of derivatives, and docs/graph.svg, the README's picture."""

from __future__ import annotations

import inspect

import autograd
from autograd import Value
from autograd.array.functions import COMPOSITES, OPERATIONS
from autograd.drawing import Drawing
from autograd.rules import expression
from autograd.rules.table import TABLE


def derivatives() -> str:
    """Return the text of docs/derivatives.md."""
    lines = [
        "# The table of derivatives",
        "",
        "Made from the code by `python -m docs.generate`. Where a comparison stands, it counts as 1 if it holds and 0",
        "if not. `out` is the result itself.",
        "",
        "## Elementwise, for Value and Tensor",
        "",
        "| operation | symbol | out | ∂out/∂x | ∂out/∂y |",
        "|---|---|---|---|---|",
    ]
    for row in TABLE.values():
        texts = [_code(row.forward_text), *map(_code, row.derivative_texts)]
        lines.append(f"| {row.name} | `{row.symbol}` | {' | '.join(texts + [''] * (3 - len(texts)))} |")
    lines += ["", "## Array operations, for Tensor", "", "| operation | what it gives |", "|---|---|"]
    for name, operation in sorted({**OPERATIONS, **COMPOSITES}.items()):
        if operation.__module__.startswith("autograd.rules."):  # nn defines some of its own
            first = (operation.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")
            lines.append(f"| `{name}{_bare(inspect.signature(operation))}` | {_plain(first)} |")
    return "\n".join(lines) + "\n"


def _code(text: expression.Expression | float) -> str:
    return f"`{expression.write(text)}`".replace("|", "\\|")


def _plain(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _bare(signature: inspect.Signature) -> inspect.Signature:
    """Without annotations."""
    parameters = [p.replace(annotation=p.empty) for p in signature.parameters.values()]
    return signature.replace(parameters=parameters, return_annotation=signature.empty)


def picture() -> Drawing:
    """Return the drawing of docs/graph.svg."""
    a, b, c = Value(2.0, "a"), Value(-3.0, "b"), Value(10.0, "c")
    loss = (a * b + c).tanh()
    loss.label = "loss"
    loss.backward()
    return autograd.draw(loss)
