"""Types of options: numbers in a range. It needs no NumPy."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from typing import Any


def whole(least: int, most: int = 1_000_000) -> Callable[[str], int]:
    """Return the type of an option that is a whole number from `least` to `most`."""
    return _number(int, lambda n: least <= n <= most, f"a whole number from {least:,} to {most:,}")


def decimal(least: float | None = None, below: float = math.inf) -> Callable[[str], float]:
    """Return the type of an option that is a number below `below`, and at least `least` or, if None, above 0."""
    wanted = "a number above 0" if least is None else f"a number of {least} or more"
    if below < math.inf:
        wanted += f" and below {below}"
    return _number(float, lambda x: (x > 0 if least is None else x >= least) and x < below, wanted)


def _number(kind: Callable[[str], Any], accepts: Callable[[Any], bool], wanted: str) -> Callable[[str], Any]:
    def convert(text: str) -> Any:
        try:
            number = kind(text)
        except ValueError:
            number = None
        if number is None or not accepts(number):
            raise argparse.ArgumentTypeError(f"expected {wanted}, got {text!r}")
        return number

    return convert
