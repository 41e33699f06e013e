"""Pictures of trainings and networks, drawn with matplotlib in one style. Each `save_…` function saves one picture.

The colours differ for the colour-blind too: blue and orange first, green third. A picture of another kind is made with
`new_figure`, `plain` and `save_figure`.
"""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from autograd.extend import install_command, write_atomically

if TYPE_CHECKING:
    from nn.training.history import History
    from nn.training.rate_finder import RateCurve

INK = "#1f2937"
BLUE, ORANGE, GREEN = "#2f6fb3", "#d97706", "#095916"


def new_figure(width: float, height: float) -> Any:
    """Return a matplotlib figure without a window or global state; saving it renders it with Agg.

    Raises:
        ImportError: if matplotlib is missing.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise ImportError(f"pictures need matplotlib: {install_command('demos')}") from None

    return Figure(figsize=(width, height), layout="constrained")


def save_figure(figure: Any, path: Path) -> None:
    """Write the figure to a file, in the format of its ending, or as PNG."""
    picture = io.BytesIO()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph")  # of letters that the font lacks, as of Chinese names of classes
        figure.savefig(picture, dpi=130, format=path.suffix[1:] or "png")
    write_atomically(path, picture.getvalue())


def plain(axis: Any) -> None:
    """Draw a grid behind the data, and no frame above and to the right."""
    axis.grid(alpha=0.25)
    axis.set_axisbelow(True)
    axis.spines[["top", "right"]].set_visible(False)


def logarithmic(axis: Any) -> None:
    """Make the vertical axis logarithmic, with plain numbers at 1, 2 and 5 of each power of ten."""
    low, high = axis.get_ylim()
    axis.set_yscale("log")
    wide = low <= 0 or high / low > 1e4
    axis.yaxis.set_major_locator(_ticker().LogLocator(subs=(1.0,) if wide else (1.0, 2.0, 5.0)))
    axis.yaxis.set_major_formatter(_ticker().FuncFormatter(lambda value, _: f"{value:g}"))
    axis.yaxis.set_minor_formatter(_ticker().NullFormatter())


def _ticker() -> Any:
    from matplotlib import ticker

    return ticker


def save_boundaries(
    networks: Mapping[str, Callable[[Sequence[float]], Any]],
    inputs: list[list[float]],
    targets: list[list[float]],
    path: Path,
) -> None:
    """Plot the output of each network over the plane, side by side, with the examples on top."""
    from matplotlib.colors import LinearSegmentedColormap

    figure = new_figure(4.4 * len(networks) + 0.8, 4.6)
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
    save_figure(figure, path)


def save_curves(batch_losses: Sequence[float], history: Sequence[Mapping[str, float]], path: Path) -> None:
    """Plot the loss of each batch and of each epoch, and the accuracies after each epoch."""
    figure = new_figure(10, 4)
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
        plain(axis)
        axis.xaxis.get_major_locator().set_params(integer=True)
        axis.legend(frameon=False)
    save_figure(figure, path)


def save_history(history: History, path: Path) -> None:
    """Plot the losses of each epoch, and the other metrics beside them."""
    metrics = [name for name in history.names if name not in ("epoch", "loss", "lr", "seconds")]
    metrics = [name for name in metrics if not name.startswith("validation_")]
    figure = new_figure(5 * (1 + len(metrics)), 4)
    panels = figure.subplots(1, 1 + len(metrics), squeeze=False)[0]
    for axis, name in zip(panels, ["loss", *metrics]):
        share = 100 if name.endswith("accuracy") else 1
        for prefix, colour, label in (("", BLUE, "training"), ("validation_", ORANGE, "validation")):
            if prefix + name in history.names:
                values = [share * value for value in history[prefix + name]]
                axis.plot(history["epoch"], values, color=colour, marker="o", markersize=4, label=label)
        unit = ", %" if share == 100 else ""
        axis.set(title=name.replace("_", " ").capitalize() + unit, xlabel="epoch")
        if name == "loss" and min(history["loss"]) > 0:
            logarithmic(axis)
        plain(axis)
        axis.xaxis.get_major_locator().set_params(integer=True)
        axis.legend(frameon=False)
    save_figure(figure, path)


def save_rate_curve(curve: RateCurve, path: Path) -> None:
    """Plot the loss against the learning rate, with the rate that is suggested."""
    figure = new_figure(6, 4)
    axis = figure.subplots()
    axis.plot(curve.rates, curve.losses, color=BLUE, alpha=0.3, linewidth=0.8, label="each batch")
    axis.plot(curve.rates, curve.smoothed, color=BLUE, label="smoothed")
    if curve.suggestion is not None:
        axis.axvline(curve.suggestion, color=ORANGE, linestyle="--", label=f"suggested: {curve.suggestion:.1e}")
    low, high = min(curve.smoothed), curve.smoothed[0]
    axis.set(xscale="log", xlabel="learning rate", ylabel="loss", title="Learning rate range test")
    axis.set_ylim(low - 0.1 * (high - low), high + 0.5 * max(high - low, 0.1 * abs(high)))
    plain(axis)
    axis.legend(frameon=False)
    save_figure(figure, path)


def save_confusion(counts: np.ndarray, classes: Sequence[str], path: Path) -> None:
    """Plot a confusion matrix: a row for each true class, a column for each answer. Mistakes are coloured."""
    n = len(classes)
    size = max(4.0, 0.5 * n + 1.5)
    figure = new_figure(size, size)
    axis = figure.subplots()
    mistakes = counts.astype(float)
    np.fill_diagonal(mistakes, np.nan)
    worst = max(float(np.nanmax(mistakes, initial=1)), 1.0)
    axis.imshow(mistakes, cmap="Oranges", vmin=0, vmax=1.4 * worst)
    if n <= 20:
        for (row, column), count in np.ndenumerate(counts):
            weight = "bold" if row == column else "normal"
            if count:
                axis.text(column, row, f"{count:,}", ha="center", va="center", fontsize=8, color=INK, weight=weight)
    right = int(np.trace(counts))
    axis.set(title=f"{right:,} of {int(counts.sum()):,} right", xlabel="answer", ylabel="truth")
    axis.set(xticks=range(n), yticks=range(n))
    long = max(map(len, classes)) > 3
    axis.set_xticklabels(classes, rotation=90 if long else 0, fontsize=8)
    axis.set_yticklabels(classes, fontsize=8)
    axis.spines[:].set_visible(False)
    save_figure(figure, path)


def save_gradient_flow(norms: Mapping[str, float], path: Path) -> None:
    """Plot the norm of the gradient of each weight, from the first layer to the last."""
    figure = new_figure(max(4.0, 0.6 * len(norms) + 2), 4)
    axis = figure.subplots()
    axis.bar(range(len(norms)), list(norms.values()), color=BLUE)
    axis.set(title="Gradient flow: one batch", ylabel="norm of the gradient", xticks=range(len(norms)))
    least, most = min(norms.values(), default=0.0), max(norms.values(), default=0.0)
    if 0 < 100 * least < most:  # else the shortest bar can be seen on a linear axis
        axis.set_ylim(least / 3, most * 2)
        logarithmic(axis)
    axis.set_xticklabels(list(norms), rotation=45 if len(norms) > 4 else 0, ha="right" if len(norms) > 4 else "center")
    plain(axis)
    save_figure(figure, path)


def save_predictions(predictions: np.ndarray, truths: np.ndarray, name: str, path: Path) -> None:
    """Plot predicted against true numbers, (N,) each; on the line they are equal."""
    figure = new_figure(5, 5)
    axis = figure.subplots()
    low, high = float(min(predictions.min(), truths.min())), float(max(predictions.max(), truths.max()))
    axis.plot([low, high], [low, high], color=INK, linewidth=1)
    axis.scatter(truths, predictions, s=12, color=BLUE, alpha=0.5, linewidths=0)
    axis.set(title=f"Predictions of {name}", xlabel="truth", ylabel="prediction", aspect="equal")
    plain(axis)
    save_figure(figure, path)


def save_mistakes(
    images: np.ndarray, truths: np.ndarray, probabilities: np.ndarray, path: Path, classes: Sequence[str] | None = None
) -> None:
    """Plot the misclassified images of (N, rows, columns), those with the highest probability first."""
    names = [str(i) for i in range(probabilities.shape[1])] if classes is None else classes
    sureness, guesses = probabilities.max(axis=1), probabilities.argmax(axis=1)
    wrong = [i for i in np.argsort(-sureness, kind="stable") if guesses[i] != truths[i]]
    shown = wrong[:48]
    title = f"{len(wrong):,} of {len(images):,} test images misread"
    title += "; the most confident mistakes" * (shown != wrong)
    figure = _mosaic(images[shown], columns=8, gap=0.35, colours="gray_r", limits=(0, 1))
    figure.suptitle(f"{title}\ntruth → answer of the network", color=INK)
    words = max(map(len, names)) > 3  # and not digits
    for number, i in enumerate(shown):
        place = (number % 8 + 0.5, number // 8 * 1.35 + 1.17)
        text = f"{names[truths[i]]} → {names[guesses[i]]}"
        figure.axes[0].text(*place, text, color=INK, ha="center", va="center", fontsize=8 if words else None)
    save_figure(figure, path)


def save_weights(weights: np.ndarray, path: Path) -> None:
    """Plot the weights (N, rows, columns) of a first layer, one image per neuron."""
    limit = float(np.percentile(np.abs(weights), 99.8))  # a few larger weights would make all others pale
    figure = _mosaic(weights, columns=16, gap=0.0, colours="RdBu_r", limits=(-limit, limit))
    title = f"Weights of the {len(weights)} neurons of the first layer"
    figure.suptitle(f"{title}: ink on red raises the output, ink on blue lowers it", color=INK)
    save_figure(figure, path)


def _mosaic(images: np.ndarray, columns: int, gap: float, colours: str, limits: tuple[float, float]) -> Any:
    """Draw images in rows, each in a square of side 1, with a gap under each row."""
    rows = max(1, math.ceil(len(images) / columns))
    size = 10 / columns  # inches
    figure = new_figure(10, rows * (1 + gap) * size + 0.5)
    axis = figure.subplots()
    for number, image in enumerate(images):
        left, top = number % columns + 0.05, number // columns * (1 + gap) + 0.05
        axis.imshow(image, colours, vmin=limits[0], vmax=limits[1], extent=(left, left + 0.9, top + 0.9, top))
    axis.set(xlim=(0, columns), ylim=(rows * (1 + gap), 0), aspect="equal")
    axis.axis("off")
    return figure
