"""Train a network with every combination of rate, width, depth and batch size, and show the accuracies as one table.

Hyperparameters are chosen by trying them. The grid shows why one cannot choose them one by one: the best rate depends
on the batch size and on the depth. Width matters least.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from pathlib import Path

import autograd
import nn
from demos._command import Options, announce, prepare, progress, run
from nn import plots
from nn.data import TensorDataset
from nn.training import DivergenceError

RATES = [0.03, 0.1, 0.3, 1.0]
WIDTHS = [8, 32, 128]
DEPTHS = [1, 2, 3]  # hidden layers
BATCHES = [8, 32, 128]
EPOCHS = 10


@dataclass(frozen=True)
class Point:
    """A point of the grid."""

    rate: float
    width: int
    depth: int
    batch: int


POINTS = list(itertools.starmap(Point, itertools.product(RATES, WIDTHS, DEPTHS, BATCHES)))


def train(point: Point, seed: int = 0, epochs: int = EPOCHS) -> float:
    """Train on 1,037 digits, and return the accuracy on 400 others; NaN if the loss diverged."""
    autograd.manual_seed(seed)
    x, y = nn.datasets.digits().train.tensors
    model = nn.Sequential(nn.Flatten(), nn.MLP(64, [*[point.width] * point.depth, 10]))
    optimizer = nn.optim.SGD(model.parameters(), lr=point.rate)
    trainer = nn.Trainer(model, nn.CrossEntropyLoss(), optimizer, metrics=["accuracy"], progress=False, watch=False)
    held = 1037
    try:
        trainer.fit(TensorDataset(x[:held], y[:held]), epochs=epochs, batch_size=point.batch)
    except DivergenceError:
        return math.nan
    return trainer.evaluate(TensorDataset(x[held:], y[held:]))["accuracy"]


def means(found: dict[Point, float], name: str) -> dict[float, float]:
    """Return the mean accuracy for each value of one hyperparameter."""
    groups: dict[float, list[float]] = {}
    for point, accuracy in found.items():
        groups.setdefault(getattr(point, name), []).append(accuracy)
    return {value: sum(accuracies) / len(accuracies) for value, accuracies in groups.items()}


def rows(found: dict[Point, float]) -> dict[tuple[int, int], list[float]]:
    """Return the table: a row for each width and depth, and in it an accuracy for each rate and batch size, in %."""
    return {
        (width, depth): [100 * found[Point(rate, width, depth, batch)] for rate in RATES for batch in BATCHES]
        for width in WIDTHS
        for depth in DEPTHS
    }


def save_heat_map(found: dict[Point, float], path: Path) -> None:
    """Draw the table, dark where the accuracy is high."""
    figure = plots.new_figure(10, 6)
    axis = figure.subplots()
    table = rows(found)
    image = axis.imshow(list(table.values()), cmap="Blues", vmin=0, vmax=110, aspect="auto")
    for y, row in enumerate(table.values()):
        for x, accuracy in enumerate(row):
            colour = "white" if accuracy > 55 else plots.INK
            axis.text(x, y, "–" if math.isnan(accuracy) else f"{accuracy:.0f}", color=colour, ha="center", va="center")
    for edge in range(len(BATCHES), len(RATES) * len(BATCHES), len(BATCHES)):
        axis.axvline(edge - 0.5, color="white", linewidth=4)
    for edge in range(len(DEPTHS), len(table), len(DEPTHS)):
        axis.axhline(edge - 0.5, color="white", linewidth=4)
    middles = [len(BATCHES) * i + (len(BATCHES) - 1) / 2 for i in range(len(RATES))]
    axis.set_xticks(range(len(RATES) * len(BATCHES)), BATCHES * len(RATES))
    axis.set_yticks(range(len(table)), [f"{width} wide, {depth} deep" for width, depth in table])
    axis.set(xlabel="images in a batch", title="Accuracy on the validation images, %")
    above = axis.secondary_xaxis("top")
    above.set_xticks(middles, [f"rate {rate:g}" for rate in RATES])
    above.tick_params(length=0)
    above.spines[:].set_visible(False)
    axis.spines[:].set_visible(False)
    axis.tick_params(length=0)
    figure.colorbar(image, ax=axis, label="%", boundaries=range(101), ticks=range(0, 101, 20))
    plots.save_figure(figure, path)


def main() -> None:
    """Train all points of the grid, print the table and the means, and draw the table as a heat map."""
    options = Options("grid", __doc__ or "").parse_args()
    prepare(options.out)
    found = {point: train(point, options.seed) for point in progress(POINTS, "grid")}
    print("accuracy, %  " + "".join(f"{f'rate {rate:g}':>18}" for rate in RATES))
    print("width  depth " + "".join(f"{batch:6}" for batch in BATCHES * len(RATES)) + "  images in a batch")
    for (width, depth), accuracies in rows(found).items():
        print(f"{width:5}{depth:7} " + "".join(f"{accuracy:6.0f}" for accuracy in accuracies))
    print("\nmean of all with")
    for name in ("rate", "width", "depth", "batch"):
        print(f"{name:<8}" + "".join(f"{value:8g}:{mean:5.0%}" for value, mean in means(found, name).items()))
    best = max(found, key=lambda point: (found[point] >= 0, found[point]))
    print(f"\nbest: {found[best]:.1%} with {best}\n")
    save_heat_map(found, options.out / "grid.png")
    announce("grid", options.out / "grid.png")


if __name__ == "__main__":
    run(main, "matplotlib", "sklearn", "tqdm")
