"""How exact the rows of the calculus table are: forward, first and second derivatives against mpmath.

`python -m tests.accuracy` writes docs/accuracy.md. It needs mpmath and SymPy; with PyTorch, its errors stand beside.
"""

from __future__ import annotations

import functools
import itertools
import math
import pathlib
import random
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import mpmath  # type: ignore[import-untyped]
import sympy as sp  # type: ignore[import-untyped]

import autograd
from autograd import Value
from autograd.rules.table import TABLE

X, Y = sp.symbols("x y", real=True)
_CDF = sp.erfc(-X / sp.sqrt(2)) / 2
_GATE = 1 / (1 + sp.exp(-2 * sp.sqrt(2 / sp.pi) * X * (1 + sp.Rational(44715, 1000000) * X**2)))

# The rows as SymPy writes them. Where a row has pieces, a function of the point that chooses one.
EXACT: dict[str, Any] = {
    "add": X + Y, "sub": X - Y, "mul": X * Y, "div": X / Y, "pow": X**Y, "neg": -X, "square": X**2, "reciprocal": 1 / X,
    "sqrt": sp.sqrt(X), "rsqrt": 1 / sp.sqrt(X), "hypot": sp.sqrt(X**2 + Y**2), "exp": sp.exp(X), "exp2": 2**X,
    "expm1": sp.exp(X) - 1, "log": sp.log(X), "log2": sp.log(X) / sp.log(2), "log10": sp.log(X) / sp.log(10),
    "log1p": sp.log(1 + X), "sigmoid": 1 / (1 + sp.exp(-X)), "softplus": sp.log(1 + sp.exp(X)),
    "logaddexp": sp.log(sp.exp(X) + sp.exp(Y)), "xlogy": X * sp.log(Y), "sin": sp.sin(X), "cos": sp.cos(X),
    "tan": sp.tan(X), "asin": sp.asin(X), "acos": sp.acos(X), "atan": sp.atan(X), "sinh": sp.sinh(X),
    "cosh": sp.cosh(X), "tanh": sp.tanh(X), "asinh": sp.asinh(X), "acosh": sp.acosh(X), "atanh": sp.atanh(X),
    "atan2": sp.atan2(X, Y), "erf": sp.erf(X), "erfc": sp.erfc(X), "gelu": X * _CDF, "gelu_tanh": X * _GATE,
    "silu": X / (1 + sp.exp(-X)),
    "abs": lambda x: X if x > 0 else -X,
    "relu": lambda x: X if x > 0 else 0 * X,
    "softsign": lambda x: X / (1 + X) if x > 0 else X / (1 - X),
    "leaky_relu": lambda x, y: X if x > 0 else X * Y,
    "elu": lambda x, y: X if x > 0 else Y * (sp.exp(X) - 1),
    "maximum": lambda x, y: X if x > y else Y,
    "minimum": lambda x, y: X if x < y else Y,
    "clamp_min": lambda x, y: X if x > y else Y,
    "clamp_max": lambda x, y: X if x < y else Y,
    "remainder": lambda x, y: X - Y * sp.Integer(int(mpmath.floor(mpmath.mpf(x) / mpmath.mpf(y)))),
    "floor_divide": lambda x, y: sp.Integer(int(mpmath.floor(mpmath.mpf(x) / mpmath.mpf(y)))) + 0 * X,
    "sign": lambda x: sp.Integer(1 if x > 0 else -1) + 0 * X,
    "floor": lambda x: sp.Integer(math.floor(x)) + 0 * X,
    "ceil": lambda x: sp.Integer(math.ceil(x)) + 0 * X,
    "round": lambda x: sp.Integer(round(x)) + 0 * X,
}  # fmt: skip

DOMAIN: dict[str, Callable[..., bool]] = {
    **dict.fromkeys(["log", "log2", "log10", "sqrt", "rsqrt"], lambda x: x > 0),
    **dict.fromkeys(["asin", "acos", "atanh"], lambda x: -1 < x < 1),
    "log1p": lambda x: x > -1,
    "acosh": lambda x: x > 1,
    "pow": lambda x, y: x > 0,
    "xlogy": lambda x, y: y > 0,
    # Beyond 2⁵³ a quotient is no integer of its own; a multiple is a kink.
    "remainder": lambda x, y: abs(x / y) < 2.0**52 and x % y != 0,
    "floor_divide": lambda x, y: abs(x / y) < 2.0**52 and x % y != 0,
    **dict.fromkeys(["maximum", "minimum", "clamp_min", "clamp_max"], lambda x, y: x != y),
    **dict.fromkeys(["erf", "erfc", "gelu", "gelu_tanh"], lambda x: abs(x) < 1e3),
    # Arguments of the circular functions, and integers, beyond 2⁵³ are left out.
    **dict.fromkeys(["sin", "cos", "tan", "floor", "ceil", "round"], lambda x: abs(x) < 2.0**50 and x != round(x)),
}
LIMITS = {0: 4, 1: 8, 2: 16}


def quantities(name: str) -> list[tuple[int, ...]]:
    """Return the forward, the first and the second derivatives of a row, as the places of the arguments."""
    places = range(TABLE[name].arity)
    return [(), *((i,) for i in places), *itertools.combinations_with_replacement(places, 2)]


def points(name: str, count: int, seed: int = 0) -> list[tuple[float, ...]]:
    """Return points over the whole range of floats: all magnitudes, the core, and neighbours of 0 and 1."""
    rng = random.Random(f"{name}{seed}")

    def number() -> float:
        kind = rng.randrange(6)
        sign = rng.choice((-1.0, 1.0))
        if kind == 0:
            return sign * 10 ** rng.uniform(-300, 300)
        if kind == 1:
            return sign * 10 ** rng.uniform(-20, 3)
        if kind == 2:
            return sign * (1 + rng.choice((-1, 1)) * 10 ** rng.uniform(-15, -1))
        if kind == 3:
            return sign * rng.uniform(0, 40)
        if kind == 4:
            return sign * rng.uniform(0, 800)
        return sign * rng.uniform(0, 2)

    inside: Any = DOMAIN.get(name, lambda *point: True)
    found: list[tuple[float, ...]] = []
    while len(found) < count:
        point = tuple(number() for _ in range(TABLE[name].arity))
        if 0.0 not in point and inside(*point):
            found.append(point)
    return found


@functools.cache
def _derivative(expression: Any, quantity: tuple[int, ...]) -> tuple[Any, list[Any]]:
    for place in quantity:
        expression = sp.diff(expression, (X, Y)[place])
    partials = [sp.lambdify((X, Y), sp.diff(expression, v), "mpmath") for v in (X, Y)]
    return sp.lambdify((X, Y), expression, "mpmath"), partials


def _evaluated(f: Any, point: tuple[float, ...]) -> Any:
    """Evaluate f with as many digits as it takes for two results to agree."""
    before = None
    for digits in (60, 400, 2000):
        with mpmath.workdps(digits):
            x, y = (mpmath.mpf(c) for c in (*point, 1.0)[:2])
            found = f(x, y)
            if before is not None and abs(found - before) <= abs(found) * mpmath.mpf(10) ** -30:
                return found
            before = found
    return before


def exact(name: str, quantity: tuple[int, ...], point: tuple[float, ...]) -> tuple[Any, Any]:
    """Return the exact value, and how much it moves when the arguments move by half a unit in the last place."""
    chosen: Any = EXACT[name]
    expression = chosen if isinstance(chosen, sp.Basic) else chosen(*point)
    f, partials = _derivative(sp.sympify(expression), quantity)
    value = _evaluated(f, point)
    moved = sum(abs(_evaluated(p, point)) * mpmath.mpf(math.ulp(c)) / 2 for p, c in zip(partials, point))
    return value, moved


def error(found: float, value: Any, moved: Any) -> float:
    """Return the error in units in the last place of the exact value, or of what the input's own rounding moves it."""
    if abs(value) > 1.7976931348623157e308:
        return 0.0 if math.isinf(found) and (found > 0) == (value > 0) else math.inf
    if found != found or math.isinf(found):
        return math.inf
    unit = max(mpmath.mpf(math.ulp(float(value))), moved)
    return float(abs(mpmath.mpf(found) - value) / unit)


# ── how the derivatives are computed ──


def of_values(name: str, quantity: tuple[int, ...], given: list[tuple[float, ...]]) -> list[float]:
    """Compute a quantity with Values, point by point."""
    function = TABLE[name]
    for place in quantity:
        function = autograd.grad(function, place)  # type: ignore[assignment]
    return [float(function(*map(Value, point)).detach().data) for point in given]


def of_tensors(name: str, quantity: tuple[int, ...], given: list[tuple[float, ...]]) -> list[float]:
    """Compute a quantity with float64 Tensors, all points at once."""
    return _with(autograd, getattr(autograd, name), quantity, given)


def of_pytorch(name: str, quantity: tuple[int, ...], given: list[tuple[float, ...]]) -> list[float] | None:
    """Compute a quantity with PyTorch; None if it has no such function."""
    import torch  # type: ignore[import-not-found]

    F = torch.nn.functional
    functions = {
        "relu": torch.relu, "softplus": F.softplus, "softsign": F.softsign, "silu": F.silu, "gelu": F.gelu,
        "gelu_tanh": lambda x: F.gelu(x, approximate="tanh"), "leaky_relu": None, "elu": None,
        "clamp_min": torch.clamp_min, "clamp_max": torch.clamp_max, "floor_divide": None,
    }  # fmt: skip
    function = functions.get(name, getattr(torch, name, None))
    return None if function is None else _with(torch, function, quantity, given)


def _with(library: Any, function: Any, quantity: tuple[int, ...], given: list[tuple[float, ...]]) -> list[float]:
    arguments = [library.tensor(list(column), dtype=library.float64, requires_grad=True) for column in zip(*given)]
    out = function(*arguments)
    for place in quantity:
        for x in arguments:
            x.grad = None
        if not out.requires_grad:
            return [0.0] * len(given)
        out.sum().backward(create_graph=True)
        found = arguments[place].grad
        out = library.zeros_like(out) if found is None else found
    result: list[float] = out.detach().tolist()
    for x in arguments:
        x.grad = None
    return result


@dataclass
class Worst:
    """The largest error of one quantity, and where."""

    error: float = 0.0
    point: tuple[float, ...] = ()
    found: float = 0.0
    exact: float = 0.0


@dataclass
class Row:
    """The worst errors of a row: by tier, for each quantity."""

    name: str
    worst: dict[tuple[str, tuple[int, ...]], Worst] = field(default_factory=dict)


def measure(name: str, count: int, tiers: dict[str, Any], seed: int = 0) -> Row:
    """Measure the errors of a row at `count` points."""
    given = points(name, count, seed)
    row = Row(name)
    for quantity in quantities(name):
        truth = [exact(name, quantity, point) for point in given]
        for tier, compute in tiers.items():
            found = compute(name, quantity, given)
            if found is None:
                continue
            worst = Worst()
            for point, number, (value, moved) in zip(given, found, truth):
                size = error(number, value, moved)
                # Where the exact result is below the normal numbers, or the row's result overflows, nothing is said.
                if abs(value) < 1e-290 or abs(value) > 1e290:
                    continue
                if size > worst.error:
                    worst = Worst(size, point, number, float(value))
            row.worst[tier, quantity] = worst
    return row


HEAD = """\
# How exact the derivatives are

Written by `python -m tests.accuracy` ({count} points for each quantity), with mpmath and SymPy; PyTorch {version}.

The largest error of each row of the calculus table, in units in the last place (ulp) of the exact result. An error is
counted relative to what half an ulp of the arguments moves the result, if that is more. The points lie between 1e-300
and 1e300, near 0 and 1, and in the tails; results outside 1e-290 … 1e290 are not counted. Values and Tensors of
float64 are compared with PyTorch on the same points. The limits are 4 ulp for the forward, 8 for first and 16 for
second derivatives; what is over its limit is **bold**. ∞ means infinity or NaN in place of a number, or 0 in place of
a number that is not.

{summary}

Where an error is left:

- In float32 and float16, tanh and sigmoid have the derivatives 1 − out² and out·(1 − out), as in PyTorch, which are 0
  where the result rounds to 1. The exact ones take twice as long and would keep x for the backward pass.

| row | quantity | Value | Tensor | PyTorch |
|---|---|---|---|---|
"""


def main(count: int = 300) -> None:
    """Write docs/accuracy.md."""
    import torch

    tiers = {"Value": of_values, "Tensor": of_tensors, "PyTorch": of_pytorch}
    lines, over, known = [], {tier: [0, 0, 0] for tier in tiers}, [0, 0, 0]
    for name in EXACT:
        row = measure(name, count, tiers)
        for quantity in quantities(name):
            order = len(quantity)
            cells = []
            known[order] += ("PyTorch", quantity) in row.worst
            for tier in tiers:
                worst = row.worst.get((tier, quantity))
                if worst is None:
                    cells.append("–")
                    continue
                text = "∞" if worst.error > 1e6 else f"{worst.error:.1f}"
                over[tier][order] += worst.error > LIMITS[order]
                cells.append(f"**{text}**" if worst.error > LIMITS[order] else text)
            letters = "".join("xy"[place] for place in quantity)
            what = ("out", f"∂out/∂{letters}", f"∂²out/∂{'∂'.join(letters)}")[order]
            lines.append(f"| {name} | {what} | {' | '.join(cells)} |")
    counts = [sum(len(q) == order for name in EXACT for q in quantities(name)) for order in LIMITS]
    summary = ["| over the limit | Value | Tensor | PyTorch |", "|---|---|---|---|"]
    for order, what in enumerate(("forwards", "first derivatives", "second derivatives")):
        summary.append(
            f"| {what} | {over['Value'][order]} of {counts[order]} | {over['Tensor'][order]} of {counts[order]} "
            f"| {over['PyTorch'][order]} of {known[order]} |"
        )
    head = HEAD.format(count=count, version=torch.__version__.split("+")[0], summary="\n".join(summary))
    path = pathlib.Path(__file__).parent.parent / "docs" / "accuracy.md"
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(*map(int, sys.argv[1:]))
