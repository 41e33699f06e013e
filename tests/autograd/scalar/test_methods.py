"""The generated methods of Value where `math` raises: infinity or NaN, as on Tensors."""

from __future__ import annotations

import math

import numpy as np
import pytest

import autograd
from autograd import Value
from autograd.rules.table import TABLE

EXTREME = [0.0, -0.0, 1.0, -1.0, 2.0, -2.5, 800.0, -800.0, 1e200, math.inf, -math.inf, math.nan]


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.arity == 1])
def test_a_unary_row_never_raises_and_agrees_with_tensors(name: str) -> None:
    for x in EXTREME:
        leaf = Value(x)
        out = getattr(leaf, name)()
        out.backward()
        t = autograd.tensor(x, dtype=autograd.float64, requires_grad=True)
        result = getattr(t, name)()
        result.backward()
        assert out.data == pytest.approx(result.item(), rel=1e-13, nan_ok=True), x
        assert leaf.grad == pytest.approx(t.grad.item(), rel=1e-12, abs=4.5e-16, nan_ok=True), x


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.operator and row.arity == 2])
def test_a_number_on_the_left_is_a_leaf(name: str) -> None:
    row = TABLE[name]
    assert row.operator is not None
    for x in (2, 2.5, np.float64(2.5)):
        y = Value(1.5)
        row.operator(x, y).backward()
        other = Value(1.5)
        getattr(Value(x), name)(other).backward()
        assert y.grad == other.grad
