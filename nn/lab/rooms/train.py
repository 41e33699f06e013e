"""Train a network of Values: the boundary or the line it learns, its loss, and every weight."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import Any

from autograd import Value, compile
from nn.lab import figures
from nn.lab.activations import options
from nn.lab.controls import Choice, Control, Player, Settings, Slider, Text
from nn.lab.descent import OPTIMIZERS, Descent, as_python
from nn.lab.figures import Figure, short
from nn.lab.points import CLASSES, LINES, points
from nn.lab.room import Preset, View
from nn.scalar import MLP

TITLE = "Train"
LEAD = "Play, and watch a network learn. Point at a weight to see its last step. Click into the plane to add points."
CONTROLS: Sequence[Control] = [
    Choice("data", "Data", "moons", [*CLASSES.items(), *LINES.items(), ("own", "your own points")]),
    Text(
        "points",
        "Points, one a line: x, y, class 0 or 1; or x, y",
        "-1,-1,0\n-1,1,1\n1,-1,1\n1,1,0",
        lines=6,
        most=20_000,
        shown_if=("data", ["own"]),
    ),
    Choice("paint", "A click adds a point of class", "1", [("0", "0"), ("1", "1")]),
    Slider("noise", "Noise", 0.1, 0.0, 0.5, 0.05),
    Slider("layers", "Hidden layers", 1, 0, 3, 1),
    Slider("neurons", "Neurons in each", 8, 1, 16, 1),
    Choice("activation", "Activation", "tanh", options()),
    Choice("optimizer", "Optimiser", "adam", list(OPTIMIZERS.items())),
    Slider("rate", "Learning rate", 0.05, 0.005, 2.0, 0.005),
    Choice("batch", "Rows in a step", "all", [("1", "1"), ("10", "10"), ("all", "all")]),
    Slider("seed", "Seed of the first weights", 0, 0, 50, 1),
    Player("steps", "Steps", 0, most=5000, pace=0, back=False),
]
_MOONS = {"data": "moons", "noise": 0.1, "layers": 1, "neurons": 8, "activation": "tanh", "optimizer": "adam",
          "rate": 0.05, "batch": "all", "seed": 0, "steps": 150}  # fmt: skip
PRESETS: Sequence[Preset] = [
    Preset("XOR", _MOONS | {"data": "xor", "noise": 0, "neurons": 8, "steps": 100},
           "No line separates these four points; eight neurons bend one."),
    Preset("XOR with one neuron", _MOONS | {"data": "xor", "noise": 0, "layers": 0, "steps": 100},
           "One neuron draws one line, and one line cannot do it: the loss stays at ln 2 = 0.693."),
    Preset("AND", _MOONS | {"data": "and", "noise": 0, "layers": 0, "rate": 0.2, "steps": 100},
           "One neuron is enough for AND."),
    Preset("Moons", _MOONS, "Two half circles."),
    Preset("Spiral", _MOONS | {"data": "spiral", "noise": 0.05, "layers": 2, "neurons": 12, "rate": 0.03, "steps": 0},
           "Two layers and patience: some 300 steps."),
    Preset("House prices", _MOONS | {"data": "houses", "neurons": 16, "steps": 200},
           "1 input, 16 neurons, 1 output: 3,000 square feet come to about 650 thousand."),
    Preset("A rate too large", _MOONS | {"optimizer": "sgd", "rate": 2.0, "activation": "relu", "neurons": 16,
                                         "layers": 2, "steps": 60}, "The loss jumps about and settles nowhere."),
]  # fmt: skip
_FAR = 1e3  # a loss so many times the first one does not come back
_latest: list[_Training] = []


def hidden(settings: Settings) -> list[str]:
    """Return the controls that have no effect."""
    names = ["noise"] if settings["data"] == "own" else []
    if settings["data"] in LINES:
        names.append("paint")
    if settings["layers"] == 0:
        names += ["neurons", "activation"]
    return names


class _Training:
    """A network, its data and its optimiser, after some steps.

    Attributes:
        key: the settings that it came from, without the number of steps.
        losses: the mean loss of each step, before the step.
        last: for each parameter, its number before the last step, its gradient and its change.
    """

    def __init__(self, settings: Settings) -> None:
        self.key = _key(settings)
        self.rows = points(settings["data"], settings["noise"], 0, settings["points"])
        self.classes = len(self.rows[0][0]) == 2
        random.seed(settings["seed"])
        self.model = MLP(len(self.rows[0][0]), _sizes(settings), activation=settings["activation"])
        self.parameters = self.model.parameters()
        self.descent = Descent(self.parameters, settings["optimizer"], settings["rate"])
        self.batch = len(self.rows) if settings["batch"] == "all" else min(int(settings["batch"]), len(self.rows))
        self.losses: list[float] = []
        self.last: list[tuple[float, float, float]] = []
        self.loss = compile(self._loss)
        self.output = compile(lambda *inputs: self.model(inputs))

    def _loss(self, target: Value, *inputs: Value) -> Any:
        output = self.model(inputs)
        return output.softplus() - target * output if self.classes else (output - target) ** 2

    def step(self) -> None:
        """Take one step on the next rows; they are taken in turn."""
        begin = len(self.losses) * self.batch
        rows = [self.rows[(begin + i) % len(self.rows)] for i in range(self.batch)]
        for parameter in self.parameters:
            parameter.grad = 0.0
        loss = sum(self.loss.backward(target, *inputs) for inputs, target in rows) / len(rows)
        for parameter in self.parameters:
            parameter.grad /= len(rows)
        self.losses.append(loss)
        before = [p.data for p in self.parameters]
        self.descent.step()
        self.last = [(b, p.grad, b - p.data) for b, p in zip(before, self.parameters)]

    def mean_loss(self) -> float:
        """Return the loss over all rows, now."""
        return float(sum(self.loss(target, *inputs) for inputs, target in self.rows)) / len(self.rows)

    def right(self) -> int:
        """Return how many rows are on the right side."""
        return sum((self.output(*inputs) > 0) == (target == 1) for inputs, target in self.rows)


def show(settings: Settings) -> View:
    """Train for the number of steps, going on from the last call if it had the same settings and fewer steps.

    Raises:
        ValueError: if the points cannot be read.
    """
    training = _trained(settings)
    steps = len(training.losses)
    loss = training.mean_loss()
    count = f"{len(training.parameters)} parameters, {len(training.rows)} points"
    says = f"Step {steps:,}: loss {short(loss)}"
    numbers = {"loss": loss}
    if training.classes:
        right = training.right()
        says += f", {right} of {len(training.rows)} points on the right side. {count}."
        numbers["right"] = float(right)
        picture = _boundary(training)
    else:
        picture = _fitted(training, settings)
        if settings["data"] == "houses":
            price = 100 * training.output(3.0)
            says += f"; 3,000 square feet come to {price:.0f} thousand"
            numbers["price"] = price
        says += f". {count}."
    if not math.isfinite(loss):
        says = f"Step {steps:,}: the loss is no finite number any more. The learning rate is too large."
    elif steps and loss > _FAR * max(1.0, training.losses[0]):
        says = f"Step {steps:,}: it diverges, the loss is {short(loss)}. The learning rate is too large."
    every = max(1, steps // 300)
    curve = [(float(k), x) for k, x in enumerate(training.losses) if k % every == 0 or k == steps - 1]
    now = [(float(steps), loss)]
    found = [
        picture,
        _network(training),
        figures.chart("The loss, step by step", "step", "loss",
                      [figures.series("of each step", curve, "line", "second"),
                       figures.series("now, of all points", now, "dots", "second")],
                      x_range=(0, max(1, steps)),
                      logarithmic=len(curve) > 1 and all(0 < y < math.inf for _, y in [*curve, *now])),
    ]  # fmt: skip
    return View(says, found, numbers)


def program(settings: Settings) -> str:
    """Return the Python program that trains the same network for as many steps."""
    rows = points(settings["data"], settings["noise"], 0, settings["points"])
    classes = len(rows[0][0]) == 2
    before, update = as_python(settings["optimizer"], settings["rate"], 0.9)
    batch = len(rows) if settings["batch"] == "all" else min(int(settings["batch"]), len(rows))
    listed = [f"    ({', '.join(map(repr, inputs))}, {target!r})," for inputs, target in rows]
    width = len(rows[0][0])
    what = "output.softplus() - target * output" if classes else "(output - target) ** 2"
    say = [
        "print(\"loss\", sum(loss_of(target, *inputs) for *inputs, target in rows) / len(rows))",
        *(['output_of = compile(lambda *inputs: model(inputs))',
           'print("right", sum((output_of(*inputs) > 0) == (target == 1) for *inputs, target in rows))'] if classes
          else ['print("price", 100 * compile(lambda *inputs: model(inputs))(3.0))'] if settings["data"] == "houses"
          else []),
    ]  # fmt: skip
    return "\n".join([
        "import random", "", "from autograd import compile", "from nn.scalar import MLP", "",
        f"rows = [  # {'two inputs and the class' if classes else 'the input and the number to predict'}",
        *listed, "]",
        f"random.seed({settings['seed']})",
        f"model = MLP({width}, {_sizes(settings)}, activation={settings['activation']!r})",
        "parameters = model.parameters()", *before, "", "",
        "@compile", "def loss_of(target, *inputs):", "    output = model(inputs)", f"    return {what}", "", "",
        f"for step in range(1, {settings['steps'] + 1}):",
        f"    batch = [rows[((step - 1) * {batch} + i) % len(rows)] for i in range({batch})]",
        "    model.zero_grad()",
        "    for *inputs, target in batch:",
        "        loss_of.backward(target, *inputs)",
        "    for p in parameters:",
        "        p.grad /= len(batch)",
        *(f"    {line}" for line in update), "",
        *say, "",
    ])  # fmt: skip


def _key(settings: Settings) -> tuple[Any, ...]:
    return tuple(value for name, value in settings.items() if name not in ("steps", "paint"))


def _sizes(settings: Settings) -> list[int]:
    return [settings["neurons"]] * settings["layers"] + [1]


def _trained(settings: Settings) -> _Training:
    kept = _latest[0] if _latest else None
    if kept is None or kept.key != _key(settings) or len(kept.losses) > settings["steps"]:
        kept = _Training(settings)
        _latest[:] = [kept]
    while len(kept.losses) < settings["steps"]:
        kept.step()
    return kept


def _boundary(training: _Training) -> Figure:
    """Return the plane, coloured by the probability of class 1."""
    (left, right), (bottom, top) = (_range([inputs[i] for inputs, _ in training.rows]) for i in (0, 1))
    count = 24
    xs = [left + (i + 0.5) * (right - left) / count for i in range(count)]
    ys = [bottom + (i + 0.5) * (top - bottom) / count for i in range(count)]
    cells = [[_sigmoid(training.output(x, y)) for x in xs] for y in ys]
    shown = [(inputs[0], inputs[1], int(target)) for inputs, target in training.rows]
    return figures.plane(
        "What the network says of each place", (left, right), (bottom, top), cells, (0.0, 1.0), shown, adds_points=True
    )


def _fitted(training: _Training, settings: Settings) -> Figure:
    xs = [inputs[0] for inputs, _ in training.rows]
    low, high = _range(xs)
    line = [(x, training.output(x)) for x in figures.spread(low, high, 61)]
    names = ("1,000 square feet", "price, 100,000") if settings["data"] == "houses" else ("x", "y")
    return figures.chart(
        "The line that the network has learned", *names,
        [
            figures.series("points", [(x, target) for x, (_, target) in zip(xs, training.rows)], "dots", "first"),
            figures.series("network", line, "line", "second"),
        ],
        x_range=(low, high), y_range=_range([target for _, target in training.rows]),
    )  # fmt: skip


def _network(training: _Training) -> Figure:
    """Return the network with every weight, and what its last step did."""
    inputs = len(training.rows[0][0])
    last = iter(training.last)
    names = [[f"x{_small(i + 1)}" for i in range(inputs)]]
    layers: list[list[dict[str, Any]]] = [[{"name": name, "about": f"input {name}"} for name in names[0]]]
    edges = []
    for depth, layer in enumerate(training.model.layers):
        final = depth == len(training.model.layers) - 1
        names.append(
            [f"h{_small(depth + 1)}{_small(i + 1)}" if not final else "out" for i in range(len(layer.neurons))]
        )
        neurons = []
        for i, neuron in enumerate(layer.neurons):
            name, before = names[-1][i], names[-2]
            products = [f"{short(w.data, 3)}·{source}" for w, source in zip(neuron.w, before)]
            inside = " + ".join([*products[:6], *(["…"] if len(products) > 6 else []), short(neuron.b.data, 3)])
            equation = f"{name} = {inside}" if final else f"{name} = {neuron.activation}({inside})"
            equation = equation.replace("+ −", "− ")
            for k, (w, source) in enumerate(zip(neuron.w, before)):
                about = f"w {source} → {name}: {_story(w, next(last, None))}   {equation}"
                edges.append({"from": [depth, k], "to": [depth + 1, i], "weight": w.data, "name": f"{source} → {name}",
                              "about": about})  # fmt: skip
            about = f"bias of {name}: {_story(neuron.b, next(last, None))}   {equation}"
            neurons.append({"name": name, "about": about})
        layers.append(neurons)
    return figures.network("Every weight: colour is the sign, width the size", layers, edges)


def _story(parameter: Value, last: tuple[float, float, float] | None) -> str:
    if last is None:
        return f"{short(parameter.data)}. Take a step to see its gradient."
    before, gradient, change = last
    sign = "−" if change >= 0 else "+"
    return (
        f"{short(before)}, gradient {short(gradient, 3)}, "
        f"{short(before)} {sign} {short(abs(change), 3)} = {short(parameter.data)}."
    )


def _small(number: int) -> str:
    return "".join("₀₁₂₃₄₅₆₇₈₉"[int(digit)] for digit in str(number))


def _range(numbers: list[float]) -> tuple[float, float]:
    low, high = min(numbers), max(numbers)
    margin = 0.25 * (high - low) or 1.0
    return low - margin, high + margin


def _sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z)) if z > -700 else 0.0
