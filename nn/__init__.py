"""Neural networks on chainrule's engine, under PyTorch's names.

`nn.scalar` needs only Python. Everything else needs NumPy and is imported on first use.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

_LAZY = {
    "nn.module": ["Module", "Parameter"],
    "nn.containers": ["ModuleDict", "ModuleList", "Sequential"],
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


if not TYPE_CHECKING:  # a type checker would take any name for one of this module

    def __getattr__(name: str) -> Any:
        if name in _MODULES:
            return importlib.import_module(f"nn.{name}")
        if name not in _HOME:
            from autograd.extend import no_attribute  # it imports NumPy, which nn.scalar does not need

            raise no_attribute("nn", name, __all__)
        found = globals()[name] = getattr(importlib.import_module(_HOME[name]), name)
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


if TYPE_CHECKING:  # the same names, for editors and type checkers
    from nn import data as data
    from nn import datasets as datasets
    from nn import functional as functional
    from nn import init as init
    from nn import optim as optim
    from nn import scalar as scalar
    from nn import utils as utils
    from nn.containers import ModuleDict as ModuleDict
    from nn.containers import ModuleList as ModuleList
    from nn.containers import Sequential as Sequential
    from nn.io import load as load
    from nn.io import save as save
    from nn.layers import ELU as ELU
    from nn.layers import GELU as GELU
    from nn.layers import MLP as MLP
    from nn.layers import Conv2d as Conv2d
    from nn.layers import Dropout as Dropout
    from nn.layers import Flatten as Flatten
    from nn.layers import Identity as Identity
    from nn.layers import LayerNorm as LayerNorm
    from nn.layers import LeakyReLU as LeakyReLU
    from nn.layers import Linear as Linear
    from nn.layers import LogSoftmax as LogSoftmax
    from nn.layers import MaxPool2d as MaxPool2d
    from nn.layers import ReLU as ReLU
    from nn.layers import Sigmoid as Sigmoid
    from nn.layers import SiLU as SiLU
    from nn.layers import Softmax as Softmax
    from nn.layers import Softplus as Softplus
    from nn.layers import Softsign as Softsign
    from nn.layers import Tanh as Tanh
    from nn.losses import BCELoss as BCELoss
    from nn.losses import BCEWithLogitsLoss as BCEWithLogitsLoss
    from nn.losses import CrossEntropyLoss as CrossEntropyLoss
    from nn.losses import L1Loss as L1Loss
    from nn.losses import MSELoss as MSELoss
    from nn.losses import NLLLoss as NLLLoss
    from nn.module import Module as Module
    from nn.module import Parameter as Parameter
