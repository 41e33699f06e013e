"""Python in the page: a program that a person types, with the engine at hand."""

from __future__ import annotations

import contextlib
import io
import linecache
import traceback
from collections.abc import Sequence

from nn.lab import figures
from nn.lab.controls import Control, Player, Settings, Text
from nn.lab.room import Preset, View

TITLE = "Python"
LEAD = "The engine itself, in this page. Run starts the program, Stop ends it, an endless loop too."
_START = """\
from autograd import Value

a, b = Value(2.0, "a"), Value(-3.0, "b")
loss = (a * b + 10).tanh()
loss.backward()
print("loss", loss.data)
print("grad a", a.grad)
print("grad b", b.grad)
"""
_EXPLAIN = """\
from autograd import Value, explain

a = Value(2.0, "a")
b = a * a
print(explain(a * b + b))
"""
_COMPILE = """\
import autograd

f = autograd.compile(lambda w, x, b: (w * x + b).tanh())
print(f.value_and_grad(0.5, 2.0, -1.0))
print(f.source)
"""
_XOR = """\
import random
from nn.scalar import MLP

random.seed(1)
model = MLP(2, [8, 1], activation="tanh")
rows = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]
for step in range(200):
    model.zero_grad()
    loss = sum((model([a, b]) - y) ** 2 for a, b, y in rows)
    loss.backward()
    for p in model.parameters():
        p.data -= 0.05 * p.grad
    if step % 20 == 0:
        print(step, round(loss.data, 4))
for a, b, y in rows:
    print(a, b, "→", round(model([a, b]).data, 3))
"""
CONTROLS: Sequence[Control] = [
    Text("code", "Program", _START, lines=16, most=20_000),
    Player("runs", "Run", 0, most=100_000),
]
PRESETS: Sequence[Preset] = [
    Preset("Values", {"code": _START}, "A graph, and its gradients."),
    Preset("Explain", {"code": _EXPLAIN}, "Where a gradient comes from, path by path."),
    Preset("Compile", {"code": _COMPILE}, "Backpropagation as a straight-line program."),
    Preset("XOR", {"code": _XOR}, "A network of Values, trained."),
]
_NOT_HERE = ("numpy", "autograd.", "nn.")
_LONGEST = 100_000  # characters of output


def hidden(settings: Settings) -> list[str]:
    """Return the counter of runs, which is not for people."""
    return ["runs"]


def show(settings: Settings) -> View:
    """Run the program if it was asked for, and return what it printed.

    An exception of the program is shown as Python shows it, without the frames of the lab.
    """
    if not settings["runs"]:
        return View("Press Run, or Ctrl+Enter.", [])
    printed = io.StringIO()
    failed = ""
    code = settings["code"]
    linecache.cache["program"] = (len(code), None, code.splitlines(keepends=True), "program")
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            exec(compile(code, "program", "exec"), {"__name__": "__main__", "input": _input})
        except SystemExit:
            pass
        except BaseException as error:
            where = error.__traceback__.tb_next if error.__traceback__ else None
            failed = f"{type(error).__name__}: {error}".splitlines()[0]
            printed.write("".join(traceback.format_exception(type(error), error, where)))
            if isinstance(error, ModuleNotFoundError) and str(error.name).startswith(_NOT_HERE):
                printed.write("\nThis page has no NumPy, and so no Tensors. Installed by pip, chainrule has both.\n")
    lines = printed.getvalue()
    if len(lines) > _LONGEST:
        lines = f"{lines[:_LONGEST]}\n… and {len(lines) - _LONGEST:,} more characters"
    says = failed or "The program ran."
    return View(says, [figures.text("It printed", lines.splitlines() or ["nothing"])])


def _input(prompt: object = "") -> str:
    raise EOFError("input(): nothing can be typed in here; write the text into the program")


def program(settings: Settings) -> str:
    """Return the program."""
    return str(settings["code"])
