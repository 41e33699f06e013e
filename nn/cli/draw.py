"""`chainrule draw`: the graph of an expression, with its numbers and gradients."""

from __future__ import annotations

import argparse
import math
from pathlib import Path

from nn.cli.shared import OK, UsageError, checked_errors, show
from nn.plain import to_json

EXAMPLES = """examples:
  chainrule draw "tanh(w*x + b)" w=.5 x=2 b=-1
  chainrule draw "h = relu(w*x + b); (h - y)**2" w=2 x=1.5 b=0 y=1 --out loss.png
  chainrule draw -- "-x**2" x=3
"""


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the arguments of the verb."""
    parser = verbs.add_parser(
        "draw",
        help="draw the graph of an expression, with gradients",
        description="Compute an expression and the gradient of its result towards every part, and draw the graph.\n"
        "It may hold numbers, names, + - * / ** and functions such as tanh, and begin with steps: NAME = EXPRESSION;",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("expression", metavar="EXPRESSION", help="what to compute")
    parser.add_argument("values", metavar="NAME=NUMBER", nargs="*", help="the number of each variable")
    parser.add_argument("--out", metavar="FILE", type=Path, default=Path("graph.svg"),
                        help="a .svg, .png, .pdf, .html or .dot file (default: graph.svg)")  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print JSON, and draw only if --out is given")
    parser.set_defaults(run=run, default_out=Path("graph.svg"))


def run(given: argparse.Namespace) -> int:
    """Compute, print the numbers and gradients, draw, and return the exit code."""
    from autograd import Formula, Value, draw

    with checked_errors():
        formula = Formula(given.expression)
        numbers: dict[str, float] = {}
        for name, number in map(_number, given.values):
            if name in numbers:
                raise UsageError(f"{name} is given twice")
            numbers[name] = number
        lacking = [name for name in formula.names if name not in numbers]
        if lacking:
            raise UsageError(f"give each variable a number: {' '.join(f'{name}=…' for name in lacking)}")
        if unknown := [name for name in numbers if name not in formula.names]:
            names = ", ".join(formula.names) or "none"
            raise UsageError(f"{given.expression!r} has no {unknown[0]}; its variables: {names}")
        leaves = {name: Value(number, name) for name, number in numbers.items()}
        named, result = formula.evaluate(**leaves)
        result.label = result.label or "result"
        result.backward()
        rows = [(name, node) for name, node in named.items() if isinstance(node, Value) and node is not result]
        rows.append((result.label, result))
        if given.json:
            show(to_json({name: {"value": node.data, "gradient": node.grad} for name, node in rows}))
        else:
            show(f"{'':<12}{'value':>12}{'gradient':>12}")
            for name, node in rows:
                show(f"{name:<12}{node.data:>12.6g}{node.grad:>12.6g}")
        if not given.json or given.out != given.default_out:
            draw(result).save(given.out)
            if not given.json:
                show(f"\ngraph: {given.out}")
    return OK


def _number(text: str) -> tuple[str, float]:
    name, equals, number = text.partition("=")
    try:
        value = float(number)
    except ValueError:
        value = math.nan
        equals = ""
    if not equals or not name.strip().isidentifier():
        raise UsageError(f"expected NAME=NUMBER, as in w=0.5, got {text!r}")
    return name.strip(), value
