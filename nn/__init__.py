"""Neural networks on chainrule's engine, under PyTorch's names.

`nn.scalar` needs nothing but Python; everything else is loaded, and NumPy with it, when it is first asked for.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

_LAZY = {
    "nn.module": ["Module", "ModuleDict", "ModuleList", "Parameter", "Sequential"],
    "nn.layers": """
        Conv2d Dropout ELU Flatten GELU Identity LayerNorm LeakyReLU Linear LogSoftmax MLP MaxPool2d
        ReLU SiLU Sigmoid Softmax Softplus Softsign Tanh
    """.split(),
    "nn.losses": ["BCELoss", "BCEWithLogitsLoss", "CrossEntropyLoss", "L1Loss", "MSELoss", "NLLLoss"],
    "nn.io": ["load", "save"],
}
_HOME = {name: module for module, names in _LAZY.items() for name in names}
_MODULES = ["data", "datasets", "functional", "init", "optim", "scalar", "utils"]

__all__ = [*_HOME, *_MODULES]


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return importlib.import_module(f"nn.{name}")
    if name not in _HOME:
        raise AttributeError(f"module 'nn' has no attribute {name!r}")
    found = globals()[name] = getattr(importlib.import_module(_HOME[name]), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


if TYPE_CHECKING:
    from nn.io import load as load
    from nn.io import save as save
    from nn.layers import *  # noqa: F403
    from nn.losses import *  # noqa: F403
    from nn.module import Module as Module
    from nn.module import ModuleDict as ModuleDict
    from nn.module import ModuleList as ModuleList
    from nn.module import Parameter as Parameter
    from nn.module import Sequential as Sequential
