"""Backpropagation, step by step, through an expression that a person types."""

from __future__ import annotations

import re
from collections.abc import Sequence

from autograd import Formula, Value, steps
from nn.lab import figures
from nn.lab.controls import Control, Player, Settings, Text
from nn.lab.figures import short
from nn.lab.room import Preset, View

TITLE = "Backpropagation, step by step"
LEAD = "Type an expression. Values appear going forward; then each step backwards is one edge: upstream × local."
_MOST = 60  # operations; a larger graph is no longer read
CONTROLS: Sequence[Control] = [
    Text("expression", "Expression; steps before it end with ;", "h = tanh(w*x + b); (h - y)**2", most=400),
    Text("values", "Values", "w=0.5, x=2, b=-1.5, y=1", most=400),
    Player("step", "Step", 0, most=1000, pace=1200),
]
PRESETS: Sequence[Preset] = [
    Preset("A neuron and its loss", {"expression": "h = tanh(w*x + b); (h - y)**2",
                                     "values": "w=0.5, x=2, b=-1.5, y=1", "step": 0}, "One neuron, squared error."),
    Preset("Fan-out", {"expression": "a*b + a", "values": "a=2, b=-3", "step": 0},
           "a is used twice, so two contributions are added up."),
    Preset("A chain", {"expression": "sin(exp(x**2))", "values": "x=0.5", "step": 0},
           "The chain rule: one factor for each operation."),
    Preset("micrograd's example", {"expression": "tanh(x1*w1 + x2*w2 + b)",
                                   "values": "x1=2, w1=-3, x2=0, w2=1, b=6.8813735870195432", "step": 0},
           "The neuron of a well-known lecture: the gradients of w are 1 and 0, of x −1.5 and 0.5."),
    Preset("A softmax", {"expression": "p = exp(a) / (exp(a) + exp(b)); -log(p)", "values": "a=1, b=2", "step": 0},
           "Cross-entropy of two scores: the gradients are p − 1 and 1 − p."),
]  # fmt: skip


def hidden(settings: Settings) -> list[str]:
    """Return no name: all controls have an effect."""
    return []


def show(settings: Settings) -> View:
    """Return the graph as it is known after some steps.

    Raises:
        ValueError: if the expression or the values cannot be read, or there are too many operations.
    """
    formula, numbers, unset = _read(settings)
    leaves = {name: Value(number, name) for name, number in numbers.items()}
    result = formula(**leaves)
    if not result.op:
        raise ValueError(f"expression: {formula.text!r} has no operation; try a*b + a")
    walk = steps(result, max_nodes=10_000)
    operations = sum(step.phase == "forward" for step in walk.steps)
    if operations > _MOST:
        raise ValueError(f"expression: expected at most {_MOST} operations, got {operations}")
    now = min(settings["step"], len(walk.steps))
    done = walk.steps[:now]
    data = {name: text for step in walk.steps if step.phase == "forward" for name, text in step.data.items()}
    known = {name for step in done for name in step.data}
    grad: dict[str, str] = {}
    for past in done:
        grad |= past.grad
    step = done[-1] if done else None
    total = len(walk.steps)
    if step is None:
        says = f"{operations} operation{'s'[: operations != 1]}, {total} steps. Press Next, or the right arrow key."
        if unset:
            says += f" No value is given for {', '.join(unset)}: it is 1."
    else:
        says = f"Step {now} of {total}, {step.phase}: {_with_minus(step.text)}"
    result.backward()
    forward = [s.code for s in walk.steps if s.phase == "forward"]
    backward = [s.code for s in walk.steps if s.phase == "backward"]
    lines = ["# forward", *forward, "# backward: gradient = upstream × local derivative", *backward]
    lit = None if step is None else now if step.phase == "forward" else now + 1
    sums = {past.text.partition("/∂")[2].partition(":")[0]: text for past in done for text in past.grad.values()}
    rows = [[name, short(node.data), _with_minus(sums.get(name, ""))] for name, node in leaves.items()]
    return View(
        says,
        [
            figures.graph(
                "The graph", walk.drawing.dot,
                _with_minus("\n".join(s.text for s in done)) or "Nothing is computed yet.",
                () if step is None else step.lit, "" if step is None else step.phase,
                data={name: text for name, text in data.items() if name in known},
                computed=sorted(data), grad=grad,
            ),
            figures.listing("The same as a program", lines, lit),
            figures.table("Values and gradients", ["", "value", "gradient so far"], rows),
        ],
        {"result": result.data} | {f"grad {name}": node.grad for name, node in leaves.items()},
        most=total,
    )  # fmt: skip


def program(settings: Settings) -> str:
    """Return the Python program that computes the same gradients."""
    formula, numbers, _ = _read(settings)
    return "\n".join([
        "from autograd import Formula, Value, steps", "",
        *(f'{name} = Value({number}, "{name}")' for name, number in numbers.items()),
        f"result = Formula({formula.text!r})({', '.join(f'{name}={name}' for name in numbers)})",
        "result.backward()", "",
        'print("result", result.data)',
        *(f'print("grad {name}", {name}.grad)' for name in numbers),
        "# print(steps(result)) lists the steps; steps(result).save(\"steps.html\") makes a page of them", "",
    ])  # fmt: skip


def _with_minus(text: str) -> str:
    """Return a text with true minus signs before numbers."""
    return re.sub(r"-(?=[\d.])", "−", text)


def _read(settings: Settings) -> tuple[Formula, dict[str, float], list[str]]:
    """Return the formula, the number of each of its variables, and the variables without a value, whose number is 1."""
    formula = Formula(settings["expression"])
    given: dict[str, float] = {}
    for part in re.split(r"[,;\n]", settings["values"]):
        if not part.strip():
            continue
        name, equals, number = part.partition("=")
        try:
            given[name.strip()] = float(number)
        except ValueError:
            equals = ""
        if not equals or not name.strip().isidentifier():
            raise ValueError(f"values: expected NAME=NUMBER, as in w=0.5, got {part.strip()!r}")
    return (
        formula,
        {name: given.get(name, 1.0) for name in formula.names},
        [name for name in formula.names if name not in given],
    )
