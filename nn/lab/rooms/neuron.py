"""A neuron: inputs, weights, a bias, an activation, and the gradient of the output towards each of them."""

from __future__ import annotations

from collections.abc import Sequence

from autograd import Value, draw
from nn.lab import figures
from nn.lab.activations import ACTIVATIONS, activation, options
from nn.lab.controls import Choice, Control, Settings, Slider
from nn.lab.figures import short
from nn.lab.room import Preset, View

TITLE = "A neuron"
LEAD = "Move a slider. The output, every gradient and the graph follow."
_PLACES = ("1", "2", "3")
_SUBSCRIPTS = "₁₂₃"
CONTROLS: Sequence[Control] = [
    Choice("inputs", "Inputs", "2", [(n, n) for n in _PLACES]),
    Slider("x1", "Input x₁", 1.0, -10, 10, 0.1),
    Slider("w1", "Weight w₁", 0.5, -3, 3, 0.05),
    Slider("x2", "Input x₂", -2.0, -10, 10, 0.1),
    Slider("w2", "Weight w₂", 1.0, -3, 3, 0.05),
    Slider("x3", "Input x₃", 0.0, -10, 10, 0.1),
    Slider("w3", "Weight w₃", 0.0, -3, 3, 0.05),
    Slider("b", "Bias b", 1.0, -10, 10, 0.1),
    Choice("activation", "Activation", "tanh", options("identity")),
]
_TIP = {"inputs": "2", "x1": 8, "w1": 0.1, "x2": 9, "w2": 0.2, "b": 5, "activation": "identity"}
PRESETS: Sequence[Preset] = [
    Preset("The tip", _TIP, "Service 8, food 9: 0.1 · 8 + 0.2 · 9 + 5 = 7.6. A neuron is a weighted sum."),
    Preset("Flip a weight", _TIP | {"w1": -0.1},
           "The first weight has the other sign, and better service lowers the tip."),
    Preset("A dead ReLU", {"inputs": "2", "x1": 1, "w1": 0.5, "x2": 2, "w2": 0.5, "b": -4, "activation": "relu"},
           "The sum is below 0, so the output is 0 and so is every gradient: no step can wake this neuron."),
    Preset("A chain of messages", {"inputs": "1", "x1": 5, "w1": 2, "b": 3, "activation": "identity"},
           "5 becomes 10 becomes 13. Backwards each operation passes on: upstream times local derivative."),
    Preset("Saturated", {"inputs": "1", "x1": 3, "w1": 2, "b": 0, "activation": "sigmoid"},
           "Far from 0 the curve is flat, so the gradient that passes through is small."),
]  # fmt: skip


def hidden(settings: Settings) -> list[str]:
    """Return the controls of inputs that the neuron does not have."""
    return [f"{kind}{place}" for place in _PLACES[int(settings["inputs"]) :] for kind in "xw"]


def show(settings: Settings) -> View:
    """Compute the neuron and all gradients.

    Args:
        settings: the numbers of the inputs, the weights and the bias, and the name of the activation.
    """
    places = range(int(settings["inputs"]))
    inputs = [Value(settings[f"x{i + 1}"], f"x{_SUBSCRIPTS[i]}") for i in places]
    weights = [Value(settings[f"w{i + 1}"], f"w{_SUBSCRIPTS[i]}") for i in places]
    bias = Value(settings["b"], "b")
    total = weights[0] * inputs[0]
    for weight, x in list(zip(weights, inputs))[1:]:
        total = total + weight * x
    total = total + bias
    name = settings["activation"]
    chosen = ACTIVATIONS[name]
    if name == "identity":
        out = total
    else:
        total.label = "z"
        out = activation(name, total)
    out.label = "out"
    out.backward()

    products = " + ".join(f"{_factor(w.data)} · {_factor(x.data)}" for w, x in zip(weights, inputs))
    equation = [f"z = {products} + {_factor(bias.data)} = {short(total.data)}"]
    if name == "identity":
        equation[0] = equation[0].replace("z = ", "out = ", 1)
    else:
        equation.append(f"out = {chosen.label}({short(total.data)}) = {short(out.data)}")
    leaves = [*(node for pair in zip(weights, inputs) for node in pair), bias]
    slope = total.grad if name != "identity" else 1.0
    strongest = max([*weights, bias], key=lambda node: abs(node.grad))
    words = f"The output is {short(out.data)}. "
    if strongest.grad:
        words += (
            f"{strongest.label} has the largest gradient: 0.01 more of it changes the output by about "
            f"{short(0.01 * strongest.grad, 3)}."
        )
    else:
        words += "No weight has a gradient: a small change of any of them changes nothing."
    reach = max(4.0, abs(total.data) * 1.2)
    tangent = [(total.data + step, out.data + slope * step) for step in (-reach / 4, reach / 4)]
    xs = figures.spread(-reach, reach, 121)
    curve = [(x, activation(name, Value(x)).data) for x in xs]
    return View(
        says=words,
        figures=[
            figures.text("The neuron", equation, wide=True),
            figures.graph("Its graph, with gradients", draw(out).dot, words),
            figures.chart(
                f"The activation: {chosen.formula}", "z", "out",
                [
                    figures.series("activation", curve),
                    figures.series("tangent", tangent, tone="faint"),
                    figures.series("this neuron", [(total.data, out.data)], "marks", "second"),
                ],
            ),
            figures.table(
                "Values and gradients", ["", "value", "gradient ∂out/∂…"],
                [[node.label, short(node.data), short(node.grad)] for node in leaves]
                + [["out", short(out.data), "1"]],
            ),
        ],
        numbers={"out": out.data} | {f"grad {node.label}": node.grad for node in leaves},
    )  # fmt: skip


def program(settings: Settings) -> str:
    """Return the Python program that computes the same numbers."""
    places = range(1, int(settings["inputs"]) + 1)
    lines = ["from autograd import Value", ""]
    for i in places:
        sub = _SUBSCRIPTS[i - 1]
        lines.append(f'w{i}, x{i} = Value({settings[f"w{i}"]}, "w{sub}"), Value({settings[f"x{i}"]}, "x{sub}")')
    lines += [f'b = Value({settings["b"]}, "b")', ""]
    lines.append(f"z = {' + '.join(f'w{i} * x{i}' for i in places)} + b")
    lines.append(f"out = {ACTIVATIONS[settings['activation']].code.format('z')}")
    lines += ["out.backward()", "", 'print("out", out.data)']
    names = ", ".join([*(f"w{i}, x{i}" for i in places), "b"])
    lines += [f"for node in ({names}):" if "," in names else f"for node in ({names},):"]
    lines += ['    print("grad", node.label, node.grad)']
    return "\n".join([*lines, ""])


def _factor(number: float) -> str:
    return f"({short(number)})" if number < 0 else short(number)
