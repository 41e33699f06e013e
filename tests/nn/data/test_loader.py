"""DataLoader and collate."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pytest

import autograd
from autograd import Tensor
from nn.data import DataLoader, TensorDataset


@pytest.fixture
def data() -> TensorDataset:
    return TensorDataset(autograd.arange(10), autograd.arange(10) * 2)


def test_the_last_batch_may_be_smaller(data: TensorDataset) -> None:
    batches = list(DataLoader(data, batch_size=4))
    assert [len(x) for x, _ in batches] == [4, 4, 2]
    assert batches[2][1].tolist() == [16, 18]


def test_a_small_last_batch_can_be_dropped(data: TensorDataset) -> None:
    assert len(DataLoader(data, 4, drop_last=True)) == len(list(DataLoader(data, 4, drop_last=True))) == 2


def test_each_epoch_has_an_order_of_its_own(data: TensorDataset) -> None:
    autograd.manual_seed(0)
    loader = DataLoader(data, 3, shuffle=True)
    first, second = ([x.tolist() for x, _ in loader] for _ in range(2))
    assert first != second


def test_each_sample_is_in_one_batch(data: TensorDataset) -> None:
    batches = [x.tolist() for x, _ in DataLoader(data, 3, shuffle=True)]
    assert sorted(i for batch in batches for i in batch) == list(range(10))


def test_the_seed_determines_the_order(data: TensorDataset) -> None:
    loader, orders = DataLoader(data, 3, shuffle=True), []
    for _ in range(2):
        autograd.manual_seed(0)
        orders.append([x.tolist() for x, _ in loader])
    assert orders[0] == orders[1]


def test_an_empty_data_set_has_no_batches() -> None:
    assert list(DataLoader(TensorDataset(autograd.ones(0, 2)))) == []


def test_tensors_numbers_and_dicts_are_collated() -> None:
    samples = [(autograd.ones(2), i, {"a": float(i)}) for i in range(5)]
    x, i, extra = next(iter(DataLoader(samples, 5)))
    assert (x.shape, i.tolist(), extra["a"].tolist()) == ((5, 2), [0, 1, 2, 3, 4], [0.0, 1.0, 2.0, 3.0, 4.0])


class Pair(NamedTuple):
    x: Tensor
    name: str


def test_named_tuples_and_strings_are_collated() -> None:
    batch = next(iter(DataLoader([Pair(autograd.ones(2), "a"), Pair(autograd.ones(2), "b")], np.int64(2))))
    assert (batch.x.shape, batch.name) == ((2, 2), ["a", "b"])


def test_a_custom_collate_function() -> None:
    assert next(iter(DataLoader([1, 2, 3], 2, collate_fn=len))) == 2


def test_a_subclass_of_tensor_dataset_is_asked_for_single_samples() -> None:
    class Doubled(TensorDataset):
        def __getitem__(self, index: Any) -> tuple[Tensor, ...]:
            assert isinstance(index, int)
            return (self.tensors[0][index] * 2,)

    assert next(iter(DataLoader(Doubled(autograd.arange(4)), 3)))[0].tolist() == [0, 2, 4]


def test_a_batch_of_no_samples_is_an_error(data: TensorDataset) -> None:
    with pytest.raises(ValueError, match="batch_size"):
        DataLoader(data, 0)
