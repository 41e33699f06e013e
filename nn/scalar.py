"""Networks of Values, one number at a time, as micrograd builds them: to read and to draw, not to be fast."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from autograd import Value


class Module:
    """Anything with parameters."""

    def zero_grad(self) -> None:
        """Set all gradients to 0."""
        for parameter in self.parameters():
            parameter.grad = 0.0

    def parameters(self) -> list[Value]:
        """All parameters."""
        return []


class Neuron(Module):
    """activation(w · x + b); weights start uniform on ±1, the bias at 0.

    Args:
        nin: how many inputs.
        nonlin: whether the activation is applied.
        activation: the name of one of Value's methods.
    """

    def __init__(self, nin: int, nonlin: bool = True, activation: str = "relu") -> None:
        self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]
        self.b = Value(0)
        self.nonlin = nonlin
        self.activation = activation

    def __call__(self, x: Sequence[Value | float]) -> Value:
        if len(x) != len(self.w):
            raise ValueError(f"Neuron(): has {len(self.w)} inputs, got {len(x)}")
        total = sum((wi * xi for wi, xi in zip(self.w, x)), self.b)
        result: Value = getattr(total, self.activation)() if self.nonlin else total
        return result

    def parameters(self) -> list[Value]:
        """Weights, then the bias."""
        return [*self.w, self.b]

    def __repr__(self) -> str:
        return f"{self.activation.capitalize() if self.nonlin else 'Linear'}Neuron({len(self.w)})"


class Layer(Module):
    """Neurons side by side; a single one gives its number instead of a list."""

    def __init__(self, nin: int, nout: int, **kwargs: Any) -> None:
        self.neurons = [Neuron(nin, **kwargs) for _ in range(nout)]

    def __call__(self, x: Sequence[Value | float]) -> Any:
        out = [neuron(x) for neuron in self.neurons]
        return out[0] if len(out) == 1 else out

    def parameters(self) -> list[Value]:
        """Neuron by neuron."""
        return [p for neuron in self.neurons for p in neuron.parameters()]

    def __repr__(self) -> str:
        return f"Layer of [{', '.join(map(str, self.neurons))}]"


class MLP(Module):
    """Layers one after the other, the last without activation: `MLP(2, [16, 16, 1])`."""

    def __init__(self, nin: int, nouts: Sequence[int], activation: str = "relu") -> None:
        sizes = [nin, *nouts]
        self.layers = [
            Layer(sizes[i], sizes[i + 1], nonlin=i != len(nouts) - 1, activation=activation) for i in range(len(nouts))
        ]

    def __call__(self, x: Sequence[Value | float]) -> Any:
        for i, layer in enumerate(self.layers):
            x = layer(x)
            if isinstance(x, Value) and i < len(self.layers) - 1:
                x = [x]  # a layer of one neuron gives a number, the next takes a list
        return x

    def parameters(self) -> list[Value]:
        """Layer by layer."""
        return [p for layer in self.layers for p in layer.parameters()]

    def __repr__(self) -> str:
        return f"MLP of [{', '.join(map(str, self.layers))}]"
