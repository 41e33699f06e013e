"""What `dir` shows of a module, and what the error for a misspelt name suggests. It needs no NumPy."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn


def public(module: str, names: Sequence[str]) -> tuple[Callable[[], list[str]], Callable[[str], Any]]:
    """Return `__dir__` and `__getattr__` for a module that shows only its public names.

    Python asks `__getattr__` only for names that the module does not have.

    Args:
        module: the module's `__name__`.
        names: its `__all__`.
    """

    def shown() -> list[str]:
        return sorted({*names, *(name for name in vars(sys.modules[module]) if name.startswith("__"))})

    def missing(name: str) -> NoReturn:
        if name.startswith("_"):  # Python asks for `__path__`
            raise AttributeError(f"module {module!r} has no attribute {name!r}", name=name)
        from autograd.extend import no_attribute  # it imports NumPy, which nn.scalar does not need

        raise no_attribute(f"module {module!r}", name, names)

    return shown, missing
