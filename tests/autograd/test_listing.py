"""The lines of code of the steps: run as a program, they compute the values and the gradients of the graph."""

from __future__ import annotations

import pytest

from autograd import Formula, Value, custom, steps
from autograd.rules.expression import functions
from autograd.rules.table import CAREFUL

EXPRESSIONS = [
    "a * b + a",
    "h = relu(a*b + 1); (h - 2)**2",
    "sigmoid(a) / (1 - 2**b) + 3 / a - (-b)",
    "tanh(exp(a) - log(b + 5)) * sqrt(a) ** b",
    "maximum(a, 0.5) + abs(b) + gelu(a) + softplus(b) + leaky_relu(b)",
]


def ran(lines: list[str]) -> dict[str, float]:
    names: dict[str, float] = {"a": 2.0, "b": -0.7}
    for line in lines:
        exec(line, dict(CAREFUL), names)
    return names


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_the_lines_compute_the_value_and_the_gradients(text: str) -> None:
    a, b = Value(2.0, "a"), Value(-0.7, "b")
    result = Formula(text)(a=a, b=b)
    found = ran([step.code for step in steps(result).steps])
    result.backward()
    assert found["result"] == pytest.approx(result.data, rel=1e-14)
    assert found["d_a"] == pytest.approx(a.grad, rel=1e-14)
    assert found["d_b"] == pytest.approx(b.grad, rel=1e-14)


def test_names_that_python_does_not_have_are_changed() -> None:
    w, x = Value(2.0, "w₁"), Value(3.0, "the input")
    lines = [step.code for step in steps(w * x + x).steps]
    assert lines[:2] == ["v1 = w1 * the_input", "result = v1 + the_input"]
    assert lines[-1] == "d_the_input += d_v1 * w1"


def test_two_names_that_become_one_are_kept_apart() -> None:
    lines = [step.code for step in steps(Value(2.0, "a b") * Value(3.0, "a.b")).steps]
    assert lines[0] == "result = a_b * a_b_"


def test_an_operation_outside_the_table_shows_its_number() -> None:
    @custom(vjp=lambda upstream, x: upstream * 3 * x**2)
    def cube(x):  # type: ignore[no-untyped-def]
        return x**3

    lines = [step.code for step in steps(cube(Value(2.0, "a"))).steps]
    assert lines == ["result = cube(a)", "d_result = 1", "d_a = d_result * 12.0"]


@pytest.mark.parametrize("number", [float("inf"), float("nan"), 1e300])
def test_numbers_that_are_no_integers_of_python_are_written_as_they_are(number: float) -> None:
    assert steps(Value(2.0, "a") * number).steps[0].code == f"result = a * {number!r}"


def test_a_condition_that_is_false_is_folded() -> None:
    from autograd.rules.expression import substitute, variable

    x, y = variable("x"), variable("y")
    made = substitute(functions.where((x == 0) & (y == 0), 1.0, x), {"y": 2.0})
    assert str(made) == "x"
