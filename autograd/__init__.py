"""chainrule's engine: reverse-mode automatic differentiation for single numbers (`Value`) and arrays (`Tensor`).

The functions of the calculus table are loaded at once. Everything else is loaded on first use: `Value`, which needs
nothing but Python, and the Tensor tier, which needs NumPy.
"""

from __future__ import annotations

import importlib
from typing import Any

from autograd import graph as _graph  # noqa: F401  # so that `from autograd import graph` finds it at once
from autograd._names import HOMES as _HOMES
from autograd._version import __version__
from autograd.anomaly import detect_anomaly, set_detect_anomaly
from autograd.errors import ShapeError
from autograd.errors import no_attribute as _no_attribute
from autograd.functions import *  # noqa: F403
from autograd.functions import __all__ as _FUNCTIONS
from autograd.grad_mode import (
    enable_grad,
    inference_mode,
    is_grad_enabled,
    is_inference_mode_enabled,
    no_grad,
    set_grad_enabled,
)
from autograd.rules.select import clamp, clip, where
from autograd.rules.table import load_arrays_by as _load_arrays_by

_load_arrays_by(lambda: importlib.import_module("autograd.rules.arrays"))

_MODULES = ("autograd", "linalg", "special")  # loaded on first use

__all__ = [  # with the names of two lists
    "ShapeError",
    "__version__",
    "clamp",
    "clip",
    "detect_anomaly",
    "enable_grad",
    "inference_mode",
    "is_grad_enabled",
    "is_inference_mode_enabled",
    "no_grad",
    "set_detect_anomaly",
    "set_grad_enabled",
    "where",
    *_MODULES,
    *_FUNCTIONS,
    *_HOMES,
]


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return importlib.import_module(f"autograd.{name}")
    if name in ("nn", "optim", "utils"):  # of torch, for which autograd stands in many a program
        raise AttributeError(
            f"module 'autograd' has no attribute {name!r}; write `import nn`, whose parts are nn.optim, nn.data and "
            "nn.utils, or `import nn.torch as torch`",
            name=name,
        )
    if name not in _HOMES:
        raise _no_attribute("module 'autograd'", name, __all__)
    found = globals()[name] = getattr(importlib.import_module(_HOMES[name]), name)
    return found


def __dir__() -> list[str]:
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})
