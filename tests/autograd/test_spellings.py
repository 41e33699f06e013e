"""Methods, free functions and operators are spellings of the same operations: each is called for every case."""

from __future__ import annotations

import itertools
import math
import types
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Tensor, Value
from autograd.rules.table import TABLE
from tests.cases import rows
from tests.cases.operations import CASES
from tests.derivatives import slopes
from tests.helpers import each


def number_of_cases(name: str) -> int:
    return len(CASES[name])


def numbers(result: Any) -> np.ndarray:
    return result.detach().numpy() if isinstance(result, Tensor) else np.asarray(float(result))


# ── rows ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("tier", ["Value", "float64"])
@pytest.mark.parametrize("name", TABLE)
def test_a_method_of_a_row_is_the_function(name: str, tier: str) -> None:
    for point in rows.POINTS[name]:
        by_method = slopes(lambda x, *rest: getattr(x, name)(*rest), point, tier)
        assert by_method == slopes(getattr(autograd, name), point, tier)


@pytest.mark.parametrize("make", [Value, lambda x: autograd.tensor(x, dtype=autograd.float64)])
@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.operator is not None])
def test_an_operator_is_the_method(name: str, make: Callable[[float], Any]) -> None:
    row: Any = TABLE[name]
    for point in rows.POINTS[name]:
        expected = numbers(getattr(autograd, name)(*map(make, point)))
        assert numbers(row.operator(*map(make, point))) == expected
        if row.arity == 2:
            x, y = point
            assert numbers(row.operator(make(x), y)) == pytest.approx(expected, rel=1e-15)
            assert numbers(row.operator(x, make(y))) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize("name", [name for name in TABLE if hasattr(Tensor, f"{name}_")])
def test_an_in_place_method_is_the_function(name: str) -> None:
    for point in rows.POINTS[name]:
        x, *rest = (autograd.tensor([number], dtype=autograd.float64) for number in point)
        result = getattr(autograd, name)(x, *rest)
        assert getattr(x, f"{name}_")(*rest) is x
        np.testing.assert_array_equal(numbers(x), numbers(result))


EXTREME = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3.0, 800.0, 1e200, -1e200, math.inf, -math.inf, math.nan]


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.arity == 2])
def test_a_plain_operand_of_a_value_is_a_value(name: str) -> None:
    """Also where Python's arithmetic raises."""
    for x, y in itertools.product(EXTREME, repeat=2):
        leaf, other = Value(x), Value(x)
        by_number, by_value = getattr(leaf, name)(y), getattr(other, name)(Value(y))
        by_number.backward()
        by_value.backward()
        assert by_number.data == pytest.approx(by_value.data, nan_ok=True, abs=0)
        assert leaf.grad == pytest.approx(other.grad, nan_ok=True, abs=0)


# ── array operations ────────────────────────────────────────────────────────────────────────────────────────────────


class ByFunction:
    """A Tensor whose methods call the free functions of the same name, if they exist."""

    def __init__(self, tensor: Tensor) -> None:
        self.tensor = tensor

    def __getattr__(self, name: str) -> Any:
        function = getattr(autograd, name, None)
        if not callable(function) or name.startswith("_") or isinstance(getattr(Tensor, name, None), property):
            return getattr(self.tensor, name)
        return lambda *arguments, **named: function(self.tensor, *arguments, **named)


class ByMethod:
    """The namespace `autograd`, whose functions call the methods of their first argument, if they exist."""

    def __getattr__(self, name: str) -> Any:
        function = getattr(autograd, name)
        method = getattr(Tensor, name, None)
        if method is None or name in ("tensor", "where"):  # PyTorch puts the condition first
            return function

        def call(first: Any, *arguments: Any, **named: Any) -> Any:
            return (method if isinstance(first, Tensor) else function)(first, *arguments, **named)

        return call


@each(CASES, number_of_cases)
def test_a_free_function_is_the_method(name: str, i: int) -> None:
    f, arrays = CASES[name][i]
    tensors = [autograd.tensor(a) for a in arrays]
    names = f.__code__.co_names if isinstance(f, types.FunctionType) else ()
    if not any(callable(getattr(autograd, n, None)) and hasattr(Tensor, n) for n in names):
        return  # it calls no method that is a function too
    try:
        found = f(*map(ByFunction, tensors))
    except TypeError as error:
        if "ByFunction" not in str(error):
            raise
        return  # it uses operators or functions, which want Tensors
    np.testing.assert_array_equal(numbers(found), numbers(f(*tensors)))


@each(CASES, number_of_cases)
def test_a_method_is_the_free_function(name: str, i: int) -> None:
    f, arrays = CASES[name][i]
    tensors = [autograd.tensor(a) for a in arrays]
    if not isinstance(f, types.FunctionType) or "autograd" not in f.__code__.co_names:
        return
    by_method: Any = types.FunctionType(f.__code__, {**f.__globals__, "autograd": ByMethod()}, closure=f.__closure__)
    np.testing.assert_array_equal(numbers(by_method(*tensors)), numbers(f(*tensors)))


@pytest.mark.parametrize("name", TABLE)
def test_a_row_writes_its_result_into_out(name: str) -> None:
    for point in rows.POINTS[name]:
        operands = [autograd.tensor([number], dtype=autograd.float64) for number in point]
        expected = getattr(autograd, name)(*operands)
        out = autograd.zeros_like(expected)
        assert getattr(autograd, name)(*operands, out=out) is out
        np.testing.assert_array_equal(numbers(out), numbers(expected))
        with pytest.raises(ValueError, match="out"):
            getattr(autograd, name)(*operands, out=autograd.zeros(2, dtype=autograd.float64))


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.arity == 2])
def test_a_whole_number_beyond_all_floats_counts_as_infinite(name: str) -> None:
    for x, (sign, infinity) in itertools.product([0.5, -2.0], [(1, math.inf), (-1, -math.inf)]):
        by_integer, by_float = Value(x), Value(x)
        found, expected = getattr(by_integer, name)(sign * 10**400), getattr(by_float, name)(infinity)
        found.backward()
        expected.backward()
        assert found.data == pytest.approx(expected.data, nan_ok=True, abs=0)
        assert by_integer.grad == pytest.approx(by_float.grad, nan_ok=True, abs=0)
