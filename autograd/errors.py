"""Exceptions that belong to no single operation."""

from __future__ import annotations

import os
from collections.abc import Iterable


class ShapeError(RuntimeError, ValueError):
    """Shapes that do not fit together.

    A RuntimeError as PyTorch raises and a ValueError as NumPy raises, so that code written for either catches it.
    """


class BroadcastError(ShapeError):
    """A rule returned the gradient of a broadcast operand without summing over the broadcast dimensions."""


def install_command(extra: str) -> str:
    """Return the command that installs an optional part, such as "draw": from the checkout, if this is one."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # not pathlib: importing it takes 4 ms
    checkout = os.path.isfile(os.path.join(root, "setup.cfg"))
    return f'pip install -e "{root}[{extra}]"' if checkout else f'pip install "chainrule[{extra}]"'


def no_attribute(owner: str, name: str, known: Iterable[str]) -> AttributeError:
    """Return the error for a name that a module or an object does not have; it names the nearest ones.

    Args:
        owner: the module or object, such as "module 'nn'".
        name: the missing name.
        known: the names that it has.
    """
    import difflib  # 3 ms, which only a mistake need wait for

    near = difflib.get_close_matches(name, known, n=3, cutoff=0.6)
    hint = f"; the nearest there is: {', '.join(near)}" if near else ""
    return AttributeError(f"{owner} has no attribute {name!r}{hint}", name=name)
