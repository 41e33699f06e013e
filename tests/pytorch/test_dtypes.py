"""Dtypes of results: PyTorch's rules of promotion."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

import autograd
from tests.pytorch.comparison import dtype_name, torch

pytestmark = pytest.mark.pytorch

Program = Callable[..., Any]

# Operands and functions of two for promotion. "tensor" is one-dimensional, "scalar" has no dimensions.
DTYPES = "bool uint8 int8 int16 int32 int64 float16 float32 float64".split()
PROMOTING: dict[str, Program] = {
    "add": lambda t, x, y: x + y, "mul": lambda t, x, y: x * y, "div": lambda t, x, y: x / y,
    "floor_divide": lambda t, x, y: x // y, "remainder": lambda t, x, y: x % y, "pow": lambda t, x, y: x**y,
    "maximum": lambda t, x, y: t.maximum(x, y), "where": lambda t, x, y: t.where(t.tensor([True]), x, y),
    "eq": lambda t, x, y: x == y, "lt": lambda t, x, y: x < y, "atan2": lambda t, x, y: t.atan2(x, y),
    "cat": lambda t, x, y: t.cat([x, y]), "stack": lambda t, x, y: t.stack([x, y]),
}  # fmt: skip
REDUCING = "sum prod mean cumsum max amax argmax all any logsumexp softmax std norm exp sqrt abs round sign neg".split()

# Dtypes: (here, there). Where PyTorch refuses, nothing is compared.
PROMOTION_WITH_NUMBERS: dict[tuple[str, float], dict[str, tuple[str, str]]] = {
    ("pow", True): {"bool": ("int8", "bool")},  # NumPy's power of truth values
}
DTYPES_OF_ONE: dict[str, dict[str, tuple[str, str]]] = {
    "all": {"uint8": ("bool", "uint8")},  # uint8 was PyTorch's dtype of truth values once
    "any": {"uint8": ("bool", "uint8")},
    "sign": {"bool": ("error", "bool")},  # NumPy has no sign of truth values
}


def outcome(call: Callable[[Any], Any], library: Any) -> str:
    """Return the dtype of the result, or "error"."""
    try:
        found = call(library)
    except Exception:
        return "error"
    return dtype_name(found[0] if isinstance(found, tuple) else found)


def differences(calls: dict[str, Callable[[Any], Any]]) -> dict[str, tuple[str, str]]:
    """Return the dtypes, here and there, of the calls that PyTorch accepts and that differ."""
    found = {key: (outcome(call, autograd), outcome(call, torch)) for key, call in calls.items()}
    return {key: (ours, theirs) for key, (ours, theirs) in found.items() if ours != theirs != "error"}


def of_two(name: str, *operands: tuple[Any, str]) -> Callable[[Any], Any]:
    """Return a call of a promoting function; each operand is its data and its dtype."""
    return lambda library: PROMOTING[name](
        library, *(library.tensor(data, dtype=getattr(library, dtype)) if dtype else data for data, dtype in operands)
    )


@pytest.mark.parametrize("name", PROMOTING)
def test_promotion(name: str) -> None:
    """Test Tensors with one dimension, and 0-d Tensors, which have a lower priority in promotion."""
    assert not differences(
        {
            f"{x} {a}, {y} {b}": of_two(name, (x, a), (y, b))
            for (x, y) in (([1], [1]), ([1], 1), (1, [1]))
            for a, b in itertools.product(DTYPES, repeat=2)
        }
    )


@pytest.mark.parametrize("number", [True, 2, 2.5])
@pytest.mark.parametrize("name", PROMOTING)
def test_promotion_with_numbers(name: str, number: float) -> None:
    found = differences({dtype: of_two(name, ([1], dtype), (number, "")) for dtype in DTYPES})
    assert found == PROMOTION_WITH_NUMBERS.get((name, number), {})


def of_one(name: str, dtype: str) -> Callable[[Any], Any]:
    dims = (0,) if name in ("cumsum", "logsumexp", "softmax") else ()
    return lambda library: getattr(library, name)(library.tensor([1, 1], dtype=getattr(library, dtype)), *dims)


@pytest.mark.parametrize("name", REDUCING)
def test_dtypes_of_functions_of_one(name: str) -> None:
    found = differences({dtype: of_one(name, dtype) for dtype in DTYPES})
    assert found == DTYPES_OF_ONE.get(name, {})
