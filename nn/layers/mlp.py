"""The multilayer perceptron."""

from __future__ import annotations

from collections.abc import Sequence

from nn.containers import Sequential
from nn.layers.activation import ACTIVATIONS
from nn.layers.linear import Linear
from nn.module import Module


class MLP(Sequential):
    """A multilayer perceptron: Linear layers with an activation between them, none after the last.

    `MLP(784, [128, 64, 10])` is Linear(784, 128), ReLU, Linear(128, 64), ReLU, Linear(64, 10).

    Raises:
        ValueError: for no layers or an unknown activation.
    """

    def __init__(self, nin: int, nouts: Sequence[int], activation: str = "relu") -> None:
        if not nouts:
            raise ValueError("MLP(): name the size of at least one layer, as in MLP(784, [128, 10])")
        if activation not in ACTIVATIONS:
            raise ValueError(f"MLP(): activation {activation!r} is not one of {', '.join(ACTIVATIONS)}")
        layers: list[Module] = []
        for n_in, n_out in zip([nin, *nouts], nouts):
            layers += [Linear(n_in, n_out), ACTIVATIONS[activation]()]
        super().__init__(*layers[:-1])
