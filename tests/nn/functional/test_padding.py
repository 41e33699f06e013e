"""Padding, and cutting off."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import nn.functional as F
from autograd import ShapeError, ones
from tests.helpers import leaf64, tensor64

ROW = np.array([1.0, 2.0, 3.0])


@pytest.mark.parametrize(
    ("sides", "mode", "value", "expected"),
    [
        ((1, 2), "constant", None, [0, 1, 2, 3, 0, 0]),
        ((1, 2), "constant", 7, [7, 1, 2, 3, 7, 7]),
        ((-1, 0), "constant", None, [2, 3]),
        ((-1, 1), "constant", 7, [2, 3, 7]),
        ((0, 0), "constant", 7, [1, 2, 3]),
        ((2, 1), "reflect", None, [3, 2, 1, 2, 3, 2]),
        ((2, 1), "replicate", None, [1, 1, 1, 2, 3, 3]),
        ((2, 1), "circular", None, [2, 3, 1, 2, 3, 1]),
        ((-1, 2), "circular", None, [2, 3, 2, 3]),
        ((-1, 2), "reflect", None, [2, 3, 2, 1]),
        ((0, -2), "replicate", None, [1]),
    ],
)
def test_a_row(sides: tuple[int, int], mode: str, value: float | None, expected: list[float]) -> None:
    x = leaf64([ROW, ROW])
    found = F.pad(x, sides, mode, value)
    assert found.tolist() == [expected, expected]
    found.sum().backward()
    assert x.grad.tolist() == [[expected.count(n) for n in (1, 2, 3)]] * 2


def test_the_last_dimension_comes_first() -> None:
    x = tensor64([[1.0, 2.0]])
    assert F.pad(x, (0, 1, 1, 0), value=9).tolist() == [[9, 9, 9], [1, 2, 9]]
    assert F.pad(x, (0, 0, 0, 1), "replicate").tolist() == [[1, 2], [1, 2]]


def test_padding_nothing_gives_a_copy() -> None:
    x = tensor64(ROW)
    F.pad(x, (0, 0)).add_(1)
    assert x.tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: F.pad(ones(3), (1,)), ValueError, "expected pairs"),
        (lambda: F.pad(ones(3), (1, 1, 1, 1)), ShapeError, "2 pairs for a tensor of 1 dimensions"),
        (lambda: F.pad(ones(3), (-2, -2)), ShapeError, "nothing is left"),
        (lambda: F.pad(ones(3), (1, 1), "wrap"), ValueError, "got 'wrap'"),
        (lambda: F.pad(ones(3), (1, 1), "reflect", 1.0), ValueError, "needs mode='constant'"),
        (lambda: F.pad(ones(3), (3, 0), "reflect"), ShapeError, "at most 2 elements to a size of 3"),
        (lambda: F.pad(ones(3), (0, 4), "circular"), ShapeError, "at most 3 elements"),
        (lambda: F.pad(ones(0), (1, 0), "replicate"), ShapeError, "at most 0 elements"),
    ],
)
def test_wrong_arguments(call: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        call()
