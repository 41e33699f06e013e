"""TensorDataset and Subset."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import ShapeError, Tensor, tensor
from nn.data import ConcatDataset, DataLoader, Dataset, IterableDataset, StackDataset, Subset, TensorDataset


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


# ── data sets made of others ──


class Letters(IterableDataset[str]):
    def __init__(self, text: str) -> None:
        self.text = text

    def __iter__(self) -> Iterator[str]:
        return iter(self.text)

    def __len__(self) -> int:
        return len(self.text)


def test_data_sets_one_after_the_other() -> None:
    first, second = TensorDataset(autograd.arange(2)), TensorDataset(autograd.arange(10, 13))
    both = first + second
    assert len(both) == 5
    assert [int(both[i][0]) for i in (0, 1, 2, -1, -5)] == [0, 1, 10, 12, 0]
    with pytest.raises(IndexError, match="index 5 is out of range for 5 samples"):
        both[5]


def test_streams_one_after_the_other() -> None:
    both = Letters("ab") + Letters("c")
    assert "".join(both) == "abc"
    assert len(both) == 3


def test_data_sets_side_by_side() -> None:
    named = StackDataset(x=[1, 2], y="ab")
    assert (len(named), named[1]) == (2, {"x": 2, "y": "b"})
    assert StackDataset([1, 2], "ab")[0] == (1, "a")


def test_a_subset_tells_its_indices() -> None:
    assert Subset([1, 2, 3], tensor([True, False, True])).indices == [0, 2]


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: Dataset[Any]()[0], NotImplementedError, r"Dataset defines no __getitem__\(\)"),
        (lambda: iter(IterableDataset[Any]()), NotImplementedError, r"IterableDataset defines no __iter__\(\)"),
        (lambda: ConcatDataset([]), ValueError, "at least one data set"),
        (lambda: StackDataset(), ValueError, "either without or with names"),
        (lambda: StackDataset([1], y=[1]), ValueError, "either without or with names"),
        (lambda: StackDataset([1], [1, 2]), ValueError, r"different lengths: \[1, 2\]"),
    ],
)
def test_what_is_no_data_set_is_an_error(call: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        call()
