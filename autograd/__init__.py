"""chainrule's engine: reverse-mode automatic differentiation for single numbers (`Value`) and arrays (`Tensor`).

The functions of the calculus table are loaded at once. Everything else is loaded on first use: `Value`, which needs
nothing but Python, and the Tensor tier, which needs NumPy.
"""

from __future__ import annotations

import importlib
from typing import Any

from autograd._names import HOMES as _HOMES
from autograd._version import __version__
from autograd.anomaly import detect_anomaly
from autograd.errors import ShapeError
from autograd.grad_mode import enable_grad, is_grad_enabled, no_grad, set_grad_enabled
from autograd.rules import elementwise as _elementwise  # noqa: F401  # defines the rows
from autograd.rules.select import clamp, where
from autograd.rules.table import TABLE as _TABLE

globals().update(_TABLE)  # exp, tanh, …: a row of the table is the free function

__all__ = [  # partly made from the tables
    "ShapeError",
    "__version__",
    "clamp",
    "detect_anomaly",
    "enable_grad",
    "is_grad_enabled",
    "linalg",
    "no_grad",
    "set_grad_enabled",
    "where",
    *_TABLE,
    *_HOMES,
]


def __getattr__(name: str) -> Any:
    if name == "linalg":
        return importlib.import_module("autograd.linalg")
    if name not in _HOMES:
        raise AttributeError(f"module 'autograd' has no attribute {name!r}")
    found = globals()[name] = getattr(importlib.import_module(_HOMES[name]), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
