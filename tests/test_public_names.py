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
    "autograd.special",
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
    "nn.onnx",
    "nn.sklearn",
]
# Where each row of the calculus table has its name. The lists leave the rows out, so that a new one touches one place.
ROWS = {path: set(TABLE) for path in ("autograd", "autograd.Value")}
ROWS["autograd.Tensor"] = {*TABLE, *(f"{name}_" for name, row in TABLE.items() if row.in_place)}


def public_names(path: str) -> list[str]:
    """Return the names without underscore of a class, or `__all__` of a module."""
    package, _, name = path.partition(".")
    if name and name[0].isupper():
        found = getattr(importlib.import_module(package), name)
    else:
        found = importlib.import_module(path)
    names = getattr(found, "__all__", None) or dir(found)
    return sorted(name for name in names if not name.startswith("_"))


@pytest.mark.parametrize("path", OBJECTS)
def test_public_names_are_the_approved_ones(path: str) -> None:
    approved = {*(LISTS / f"{path}.txt").read_text(encoding="utf-8").split(), *ROWS.get(path, ())}
    names = set(public_names(path))
    assert sorted(names - approved) == [], "not approved"
    assert sorted(approved - names) == [], "lost"


if __name__ == "__main__":
    for path in OBJECTS:
        names = [name for name in public_names(path) if name not in ROWS.get(path, ())]
        (LISTS / f"{path}.txt").write_text("\n".join(names) + "\n", encoding="utf-8")
