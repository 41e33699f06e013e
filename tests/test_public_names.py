"""The public names are exactly the approved lists in tests/approved/: a new one is a decision, a lost one a break.

A row of the calculus table is public by being one, so the lists leave rows out.

After a decision, write the lists again: `python -m tests.test_public_names`.
"""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from autograd.rules.table import TABLE

LISTS = Path(__file__).parent / "approved"
OBJECTS = [
    "autograd",
    "autograd.Value",
    "autograd.Tensor",
    "autograd.linalg",
    "autograd.testing",
    "autograd.extend",
    "nn",
    "nn.Module",
    "nn.functional",
    "nn.optim",
    "nn.data",
    "nn.datasets",
    "nn.init",
    "nn.utils",
]
# Where each row of the calculus table has its name.
TAKING_ROWS = {"autograd", "autograd.Value", "autograd.Tensor"}


def public_names(path: str) -> list[str]:
    """Return the names without underscore of a class, or `__all__` of a module."""
    package, _, name = path.partition(".")
    if name and name[0].isupper():
        found = getattr(importlib.import_module(package), name)
    else:
        found = importlib.import_module(path)
    names = getattr(found, "__all__", None) or dir(found)
    rows = {*TABLE, *(f"{name}_" for name in TABLE)} if path in TAKING_ROWS else set()
    return sorted({name for name in names if not name.startswith("_")} - rows)


@pytest.mark.parametrize("path", OBJECTS)
def test_public_names_are_the_approved_ones(path: str) -> None:
    approved = (LISTS / f"{path}.txt").read_text(encoding="utf-8").split()
    names = public_names(path)
    assert sorted(set(names) - set(approved)) == [], "not approved"
    assert sorted(set(approved) - set(names)) == [], "lost"


if __name__ == "__main__":
    for path in OBJECTS:
        (LISTS / f"{path}.txt").write_text("\n".join(public_names(path)) + "\n", encoding="utf-8")
