"""Every row of the calculus table: results and gradients, also at special numbers."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
from autograd.rules.table import TABLE
from tests.cases import rows
from tests.pytorch import rows as programs
from tests.pytorch.comparison import DTYPES, compare, torch

pytestmark = pytest.mark.pytorch


def row_of_pytorch(name: str) -> Callable[..., Any]:
    if name in programs.ROWS:
        return lambda *xs: programs.ROWS[name](torch, torch.nn.functional, *xs)
    found: Callable[..., Any] = getattr(torch, name)
    return found


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", TABLE)
def test_rows(name: str, dtype: str) -> None:
    for point in rows.POINTS[name]:
        if name in programs.NUMBER_SECOND:
            x, y = point
            compare(lambda x, y=y: TABLE[name](x, y), lambda x, y=y: row_of_pytorch(name)(x, y), [np.array(x)], dtype)
        else:
            compare(TABLE[name], row_of_pytorch(name), [np.array(x) for x in point], dtype)


def result_and_gradients(library: Any, f: Callable[..., Any], point: tuple[float, ...]) -> list[float]:
    xs = [library.tensor(x, dtype=library.float64, requires_grad=True) for x in point]
    out = f(*xs)
    if out.requires_grad and f is not torch.floor_divide:  # which requires grad, and has no derivative
        out.backward()
    return [out.item(), *(0.0 if x.grad is None else x.grad.item() for x in xs)]


@pytest.mark.parametrize("name", [name for name in TABLE if name not in programs.NUMBER_SECOND])
def test_rows_at_special_numbers(name: str) -> None:
    """The results differ for the listed numbers and for no others."""
    differs = programs.AT_SPECIAL_NUMBERS.get(name, (lambda *x: False, ""))[0]
    for point in itertools.product(programs.SPECIAL, repeat=TABLE[name].arity):
        ours = result_and_gradients(autograd, TABLE[name], point)
        theirs = result_and_gradients(torch, row_of_pytorch(name), point)
        same = ours == pytest.approx(theirs, rel=1e-11, abs=1e-15, nan_ok=True)
        assert same != differs(*point), (point, ours, theirs)
