"""Formulas: what they compute, and what they refuse."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import autograd
from autograd import Formula, Value

NUMBERS = st.floats(-3, 3).map(lambda x: round(x, 3))
LEAVES = st.sampled_from(["x", "y", "2", "0.5", "pi"])
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.tuples(parts, st.sampled_from("+-*"), parts).map(lambda p: f"({p[0]} {p[1]} {p[2]})"),
        parts.map(lambda p: f"(-{p})"),
        st.tuples(st.sampled_from(["tanh", "sin", "exp", "relu", "sigmoid"]), parts).map(lambda p: f"{p[0]}({p[1]})"),
    ),
    max_leaves=8,
)


@given(EXPRESSIONS, NUMBERS, NUMBERS)
def test_a_formula_is_what_python_computes(text: str, x: float, y: float) -> None:
    names: dict[str, Any] = {name: getattr(autograd, name) for name in ("tanh", "sin", "exp", "relu", "sigmoid")}
    formula = Formula(text)
    given_numbers = {name: number for name, number in (("x", x), ("y", y)) if name in formula.names}
    values = {name: Value(number) for name, number in given_numbers.items()}
    expected = eval(text, names | {"pi": math.pi, "x": Value(x), "y": Value(y)})
    expected = expected if isinstance(expected, Value) else Value(expected)
    assert formula(**values).data == pytest.approx(expected.data, rel=1e-12, nan_ok=True)
    assert set(formula.names) <= {"x", "y"}


def test_names_come_in_order_of_appearance_and_steps_are_named() -> None:
    f = Formula("h = tanh(w*x + b); g = h*w; (g - y)**2 + e - pi")
    assert f.names == ("w", "x", "b", "y")
    assert f.steps == ("h", "g")
    out = f(w=0.5, x=2.0, b=-1.0, y=1.0)
    assert out.data == 1 + math.e - math.pi
    labels = set()
    stack = [out]
    while stack:
        node = stack.pop()
        labels.add(node.label)
        stack += [i for i in node.inputs if i is not None]
    assert {"w", "x", "b", "y", "h", "g"} <= labels


def test_lines_are_steps_and_brackets_go_on_over_lines() -> None:
    assert Formula("h = (x +\n 1)\nh * 2")(x=3.0).data == 8


def test_tensors_can_be_given() -> None:
    x = autograd.tensor([1.0, 2.0], requires_grad=True)
    Formula("x**2 + 1")(x=x).sum().backward()
    assert x.grad.tolist() == [2, 4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1/0", math.inf), ("(0-1)**0.5", math.nan), ("9**9**9", math.inf), ("2**3", 8), ("7 // 2 + 7 % 4", 6), ("+3", 3)],
)
def test_plain_numbers_give_what_values_give(text: str, expected: float) -> None:
    assert Formula(text)().data == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(
    "text",
    [
        "", ";", "x +", "x y", "x = 1", "x.real", "x[0]", "f(x)", "sin(x, x)", "sin()", "sin(x=1)", "sin(*x)", "'a'",
        "True", "1j", "x < y", "x and y", "x if y else z", "lambda x: x", "[x]", "x^2", "x @ y", "x << 1", "not x",
        "~x", "__import__('os')", "(x := 1)", "import os; x", "def f(): 1\nx", "x, y = 1; x", "x += 1; x", "a.b = 1; x",
        "print(x)", "exec(x)", "grad(x)", "x\x00", "(" * 300 + "x" + ")" * 300, "(" * 200, "+".join("x" * 2000),
    ],
)  # fmt: skip
def test_all_else_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(ValueError, match=r"^formula") as caught:
        Formula(text)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize(
    ("given_numbers", "says"), [({}, "needs x and y"), ({"x": 1.0, "y": 1.0, "z": 1.0}, "has no z")]
)
def test_variables_must_fit(given_numbers: dict[str, float], says: str) -> None:
    with pytest.raises(TypeError, match=says):
        Formula("x + y")(**given_numbers)
