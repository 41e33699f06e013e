"""The activations of the lab: their names, formulas, and how they are written in Python."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from autograd import Value


class Activation(NamedTuple):
    """What the lab calls an activation, its formula, and its Python, in which {} is the operand."""

    label: str
    formula: str
    code: str


ACTIVATIONS = {
    "identity": Activation("none", "out = z", "{}"),
    "relu": Activation("ReLU", "out = max(0, z)", "{}.relu()"),
    "leaky_relu": Activation("leaky ReLU", "out = z, or 0.01 z below 0", "{}.leaky_relu()"),
    "tanh": Activation("tanh", "out = tanh z", "{}.tanh()"),
    "sigmoid": Activation("sigmoid", "out = 1 / (1 + e⁻ᶻ)", "{}.sigmoid()"),
    "softplus": Activation("softplus", "out = ln(1 + eᶻ)", "{}.softplus()"),
    "gelu": Activation("GELU", "out = z Φ(z), Φ the normal distribution", "{}.gelu()"),
}


def activation(name: str, z: Value) -> Value:
    """Return the activation of a Value."""
    return z if name == "identity" else getattr(z, name)()


def options(*first: str) -> Sequence[tuple[str, str]]:
    """Return the options of a control: the activations, or those of `first` and then all that are curved."""
    names = [*first, *(name for name in ACTIVATIONS if name != "identity")]
    return [(name, ACTIVATIONS[name].label) for name in names]
