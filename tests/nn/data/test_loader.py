"""DataLoader and collate."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pytest

import autograd
from autograd import ShapeError, Tensor, tensor
from nn.data import (
    BatchSampler,
    DataLoader,
    IterableDataset,
    RandomSampler,
    Sampler,
    SubsetRandomSampler,
    TensorDataset,
    WeightedRandomSampler,
    collate,
    get_worker_info,
)


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


# ── collate ──


@pytest.mark.parametrize(
    ("samples", "dtype"),
    [
        ([1.5, 2.0], "float64"),
        ([1, 2], "int64"),
        ([True, False], "bool"),
        ([1, 2.5], "float64"),
        ([np.float32(1), np.float32(2)], "float32"),
        ([np.int16(1), np.int16(2)], "int16"),
        ([np.ones(2, np.float16)] * 2, "float16"),
        ([np.array(1.0)] * 2, "float64"),
        ([tensor(1.0)] * 2, "float32"),
    ],
    ids=str,
)
def test_numbers_and_arrays_keep_their_dtype(samples: list[Any], dtype: str) -> None:
    batch = collate(samples)
    assert batch.dtype == dtype
    assert batch.tolist() == np.asarray(samples).tolist()


@pytest.mark.parametrize("samples", [[(1, "a"), (2, "b")], [[1, "a"], [2, "b"]]])
def test_tuples_and_lists_become_lists(samples: list[Any]) -> None:
    batch = collate(samples)
    assert type(batch) is list
    assert (batch[0].tolist(), batch[1]) == ([1, 2], ["a", "b"])


def test_mappings_keep_their_type() -> None:
    batch = collate([OrderedDict(a=1), OrderedDict(a=2)])
    assert type(batch) is OrderedDict
    assert batch["a"].tolist() == [1, 2]


def test_samples_of_different_lengths_are_an_error() -> None:
    with pytest.raises(ShapeError, match=r"collate\(\): samples must have equal lengths, got \[1, 2\]"):
        collate([(1, 2), (1,)])
    with pytest.raises(ShapeError, match="arrays must have equal shapes"):
        collate([np.ones(2), np.ones(3)])


@pytest.mark.parametrize("sample", [None, Any, 1j, {1}, np.array("a"), np.datetime64("2020"), 2**70], ids=repr)
def test_a_sample_of_another_kind_is_an_error(sample: Any) -> None:
    with pytest.raises(TypeError, match=r"collate\(\): expected"):
        collate([sample, sample])


# ── samplers ──


def test_a_sampler_determines_the_order(data: TensorDataset) -> None:
    n = len(data)
    loader = DataLoader(data, 2, sampler=range(n - 1, -1, -1))
    assert next(x for x, *_ in loader).tolist() == data[[n - 1, n - 2]][0].tolist()
    assert len(loader) == len(list(loader)) == -(-n // 2)
    assert len(DataLoader(data, 2, sampler=[0, 1, 2], drop_last=True)) == 1
    assert len(list(DataLoader(data, 2, sampler=iter([0, 1, 2]), drop_last=True))) == 1


def test_a_batch_sampler_determines_the_batches(data: TensorDataset) -> None:
    loader = DataLoader(data, batch_sampler=[[0, 2], [1]])
    assert [len(x) for x, *_ in loader] == [2, 1]
    assert len(loader) == 2


@pytest.mark.parametrize("chosen", [[True, False], [0.0, 1.0], np.array([True, False]), tensor([0.5]), ["a"]], ids=repr)
def test_a_sampler_yields_whole_numbers(data: TensorDataset, chosen: Any) -> None:
    for loader in (DataLoader(data, 2, sampler=chosen), DataLoader(data, batch_sampler=[chosen])):
        with pytest.raises(TypeError, match="yields whole numbers"):
            list(loader)


@pytest.mark.parametrize(
    "settings",
    [
        {"sampler": [0], "shuffle": True},
        {"batch_sampler": [[0]], "batch_size": 2},
        {"batch_sampler": [[0]], "shuffle": True},
        {"batch_sampler": [[0]], "sampler": [0]},
        {"batch_sampler": [[0]], "drop_last": True},
    ],
    ids=str,
)
def test_settings_that_exclude_each_other(data: TensorDataset, settings: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="sampler determines"):
        DataLoader(data, **settings)


def test_a_sampler_without_a_length_has_no_number_of_batches(data: TensorDataset) -> None:
    with pytest.raises(TypeError, match="has no length"):
        len(DataLoader(data, sampler=iter([0])))


@pytest.mark.parametrize("n", [1, 2, 7])
def test_an_epoch_draws_as_many_numbers_as_in_pytorch(n: int) -> None:
    used, expected = autograd.Generator().manual_seed(3), autograd.Generator().manual_seed(3)
    order = list(RandomSampler(range(n), generator=used))
    assert order == expected.permutation(n).tolist()
    expected.permutation(n)  # of which PyTorch takes the first none
    assert autograd.equal(used.get_state(), expected.get_state())


# ── without batches, and without indices ──


class Stream(IterableDataset[Any]):
    """A data set of the numbers below n, in order."""

    def __init__(self, n: int) -> None:
        self.n = n

    def __iter__(self) -> Iterator[Any]:
        return iter(range(self.n))


class Counted(Stream):
    def __len__(self) -> int:
        return self.n


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"batch_size": 2}, [[0, 1], [2, 3], [4]]),
        ({"batch_size": 2, "drop_last": True}, [[0, 1], [2, 3]]),
        ({"batch_size": 2, "collate_fn": sum}, [1, 5, 4]),
        ({"batch_size": None}, [0, 1, 2, 3, 4]),
        ({"batch_size": None, "collate_fn": str}, ["0", "1", "2", "3", "4"]),
    ],
    ids=str,
)
def test_a_stream_is_cut_into_batches(settings: dict[str, Any], expected: list[Any]) -> None:
    loader = DataLoader(Counted(5), **settings)
    assert [x.tolist() if isinstance(x, Tensor) else x for x in loader] == expected
    assert len(loader) == len(expected)


def test_without_batches_each_sample_comes_alone() -> None:
    samples = [(np.ones(2), {"a": np.float32(i)}, "text") for i in range(3)]
    found = list(DataLoader(samples, batch_size=None, sampler=np.array([2, 0])))
    assert [x[1]["a"].item() for x in found] == [2.0, 0.0]
    assert isinstance(found[0][0], Tensor) and found[0][2] == "text"
    assert len(DataLoader(samples, batch_size=None)) == 3
    assert list(DataLoader([1, 2], batch_size=None, collate_fn=str)) == ["1", "2"]


def test_named_tuples_and_other_mappings_keep_their_type_without_batches() -> None:
    (pair,) = DataLoader([Pair(np.ones(2), "a")], batch_size=None)  # type: ignore[arg-type]
    assert type(pair) is Pair and isinstance(pair.x, Tensor)
    (ordered,) = DataLoader([OrderedDict(a=np.ones(1))], batch_size=None)
    assert type(ordered) is OrderedDict and isinstance(ordered["a"], Tensor)


def test_a_mapping_that_cannot_be_made_becomes_a_dict() -> None:
    class Fixed(dict[str, Any]):
        def __init__(self) -> None:
            super().__init__(a=1)

    batch = collate([Fixed(), Fixed()])
    assert type(batch) is dict and batch["a"].tolist() == [1, 1]


@pytest.mark.parametrize(
    ("make", "error", "said"),
    [
        (lambda: DataLoader(Stream(3), shuffle=True), ValueError, "an IterableDataset determines the order"),
        (lambda: DataLoader(Stream(3), sampler=[0]), ValueError, "leave out shuffle and samplers"),
        (lambda: DataLoader([1], None, drop_last=True), ValueError, "no last one to drop"),
        (lambda: DataLoader([1], True), ValueError, "batch_size must be a whole number"),
        (lambda: len(DataLoader(Stream(3))), TypeError, "a data set of type Stream has no length"),
        (lambda: list(DataLoader([1], None, sampler=[0.5])), TypeError, "a sampler yields whole numbers"),  # type: ignore[list-item]
        (lambda: RandomSampler([1], num_samples=0), ValueError, "num_samples is a whole number of 1 or more"),
        (lambda: SubsetRandomSampler([True, False]), TypeError, "whole numbers, got True; of a mask"),
        (lambda: SubsetRandomSampler(np.array([0.5])), TypeError, "whole numbers, got 0.5"),  # type: ignore[arg-type]
        (lambda: SubsetRandomSampler(autograd.tensor([False])), TypeError, "whole numbers, got False"),  # type: ignore[arg-type]
        (lambda: WeightedRandomSampler([1.0], 0), ValueError, "num_samples is a whole number of 1 or more"),
        (lambda: WeightedRandomSampler([[1.0]], 1), ValueError, "a weight per sample"),
        (lambda: BatchSampler([1], 0, False), ValueError, "batch_size is a whole number of 1 or more"),
        (lambda: iter(Sampler()), NotImplementedError, r"Sampler defines no __iter__\(\)"),
    ],
)
def test_settings_that_do_not_fit(make: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        make()


@pytest.mark.parametrize("count", [1, 5, 40])
def test_random_indices_with_and_without_replacement(count: int) -> None:
    autograd.manual_seed(0)
    without = list(RandomSampler(range(5), num_samples=count))
    assert len(without) == count
    assert all(sorted(without[i : i + 5]) == [0, 1, 2, 3, 4] for i in range(0, count - 4, 5))
    found = list(RandomSampler(range(5), replacement=True, num_samples=count))
    assert len(found) == len(RandomSampler(range(5), True, count)) == count
    assert set(found) <= set(range(5))
    assert list(RandomSampler([])) == []


def test_a_number_of_samples_may_be_of_numpy() -> None:
    two = np.int64(2)
    assert len(RandomSampler([1, 2, 3], num_samples=two)) == len(WeightedRandomSampler([1.0, 1.0, 1.0], two)) == 2  # type: ignore[arg-type]


def test_batches_are_made_in_this_process() -> None:
    found: object = get_worker_info()  # type: ignore[func-returns-value]
    assert found is None
