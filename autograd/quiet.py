"""Calling NumPy without its warnings: in the Tensor tier ±∞ and NaN arise as they do on any other machine.

`with np.errstate(...)` does it too and costs as much as three small products. A context of its own (see contextvars),
in which NumPy was told once, costs a tenth of that on each call.
"""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np


class _Quiet(threading.local):
    """For each thread a context in which NumPy warns of nothing; `run(f, *args)` calls f there."""

    def __init__(self) -> None:
        context = contextvars.Context()
        context.run(np.seterr, all="ignore")
        self.run = context.run


quiet = _Quiet()


def quietly(function: Callable[..., Any], args: Sequence[Any]) -> Any:
    """`function(*args)`, whatever its numbers do."""
    try:
        return quiet.run(function, *args)
    except RuntimeError as error:
        # A context can be entered once: a finalizer or a signal handler may compute while an operation does.
        if not str(error).startswith("cannot enter context"):
            raise
        with np.errstate(all="ignore"):
            return function(*args)
