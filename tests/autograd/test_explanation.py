"""`autograd.explain`: the chain rule, path by path."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given

import autograd
from autograd import Formula, Value, explain
from tests.autograd.test_formula import EXPRESSIONS, NUMBERS


@given(EXPRESSIONS, NUMBERS, NUMBERS)
def test_paths_add_up_to_the_gradient(text: str, x: float, y: float) -> None:
    formula = Formula(text)
    leaves = {name: Value(number, name) for name, number in (("x", x), ("y", y)) if name in formula.names}
    result = formula(**leaves)
    found = explain(result, leaves.values(), paths=1000)
    assert all(leaf.grad == 0 for leaf in leaves.values())  # changes nothing
    result.backward()
    for part, (name, leaf) in zip(found.parts, leaves.items(), strict=True):
        assert part.name == name
        assert part.gradient == pytest.approx(leaf.grad, rel=1e-12, abs=1e-300, nan_ok=True)
        assert part.count == len(part.paths)
        if math.isfinite(leaf.grad):
            assert math.fsum(path.product for path in part.paths) == pytest.approx(leaf.grad, rel=1e-9, abs=1e-9)
        for path in part.paths:
            assert path.product == pytest.approx(math.prod(path.factors), rel=1e-12, nan_ok=True)
            assert path.names[-1] == name
            assert len(path.names) == len(path.factors) + 1
    assert len(set(found.steps)) == len(found.steps)


def test_a_fork_has_two_paths_and_many_are_counted_and_not_shown() -> None:
    x = Value(1.0, "x")
    y = x
    for _ in range(40):
        y = y + y
    (part,) = explain(y, paths=3).parts
    assert (part.count, part.gradient, len(part.paths)) == (2**40, 2.0**40, 3)
    assert "and 1,099,511,627,773 more paths, together" in str(explain(y, paths=3))


def test_names_are_never_given_twice() -> None:
    a, b, v = Value(1.0, "a"), Value(2.0, "a"), Value(3.0, "v1")
    text = str(explain(a * b + v + Value(4.0)))
    assert "v2 = a * x1 = 2" in text
    assert "∂result/∂x2 = 1, 1 path" in text
    steps = explain(a * b + v + Value(4.0)).steps
    assert len({step.split(" = ")[0] for step in steps}) == len(steps) == 3


def test_constants_signs_and_functions_read_as_they_were_written() -> None:
    x = Value(2.0, "x")
    assert explain(1 - x).steps == ("result = 1 - x = -1",)
    assert explain(-x).steps == ("result = -x = -2",)
    assert explain(x * -3).steps == ("result = x * (-3) = -6",)
    assert explain(x.hypot(Value(1.5, "y"))).steps == ("result = hypot(x, y) = 2.5",)
    assert "∂x/∂x = 1, 1 path\n    x   1" in str(explain(x))


def test_a_leaf_that_the_result_does_not_depend_on_has_no_path() -> None:
    x, other = Value(2.0, "x"), Value(1.0, "other")
    assert "∂result/∂other = 0, no path" in str(explain(x * x, [other]))


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: explain(autograd.ones(2)), TypeError, "expected a Value, got Tensor"),  # type: ignore[arg-type]
        (lambda: explain(1.0), TypeError, "expected a Value, got float"),  # type: ignore[arg-type]
        (lambda: explain(Value(1.0), paths=-1), ValueError, "paths is 0 or more, got -1"),
        (lambda: explain(sum((Value(1.0) for _ in range(300)), Value(0.0))), ValueError, "300 steps, the limit is 200"),
    ],
    ids=["tensor", "float", "paths", "size"],
)
def test_what_cannot_be_explained_is_an_error(call: Any, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        call()
