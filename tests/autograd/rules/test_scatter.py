"""Writing and adding elements at indices, at values worked out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import autograd
from autograd import tensor
from tests.helpers import leaf64, tensor64

X, INDEX, SOURCE = [2.0, 3.0, 5.0], [0, 0, 2], [1.0, 4.0, 6.0]


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize(
    ("reduce", "with_self", "without"),
    [
        ("sum", [7, 3, 11], [5, 3, 6]),
        ("prod", [8, 3, 30], [4, 3, 6]),
        ("mean", [7 / 3, 3, 5.5], [2.5, 3, 6]),
        ("amax", [4, 3, 6], [4, 3, 6]),
        ("amin", [1, 3, 5], [1, 3, 6]),
    ],
)
def test_several_elements_for_one_place_are_reduced(
    reduce: str, with_self: list[float], without: list[float], whole: bool
) -> None:
    x, index, source = tensor64(X), tensor(INDEX), tensor64(SOURCE)
    expected = with_self if whole else without
    found = x.scatter_reduce(0, index, source, reduce, include_self=whole)
    np.testing.assert_allclose(found.numpy(), expected)
    if reduce != "sum":
        np.testing.assert_allclose(x.index_reduce(0, index, source, reduce, include_self=whole).numpy(), expected)
    number = tensor64(2.0).scatter_reduce(0, tensor(0), tensor64(3.0), reduce, include_self=whole)
    both = {"sum": 5, "prod": 6, "mean": 2.5, "amax": 3, "amin": 2}[reduce]
    assert (number.shape, number.item()) == ((), both if whole else 3)


def test_a_mean_of_integers_is_rounded_down() -> None:
    found = tensor([1, 7]).scatter_reduce(0, tensor([0, 0]), tensor([2, 5]), "mean")
    assert found.tolist() == [2, 7]


@pytest.mark.parametrize(
    ("x", "source", "by_x", "by_source"),
    [
        # The derivative of a product by a factor is the product of the others, also where a factor is 0.
        ([2.0, 3.0], [4.0, 5.0], [20, 1], [10, 8]),
        ([0.0, 3.0], [4.0, 5.0], [20, 1], [0, 0]),
        ([2.0, 3.0], [0.0, 5.0], [0, 1], [10, 0]),
        ([0.0, 3.0], [0.0, 5.0], [0, 1], [0, 0]),
    ],
)
def test_the_gradient_of_a_product(x: Any, source: Any, by_x: Any, by_source: Any) -> None:
    a, b = leaf64(x), leaf64(source)
    a.scatter_reduce(0, tensor([0, 0]), b, "prod").sum().backward()
    assert (a.grad.tolist(), b.grad.tolist()) == (by_x, by_source)


def test_equal_extremes_share_the_gradient() -> None:
    x, source = leaf64([4.0, 0.0]), leaf64([4.0, 1.0, 7.0])
    x.scatter_reduce(0, tensor([0, 0, 1]), source, "amax").sum().backward()
    assert (x.grad.tolist(), source.grad.tolist()) == ([0.5, 0], [0.5, 0, 1])
    x.grad = source.grad = None
    x.scatter_reduce(0, tensor([0, 0, 0]), source, "amin", include_self=False).sum().backward()
    assert (x.grad.tolist(), source.grad.tolist()) == ([0, 1], [0, 1, 0])


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (lambda x: x.scatter(0, tensor([2, 0]), tensor([7.0, 8.0, 9.0])), [8, 2, 7]),
        (lambda x: x.scatter(0, tensor([2, 0]), 7.0), [7, 2, 7]),
        (lambda x: x.scatter(0, tensor([2, 2]), value=7.0), [1, 2, 7]),
        (lambda x: x.scatter(0, tensor([2, 0]), tensor([7.0, 8.0]), reduce="add"), [9, 2, 10]),
        (lambda x: x.scatter(0, tensor([2, 2]), 2.0, reduce="multiply"), [1, 2, 12]),
        (lambda x: x.scatter(0, tensor([1]), value=2.0, reduce="add"), [1, 4, 3]),
        (lambda x: x.scatter_add(0, tensor([1, 1]), tensor([1.0, 2.0])), [1, 5, 3]),
        (lambda x: x.index_add(0, tensor([1, 1]), tensor([1.0, 2.0]), alpha=-2), [1, -4, 3]),
        (lambda x: x.index_copy(0, tensor([2, 0]), tensor([7.0, 8.0])), [8, 2, 7]),
        (lambda x: x.index_fill(0, tensor([-1]), 7.0), [1, 2, 7]),
        (lambda x: x.index_put((tensor([0, 0]),), tensor([7.0, 8.0]), accumulate=True), [16, 2, 3]),
        (lambda x: x.put(tensor([1]), tensor([7.0])), [1, 7, 3]),
        (lambda x: x.masked_scatter(x > 1, tensor([7.0, 8.0, 9.0])), [1, 7, 8]),
        (lambda x: x.take_along_dim(tensor([2, 0]), 0), [3, 1]),
        (lambda x: x.reshape(3, 1).take_along_dim(tensor([[2], [0]])), [3, 1]),
        (lambda x: x.take_along_dim(tensor([[2, 0]])), [3, 1]),
    ],
)
def test_elements_at_indices(call: Any, expected: list[float]) -> None:
    assert call(tensor([1.0, 2.0, 3.0])).tolist() == expected


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (lambda x: x.scatter(0, tensor(0), 7.0), 7),
        (lambda x: x.scatter(0, tensor([0]), tensor(7.0)), 7),
        (lambda x: x.scatter(0, tensor(0), value=3.0, reduce="multiply"), 6),
        (lambda x: x.scatter_add(0, tensor(0), tensor(3.0)), 5),
        (lambda x: x.index_add(0, tensor(0), tensor(3.0), alpha=2), 8),
        (lambda x: x.index_copy(0, tensor(0), tensor(3.0)), 3),
        (lambda x: x.index_fill(0, tensor(0), 3.0), 3),
        (lambda x: x.index_reduce(0, tensor(0), tensor(3.0), "prod"), 6),
        (lambda x: x.index_select(0, tensor(0)), 2),
        (lambda x: x.gather(0, tensor(0)), 2),
    ],
)
def test_a_number_counts_as_a_vector_of_one(call: Any, expected: float) -> None:
    x = leaf64(2.0)
    found = call(x.float())
    assert (found.shape, found.item()) == ((), expected)


@pytest.mark.parametrize(
    ("sequence", "x", "settings", "expected"),
    [
        ([1, 3, 3, 5], [3, 4, 0], {}, [1, 3, 0]),
        ([1, 3, 3, 5], [3, 4, 9], {"right": True}, [3, 3, 4]),
        ([1, 3, 3, 5], [3], {"side": "right"}, [3]),
        ([[1, 3], [2, 4]], [[2, 3], [2, 5]], {}, [[1, 1], [0, 2]]),
        ([5, 1, 3], [2, 4], {"sorter": tensor([1, 2, 0])}, [1, 2]),
    ],
)
def test_places_in_a_sorted_sequence(sequence: Any, x: Any, settings: dict[str, Any], expected: Any) -> None:
    found = autograd.searchsorted(tensor(sequence), tensor(x), **settings)
    assert found.tolist() == expected
    assert found.dtype == autograd.int64
    assert autograd.searchsorted(tensor(sequence), tensor(x), out_int32=True, **settings).dtype == "int32"


V, I = tensor(X), tensor([0])  # noqa: E741


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: V.scatter(0, I, 1.0, reduce="mean"), ValueError, "expected reduce None, 'add' or 'multiply'"),
        (lambda: V.scatter_reduce(0, I, V, "median"), ValueError, "expected reduce sum, prod, mean, amax or amin"),
        (lambda: V.masked_scatter(V > 0, tensor([1.0])), ValueError, "expected at least 3 elements, got 1"),
        (lambda: autograd.searchsorted(V, V, side="middle"), ValueError, "expected side 'left' or 'right'"),
        (lambda: V.index_add(0, tensor([3]), tensor([1.0])), IndexError, "3"),
    ],
)
def test_wrong_arguments(call: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        call()
