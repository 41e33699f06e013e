"""Fit a curve with networks of growing width and depth, and compare their errors.

One hidden layer can approximate any continuous function as closely as wanted, if it is wide enough (G. Cybenko, 1989;
K. Hornik, 1991). The theorem does not say that training finds the weights, nor how wide the layer must be. With ReLU,
a network is a chain of straight pieces, and each hidden neuron of the first layer adds at most one bend. A second layer
folds the pieces of the first, so depth gives more bends for the same number of parameters.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import autograd
import nn
from autograd import Tensor
from demos._command import Options, announce, prepare, progress, run
from nn import plots

WIDTHS = [1, 2, 4, 8, 16, 32, 64]
DEPTHS = [1, 2, 3, 4]  # hidden layers of 8 neurons
DEPTH_WIDTH = 8
SHOWN = [[2], [8], [64]]
SEEDS = 3
STEPS = 2000
PLACES = autograd.linspace(-math.pi, math.pi, 201)  # where a fit is measured and drawn


def target(x: Tensor) -> Tensor:
    """Return the curve to fit: a slow wave and a fast one."""
    return x.sin() + 0.5 * (3 * x).cos()


@dataclass
class Fit:
    """A trained network: its hidden layers, its error and its curve at PLACES."""

    hidden: list[int]
    parameters: int
    error: float
    curve: list[float]


def fit(hidden: list[int], seed: int = 0, steps: int = STEPS) -> Fit:
    """Train a network on the curve; its error is the root mean square at places between the training points."""
    autograd.manual_seed(seed)
    x = autograd.linspace(-math.pi, math.pi, 256).reshape(-1, 1)
    model = nn.MLP(1, [*hidden, 1])
    optimizer = nn.optim.Adam(model.parameters(), lr=0.01)
    schedule = nn.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    trainer = nn.Trainer(
        model, nn.MSELoss(), optimizer, schedule=schedule, schedule_by="batch", progress=False, watch=False
    )
    batch = [(x, target(x))]  # all points at once
    trainer.fit(batch * 100, epochs=steps // 100)
    places = PLACES.reshape(-1, 1)
    with autograd.no_grad():
        curve = model(places)
        error = (curve - target(places)).square().mean().sqrt().item()
    return Fit(hidden, sum(p.numel() for p in model.parameters()), float(error), curve.flatten().tolist())


def best(hidden: list[int], seed: int = 0, seeds: int = SEEDS, steps: int = STEPS) -> Fit:
    """Return the fit with the smallest error of several seeds; a single one may be stuck."""
    return min((fit(hidden, seed + i, steps) for i in range(seeds)), key=lambda one: one.error)


def save_fits(wide: list[Fit], deep: list[Fit], path: Path) -> None:
    """Draw some curves, and the errors against the number of parameters."""
    figure = plots.new_figure(11, 4.4)
    left, right = figure.subplots(1, 2)
    x = PLACES
    left.plot(x.tolist(), target(x).tolist(), color=plots.INK, linewidth=5, alpha=0.2, label="target")
    styles = zip(SHOWN, ((plots.ORANGE, "--"), (plots.GREEN, "-."), (plots.BLUE, "-")))
    for hidden, (colour, line) in styles:
        (one,) = (other for other in wide if other.hidden == hidden)
        left.plot(x.tolist(), one.curve, color=colour, linestyle=line, label=f"width {hidden[0]}")
    left.set(title="One hidden layer", xlabel="x", ylabel="y", ylim=(-1.7, 2.6))
    left.legend(frameon=False, ncols=2, loc="upper left")
    for fits, colour, marker, label in (
        (wide, plots.BLUE, "o", "one layer, 1 to 64 wide"),
        (deep, plots.ORANGE, "s", f"1 to {len(deep)} layers of {DEPTH_WIDTH}"),
    ):
        sizes, errors = [one.parameters for one in fits], [one.error for one in fits]
        right.plot(sizes, errors, color=colour, marker=marker, label=label)
    right.set(title="Error", xlabel="parameters", ylabel="root mean square error", xscale="log", yscale="log")
    right.set_xticks([5, 10, 20, 50, 100, 200], ["5", "10", "20", "50", "100", "200"])
    right.set_yticks([0.02, 0.05, 0.1, 0.2, 0.5], ["0.02", "0.05", "0.1", "0.2", "0.5"])
    right.tick_params(which="minor", labelbottom=False, labelleft=False)
    right.legend(frameon=False)
    plots.plain(left)
    plots.plain(right)
    plots.save_figure(figure, path)


def main() -> None:
    """Fit the curve with all networks, print their errors, and draw them."""
    options = Options("universal_approximation", __doc__ or "").parse_args()
    prepare(options.out)
    networks = [[width] for width in WIDTHS] + [[DEPTH_WIDTH] * depth for depth in DEPTHS[1:]]
    fits = [best(hidden, options.seed) for hidden in progress(networks, "networks")]
    wide = fits[: len(WIDTHS)]
    deep = [one for one in fits if set(one.hidden) == {DEPTH_WIDTH}]
    print("network              parameters   error")
    for one in fits:
        print(f"{'-'.join(map(str, [1, *one.hidden, 1])):<20}{one.parameters:11}{one.error:8.3f}")
    print()
    save_fits(wide, deep, options.out / "fits.png")
    announce("fits", options.out / "fits.png")


if __name__ == "__main__":
    run(main, "matplotlib", "tqdm")
