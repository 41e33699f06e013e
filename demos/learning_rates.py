"""Train one network with five learning rates, from too small to too large, and let `nn.lr_find` choose one.

A rate that is too small wastes time. A good one is as large as possible. Above it, the steps jump over the valley: the
loss is restless, and then it grows without end. `nn.lr_find` lets the rate grow from step to step, and so finds a good
one in a second.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import autograd
import nn
from demos._command import Options, announce, prepare, progress, run
from nn import plots
from nn.training import Callback, DivergenceError, RateCurve, Trainer

EPOCHS = 15
RATES = {0.001: "too small", 0.05: "slow", 0.3: "good", 1.0: "restless", 10.0: "diverges"}


@dataclass
class Run:
    """The loss of each step, infinite at the end if it diverged, and the accuracy on the test."""

    losses: list[float]
    accuracy: float

    def around(self, step: int, width: int = 11) -> float:
        """Return the median loss of the steps around one, which hides the luck of single batches."""
        near = sorted(self.losses[max(0, step - width // 2) : step + width // 2 + 1])
        return near[len(near) // 2]


class _Losses(Callback):
    """Keep the loss of each step."""

    def __init__(self) -> None:
        self.all: list[float] = []

    def on_step(self, trainer: Trainer) -> None:
        self.all.append(trainer.recent_losses[-1])


def network(seed: int = 0) -> nn.Module:
    """Return the network 64-64-64-10, which is the same for a seed."""
    autograd.manual_seed(seed)
    return nn.Sequential(nn.Flatten(), nn.MLP(64, [64, 64, 10], "leaky_relu"))


def train(rate: float, seed: int = 0, epochs: int = EPOCHS) -> Run:
    """Train on digits by gradient descent with this rate."""
    digits, model, losses = nn.datasets.digits(), network(seed), _Losses()
    trainer = Trainer(
        model,
        nn.CrossEntropyLoss(),
        nn.optim.SGD(model.parameters(), lr=rate),
        metrics=["accuracy"],
        callbacks=[losses],
        progress=False,
        watch=False,
    )
    try:
        trainer.fit(digits.train, epochs=epochs)
    except DivergenceError:
        return Run([*losses.all, math.inf], math.nan)
    return Run(losses.all, trainer.evaluate(digits.test)["accuracy"])


def find(seed: int = 0) -> RateCurve:
    """Return the curve of the learning rate range test."""
    return nn.lr_find(network(seed), nn.CrossEntropyLoss(), nn.datasets.digits().train, lowest=1e-3, steps=300)


def save_regimes(runs: dict[float, Run], curve: RateCurve, path: Path) -> None:
    """Draw the losses of each rate, and the curve of `lr_find`."""
    figure = plots.new_figure(11, 4.6)
    left, right = figure.subplots(1, 2)
    styles = [(plots.GREEN, ":"), (plots.GREEN, "-"), (plots.BLUE, "-"), (plots.ORANGE, "-"), (plots.INK, "--")]
    for (rate, found), (colour, line) in zip(runs.items(), styles):
        losses = found.losses if math.isinf(found.losses[-1]) else [found.around(i) for i in range(len(found.losses))]
        left.plot(range(1, len(losses) + 1), losses, color=colour, linestyle=line, label=f"{rate:g}: {RATES[rate]}")
    left.set(title="Loss by step, for five rates", xlabel="step", ylabel="cross-entropy", ylim=(0, 4))
    left.legend(frameon=False, loc="upper right")
    right.plot(curve.rates, curve.smoothed, color=plots.BLUE)
    if curve.suggestion is not None:
        right.axvline(curve.suggestion, color=plots.ORANGE, linestyle="--")
        right.text(curve.suggestion * 1.1, 3.7, f"suggested: {curve.suggestion:.2g}", color=plots.INK)
    right.set(title="nn.lr_find: the rate grows from step to step", xlabel="learning rate", xscale="log", ylim=(0, 4))
    plots.plain(left)
    plots.plain(right)
    plots.save_figure(figure, path)


def main() -> None:
    """Train with each rate, print the losses, find a rate, and draw all of it."""
    options = Options("learning_rates", __doc__ or "").parse_args()
    prepare(options.out)
    runs = {rate: train(rate, options.seed) for rate in progress(RATES, "rates")}
    print("rate     regime       loss after 50 steps   after 150   after 330   accuracy")
    for rate, found in runs.items():
        losses = [f"{found.around(step):.2f}" if step < len(found.losses) else "-" for step in (50, 150, 330)]
        accuracy = f"{found.accuracy:.1%}" if found.accuracy > 0 else f"none: infinite at step {len(found.losses)}"
        print(f"{rate:<9g}{RATES[rate]:<13}{losses[0]:>19}{losses[1]:>12}{losses[2]:>12}   {accuracy}")
    curve = find(options.seed)
    suggested = curve.suggestion or math.nan
    print(f"\nlr_find suggests {suggested:.2g}: {train(suggested, options.seed).accuracy:.1%}\n")
    save_regimes(runs, curve, options.out / "regimes.png")
    announce("regimes", options.out / "regimes.png")


if __name__ == "__main__":
    run(main, "matplotlib", "sklearn", "tqdm")
