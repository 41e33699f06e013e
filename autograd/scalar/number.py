"""Numbers that a Value accepts."""

from __future__ import annotations

import math
import numbers
from typing import Any

_OF_NODES = {
    "Value": "; use x.data for its number, or the Value itself",
    "Tensor": "; a graph holds Values or Tensors, and not both: use x.item() or x.tolist() for the numbers of a "
    "Tensor, or write all of it with Tensors",
}


def number(x: Any, operation: str) -> float:
    """Return the real number x as a float; a whole number beyond the floats becomes ±∞.

    Raises:
        TypeError: if x is not a real number; the message names `operation`.
    """
    if isinstance(x, numbers.Real):
        try:
            return float(x)
        except OverflowError:
            return math.inf if x > 0 else -math.inf  # type: ignore[operator]  # an int
    expected = "a real number" if operation.startswith("Value") else "a Value or a real number"
    hint = "; use autograd.tensor for arrays" if hasattr(x, "shape") or isinstance(x, list | tuple) else ""
    hint = _OF_NODES.get(type(x).__name__, hint)
    raise TypeError(f"{operation}: expected {expected}, got {type(x).__name__}{hint}")
