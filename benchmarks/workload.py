"""What a workload is. Nothing is imported here: workers run in environments that may have no NumPy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

OURS = "chainrule"


@dataclass(frozen=True)
class Program:
    """One library's version of a workload.

    Attributes:
        step: what is timed. It may return a loss, to be compared.
        gradients: forward and backward without an update; returns what must be the same in all libraries, as arrays
            or lists of numbers. None for a bare limit, such as the matrix products alone.
    """

    step: Callable[[], Any]
    gradients: Callable[[], Iterable[Any]] | None = None


@dataclass(frozen=True)
class Workload:
    """The same work in several libraries.

    Attributes:
        name: what `--only` calls it.
        about: one line.
        programs: makes the program of each library, ours first. The first word of a library's name is the name of
            its interpreter in `--python`; "by hand" and "products" are limits and run on ours.
        targets: how much of each library's time ours may take.
        clock: "cpu", or "wall" where several threads take part; ratios are of this.
        tolerance: how far answers may differ, as a share of the largest number in the array.
    """

    name: str
    about: str
    programs: Mapping[str, Callable[[], Program]]
    targets: Mapping[str, float] = field(default_factory=dict)
    clock: str = "cpu"
    tolerance: float = 1e-3
