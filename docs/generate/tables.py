"""docs/derivatives.md, the table of derivatives, and docs/graph.svg, the README's picture."""

from __future__ import annotations

import inspect

from autograd.drawing import Drawing, draw
from autograd.rules import expression
from autograd.rules.table import TABLE
from autograd.scalar.value import Value
from docs.generate.signatures import definitions, documentation, function_of


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
    for definition in sorted(definitions(), key=lambda d: d.name):
        first = documentation(definition).split("\n\n")[0]
        signature = _bare(inspect.signature(function_of(definition)))
        lines.append(f"| `{definition.name}{signature}` | {_plain(first)} |")
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
    return draw(loss)
