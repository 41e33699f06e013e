"""Turn scores into probabilities with softmax: the temperature, and scores of ±1000.

Softmax is exp(zᵢ / T) / Σⱼ exp(zⱼ / T). A low temperature T makes the largest score win, a high one makes all equal.
The formula as it is written overflows for a score of 1000. Softmax does not change if all scores fall by the same
amount, so the implementation subtracts the largest score first.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np

import autograd
import nn.functional as F
from autograd import tensor
from demos._command import Options, announce, prepare, run
from nn import plots

SCORES = [2.0, 1.0, 0.5, -1.0]
TEMPERATURES = [0.1, 0.5, 1.0, 2.0, 10.0]
EXTREME = [1000.0, 0.0, -1000.0]


def softmax(scores: Sequence[float], temperature: float = 1.0) -> list[float]:
    """Return the probabilities of scores at a temperature."""
    probabilities: list[float] = F.softmax(tensor(scores, dtype=autograd.float64) / temperature, dim=0).tolist()
    return probabilities


def as_written(scores: Sequence[float]) -> list[float]:
    """Return softmax by its formula, without protection against overflow."""
    with np.errstate(over="ignore", invalid="ignore"):
        powers = np.exp(np.array(scores))
        probabilities: list[float] = (powers / powers.sum()).tolist()
    return probabilities


def entropy(probabilities: Sequence[float]) -> float:
    """Return −Σ p ln p: 0 for a certain choice, ln n for n equal probabilities."""
    return -sum(p * math.log(p) for p in probabilities if p > 0)


def worst_loss() -> tuple[float, list[float]]:
    """Return the cross-entropy of EXTREME if the lowest score is the truth, and its gradient."""
    scores = tensor([EXTREME], dtype=autograd.float64, requires_grad=True)
    loss = F.cross_entropy(scores, tensor([2]))
    loss.backward()
    return float(loss.item()), scores.grad.flatten().tolist()


def save_temperatures(path: Path) -> None:
    """Draw the probabilities against the temperature."""
    figure = plots.new_figure(11, 4.2)
    left, right = figure.subplots(1, 2)
    width = 0.8 / 3
    for number, (temperature, colour) in enumerate(zip((0.5, 1.0, 10.0), (plots.BLUE, plots.ORANGE, plots.GREEN))):
        places = [i + (number - 1) * width for i in range(len(SCORES))]
        left.bar(places, softmax(SCORES, temperature), 0.9 * width, color=colour, label=f"T = {temperature:g}")
    left.set_xticks(range(len(SCORES)), [f"{score:g}" for score in SCORES])
    left.set(title="Probabilities at three temperatures", xlabel="score", ylabel="probability")
    left.legend(frameon=False)
    temperatures = [10 ** (i / 40) for i in range(-48, 81)]
    curves = zip(*(softmax(SCORES, temperature) for temperature in temperatures))
    for score, curve, line in zip(SCORES, curves, ("-", "--", "-.", ":")):
        right.plot(temperatures, curve, color=plots.BLUE, linestyle=line, label=f"score {score:g}")
    right.axhline(1 / len(SCORES), color=plots.INK, linewidth=0.8, alpha=0.5)
    right.set(title="From the largest alone to all alike", xlabel="temperature", ylabel="probability", xscale="log")
    right.legend(frameon=False)
    plots.plain(left)
    plots.plain(right)
    plots.save_figure(figure, path)


def main() -> None:
    """Print the probabilities at some temperatures and of extreme scores, and draw them."""
    options = Options("softmax", __doc__ or "").parse_args()
    prepare(options.out)
    print("temperature" + "".join(f"{f'score {score:g}':>12}" for score in SCORES) + "     entropy")
    for temperature in TEMPERATURES:
        found = softmax(SCORES, temperature)
        print(f"{temperature:11g}" + "".join(f"{p:12.4f}" for p in found) + f"{entropy(found):12.4f}")
    loss, gradient = worst_loss()
    print(f"\nscores               {EXTREME}")
    print(f"the formula          {as_written(EXTREME)}")
    print(f"F.softmax            {softmax(EXTREME)}")
    print(f"loss of the last     {loss:g}, with gradient {gradient}\n")
    save_temperatures(options.out / "softmax.png")
    announce("temperatures", options.out / "softmax.png")


if __name__ == "__main__":
    run(main, "matplotlib")
