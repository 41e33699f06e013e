"""Embeddings and bags of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import nn.functional as F
from autograd import ShapeError, Tensor, grad, tensor
from tests.helpers import leaf64, tensor64

ROWS = [[3.0, 4.0], [0.0, 2.0], [6.0, 8.0], [1.0, 1.0]]


def weight() -> Any:
    return leaf64(ROWS)


def gradient_of_rows(index: Any, **settings: Any) -> Any:
    """Return the gradient of the sum of the elements of the rows, at a weight of 4 rows, by its first column."""
    w = weight()
    F.embedding(tensor(index), w, **settings).sum().backward()
    assert w.grad[:, 0].tolist() == w.grad[:, 1].tolist()
    return w.grad[:, 0].tolist()


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, [1, 0, 3, 0]),
        ({"padding_idx": 2}, [1, 0, 0, 0]),
        ({"padding_idx": -4}, [0, 0, 3, 0]),
        ({"scale_grad_by_freq": True}, [1, 0, 1, 0]),
        ({"scale_grad_by_freq": True, "padding_idx": 0}, [0, 0, 1, 0]),
        ({"sparse": True}, [1, 0, 3, 0]),
    ],
    ids=str,
)
def test_the_gradient_of_a_row_is_the_number_of_its_uses(settings: dict[str, Any], expected: list[int]) -> None:
    assert gradient_of_rows([[2, 0], [2, 2]], **settings) == expected


def test_second_derivatives_flow_through_rows() -> None:
    def loss(w: Tensor) -> Tensor:
        out: Tensor = (F.embedding(tensor([1, 3, 3]), w) ** 3).sum()
        return out

    # The third power gives 3 w², and the derivative of its sum 6 w, for each use of a row.
    w = tensor64(ROWS)
    second = grad(lambda v: grad(loss)(v).sum())(w)
    np.testing.assert_allclose(second.numpy(), 6 * np.array(ROWS) * [[0], [1], [0], [2]])


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        # Euclidean norms 5, 2, 10; rows 0 and 2 are used.
        ({"max_norm": 5.0}, [[3, 4], [0, 2], [3, 4], [1, 1]]),
        ({"max_norm": 7.0, "norm_type": 1.0}, [[3, 4], [0, 2], [3, 4], [1, 1]]),
        ({"max_norm": 4.0, "norm_type": float("inf")}, [[3, 4], [0, 2], [3, 4], [1, 1]]),
    ],
    ids=str,
)
def test_long_rows_that_are_used_are_shortened_in_place(settings: dict[str, Any], expected: Any) -> None:
    for call in (F.embedding, F.embedding_bag):
        w = weight()
        found = call(tensor([[0, 2, 0]]), w, **settings)
        np.testing.assert_allclose(w.detach().numpy(), expected, rtol=1e-6)
        if call is F.embedding:
            np.testing.assert_allclose(found.detach().numpy(), [[[3, 4], [3, 4], [3, 4]]], rtol=1e-6)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, [[4.5, 6], [0.5, 1.5]]),
        ({"mode": "sum"}, [[9, 12], [1, 3]]),
        ({"mode": "max"}, [[6, 8], [1, 2]]),
        ({"mode": "sum", "padding_idx": 2}, [[3, 4], [1, 3]]),
        ({"padding_idx": 2}, [[3, 4], [0.5, 1.5]]),
        ({"mode": "max", "padding_idx": -2}, [[3, 4], [1, 2]]),
        ({"mode": "sum", "scale_grad_by_freq": True}, [[9, 12], [1, 3]]),
    ],
    ids=str,
)
def test_a_bag_is_the_mean_sum_or_maximum_of_its_rows(settings: dict[str, Any], expected: Any) -> None:
    by_rows = F.embedding_bag(tensor([[0, 2], [1, 3]]), weight(), **settings)
    by_offsets = F.embedding_bag(tensor([0, 2, 1, 3]), weight(), tensor([0, 2]), **settings)
    assert by_rows.tolist() == by_offsets.tolist() == expected


@pytest.mark.parametrize("mode", ["mean", "sum", "max"])
def test_bags_have_lengths_of_their_own_and_an_empty_bag_gives_0(mode: str) -> None:
    index, offsets = tensor([3, 3, 3, 2]), tensor([0, 3, 3])
    expected = [[1, 1] if mode != "sum" else [3, 3], [0, 0], [6, 8]]
    assert F.embedding_bag(index, weight(), offsets, mode=mode).tolist() == expected
    with_end = tensor([0, 3, 3, 4])
    assert F.embedding_bag(index, weight(), with_end, mode=mode, include_last_offset=True).tolist() == expected
    assert F.embedding_bag(index[:0], weight(), tensor([0, 0]), mode=mode).tolist() == [[0, 0], [0, 0]]


def test_factors_multiply_the_rows_and_get_gradients() -> None:
    w, factors = weight(), leaf64([[2.0, 1.0], [0.0, 3.0]])
    out = F.embedding_bag(tensor([[0, 2], [1, 3]]), w, mode="sum", per_sample_weights=factors)
    assert out.tolist() == [[12, 16], [3, 3]]
    out.sum().backward()
    assert factors.grad.tolist() == [[7, 14], [2, 2]]  # the sums of the rows
    assert w.grad.tolist() == [[2, 2], [0, 0], [1, 1], [3, 3]]


@pytest.mark.parametrize(
    ("mode", "settings", "expected"),
    [
        ("sum", {}, [2, 0, 0, 1]),
        ("mean", {}, [1.5, 0, 0, 0.5]),
        ("sum", {"scale_grad_by_freq": True}, [1, 0, 0, 1]),
        ("sum", {"padding_idx": 0}, [0, 0, 0, 1]),
    ],
)
def test_the_gradient_of_a_bag(mode: str, settings: dict[str, Any], expected: list[float]) -> None:
    w = weight()
    F.embedding_bag(tensor([0, 3, 0]), w, tensor([0, 2]), mode=mode, **settings)[:, 0].sum().backward()
    assert w.grad[:, 0].tolist() == expected


def test_the_maximum_passes_its_gradient_to_the_largest_row() -> None:
    w = weight()
    F.embedding_bag(tensor([[0, 1, 3]]), w, mode="max").sum().backward()
    assert w.grad.tolist() == [[1, 1], [0, 0], [0, 0], [0, 0]]


def test_exchanged_arguments_warn() -> None:
    with pytest.warns(UserWarning, match="arguments are exchanged"):
        found = F.embedding_bag(tensor64(ROWS), tensor([[0, 2]]))
    assert found.tolist() == [[4.5, 6]]


W, ONE = tensor64(ROWS), tensor([1])


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: F.embedding(ONE, W[0]), ShapeError, "expected a matrix as weight"),
        (lambda: F.embedding(tensor([1.0]), W), TypeError, r"write input\.long\(\)"),
        (lambda: F.embedding(tensor([1, 4]), W), IndexError, "indices from 0 to 3, got 1 to 4"),
        (lambda: F.embedding(tensor([-1]), W), IndexError, "got -1 to -1"),
        (lambda: F.embedding(ONE, W, padding_idx=4), IndexError, "padding_idx 4 is out of range for 4 vectors"),
        (lambda: F.embedding_bag(ONE, W, tensor([0]), mode="min"), ValueError, "got 'min'"),
        (lambda: F.embedding_bag(ONE, W, tensor([0]), per_sample_weights=ONE), ValueError, "need mode='sum'"),
        (
            lambda: F.embedding_bag(ONE, W, tensor([0]), mode="sum", per_sample_weights=W),
            ShapeError,
            r"per_sample_weights of shape \(1,\)",
        ),
        (lambda: F.embedding_bag(tensor([[1]]), W, tensor([0])), ValueError, "has no offsets"),
        (lambda: F.embedding_bag(ONE, W), ShapeError, "with offsets"),
        (lambda: F.embedding_bag(ONE, W, tensor([1])), ValueError, "offsets from 0 to 1"),
        (lambda: F.embedding_bag(ONE, W, tensor([0, 2])), ValueError, "offsets from 0 to 1"),
    ],
)
def test_wrong_arguments(call: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        call()
