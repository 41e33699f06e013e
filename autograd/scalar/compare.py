"""Comparisons of Values, and the per-thread callback by which `compile` records them."""

from __future__ import annotations

import operator
import threading
from collections.abc import Callable
from typing import Any


class _Tracing(threading.local):
    """`callback(symbol, value, other, outcome)` is called on each comparison; None outside a trace."""

    callback: Callable[[str, Any, Any, bool], None] | None = None


tracing = _Tracing()
_OPERATORS = {"==": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def compare(symbol: str, value: Any, other: Any) -> bool:
    """Compare a Value with a Value or number, by their numbers."""
    outcome = bool(_OPERATORS[symbol](value.data, other.data if isinstance(other, type(value)) else other))
    if tracing.callback is not None:
        tracing.callback(symbol, value, other, outcome)
    return outcome
