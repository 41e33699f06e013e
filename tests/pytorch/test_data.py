"""nn.data: the orders in which samples come, and their batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import nn.torch
from tests.pytorch.comparison import INTEL_DRAWS, assert_alike, torch

pytestmark = pytest.mark.pytorch


class Squares:
    """Seven samples, each a number and its square."""

    def __len__(self) -> int:
        return 7

    def __getitem__(self, i: int) -> tuple[int, float]:
        return i, float(i * i)


def stream(t: Any) -> Any:
    class Stream(t.utils.data.IterableDataset):  # type: ignore[misc]
        def __iter__(self) -> Iterator[int]:
            yield from range(5)

    return Stream()


def numbers(t: Any) -> Any:
    return t.utils.data.TensorDataset(t.arange(10), t.arange(10.0) / 3)


def loader(t: Any, data: Any, **settings: Any) -> Any:
    return list(t.utils.data.DataLoader(data, **settings))


PROGRAMS: list[Callable[[Any], Any]] = [
    lambda t: loader(t, numbers(t)),
    lambda t: loader(t, numbers(t), batch_size=4),
    lambda t: loader(t, numbers(t), batch_size=4, drop_last=True),
    lambda t: loader(t, numbers(t), batch_size=4, shuffle=True),
    lambda t: loader(t, numbers(t), batch_size=3, shuffle=True, generator=t.Generator().manual_seed(5)),
    lambda t: loader(t, numbers(t), batch_size=None),
    lambda t: loader(t, Squares(), batch_size=3, shuffle=True),
    lambda t: loader(t, Squares(), batch_size=3, shuffle=True, num_workers=0, pin_memory=False),
    lambda t: loader(t, Squares(), batch_size=2, collate_fn=lambda samples: samples[0][0]),
    lambda t: loader(t, Squares(), sampler=t.utils.data.SequentialSampler(Squares())),
    lambda t: loader(t, Squares(), sampler=t.utils.data.RandomSampler(Squares())),
    lambda t: loader(t, Squares(), sampler=t.utils.data.RandomSampler(Squares(), replacement=True, num_samples=40)),
    lambda t: loader(t, Squares(), sampler=t.utils.data.RandomSampler(Squares(), num_samples=17)),
    lambda t: loader(t, Squares(), sampler=t.utils.data.SubsetRandomSampler([5, 2, 3])),
    lambda t: loader(t, Squares(), sampler=t.utils.data.WeightedRandomSampler([0.1, 0.5, 3.0, 0.2], 9)),
    lambda t: loader(
        t, Squares(), batch_sampler=t.utils.data.BatchSampler(t.utils.data.RandomSampler(range(7)), 3, True)
    ),
    lambda t: loader(t, stream(t), batch_size=2),
    lambda t: loader(t, stream(t), batch_size=2, drop_last=True),
    lambda t: [loader(t, part) for part in t.utils.data.random_split(numbers(t), [6, 4])],
    lambda t: [loader(t, part) for part in t.utils.data.random_split(numbers(t), [0.5, 0.25, 0.25])],
    lambda t: [
        part.indices for part in t.utils.data.random_split(Squares(), [3, 4], generator=t.Generator().manual_seed(42))
    ],
    lambda t: loader(t, t.utils.data.ConcatDataset([numbers(t), numbers(t)]), batch_size=6, shuffle=True),
    lambda t: loader(t, t.utils.data.Subset(numbers(t), [8, 1, 1])),
    lambda t: loader(t, t.utils.data.StackDataset(a=Squares(), b=range(7)), batch_size=4),
    lambda t: loader(t, t.utils.data.ChainDataset([stream(t), stream(t)]), batch_size=4),
    lambda t: t.utils.data.default_collate([{"a": 1, "b": (2.5, "x")}, {"a": 3, "b": (4.5, "y")}]),
    lambda t: t.utils.data.default_collate([[t.ones(2), True], [t.zeros(2), False]]),
]
if not INTEL_DRAWS:  # with Intel's library, PyTorch draws without replacement in another way
    PROGRAMS.append(lambda t: list(t.utils.data.WeightedRandomSampler([0.1, 0.5, 3.0], 3, replacement=False)))


@pytest.mark.parametrize("i", range(len(PROGRAMS)))
def test_batches(i: int) -> None:
    """Two epochs give the same batches, and leave the generator in the same state."""
    found = []
    for library in (nn.torch, torch):
        library.manual_seed(11)
        found.append([PROGRAMS[i](library), PROGRAMS[i](library), library.rand(1)])
    assert_alike(found[0], found[1])
