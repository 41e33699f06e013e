"""Comparisons and logic: the results of NumPy, as methods, functions, operators and NumPy's own functions."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import ShapeError, tensor

A = np.array([[-1.0, 0.0, 2.0], [np.nan, np.inf, 2.0]])
B = np.array([0.0, 0.0, 3.0])
BITS = np.array([[True, False, True], [False, False, True]])
OTHER = np.array([True, True, False])

PAIRS = {
    **dict.fromkeys("eq ne lt le gt ge logical_and logical_or logical_xor isclose".split(), (A, B)),
    **dict.fromkeys("bitwise_and bitwise_or bitwise_xor".split(), (BITS, OTHER)),
}
SINGLE = {**dict.fromkeys(["isnan", "isinf", "isfinite", "logical_not"], A), "bitwise_not": BITS}
NUMPY = {"eq": "equal", "ne": "not_equal", "lt": "less", "le": "less_equal", "gt": "greater", "ge": "greater_equal"}
OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq, "ne": operator.ne, "lt": operator.lt, "le": operator.le, "gt": operator.gt, "ge": operator.ge,
    "bitwise_and": operator.and_, "bitwise_or": operator.or_, "bitwise_xor": operator.xor,
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_a_pair_gives_the_bools_of_numpy(name: str) -> None:
    x, y = PAIRS[name]
    function = getattr(np, NUMPY.get(name, name))
    expected = function(x, y)
    for found in (
        getattr(autograd, name)(tensor(x), tensor(y)),
        getattr(tensor(x), name)(tensor(y)),
        function(tensor(x), tensor(y)),
        function(x, tensor(y)),
    ):
        assert found.dtype == np.bool_
        np.testing.assert_array_equal(found.numpy(), expected)


@pytest.mark.parametrize("name", SINGLE)
def test_one_operand_gives_the_bools_of_numpy(name: str) -> None:
    x = SINGLE[name]
    function = getattr(np, name)
    for found in (getattr(autograd, name)(tensor(x)), getattr(tensor(x), name)(), function(tensor(x))):
        np.testing.assert_array_equal(found.numpy(), function(x))


@pytest.mark.parametrize("name", OPERATORS)
def test_operators_take_arrays_on_either_side(name: str) -> None:
    x, y = PAIRS[name]
    expected = OPERATORS[name](x, y)
    for found in (OPERATORS[name](tensor(x), y), OPERATORS[name](x, tensor(y)), OPERATORS[name](tensor(x), tensor(y))):
        np.testing.assert_array_equal(np.asarray(found), expected)


@pytest.mark.parametrize("shift", [operator.lshift, operator.rshift])
def test_shifts_keep_the_common_dtype(shift: Callable[[Any, Any], Any]) -> None:
    x, places = np.array([6, -5, 3], np.int8), np.array([0, 1, 2])
    assert shift(tensor(x), 1).numpy().tobytes() == shift(x, 1).tobytes()
    assert shift(tensor(x), tensor(places)).dtype == np.int64
    for found in (shift(tensor(x), places), shift(x, tensor(places)), shift(tensor(x), tensor(places))):
        np.testing.assert_array_equal(found.numpy(), shift(x.astype(np.int64), places))
    assert shift(12, tensor(places)).tolist() == shift(12, places).tolist()


def test_invert_is_bitwise_not() -> None:
    np.testing.assert_array_equal((~tensor(BITS)).numpy(), ~BITS)


@pytest.mark.parametrize("name", OPERATORS)
def test_foreign_operands_are_left_to_python(name: str) -> None:
    x = tensor(PAIRS[name][0])
    if name == "eq":
        assert (x == "text") is False  # type: ignore[comparison-overlap]
    elif name == "ne":
        assert (x != "text") is True  # type: ignore[comparison-overlap]
    else:
        with pytest.raises(TypeError):
            OPERATORS[name](x, "text")
        with pytest.raises(TypeError):
            OPERATORS[name]("text", x)


def test_dtypes_are_promoted_before_they_are_compared() -> None:
    assert (tensor([1, 2]) == tensor([1.0, 2.5])).tolist() == [True, False]


def test_python_integers_are_compared_exactly() -> None:
    assert (tensor([200], dtype=autograd.uint8) < 300).tolist() == [True]


def test_shapes_that_do_not_broadcast_are_named() -> None:
    with pytest.raises(ShapeError, match=r"lt\(\): shapes \(2,\) and \(3,\) do not fit"):
        tensor([1.0, 2.0]) < tensor([1.0, 2.0, 3.0])  # noqa: B015


def test_allclose_and_equal_give_python_bools() -> None:
    x = tensor([1.0, 2.0])
    assert autograd.allclose(x, x + 1e-7) is True
    assert autograd.equal(x, x) is True
    assert autograd.equal(x, tensor([1.0])) is False
    assert np.allclose(x, x) is True


def test_values_are_refused_by_array_operations() -> None:
    with pytest.raises(TypeError, match=r"eq\(\): expected tensors, arrays or real numbers, got Value"):
        autograd.eq(autograd.Value(1.0), 1.0)  # type: ignore[arg-type]


def test_a_tolerance_may_be_a_tensor_of_one_element() -> None:
    x = tensor([1.0])
    assert autograd.isclose(x, x, x).tolist() == [True]  # type: ignore[arg-type]


def test_the_second_operand_has_pytorchs_name() -> None:
    assert tensor([1, 2]).eq(other=2).tolist() == [False, True]
    assert autograd.matmul(tensor([1.0]), other=tensor([2.0])).item() == 2.0
