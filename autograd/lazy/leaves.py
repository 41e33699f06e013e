"""Leaves: the tensors from outside that the lines of a segment read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograd.array.versions import Version
from autograd.rules.arrays import Array

# Whether the tensor required grad, its node or None, its version, and the version's count.
Origin = tuple[bool, Any, Version, int]


class Leaves:
    """Tensors, as they were when the first line read them, in the order in which they were met.

    What adds to them, the function that takes a line (line.py) and the recorder while it learns, calls nothing and
    makes no objects while it does, so that no signal handler and no finalizer finds them half written.

    Args:
        new: tensors with their nodes, None for one that needs no gradient.
        first: the number of the first of them.

    Attributes:
        tensors: the tensors.
        arrays: what they held.
        origins: what else is known of each.
        known: their numbers, by the ids of the tensors.
    """

    __slots__ = ("arrays", "known", "origins", "tensors")

    def __init__(self, new: Sequence[tuple[Any, Any]] = (), first: int = 0) -> None:
        self.tensors: list[Any] = []
        self.arrays: list[Array] = []
        self.origins: list[Origin] = []
        self.known: dict[int, int] = {}
        for k, (x, node) in enumerate(new, first):
            self.tensors.append(x)
            self.arrays.append(x._array)
            self.origins.append((x._requires_grad, node, x._version, x._version.count))
            self.known[id(x)] = k

    def number_of(self, x: Any) -> int | None:
        """Return the number of the leaf that x is. Assigning to `.data` or `.requires_grad` makes it another one."""
        k = self.known.get(id(x))
        if k is None:
            return None
        same = self.tensors[k] is x and self.arrays[k] is x._array and self.origins[k][0] is x._requires_grad
        return k if same else None
