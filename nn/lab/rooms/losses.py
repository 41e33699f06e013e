"""Losses, softmax and temperature: from scores to probabilities, and what a wrong one costs."""

from __future__ import annotations

import math
from collections.abc import Sequence

from autograd import Value, exp, log
from nn.lab import figures
from nn.lab.controls import Choice, Control, Settings, Slider
from nn.lab.figures import short
from nn.lab.room import Preset, View

TITLE = "Losses and softmax"
LEAD = "Scores become probabilities, and −ln p is what the right class costs."
NAMES = ("cat", "dog", "bird", "fish")
CONTROLS: Sequence[Control] = [
    *(Slider(name, f"Score of {name}", score, -10, 10, 0.1) for name, score in zip(NAMES, (2.0, 1.0, 0.1, -1.0))),
    Choice("scale", "Scores are multiplied by", "1", [("1", "1"), ("100", "100"), ("1000", "1,000")]),
    Slider("temperature", "Temperature", 1.0, 0.1, 10.0, 0.1),
    Choice("target", "The right class", "cat", [(name, name) for name in NAMES]),
]
_SCORES = dict(zip(NAMES, (2.0, 1.0, 0.1, -1.0)))
PRESETS: Sequence[Preset] = [
    Preset("Sure and right", {"cat": 6, "dog": 1, "bird": 0, "fish": -1, "scale": "1", "temperature": 1,
                              "target": "cat"}, "Nearly all the probability is on the right class: a loss near 0."),
    Preset("Sure and wrong", {"cat": 6, "dog": 1, "bird": 0, "fish": -1, "scale": "1", "temperature": 1,
                              "target": "fish"},
           "The same certainty about a wrong class costs 7: −ln p is steep near 0."),
    Preset("No idea", dict.fromkeys(NAMES, 0) | {"scale": "1", "temperature": 1, "target": "cat"},
           "Equal scores: each class gets 1/4, and the loss is ln 4 = 1.386."),
    Preset("Hot", _SCORES | {"scale": "1", "temperature": 5, "target": "cat"},
           "A high temperature makes the probabilities alike; a low one leaves only the largest."),
    Preset("Scores of 1,000", {"cat": 1, "dog": 0.9, "bird": 0, "fish": -1, "scale": "1000", "temperature": 1,
                               "target": "cat"},
           "e¹⁰⁰⁰ is no number that a computer holds. Subtracting the largest score first changes nothing but that."),
]  # fmt: skip


def hidden(settings: Settings) -> list[str]:
    """Return no name: all controls have an effect."""
    return []


def show(settings: Settings) -> View:
    """Compute probabilities, the loss, and its gradient towards each score."""
    scale, temperature = float(settings["scale"]), settings["temperature"]
    scores = [Value(settings[name] * scale, name) for name in NAMES]
    target = NAMES.index(settings["target"])
    largest = max(score.data for score in scores)
    powers = [exp((score - largest) / temperature) for score in scores]
    total = powers[0] + powers[1] + powers[2] + powers[3]
    shares = [(power / total).data for power in powers]
    # ln p, and not the logarithm of p, which may have become 0
    loss = log(total) - (scores[target] - largest) / temperature
    loss.backward()
    naive = _naive([score.data / temperature for score in scores], target)
    rows = [(name, share, f"{share:.4f}" if share >= 1e-4 else short(share, 2)) for name, share in zip(NAMES, shares)]
    reach = [(p / 200, -math.log(p / 200)) for p in range(1, 201)]
    steepest = max(1.0, *(abs(score.grad) for score in scores))
    here = [(shares[target], loss.data)] if shares[target] > 0 and loss.data < 5.5 else []
    says = (
        f"The right class, {NAMES[target]}, has probability {short(shares[target], 4)}. "
        f"The loss is −ln {short(shares[target], 4)} = {short(loss.data, 4)}."
    )
    if shares[target] == 0:
        says = (
            f"The probability of {NAMES[target]} is too small for a number: 0. "
            f"The loss is still {short(loss.data, 4)}, computed from the scores."
        )
    return View(
        says,
        [
            figures.bars("Probabilities: softmax of score / temperature", rows, 1.0, NAMES[target]),
            figures.bars(
                "Gradient of the loss towards each score: (p − y) / temperature",
                [(s.label, s.grad, short(s.grad, 3)) for s in scores], steepest, NAMES[target],
            ),
            figures.chart(
                "What the right class costs: −ln p", "probability of the right class", "loss",
                [figures.series("−ln p", reach), figures.series("now", here, "marks", "second")],
                x_range=(0, 1), y_range=(0, 5.5),
            ),
            figures.table(
                "Three losses of one prediction", ["loss", "value", "at p = 0.5", "at p → 0"],
                [
                    ["cross-entropy, −ln p", short(loss.data), "0.6931", "∞"],
                    ["squared error, Σ (p − y)²", short(_squared(shares, target)), "", "at most 2"],
                    ["wrong or right", "0" if shares[target] == max(shares) else "1", "", "1"],
                ],
            ),
            figures.text("Step by step", [
                f"largest score: {short(largest)}",
                *(f"exp(({short(s.data)} − {short(largest)}) / {short(temperature)}) = {short(p.data)}"
                  for s, p in zip(scores, powers)),
                f"sum: {short(total.data)}",
                f"without subtracting the largest: {naive}",
            ]),
        ],
        {"loss": loss.data}
        | {f"p {name}": share for name, share in zip(NAMES, shares)}
        | {f"grad {score.label}": score.grad for score in scores},
    )  # fmt: skip


def program(settings: Settings) -> str:
    """Return the Python program that computes the same numbers."""
    scores = ", ".join(f'Value({settings[name] * float(settings["scale"])!r}, "{name}")' for name in NAMES)
    return f"""\
from autograd import Value, exp, log

scores = [{scores}]
target, temperature = {NAMES.index(settings["target"])}, {settings["temperature"]}
largest = max(score.data for score in scores)
powers = [exp((score - largest) / temperature) for score in scores]
total = powers[0] + powers[1] + powers[2] + powers[3]
loss = log(total) - (scores[target] - largest) / temperature
loss.backward()

print("loss", loss.data)
for score, power in zip(scores, powers):
    print("p", score.label, (power / total).data)
    print("grad", score.label, score.grad)
"""


def _naive(scores: list[float], target: int) -> str:
    """Return what a direct evaluation of the formula gives."""
    try:
        powers = [math.exp(score) for score in scores]
        return f"{short(powers[target])} / {short(sum(powers))} = {short(powers[target] / sum(powers))}"
    except (OverflowError, ZeroDivisionError):
        return "e to such a power overflows to ∞, and ∞ / ∞ is not a number"


def _squared(shares: list[float], target: int) -> float:
    return sum((share - (i == target)) ** 2 for i, share in enumerate(shares))
