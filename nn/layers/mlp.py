"""The multilayer perceptron."""

from __future__ import annotations

from collections.abc import Sequence

from nn.containers import Sequential
from nn.layers.activation import GELU, Sigmoid, SiLU, Softplus, Softsign, Tanh
from nn.layers.linear import Identity, Linear
from nn.layers.rectifiers import ELU, LeakyReLU, ReLU
from nn.module import Module

# The activations that MLP knows by name.
ACTIVATIONS: dict[str, type[Module]] = {
    "relu": ReLU, "leaky_relu": LeakyReLU, "elu": ELU, "gelu": GELU, "sigmoid": Sigmoid, "tanh": Tanh, "silu": SiLU,
    "softplus": Softplus, "softsign": Softsign, "identity": Identity,
}  # fmt: skip


class MLP(Sequential):
    """A multilayer perceptron: Linear layers with an activation after each but the last.

    Input (…, nin), output (…, nouts[-1]).

    Args:
        nin: the size of the input.
        nouts: the size of each layer.
        activation: "relu", "leaky_relu", "elu", "gelu", "sigmoid", "tanh", "silu", "softplus", "softsign" or
            "identity".

    Raises:
        TypeError: if `nouts` is one number.
        ValueError: if there is no layer, or the activation is unknown.

    Differs from PyTorch: PyTorch has no such class; the constructor is micrograd's.

    >>> MLP(784, [128, 10])
    MLP(
      (0): Linear(in_features=784, out_features=128, bias=True)
      (1): ReLU()
      (2): Linear(in_features=128, out_features=10, bias=True)
    )
    """

    def __init__(self, nin: int, nouts: Sequence[int], activation: str = "relu") -> None:
        if isinstance(nouts, int):
            nouts = [nouts, activation] if isinstance(activation, int) else [nouts]
            raise TypeError(f"MLP(): expected a list of sizes, got whole numbers; write MLP({nin}, {nouts})")
        if not nouts:
            raise ValueError("MLP(): name the size of at least one layer, as in MLP(784, [128, 10])")
        if activation not in ACTIVATIONS:
            raise ValueError(f"MLP(): activation {activation!r} is not one of {', '.join(ACTIVATIONS)}")
        layers: list[Module] = []
        for n_in, n_out in zip([nin, *nouts], nouts):
            layers += [Linear(n_in, n_out), ACTIVATIONS[activation]()]
        super().__init__(*layers[:-1])
