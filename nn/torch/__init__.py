"""PyTorch's names: `import nn.torch as torch`, or unchanged programs by `chainrule run program.py`.

`torch` is `autograd` with some names of `nn`. `nn.torch.names` says where the modules of PyTorch are.
"""

from __future__ import annotations

from typing import Any

import autograd as _engine  # `import torch.autograd` sets the attribute of this name
from autograd.extend import no_attribute
from nn.io import load as load
from nn.io import save as save
from nn.torch.func import vmap as vmap
from nn.torch.names import home

_OWN = ["compile", "distributions", "dtype", "func", "load", "nn", "optim", "save", "utils", "vmap"]

__all__ = sorted({*_OWN, *_engine.__all__} - {"__version__"})

__version__ = f"2.13.0+chainrule{_engine.__version__}"  # PyTorch's version whose names these are

dtype = type(_engine.float32).__mro__[-2]  # numpy.dtype


def compile(model: Any = None, **settings: Any) -> Any:
    """Return the function or module unchanged, or a decorator that does so.

    `nn.compile` saves time where arrays are small, and `autograd.compile` writes programs of Values.

    Args:
        model: a function or module.
        settings: accepted, without effect.
    """
    return model if model is not None else lambda decorated: decorated


def __getattr__(name: str) -> Any:
    place = home(f"torch.{name}")
    if place is not None:
        return place
    if name in _engine.__all__:
        return getattr(_engine, name)
    raise no_attribute("module 'torch'", name, __dir__())


def __dir__() -> list[str]:
    return __all__
