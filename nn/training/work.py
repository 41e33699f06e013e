"""The epoch in work: how far it is, its means, and its batches in an order that can be resumed."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import Any

from nn.training.random_states import random_states, set_random_states


class Means:
    """Means over examples.

    Attributes:
        sums: for each name the sum and the count.
    """

    def __init__(self, sums: dict[str, list[float]] | None = None) -> None:
        self.sums = {} if sums is None else sums

    def add(self, name: str, mean: float, count: int) -> None:
        """Add the mean of `count` examples."""
        total = self.sums.setdefault(name, [0.0, 0])
        total[0] += mean * count
        total[1] += count

    def result(self) -> dict[str, float]:
        """Return the means by name."""
        return {name: total / count if count else math.nan for name, (total, count) in self.sums.items()}


class EpochInWork:
    """An epoch that is not finished.

    Attributes:
        number: its number, from 1.
        batch: how many of its batches are done.
        means: over the examples of these.
        seconds: the time that it has taken.
        random: the random states at its start, from which the loader shuffles.
    """

    def __init__(self, number: int = 1) -> None:
        self.number, self.batch, self.means, self.seconds = number, 0, Means(), 0.0
        self.random: dict[str, Any] | None = None

    def batches(self, train: Any) -> Iterator[Any]:
        """Yield the batches that are left."""
        if not self.batch or self.random is None:
            self.random = random_states(train)
            yield from train
            return
        now = random_states(train)
        set_random_states(self.random, train)
        left = iter(train)
        for _ in itertools.islice(left, self.batch):  # in the order in which they were shuffled then
            pass
        set_random_states(now, train)
        yield from left

    def state_dict(self) -> dict[str, Any]:
        """Return what a checkpoint holds of it."""
        return {"batch": self.batch, "means": self.means.sums, "seconds": self.seconds, "random": self.random}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Return to a state that `state_dict` gave."""
        self.batch, self.seconds, self.random = state_dict["batch"], state_dict["seconds"], state_dict["random"]
        self.means = Means(state_dict["means"])
