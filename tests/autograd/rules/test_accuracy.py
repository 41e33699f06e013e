"""The table proves itself: its rules are the derivatives of its forwards, and they are exact to a few ulp."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from autograd.rules.table import TABLE

mpmath = pytest.importorskip("mpmath")
pytest.importorskip("sympy")

from tests import accuracy  # noqa: E402  # it needs both

ROWS = [name for name in TABLE if name in accuracy.EXACT]


def test_all_rows_but_new_ones_are_compared() -> None:
    assert len(ROWS) >= 55


def number(x: Any) -> Any:
    return mpmath.mpf(x.numerator) / x.denominator if isinstance(x, Fraction) else mpmath.mpf(x)


def functions() -> Any:
    """Return `xp` for numbers of mpmath: every function that a rule may call, with as many digits as are asked for."""
    own = {
        "where": lambda condition, a, b: a if condition else b, "maximum": max, "minimum": min,
        "relu": lambda a: max(a, 0), "exp2": lambda a: mpmath.mpf(2) ** a, "log2": lambda a: mpmath.log(a, 2),
        "round": mpmath.nint,
    }  # fmt: skip
    xp = SimpleNamespace(**own)
    for name, row in TABLE.items():
        if name not in own:
            known = getattr(mpmath, row.primitive or name, None)
            setattr(xp, name, known or (lambda *arguments, row=row: row.forward(xp, *arguments)))
    return xp


@pytest.mark.parametrize("name", ROWS)
def test_forward_and_rules_are_what_sympy_says(name: str) -> None:
    """With 50 digits, the forward is the function that SymPy knows, and each rule its derivative by SymPy.

    Only the constants of the table, such as log(2), are floats.
    """
    row, xp = TABLE[name], functions()
    for point in accuracy.points(name, 30, seed=1):
        if max(map(abs, point)) > 1e3 or min(map(abs, point)) < 1e-6:
            continue
        with mpmath.workdps(50):
            kind = Fraction if name in ("remainder", "floor_divide") else mpmath.mpf  # mpmath has no //
            arguments = [kind(c) for c in point]
            out = row.forward(xp, *arguments)
            found = [number(out)]
            wanted = [accuracy.exact(name, (), point)[0]]
            for rules in {row.derivatives, row.precise}:
                for place, rule in enumerate(rules):
                    found.append(number(rule(xp, out, *arguments)))
                    wanted.append(accuracy.exact(name, (place,), point)[0])
            for ours, theirs in zip(found, wanted):
                assert abs(ours - theirs) <= abs(theirs) * 1e-12 + 1e-40, (point, ours, theirs)


# mpmath takes seconds for these; CI measures them.
SLOW_ROWS = ("logaddexp", "pow", "softplus")


@pytest.mark.parametrize("name", [pytest.param(r, marks=pytest.mark.slow) if r in SLOW_ROWS else r for r in ROWS])
@pytest.mark.parametrize("tier", ["Value", "Tensor"])
def test_errors_are_a_few_units_in_the_last_place(name: str, tier: str) -> None:
    errors(name, tier, 6)


@pytest.mark.slow
@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("tier", ["Value", "Tensor"])
def test_errors_are_a_few_units_in_the_last_place_at_many_points(name: str, tier: str) -> None:
    errors(name, tier, 300)


def errors(name: str, tier: str, count: int) -> None:
    compute = {"Value": accuracy.of_values, "Tensor": accuracy.of_tensors}[tier]
    row = accuracy.measure(name, count, {tier: compute}, seed=count)
    for (_, quantity), worst in row.worst.items():
        order = len(quantity)
        assert worst.error <= accuracy.LIMITS[order], (quantity, worst)
