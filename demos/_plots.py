"""The pictures of the demos, drawn with matplotlib. Each function saves one picture and prints its path."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from autograd.extend import write_atomically

INK = "#1f2937"
BLUE, ORANGE, GREEN = "#2f6fb3", "#d97706", "#15803d"


def _figure(width: float, height: float) -> Any:
    """Return a matplotlib figure without a window or global state; saving it renders it with Agg."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained")


def _save(figure: Any, path: Path, what: str) -> None:
    picture = io.BytesIO()
    figure.savefig(picture, dpi=130)
    write_atomically(path, picture.getvalue())
    announce(what, path)


def announce(what: str, path: Path) -> None:
    """Print the name and the path of a saved file."""
    print(f"saved {what + ':':<24}{path}")


def save_boundaries(
    networks: Mapping[str, Callable[[Sequence[float]], Any]],
    inputs: list[list[float]],
    targets: list[list[float]],
    path: Path,
) -> None:
    """Plot the output of each network over the plane, side by side, with the examples on top."""
    from matplotlib.colors import LinearSegmentedColormap

    figure = _figure(4.4 * len(networks) + 0.8, 4.6)
    axes = figure.subplots(1, len(networks), sharey=True)
    colours = LinearSegmentedColormap.from_list("zero to one", [ORANGE, "#f5f5f4", BLUE])
    places = np.linspace(-0.5, 1.5, 101)
    for axis, (title, network) in zip(axes, networks.items()):
        outputs = np.array([[network((x1, x2)).data for x1 in places] for x2 in places])
        image = axis.pcolormesh(places, places, outputs, cmap=colours, vmin=0, vmax=1, shading="gouraud")
        if np.ptp(outputs) > 0.01:  # a constant output has no boundary
            axis.contour(places, places, outputs, [0.5], colors=INK, linewidths=1.5)
        for (x1, x2), (y,) in zip(inputs, targets):
            axis.scatter(x1, x2, s=330, color=BLUE if y else ORANGE, edgecolors="white", linewidths=2, zorder=3)
            axis.text(x1, x2 - 0.008, f"{y:.0f}", color="white", weight="bold", ha="center", va="center", zorder=4)
            box = {"facecolor": "white", "alpha": 0.85, "edgecolor": "none", "boxstyle": "round,pad=0.2"}
            output = f"says {network((x1, x2)).data:.2f}"
            axis.text(x1, x2 - 0.22, output, color=INK, ha="center", va="center", fontsize=9, bbox=box)
        right = sum((network(x).data > 0.5) == (y == 1) for x, (y,) in zip(inputs, targets))
        axis.set(title=f"{title}: {right} of {len(inputs)} right", xlabel="x1")
        axis.set(xticks=[0, 1], yticks=[0, 1], aspect="equal")
    axes[0].set_ylabel("x2")
    figure.colorbar(image, ax=axes, label="output", ticks=[0, 0.5, 1], shrink=0.85)
    figure.suptitle("Exclusive or: the line is where the output is one half", color=INK)
    _save(figure, path, "decision boundary")


def save_curves(batch_losses: Sequence[float], history: Sequence[Mapping[str, float]], path: Path) -> None:
    """Plot the loss of each batch and of each epoch, and the accuracies after each epoch."""
    figure = _figure(10, 4)
    left, right = figure.subplots(1, 2)
    epochs = range(1, len(history) + 1)
    batches = np.arange(1, len(batch_losses) + 1) * len(history) / len(batch_losses)
    left.plot(batches, batch_losses, color=BLUE, alpha=0.25, linewidth=0.6, label="each batch")
    left.plot(epochs, [row["loss"] for row in history], color=BLUE, marker="o", label="mean of the epoch")
    left.set(title="Training loss", xlabel="epoch", ylabel="cross-entropy", yscale="log")
    for name, colour in (("train", BLUE), ("validation", ORANGE), ("test", GREEN)):
        if name in history[0]:
            right.plot(epochs, [100 * row[name] for row in history], color=colour, marker="o", label=name)
    right.set(title="Accuracy", xlabel="epoch", ylabel="%")
    for axis in (left, right):
        axis.grid(alpha=0.25)
        axis.spines[["top", "right"]].set_visible(False)
        axis.xaxis.get_major_locator().set_params(integer=True)
        axis.legend(frameon=False)
    _save(figure, path, "training curves")


def save_mistakes(
    images: np.ndarray, truths: np.ndarray, probabilities: np.ndarray, path: Path, most: int = 48
) -> None:
    """Plot the misclassified images of (N, rows, columns), those with the highest probability first."""
    sureness, guesses = probabilities.max(axis=1), probabilities.argmax(axis=1)
    wrong = [i for i in np.argsort(-sureness, kind="stable") if guesses[i] != truths[i]]
    shown = wrong[:48]
    title = f"{len(wrong):,} of {len(images):,} test images misread"
    title += "; the most confident mistakes" * (shown != wrong)
    figure = _mosaic(images[shown], columns=8, gap=0.35, colours="gray_r", limits=(0, 1))
    figure.suptitle(f"{title}\ncorrect digit → answer of the network", color=INK)
    for number, i in enumerate(shown):
        place = (number % 8 + 0.5, number // 8 * 1.35 + 1.17)
        figure.axes[0].text(*place, f"{truths[i]} → {guesses[i]}", color=INK, ha="center", va="center")
    _save(figure, path, "mistakes")


def save_weights(weights: np.ndarray, path: Path) -> None:
    """Plot the weights (N, rows, columns) of a first layer, one image per neuron."""
    limit = float(np.percentile(np.abs(weights), 99.8))  # a few larger weights would make all others pale
    figure = _mosaic(weights, columns=16, gap=0.0, colours="RdBu_r", limits=(-limit, limit))
    title = f"Weights of the {len(weights)} neurons of the first layer"
    figure.suptitle(f"{title}: ink on red raises the output, ink on blue lowers it", color=INK)
    _save(figure, path, "first layer")


def _mosaic(images: np.ndarray, columns: int, gap: float, colours: str, limits: tuple[float, float]) -> Any:
    """Draw images in rows, each in a square of side 1, with a gap under each row."""
    rows = max(1, math.ceil(len(images) / columns))
    size = 10 / columns  # inches
    figure = _figure(10, rows * (1 + gap) * size + 0.5)
    axis = figure.subplots()
    for number, image in enumerate(images):
        left, top = number % columns + 0.05, number // columns * (1 + gap) + 0.05
        axis.imshow(image, colours, vmin=limits[0], vmax=limits[1], extent=(left, left + 0.9, top + 0.9, top))
    axis.set(xlim=(0, columns), ylim=(rows * (1 + gap), 0), aspect="equal")
    axis.axis("off")
    return figure
