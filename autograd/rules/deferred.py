"""Stand-ins for modules, such as the families of array operations, which are imported when they are first needed.

`from autograd.rules.deferred import sort` does not import the module `autograd.rules.sort`; to read one of its names
does. An operation that a rule calls by name, as in `xp.sort`, is found by rules/_names.py. So importing Tensor takes
little longer than importing NumPy. Code that reads all operations imports families.py first.
"""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograd.rules.families import *  # noqa: F403


class DeferredModule(ModuleType):
    """A stand-in for a module, which is imported when one of its names is first read.

    From then on the stand-in holds all of its names and is an ordinary module, so that reading them takes no longer.
    """

    def __getattr__(self, name: str) -> Any:
        module = importlib.import_module(self.__name__)
        self.__dict__.update(vars(module))
        self.__class__ = ModuleType  # type: ignore[assignment]
        return getattr(module, name)


def __getattr__(name: str) -> Any:
    """Return the stand-in for a module of autograd/rules/."""
    if name.startswith("_"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
    made = globals()[name] = DeferredModule(f"{__package__}.{name}")
    return made
