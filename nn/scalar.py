"""Networks of Values: one number per node, as in micrograd. To read and to draw; it needs no NumPy.

>>> import random
>>> random.seed(0)
>>> model = MLP(2, [3, 1])
>>> model
MLP of [Layer of [ReluNeuron(2), ReluNeuron(2), ReluNeuron(2)], Layer of [LinearNeuron(3)]]
>>> loss = (model([1.0, -2.0]) - 1.0) ** 2
>>> loss.backward()
>>> for p in model.parameters():
...     p.data -= 0.01 * p.grad
>>> bool((model([1.0, -2.0]) - 1.0) ** 2 < loss)
True
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from autograd import Value
from nn.calls import Call
from nn.names import public

__all__ = ["MLP", "Layer", "Module", "Neuron"]

if not TYPE_CHECKING:  # a type checker would take any name for one of this module
    __dir__, __getattr__ = public(__name__, __all__)

_HIGH, _LOW = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"), str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def _low(number: object) -> str:
    return str(number).translate(_LOW)


class Module:
    """The base class: an object with parameters."""

    def zero_grad(self) -> None:
        """Set the gradient of each parameter to 0."""
        for parameter in self.parameters():
            parameter.grad = 0.0

    def parameters(self) -> list[Value]:
        """Return all parameters."""
        return []

    def _repr_html_(self) -> str:
        """Return the weights, biases and gradients as HTML: a table for each layer."""
        from autograd.extend import html_facts, html_table  # it imports NumPy, which the networks do not need

        tables = []
        for number, neurons in enumerate(self._layers(), 1):
            inputs = [f"w{_low(i)}" for i in range(1, len(neurons[0].w) + 1)]
            rows = [row for i, neuron in enumerate(neurons, 1) for row in neuron._rows(i)]
            title = f"layer {number}: {neurons[0]._kind()}"
            tables.append(html_table(title, ["neuron", "", *inputs, "b"], rows))
        count = len(self.parameters())
        return html_facts(f"{type(self).__name__}, {count:,} parameter{'s'[: count != 1]}", {}, more="".join(tables))

    def _layers(self) -> list[list[Neuron]]:
        """Return the neurons of each layer."""
        return []

    def __draw__(self, example: Sequence[Value | float] | None) -> Call:
        """Return what `autograd.draw(model, example)` draws."""
        if example is None:
            raise TypeError("draw(): expected an example for the model; write draw(model, example)")
        inputs = [x if isinstance(x, Value) else Value(x, f"x{_low(i)}") for i, x in enumerate(example, 1)]
        return self._recorded("", inputs)

    def _recorded(self, name: str, x: Any) -> Call:
        """Return this call."""
        raise TypeError(f"draw(): {type(self).__name__} cannot be drawn; draw its result, as in draw(loss)")


class Neuron(Module):
    """A neuron: activation(w · x + b). Weights are initially uniform on ±1, the bias 0.

    Args:
        nin: the number of inputs.
        nonlin: whether to apply the activation.
        activation: the name of a method of Value.

    Raises:
        TypeError: when called with anything but a list of inputs.
        ValueError: when called with another number of inputs.
    """

    def __init__(self, nin: int, nonlin: bool = True, activation: str = "relu") -> None:
        self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]
        self.b = Value(0)
        self.nonlin = nonlin
        self.activation = activation
        self._label()

    def __call__(self, x: Sequence[Value | float]) -> Value:
        if not hasattr(x, "__len__"):
            raise TypeError(f"Neuron(): expected a list of inputs, got {type(x).__name__}; write model([x])")
        if len(x) != len(self.w):
            raise ValueError(f"Neuron(): has {len(self.w)} inputs, got {len(x)}")
        total = sum((wi * xi for wi, xi in zip(self.w, x)), self.b)
        result: Value = getattr(total, self.activation)() if self.nonlin else total
        return result

    def _label(self, neuron: int = 0, layer: int = 0) -> None:
        """Label the parameters as textbooks do: w₁₂ is the weight of neuron 1 for input 2, and w²₁₂ the one in layer 2.

        Args:
            neuron: its number in its layer; 0 if it is alone.
            layer: the number of the layer; 0 if there is only one.
        """
        high, row = str(layer or "").translate(_HIGH), _low(neuron or "")
        for i, w in enumerate(self.w, 1):
            comma = "," if neuron and max(neuron, i) > 9 else ""
            w.label = f"w{high}{row}{comma}{_low(i)}"
        self.b.label = f"b{high}{row}"

    def _kind(self) -> str:
        return self.activation if self.nonlin else "linear"

    def _layers(self) -> list[list[Neuron]]:
        return [[self]]

    def _rows(self, number: int) -> list[list[str]]:
        """Return a row of numbers, and one of gradients if there are any."""
        rows = [[str(number), "data", *(f"{p.data:.4g}" for p in self.parameters())]]
        gradients = [float(p.grad or 0.0) for p in self.parameters()]
        if any(gradients):
            rows.append(["", "grad", *(f"{gradient:.4g}" for gradient in gradients)])
        return rows

    def _recorded(self, name: str, x: Any) -> Call:
        about = f"{name or 'neuron'}: {self._kind()}, {self.b.label} = {self.b.data!r}"
        return Call(name, repr(self), about, list(x), [self(x)], count=len(self.w) + 1, weights=self.w)

    def parameters(self) -> list[Value]:
        """Return the weights, then the bias."""
        return [*self.w, self.b]

    def __repr__(self) -> str:
        return f"{self.activation.capitalize() if self.nonlin else 'Linear'}Neuron({len(self.w)})"


class Layer(Module):
    """A layer of neurons with the same inputs. It returns a list of Values, or one Value if it has one neuron.

    Args:
        nin: the number of inputs.
        nout: the number of neurons.
        kwargs: passed on to each Neuron.
    """

    def __init__(self, nin: int, nout: int, **kwargs: Any) -> None:
        self.neurons = [Neuron(nin, **kwargs) for _ in range(nout)]
        self._label()

    def __call__(self, x: Sequence[Value | float]) -> Any:
        out = [neuron(x) for neuron in self.neurons]
        return out[0] if len(out) == 1 else out

    def _label(self, layer: int = 0) -> None:
        """Label the parameters of all neurons, as those of this layer."""
        for number, neuron in enumerate(self.neurons, 1):
            neuron._label(number, layer)

    def _layers(self) -> list[list[Neuron]]:
        return [self.neurons]

    def _recorded(self, name: str, x: Any) -> Call:
        calls = [neuron._recorded(f"neuron {i}", x) for i, neuron in enumerate(self.neurons, 1)]
        outputs = [output for call in calls for output in call.outputs]
        count = len(self.parameters())
        kind = f"{len(calls)} neuron{'s'[: len(calls) != 1]}"
        about = f"{name or 'layer'}: {count:,} parameters"
        return Call(name, kind, about, list(x), outputs, count=count, calls=calls)

    def parameters(self) -> list[Value]:
        """Return the parameters of each neuron in turn."""
        return [p for neuron in self.neurons for p in neuron.parameters()]

    def __repr__(self) -> str:
        return f"Layer of [{', '.join(map(str, self.neurons))}]"


class MLP(Module):
    """A multilayer perceptron: layers with an activation after each but the last.

    Args:
        nin: the number of inputs.
        nouts: the number of neurons of each layer.
        activation: the name of a method of Value.
    """

    def __init__(self, nin: int, nouts: Sequence[int], activation: str = "relu") -> None:
        if isinstance(nouts, int):
            nouts = [nouts, activation] if isinstance(activation, int) else [nouts]
            raise TypeError(f"MLP(): expected a list of sizes, got whole numbers; write MLP({nin}, {nouts})")
        sizes = [nin, *nouts]
        self.layers = [
            Layer(sizes[i], sizes[i + 1], nonlin=i != len(nouts) - 1, activation=activation) for i in range(len(nouts))
        ]
        for number, layer in enumerate(self.layers, 1):
            layer._label(number if len(self.layers) > 1 else 0)

    def __call__(self, x: Sequence[Value | float]) -> Any:
        for i, layer in enumerate(self.layers):
            x = layer(x)
            if isinstance(x, Value) and i < len(self.layers) - 1:
                x = [x]  # a layer of one neuron returns a Value, and the next layer takes a list
        return x

    def _layers(self) -> list[list[Neuron]]:
        return [layer.neurons for layer in self.layers]

    def _recorded(self, name: str, x: Any) -> Call:
        calls: list[Call] = []
        for number, layer in enumerate(self.layers, 1):
            calls.append(layer._recorded(f"layer {number}", calls[-1].outputs if calls else list(x)))
        return Call(name, "MLP", "MLP", list(x), calls[-1].outputs, count=len(self.parameters()), calls=calls)

    def parameters(self) -> list[Value]:
        """Return the parameters of each layer in turn."""
        return [p for layer in self.layers for p in layer.parameters()]

    def __repr__(self) -> str:
        return f"MLP of [{', '.join(map(str, self.layers))}]"
