"""Calls of modules, as `autograd.draw(model, example)` reads them. It needs no NumPy."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False)
class Call:
    """One call of a module. The protocol `Call` in autograd/drawing/models.py describes the attributes."""

    name: str
    kind: str
    about: str
    inputs: list[Any]
    outputs: list[Any] = field(default_factory=list)
    parameters: dict[str, Any] = field(default_factory=dict)
    count: int = 0
    calls: list[Call] = field(default_factory=list)
    weights: list[Any] | None = None
