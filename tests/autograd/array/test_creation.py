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
        (lambda: autograd.manual_seed("1"), TypeError, "seed"),
        (lambda: autograd.from_numpy([1.0]), TypeError, "from_numpy"),  # type: ignore[arg-type]
        (lambda: autograd.multinomial(tensor([0.0, 1.0]), 2), ValueError, "too few"),
        (lambda: nn.Parameter(np.ones(2)), TypeError, "Parameter"),
    ],
)  # fmt: skip
def test_bad_data(make: Callable[[], Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        make()


@pytest.mark.parametrize(
    ("make", "numbers"),
    [
        (lambda: autograd.eye(2, 3), [[1, 0, 0], [0, 1, 0]]),
        (lambda: autograd.linspace(0, 1, 3), [0.0, 0.5, 1.0]),
        (lambda: autograd.arange(1, 7, 2), [1, 3, 5]),
        (lambda: autograd.full((2, 1), 2.5), [[2.5], [2.5]]),
        (lambda: autograd.full_like(autograd.ones(2), 3), [3.0, 3.0]),
        (lambda: autograd.zeros_like(autograd.ones(2)), [0.0, 0.0]),
        (lambda: autograd.ones_like(autograd.zeros(2)), [1.0, 1.0]),
    ],
)
def test_numbers(make: Callable[[], Any], numbers: list[Any]) -> None:
    assert make().tolist() == numbers


@pytest.mark.parametrize("make", [autograd.empty_like, autograd.rand_like, autograd.randn_like])
def test_shapes_of_another_tensor(make: Callable[[Any], Any]) -> None:
    assert make(autograd.ones(2, 3)).shape == (2, 3)


@pytest.mark.parametrize("size", [(2, 3), [2, 3]])
def test_sizes_may_be_one_argument(size: Any) -> None:
    assert autograd.zeros(size).shape == autograd.zeros(*size).shape == (2, 3)


@pytest.mark.parametrize("number", [np.float64(2), np.float32(2), np.float16(2), np.array(2.0)[()]])
def test_a_numpy_number_fills_in_the_default_dtype(number: Any) -> None:
    assert autograd.full((2,), number).dtype == autograd.float32


def test_like_functions_keep_the_dtype() -> None:
    assert autograd.zeros_like(tensor([1, 2])).dtype == np.int64


def test_a_new_tensor_may_require_grad() -> None:
    assert autograd.ones_like(autograd.ones(2), requires_grad=True).requires_grad


def test_asarray_copies_as_it_is_told() -> None:
    array = np.ones(2, np.float32)
    x = autograd.asarray(array, copy=False)
    own = autograd.asarray(array, copy=True)
    array[0] = 5
    assert x.tolist() == [5, 1] and own.tolist() == [1, 1]
    assert autograd.asarray(own, copy=True) is not own is autograd.asarray(own)
    assert autograd.asarray([1.0], requires_grad=True).requires_grad and not own.requires_grad
    for obj, dtype in (([1.0], None), (array, np.float64), (own, np.float64)):
        with pytest.raises(ValueError, match="expected copy=None"):
            autograd.asarray(obj, dtype=dtype, copy=False)


@pytest.mark.parametrize("wanted", [None, False, True])
def test_asarray_keeps_the_graph_unless_it_is_asked_to_cut_it(wanted: bool | None) -> None:
    leaf = autograd.ones(2, requires_grad=True)
    for given in (leaf, leaf * 2):
        made = autograd.asarray(given, requires_grad=wanted)
        assert made.requires_grad == (wanted is not False)
        assert (made is given) == (wanted is not False)
    plain = autograd.asarray(np.ones(2), requires_grad=wanted)
    assert plain.requires_grad == (wanted is True)
    assert leaf.requires_grad


def test_as_tensor_converts_only_where_it_must() -> None:
    x = autograd.ones(2)
    assert autograd.as_tensor(x) is x
    assert autograd.as_tensor(np.ones(2), dtype=autograd.float32).dtype == np.float32


@pytest.mark.parametrize(
    "make",
    [
        lambda: tensor([300], dtype=autograd.uint8),
        lambda: tensor(-1, dtype=autograd.uint8),
        lambda: tensor([[1, -200]], dtype=autograd.int8),
        lambda: tensor([np.nan], dtype=autograd.int64),
        lambda: tensor([1e20], dtype=autograd.int64),
        lambda: autograd.full((2,), 300, dtype=autograd.uint8),
        lambda: autograd.full_like(tensor([1], dtype=autograd.uint8), 300),
        lambda: autograd.zeros(2, dtype=autograd.uint8).masked_fill(tensor([True, False]), 300),
        lambda: autograd.where(tensor([True]), tensor([1], dtype=autograd.uint8), 300),
        lambda: autograd.randint(0, 1000, (3,), dtype=autograd.uint8),
    ],
)
def test_a_number_that_a_dtype_cannot_hold_is_no_other_number(make: Any) -> None:
    with pytest.raises(ValueError, match=r"expected numbers from -?\d+ to \d+ for u?int\d+, got"):
        make()


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda: autograd.bernoulli(tensor([0.5, 1.5])), ValueError),
        (lambda: autograd.bernoulli(tensor([np.nan])), ValueError),
        (lambda: autograd.normal(0.0, -1.0, (3,)), ValueError),
        (lambda: autograd.normal(autograd.zeros(2), tensor([1.0, np.nan])), ValueError),
        (lambda: autograd.randperm(-1), ValueError),
        (lambda: autograd.randperm(2.5), ValueError),  # type: ignore[arg-type]
        (lambda: autograd.rand_like(tensor([1, 2])), TypeError),
        (lambda: autograd.randn(3, dtype=autograd.int64), TypeError),
        (lambda: autograd.zeros(3, dtype=autograd.int64).uniform_(), TypeError),
        (lambda: autograd.zeros(3, dtype=autograd.int64).normal_(), TypeError),
    ],
)
def test_random_numbers_of_what_is_no_distribution_are_refused(make: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        make()
