"""random_split."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import autograd
from nn.data import DataLoader, Subset, TensorDataset, random_split


@pytest.mark.parametrize("lengths", [[7, 3], [0.65, 0.35]], ids=["lengths", "shares"])
def test_each_sample_is_in_one_part(lengths: list[float]) -> None:
    autograd.manual_seed(0)
    parts = random_split(TensorDataset(autograd.arange(10)), lengths)
    assert [len(p) for p in parts] == [7, 3]
    assert sorted(int(p[i][0]) for p in parts for i in range(len(p))) == list(range(10))


def test_a_part_can_be_batched() -> None:
    part = random_split(TensorDataset(autograd.arange(10)), [7, 3])[0]
    assert isinstance(part, Subset)
    assert sum(len(x) for (x,) in DataLoader(part, 2)) == 7


def test_lengths_that_do_not_add_up_are_an_error() -> None:
    with pytest.raises(ValueError, match="add up to 9"):
        random_split(TensorDataset(autograd.arange(10)), [6, 3])


def test_a_negative_length_is_an_error() -> None:
    with pytest.raises(ValueError, match="add up"):
        random_split(TensorDataset(autograd.ones(3)), [5, -2])


@pytest.mark.parametrize("lengths", [[True, False], np.array([True] * 9)])
def test_a_mask_in_place_of_lengths_is_an_error(lengths: Any) -> None:
    with pytest.raises(TypeError, match="got a mask"):
        random_split(TensorDataset(autograd.arange(9)), lengths)


@pytest.mark.parametrize("lengths", [[2.7, 7.3], [9.5, 0.5], [math.nan, 10]])
def test_fractions_that_are_no_shares_are_an_error(lengths: list[float]) -> None:
    with pytest.raises(ValueError, match="neither whole numbers nor shares"):
        random_split(TensorDataset(autograd.arange(9)), lengths)
