"""Run NumPy with floating-point warnings off: in the Tensor tier infinities and NaN are values, as in PyTorch.

`with np.errstate(...)` around each operation costs as much as three products of ten numbers. A context of its own
(see contextvars), in which NumPy's error state is set once, costs a tenth of that on each call.
"""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np


class _Silent(threading.local):
    """One context per thread in which NumPy does not warn; `run(f, *args)` calls f in it."""

    def __init__(self) -> None:
        context = contextvars.Context()
        context.run(np.seterr, all="ignore")
        self.run = context.run


silent = _Silent()


def without_warnings(function: Callable[..., Any], args: Sequence[Any]) -> Any:
    """Call `function(*args)` without floating-point warnings."""
    try:
        return silent.run(function, *args)
    except RuntimeError as error:
        # A context can be entered only once: a finalizer or a signal handler may compute while an operation does.
        if not str(error).startswith("cannot enter context"):
            raise
        with np.errstate(all="ignore"):
            return function(*args)
