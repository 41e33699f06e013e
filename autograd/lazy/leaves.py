"""Leaves: the tensors from outside that the lines of a segment read."""

from __future__ import annotations

from typing import Any

from autograd.array.versions import Version
from autograd.rules.arrays import Array

# Whether the tensor required grad, its node or None, its version, and the version's count.
Origin = tuple[bool, Any, Version, int]


class Leaves:
    """Tensors, as they were when the first line read them, in the order in which they were met.

    The function that takes a line adds to them too (line.py): it makes no calls there, so no signal handler comes in
    between.

    Attributes:
        tensors: the tensors.
        arrays: what they held.
        origins: what else is known of each.
        known: their numbers, by the ids of the tensors; also of some that were cut off.
    """

    __slots__ = ("arrays", "known", "origins", "tensors")

    def __init__(self) -> None:
        self.tensors: list[Any] = []
        self.arrays: list[Array] = []
        self.origins: list[Origin] = []
        self.known: dict[int, int] = {}

    def number_of(self, x: Any) -> int | None:
        """Return the number of the leaf that x is. Assigning to `.data` or `.requires_grad` makes it another one."""
        k = self.known.get(id(x))
        if k is None or k >= len(self.tensors):
            return None
        same = self.tensors[k] is x and self.arrays[k] is x._array and self.origins[k][0] is x._requires_grad
        return k if same else None

    def add(self, x: Any, source: Any) -> int:
        """Add a tensor, whose node is `source`; return its number."""
        number = self.known[id(x)] = len(self.tensors)
        self.tensors.append(x)
        self.arrays.append(x._array)
        self.origins.append((x._requires_grad, source, x._version, x._version.count))
        return number

    def cut(self, count: int) -> None:
        """Keep the first `count`."""
        del self.tensors[count:], self.arrays[count:], self.origins[count:]
