"""Identifiers for the generated source, from argument paths and from labels."""

from __future__ import annotations

import keyword
import re

from autograd.rules.table import fast_functions

# The fast versions of the table's functions, which raise where `math` raises.
FAST = fast_functions()


def identifier(label: str) -> str:
    """Return a label as an identifier; "" if it has no usable character."""
    word = re.sub(r"\W+", "_", label).strip("_")
    if word and (word[0].isdigit() or keyword.iskeyword(word)):
        word = f"v_{word}"
    return word


def unused(name: str, taken: set[str]) -> str:
    """Return `name`, with a suffix if it is taken or names a function, and add it to `taken`."""
    unique, i = name, 2
    while unique in taken or unique in FAST or unique.startswith("d_"):
        unique, i = f"{name}_{i}", i + 1
        if unique.startswith("d_"):
            unique = f"v_{unique}"
    taken.add(unique)
    return unique
