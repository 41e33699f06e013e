"""TensorDataset and Subset."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import autograd
from autograd import ShapeError, Tensor, tensor
from nn.data import DataLoader, Subset, TensorDataset


def test_first_sizes_that_differ_are_an_error() -> None:
    with pytest.raises(ShapeError, match=r"\(3,\)"):
        TensorDataset(autograd.ones(3), autograd.ones(2))


def test_an_array_is_an_error() -> None:
    with pytest.raises(TypeError, match="ndarray"):
        TensorDataset(np.ones(3))  # type: ignore[arg-type]


def test_no_tensor_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one"):
        TensorDataset()


MASK = [False, True, True, False, True]


@pytest.mark.parametrize(
    "chosen",
    [MASK, tuple(MASK), np.array(MASK), tensor(MASK), [1, 2, 4], np.array([1, 2, 4], np.uint8), tensor([1, 2, 4]),
     [tensor(1), tensor(2), tensor(4)], dict.fromkeys([1, 2, 4])],
    ids=repr,
)  # fmt: skip
def test_a_subset_by_indices_or_by_a_mask(chosen: Any) -> None:
    part = Subset(TensorDataset(autograd.arange(5) * 10), chosen)
    assert len(part) == 3
    assert [part[i][0].item() for i in range(3)] == [10, 20, 40]
    assert [x.tolist() for (x,) in DataLoader(part, 2)] == [[10, 20], [40]]


@pytest.mark.parametrize(
    ("chosen", "error", "message"),
    [
        ([0.9, 1.9], TypeError, "float64"),
        (np.array([0.0, 1.0]), TypeError, "float64"),
        (tensor([0.0, 1.0]), TypeError, "float32"),
        (["a"], TypeError, "<U1"),
        ([0, 5], IndexError, "index 5 is out of range for 5 samples"),
        ([-6], IndexError, "index -6"),
        (np.array([2**64 - 1], np.uint64), IndexError, "out of range"),
        ([True, 1], TypeError, "mixture"),
        ([True], ShapeError, "each of the 5 samples, got 1"),
        (np.ones(6, bool), ShapeError, "each of the 5 samples, got 6"),
        ([[0, 1]], ShapeError, r"got shape \(1, 2\)"),
        (np.ones((5, 1), bool), ShapeError, r"got shape \(5, 1\)"),
    ],
    ids=str,
)
def test_anything_else_does_not_choose_a_subset(chosen: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=rf"^Subset\(\): .*{message}"):
        Subset(TensorDataset(autograd.arange(5)), chosen)


def test_an_empty_subset() -> None:
    assert len(Subset(TensorDataset(autograd.arange(5)), [])) == 0
    assert len(Subset(TensorDataset(autograd.arange(5)), [False] * 5)) == 0
    assert len(Subset(TensorDataset(autograd.zeros(0)), np.zeros(0, bool))) == 0


@pytest.mark.parametrize("whole", [autograd.arange(12.0).reshape(4, 3), autograd.arange(12.0).reshape(3, 4).T], ids=str)
@pytest.mark.parametrize("requires_grad", [False, True])
def test_indices_in_an_array_give_the_rows_of_each_tensor(whole: Tensor, requires_grad: bool) -> None:
    whole = whole.detach().requires_grad_(requires_grad)
    (rows,) = TensorDataset(whole)[np.array([3, 0, -1])]
    assert rows.tolist() == whole[[3, 0, -1]].tolist()
    assert rows.requires_grad is requires_grad
    with pytest.raises(IndexError, match="out of bounds"):
        TensorDataset(whole)[np.array([4])]


def test_a_batch_is_a_copy() -> None:
    whole = autograd.arange(3)
    (batch,) = TensorDataset(whole)[np.array([0, 1])]
    batch[0] = 9
    assert whole.tolist() == [0, 1, 2]
