"""Comparisons of Values, and the per-thread callback by which `compile` records them."""

from __future__ import annotations

import operator
import threading
from collections.abc import Callable
from typing import Any, Self

from autograd.reading import INSTEAD


class _Tracing(threading.local):
    """`callback(symbol, value, other, outcome)` is called on each comparison; None outside a trace."""

    callback: Callable[[str, Any, Any, bool], None] | None = None

    def refuse(self, how: str) -> None:
        """Raise TypeError inside a trace, where a Value stands for every number and has none to give."""
        if self.callback is not None:
            raise TypeError(
                f"compile(): a Value has no number while its function is traced, so {how} is refused; {INSTEAD}; "
                "comparisons of the Value itself are allowed"
            )


tracing = _Tracing()
_OPERATORS = {"==": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


class Comparisons:
    """The comparison operators of Value: with Values and numbers, by the number."""

    __slots__ = ()

    _z: float

    def __bool__(self) -> bool:
        return not self._compare("==", 0.0)

    def __eq__(self, other: object) -> bool:
        return self._compare("==", other)

    def __lt__(self, other: Self | float) -> bool:
        return self._compare("<", other)

    def __le__(self, other: Self | float) -> bool:
        return self._compare("<=", other)

    def __gt__(self, other: Self | float) -> bool:
        return self._compare(">", other)

    def __ge__(self, other: Self | float) -> bool:
        return self._compare(">=", other)

    __hash__ = object.__hash__  # by identity: two nodes with the same number are different nodes

    def _compare(self, symbol: str, other: Any) -> bool:
        number = other
        if isinstance(other, Comparisons):
            number = other._z
        elif hasattr(other, "dtype") and hasattr(other, "item"):
            other = number = other.item()  # NumPy would round this Value to the precision of a float32
        outcome = bool(_OPERATORS[symbol](self._z, number))
        if tracing.callback is not None:
            tracing.callback(symbol, self, other, outcome)
        return outcome
