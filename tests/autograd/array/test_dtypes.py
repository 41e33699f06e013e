"""The dtypes of results: PyTorch's promotion, whole numbers, half precision."""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn.functional as F
from autograd import ShapeError, Tensor, tensor
from autograd.rules.table import TABLE


@pytest.mark.parametrize(
    ("make", "dtype"),
    [
        (lambda: tensor([1.0, 2]), "float32"),
        (lambda: tensor([1, 2]), "int64"),
        (lambda: tensor([True]), "bool"),
        (lambda: tensor(np.ones(2)), "float64"),
        (lambda: tensor([1, 2], dtype=float), "float64"),
        (lambda: tensor([np.float64(1)]), "float64"),
        (lambda: tensor([tensor(1.0), tensor(2.0)]), "float32"),
        (lambda: tensor([1.0]) * 2.5, "float32"),
        (lambda: 2.5 - tensor([1.0]), "float32"),
        (lambda: tensor([1.0]) ** 2, "float32"),
        (lambda: tensor([1]) * 2.5, "float32"),
        (lambda: tensor([1]) / 2, "float32"),
        (lambda: tensor([1]) // 2, "int64"),
        (lambda: tensor([1.0]) * tensor(2.0, dtype=autograd.float64), "float32"),
        (lambda: tensor([1.0]) * tensor([2.0], dtype=autograd.float64), "float64"),
        (lambda: tensor([1], dtype=autograd.int32) + tensor([1]), "int64"),
        (lambda: tensor([1], dtype=autograd.uint8) + tensor([1], dtype=autograd.int8), "int16"),
        (lambda: tensor([1], dtype=autograd.int64) * tensor([1.0], dtype=autograd.float16), "float16"),
        (lambda: tensor([True]) + 1, "int64"),
        (lambda: tensor([True]) * 1.5, "float32"),
        (lambda: tensor([1]).exp(), "float32"),
        (lambda: tensor([1.0]).mean(), "float32"),
        (lambda: tensor([1.0, 3.0]).max(0).values, "float32"),
        (lambda: autograd.where(tensor([True]), tensor([1.0]), 2.0), "float32"),
        (lambda: autograd.where(tensor([True]), 1.0, 2.0), "float32"),
        (lambda: tensor([True, False]).sum(), "int64"),
        (lambda: tensor([1.0]) > 0, "bool"),
        (lambda: autograd.cat([tensor([1]), tensor([1.0])]), "float32"),
        (lambda: autograd.full((2,), 7), "int64"),
        (lambda: autograd.arange(3), "int64"),
        (lambda: autograd.arange(0, 1, 0.5), "float32"),
        (lambda: tensor([1.0]).double(), "float64"),
        (lambda: tensor([1.7]).long(), "int64"),
        (lambda: tensor([1.0]).to(tensor([1])), "int64"),
        (lambda: F.dropout(autograd.ones(3)), "float32"),
    ],
)  # fmt: skip
def test_dtype(make: Callable[[], Tensor], dtype: str) -> None:
    assert make().dtype == dtype


@pytest.mark.parametrize("reduce", [lambda x: x.sum(), lambda x: x.prod(), lambda x: x.cumsum(0)])
def test_sums_and_products_of_small_integers_are_int64(reduce: Callable[[Tensor], Tensor]) -> None:
    assert reduce(tensor([200, 100], dtype=autograd.uint8)).dtype == np.int64


def test_integers_wrap_around() -> None:
    assert (tensor([200, 100], dtype=autograd.uint8) + 300).tolist() == [244, 144]


def test_operations_that_keep_integers() -> None:
    assert tensor([2, 3]).round().dtype == np.int64
    assert tensor([1, 2]).masked_fill(tensor([True, False]), 0.5).dtype == np.int64


def test_division_of_integers_by_zero_raises() -> None:
    with pytest.raises(ZeroDivisionError):
        tensor([1]) // 0


def test_integers_to_negative_powers_raise() -> None:
    with pytest.raises(ValueError, match=r"negative integer powers") as caught:
        tensor([2, 3]) ** -1
    assert not isinstance(caught.value, ShapeError)


def test_kinds_of_int_count_as_numbers() -> None:

    class Kind(enum.IntEnum):
        two = 2

    out = autograd.tensor([1.5]) * Kind.two
    assert (out.item(), out.dtype) == (3, autograd.float32)


def test_layer_norm_of_many_half_precision_numbers() -> None:
    wide = (np.random.default_rng(0).standard_normal((2, 4096)) * 5).astype(np.float16)
    assert F.layer_norm(autograd.tensor(wide), (4096,)).numpy().std() == pytest.approx(1, abs=0.01)


def test_relu_of_half_precision_keeps_the_sign_of_zero() -> None:
    assert np.signbit(autograd.relu(autograd.tensor(np.full(3, -0.0, np.float16))).numpy()).all()


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.arity == 2])
@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_a_number_does_not_widen_a_floating_tensor(name: str, dtype: Any) -> None:
    function, array = getattr(autograd, name), np.array([0.5, 1.5], dtype)
    for number in (2, 2.0, np.float64(2), np.float32(2), tensor(2), tensor(2.0, dtype=autograd.float64)):
        for x in (tensor(array, requires_grad=True), array):
            for operands in ((x, number), (number, x)):
                out = function(*operands)
                if isinstance(out, autograd.Tensor) or type(number) in (int, float):
                    assert out.dtype == dtype
                if isinstance(x, autograd.Tensor) and isinstance(out, autograd.Tensor):
                    x.grad = None
                    out.sum().backward()
                    assert x.grad is None or x.grad.dtype == dtype
