"""Tensors from data, and the functions that make them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn
from autograd import tensor


def test_tensor_copies_and_from_numpy_shares() -> None:
    array = np.ones(2)
    copied, shared = tensor(array), autograd.from_numpy(array)
    array[0] = 5
    assert copied.tolist() == [1, 1]
    assert shared.tolist() == [5, 1]


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: tensor([[1.0], [1.0, 2.0]]), ValueError, "equal lengths"),
        (lambda: tensor("abc"), TypeError, "real numbers"),
        (lambda: tensor([1j]), TypeError, "complex128"),
        (lambda: tensor([1.0], dtype="complex64"), TypeError, "complex64"),
        (lambda: tensor([None]), TypeError, "object"),
        (lambda: tensor([1], requires_grad=True), TypeError, "only floating"),
        (lambda: tensor([1.0], device="cuda"), ValueError, "CPU"),
        (lambda: autograd.zeros(-1), ValueError, r"zeros\(\): sizes"),
        (lambda: autograd.arange(0, 1, 0), ValueError, "step"),
        (lambda: autograd.randint(3, 3, (2,)), ValueError, "low < high"),
        (lambda: autograd.manual_seed(-1), TypeError, "seed"),
        (lambda: autograd.from_numpy([1.0]), TypeError, "from_numpy"),
        (lambda: autograd.multinomial(tensor([0.0, 1.0]), 2), ValueError, "too few"),
        (lambda: nn.Parameter(np.ones(2)), TypeError, "Parameter"),
    ],
)  # fmt: skip
def test_bad_data(make: Callable[[], Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        make()


def test_creation() -> None:
    assert autograd.eye(2, 3).tolist() == [[1, 0, 0], [0, 1, 0]]
    assert autograd.linspace(0, 1, 3).tolist() == [0.0, 0.5, 1.0]
    assert autograd.full((2, 1), 2.5).tolist() == [[2.5], [2.5]]
    assert autograd.zeros_like(tensor([1, 2])).dtype == np.int64
    assert autograd.full_like(autograd.ones(2), 3).tolist() == [3.0, 3.0]
    assert autograd.ones_like(autograd.ones(2), requires_grad=True).requires_grad
    assert autograd.empty_like(autograd.ones(2, 2)).shape == (2, 2)
    assert autograd.rand_like(autograd.ones(2)).shape == autograd.randn_like(autograd.ones(2)).shape == (2,)
    assert autograd.as_tensor(np.ones(2), dtype=autograd.float32).dtype == np.float32
    x = autograd.ones(2)
    assert autograd.as_tensor(x) is x
    assert autograd.zeros([2, 3]).shape == autograd.zeros((2, 3)).shape == autograd.zeros(2, 3).shape
    assert autograd.arange(1, 7, 2).tolist() == [1, 3, 5]
