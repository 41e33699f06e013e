"""The loss walk: steps of gradient descent on a curve, or on a surface over two weights."""

from __future__ import annotations

import math
from collections.abc import Sequence

from autograd import Formula, Value
from nn.lab import figures
from nn.lab.controls import Choice, Control, Player, Settings, Slider, Text
from nn.lab.descent import OPTIMIZERS, Descent, as_python
from nn.lab.figures import Figure, short
from nn.lab.room import Preset, View

TITLE = "The loss walk"
LEAD = "Each step goes against the gradient. Take one at a time, or play the whole trail."
FORMULAS = {
    "parabola": "0.25*(w - 2)**2 + 0.4",
    "valleys": "0.05*w**4 - 0.6*w**2 + 0.3*w + 3",
    "ravine": "0.05*u**2 + v**2",
    "saddle": "0.1*(u**2 - v**2) + 0.01*v**4",
}
_FAR = 1e6  # a weight beyond it has left for good
CONTROLS: Sequence[Control] = [
    Choice("curve", "Loss", "parabola", [
        ("parabola", "0.25 (w − 2)² + 0.4"), ("valleys", "two valleys"), ("ravine", "a ravine, 2 weights"),
        ("saddle", "a saddle, 2 weights"), ("own", "your own"),
    ]),
    Text("formula", "Your loss, of one or two weights", "0.25*(w - 2)**2 + 0.4 + sin(3*w)",
         shown_if=("curve", ["own"])),
    Choice("optimizer", "Optimiser", "sgd", list(OPTIMIZERS.items())),
    Slider("rate", "Learning rate", 0.5, 0.01, 5.0, 0.01),
    Slider("momentum", "Momentum", 0.9, 0.0, 0.99, 0.01),
    Slider("start", "Start", -3.0, -5.0, 9.0, 0.1),
    Slider("start2", "Start, second weight", 1.5, -5.0, 5.0, 0.1),
    Player("steps", "Steps", 6, most=200, pace=500),
]  # fmt: skip
_PARABOLA = {"curve": "parabola", "optimizer": "sgd", "start": -3, "steps": 10}
PRESETS: Sequence[Preset] = [
    Preset("One step", _PARABOLA | {"rate": 2, "steps": 1}, "Rate 2 fits this curve: one step arrives at w = 2."),
    Preset("Slow", _PARABOLA | {"rate": 0.1, "steps": 30}, "A small rate needs many steps."),
    Preset("Oscillates", _PARABOLA | {"rate": 4}, "Rate 4 jumps from side to side for ever."),
    Preset("Diverges", _PARABOLA | {"rate": 4.1, "steps": 40}, "A little more, and each jump is longer than the last."),
    Preset("Overshoots", _PARABOLA | {"rate": 0.5, "optimizer": "momentum", "momentum": 0.9, "steps": 40},
           "With momentum the walk rolls past the lowest point, as far as 5.67, and returns."),
    Preset("A ravine", {"curve": "ravine", "optimizer": "sgd", "rate": 0.95, "start": -5, "start2": 2, "steps": 30},
           "Steep across, flat along: the walk jumps from wall to wall and hardly gets on. Try Adam."),
]  # fmt: skip


def hidden(settings: Settings) -> list[str]:
    """Return the controls that have no effect."""
    names = [] if settings["optimizer"] == "momentum" else ["momentum"]
    try:
        one = len(_formula(settings).names) == 1
    except ValueError:
        one = False
    return [*names, "start2"] if one else names


def show(settings: Settings) -> View:
    """Walk from the start, and draw the trail on the loss.

    Raises:
        ValueError: if the formula cannot be read, or has not one or two variables.
    """
    formula = _formula(settings)
    trail = _walk(formula, settings)
    places = [point for point, _ in trail]
    weights, loss = trail[-1]
    steps = len(trail) - 1
    named = ", ".join(f"{name} = {short(w, 6)}" for name, w in zip(formula.names, weights))
    lost = not (math.isfinite(loss) and all(abs(w) < _FAR for w in weights))
    # Momentum overshoots for a while; a loss above the first one that still rises does not come back.
    recent = [value for _, value in trail[-4:]]
    grows = len(recent) == 4 and recent == sorted(recent) and recent[0] < loss and trail[0][1] < loss
    says = f"After {steps} step{'s'[: steps != 1]}: {named}, loss {short(loss, 6)}."
    if steps == 0 and not math.isfinite(loss):
        says = f"At the start, {named}, the loss is {short(loss)}. Choose another start."
    elif lost or grows:
        says = f"It diverges: each step is longer than the one before. {says} Try a smaller rate."
    drawing = _on_curve(formula, trail) if len(formula.names) == 1 else _on_plane(formula, places)
    losses = [(float(k), value) for k, (_, value) in enumerate(trail)]
    found = [
        drawing,
        figures.chart("The loss, step by step", "step", "loss", [figures.series("loss", losses, "trail", "second")],
                      x_range=(0, max(1, steps))),
        figures.table("The last steps", ["step", *formula.names, "loss"],
                      [[str(k), *(short(w, 6) for w in weights), short(value, 6)]
                       for k, (weights, value) in list(enumerate(trail))[-8:]]),
    ]  # fmt: skip
    numbers = dict(zip(formula.names, weights)) | {"loss": loss}
    return View(says, found, numbers, most=steps if lost else None)


def program(settings: Settings) -> str:
    """Return the Python program that walks as far."""
    formula = _formula(settings)
    names = formula.names
    steps = len(_walk(formula, settings)) - 1
    before, update = as_python(settings["optimizer"], settings["rate"], settings["momentum"])
    starts = _starts(formula, settings)
    return "\n".join([
        "from autograd import Formula, Value", "",
        f"loss_of = Formula({formula.text!r})",
        *(f'{name} = Value({start}, "{name}")' for name, start in zip(names, starts)),
        f"parameters = [{', '.join(names)}]", *before,
        f"for step in range(1, {steps + 1}):",
        "    for p in parameters:", "        p.grad = 0.0",
        f"    loss_of({', '.join(f'{name}={name}' for name in names)}).backward()",
        *(f"    {line}" for line in update), "",
        "for p in parameters:", "    print(p.label, p.data)",
        f"print(\"loss\", loss_of({', '.join(f'{name}={name}.data' for name in names)}).data)", "",
    ])  # fmt: skip


def _formula(settings: Settings) -> Formula:
    text: str = FORMULAS.get(settings["curve"]) or settings["formula"]
    formula = Formula(text)
    if len(formula.names) not in (1, 2):
        raise ValueError(f"formula: a walk needs one or two variables, {text!r} has {len(formula.names)}")
    return formula


def _starts(formula: Formula, settings: Settings) -> list[float]:
    return [settings["start"], settings["start2"]][: len(formula.names)]


def _walk(formula: Formula, settings: Settings) -> list[tuple[list[float], float]]:
    """Return the weights and the loss at the start and after each step, until one of them leaves for good."""
    parameters = [Value(s, name) for s, name in zip(_starts(formula, settings), formula.names)]
    descent = Descent(parameters, settings["optimizer"], settings["rate"], settings["momentum"])
    trail = []
    for _ in range(settings["steps"] + 1):
        for parameter in parameters:
            parameter.grad = 0.0
        loss = formula(**dict(zip(formula.names, parameters)))
        loss.backward()
        trail.append(([p.data for p in parameters], loss.data))
        if not math.isfinite(loss.data) or any(not abs(p.data) < _FAR for p in parameters):
            break
        descent.step()
    return trail


def _on_curve(formula: Formula, trail: list[tuple[list[float], float]]) -> Figure:
    name = formula.names[0]
    seen = [(weights[0], loss) for weights, loss in trail]
    near = [w for w, _ in seen if abs(w - 2) < 40]
    low, high = min([-4.0, *near]), max([8.0, *near])
    margin = (high - low) * 0.05
    low, high = low - margin, high + margin
    curve = [(w, formula(**{name: Value(w)}).data) for w in figures.spread(low, high, 161)]
    shown = [(w, loss) for w, loss in seen if low <= w <= high]
    heights = [loss for _, loss in [*curve, *shown] if math.isfinite(loss)]
    steepest = sorted(heights)[int(len(heights) * 0.97)] if heights else 1.0
    top = max([steepest, *(loss for _, loss in shown if math.isfinite(loss))])
    bottom = min(heights, default=0.0)
    last = [shown[-1]] if shown and shown[-1] == seen[-1] else []
    return figures.chart(
        f"The loss: {formula.text}", name, "loss",
        [
            figures.series("loss", curve, "line", "faint"),
            figures.series("trail", shown, "trail", "first"),
            figures.series("now", last, "marks", "second"),
        ],
        x_range=(low, high), y_range=(bottom - 0.06 * (top - bottom), top + 0.06 * (top - bottom)),
    )  # fmt: skip


def _on_plane(formula: Formula, places: list[list[float]]) -> Figure:
    count = 36
    reach = min(12.0, max(5.5, *(abs(x) * 1.1 for point in places for x in point if abs(x) < 12)))
    middles = [-reach + (2 * i + 1) * reach / count for i in range(count)]
    first, second = formula.names
    cells = [[formula(**{first: u, second: v}).data for u in middles] for v in middles]
    sizes = sorted(x for row in cells for x in row if math.isfinite(x))
    shown: list[tuple[float, float]] = [(u, v) for u, v in places if abs(u) <= reach and abs(v) <= reach]
    limits = (sizes[0], sizes[int(len(sizes) * 0.95)]) if sizes else (0.0, 1.0)
    return figures.plane(
        f"The loss: {formula.text}", (-reach, reach), (-reach, reach), cells, limits,
        trail=shown, labels=(first, second),
    )  # fmt: skip
