"""The classes of a workload and its programs. They need no NumPy, because some workers run without it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

OURS = "chainrule"
TWO_THREADS = " 2 threads"  # the end of the name of a library that gets them
COMPILED = f"{OURS} compiled"  # with `nn.compile`


@dataclass(frozen=True)
class Program:
    """One library's version of a workload.

    Attributes:
        step: the timed function. It may return a loss, which is compared between libraries.
        gradients: a function that runs forward and backward without an update, and returns the gradients to compare, as
            arrays or lists of numbers. None for a bare limit, such as the matrix products.
    """

    step: Callable[[], Any]
    gradients: Callable[[], Iterable[Any]] | None = None


@dataclass(frozen=True)
class Workload:
    """The same work in several libraries.

    Attributes:
        name: the name for `--only`.
        about: a description in one line.
        programs: functions that create the program of each library, ours first. The first word of a library's name is
            the name of its interpreter in `--python`. "by hand" and "products" are limits and run on our interpreter.
        targets: the largest ratio of our time to each library's time.
        clock: the clock of the ratios: "cpu", or "wall" if several threads are used.
        tolerance: the largest difference of results, relative to the largest number of the array.
    """

    name: str
    about: str
    programs: Mapping[str, Callable[[], Program]]
    targets: Mapping[str, float] = field(default_factory=dict)
    clock: str = "cpu"
    tolerance: float = 1e-3
