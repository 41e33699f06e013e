"""Surrogates: the functions that custom functions are differentiated as, if not as themselves.

A straight-through estimator rounds x, but its vjp is that of x. The differences of a gradient check must then not see
the rounding. At the point x₀ of the check, the offsets function(x₀) − surrogate(x₀) of all calls are recorded. At other
points, surrogate(x) plus the offset takes the place of function(x).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from typing import Any

import numpy as np


class Offsets:
    """The offset of each call of a function with a surrogate, in the order of the calls.

    Attributes:
        names: the names of these functions.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self._known: list[Any] = []
        self._next = -1  # the call whose offset is used next; -1 while offsets are recorded

    @contextlib.contextmanager
    def recorded(self) -> Iterator[None]:
        """Record the offsets of all calls in the block."""
        self.names, self._known, self._next = [], [], -1
        with _set(self):
            yield

    @contextlib.contextmanager
    def applied(self) -> Iterator[None]:
        """Replace functions by their surrogates in the block, which must make the same calls."""
        self._next = 0
        with _set(self if self._known else None):
            yield

    def shift(self, name: str, out: Any, smooth: Any) -> Any:
        """Return `out` and record the offset, or return `smooth` plus the recorded offset."""
        if self._next < 0:
            if np.shape(out) != np.shape(smooth):
                raise TypeError(
                    f"{name}: expected a surrogate of the function's shape {np.shape(out)}, got {np.shape(smooth)}"
                )
            self.names.append(name)
            self._known.append(np.subtract(out, smooth))
            return out
        self._next += 1
        array = np.asarray(smooth)
        return (array + self._known[self._next - 1]).astype(array.dtype)


_active: ContextVar[Offsets | None] = ContextVar("offsets", default=None)


def result(name: str, out: Any, surrogate: Callable[..., Any], args: Sequence[Any]) -> Any:
    """Return the result of a function with a surrogate: `out`, unless a gradient check replaces it."""
    active = _active.get()
    return out if active is None else active.shift(name, out, surrogate(*args))


@contextlib.contextmanager
def _set(offsets: Offsets | None) -> Iterator[None]:
    token = _active.set(offsets)
    try:
        yield
    finally:
        _active.reset(token)
