"""Calls of modules, as `autograd.draw(model, example)` reads them. It needs no NumPy."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False)
class Call:
    """One call of a module.

    Attributes:
        name: the name of the module in its model; "" for the model itself.
        kind: the class of the module.
        about: the module in words.
        inputs, outputs: the Values or Tensors that it was given and that it returned.
        parameters: the parameters of the module, not of modules in it, by name.
        count: the number of its parameters in all.
        calls: the calls of the modules in it, in order.
        weights: for a neuron, the weight of each input; else None.
    """

    name: str
    kind: str
    about: str
    inputs: list[Any]
    outputs: list[Any] = field(default_factory=list)
    parameters: dict[str, Any] = field(default_factory=dict)
    count: int = 0
    calls: list[Call] = field(default_factory=list)
    weights: list[Any] | None = None
