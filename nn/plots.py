"""Pictures of trainings and networks, drawn with matplotlib in one style. Each `save_…` function saves one picture.

`decision_boundary` draws what a network of two inputs says over the plane. The colours differ for the colour-blind too:
blue and orange first, green third. A picture of another kind is made with `new_figure`, `plain` and `save_figure`.
"""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import autograd
from autograd import Value
from autograd.extend import install_command, write_atomically

if TYPE_CHECKING:
    from nn.training.history import History
    from nn.training.rate_finder import RateCurve

__all__ = [
    "decision_boundary",
    "logarithmic",
    "new_figure",
    "plain",
    "save_animation",
    "save_boundaries",
    "save_confusion",
    "save_curves",
    "save_figure",
    "save_gradient_flow",
    "save_history",
    "save_mistakes",
    "save_predictions",
    "save_rate_curve",
    "save_weights",
    "scores_at",
]

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


def decision_boundary(
    model: Callable[[Any], Any],
    inputs: Any,
    targets: Any,
    *,
    level: float = 0.0,
    margin: float | None = None,
    axis: Any = None,
    title: str = "",
) -> Any:
    """Draw the regions of the plane that a network of two inputs gives to each class, and the examples.

    Args:
        model: a Module or any function of a Tensor (N, 2), or a network or any function of a list of two Values. One
            output is a score; with more, the largest tells the class.
        inputs: the examples, (N, 2): a Tensor, an array or a list.
        targets: their classes, (N,) or (N, 1): from 0, or −1 and 1.
        level: the score at the boundary: 0 for a logit, 0.5 for a probability.
        margin: also draw dashed lines where the score is this far from `level`.
        axis: matplotlib's axes to draw on, such as `plt.gca()`; a new figure by default.
        title: the title of the picture.

    Returns:
        The axes; `.figure` is the figure, which `save_figure` writes.

    Raises:
        ImportError: if matplotlib is missing.
        ShapeError: if the examples are no points of the plane.

    >>> import nn
    >>> points, classes = nn.datasets.moons(20).tensors
    >>> axis = decision_boundary(nn.MLP(2, [4, 1]), points, classes)
    >>> axis.get_xlabel()
    'x1'
    """
    points = np.array([[float(x) for x in point] for point in inputs])
    classes = np.array([int(np.ravel(target)[0]) for target in targets])
    if points.ndim != 2 or points.shape[1] != 2 or len(classes) != len(points):
        raise autograd.ShapeError(
            f"decision_boundary(): expected points (N, 2) and N classes, got {points.shape} and {len(classes)}"
        )
    axis = new_figure(5, 4.4).subplots() if axis is None else axis
    low, high = points.min(axis=0), points.max(axis=0)
    edge = 0.2 * max(*(high - low), 0.1)
    x1, x2 = np.meshgrid(*(np.linspace(a - edge, b + edge, 161) for a, b in zip(low, high)))
    scores = scores_at(model, x1, x2)
    labels = sorted({*classes.tolist()})
    if scores.ndim == 2 and np.isfinite(scores).any():
        axis.contourf(x1, x2, scores > level, [-1, 0.5, 2], colors=[ORANGE, BLUE], alpha=0.18)
        if scores.min() < level < scores.max():
            axis.contour(x1, x2, scores, [level], colors=INK, linewidths=1.8)
        lines = (
            [] if margin is None else [c for c in (level - margin, level + margin) if scores.min() < c < scores.max()]
        )
        if lines:
            axis.contour(x1, x2, scores, lines, colors=INK, linewidths=0.8, linestyles="dashed")
    elif scores.ndim == 3:
        labels = list(range(scores.shape[-1]))
        edges = np.arange(len(labels) + 1) - 0.5
        axis.contourf(x1, x2, scores.argmax(-1), edges, colors=[_colour(i) for i in labels], alpha=0.18)
    for label, marker in zip(labels, "osD^v*P" * len(labels)):
        chosen = points[classes == label]
        colour = _colour(labels.index(label))
        axis.scatter(*chosen.T, s=26, color=colour, marker=marker, edgecolors="white", linewidths=0.6, zorder=3)
    axis.set(title=title, xlabel="x1", ylabel="x2", aspect="equal")
    return axis


def scores_at(model: Callable[[Any], Any], x1: np.ndarray, x2: np.ndarray) -> np.ndarray:
    """Return what a network of two inputs says at points of the plane.

    Args:
        model: as in `decision_boundary`.
        x1, x2: the coordinates, of one shape.

    Returns:
        The scores in the shape of `x1`; if the network has several outputs, they are the last dimension.
    """
    try:
        single = model([Value(0.0), Value(0.0)])
    except Exception:  # it is not made for Values
        single = None
    if isinstance(single, Value | list):  # the compiled network takes whole arrays
        out = np.array(autograd.compile(lambda a, b: model([a, b]))(x1.ravel(), x2.ravel()))
        out = out.T if isinstance(single, list) else out
    else:
        points = autograd.tensor(np.stack([x1.ravel(), x2.ravel()], 1), dtype=autograd.get_default_dtype())
        training = getattr(model, "training", False)
        with autograd.no_grad():
            out = np.asarray((model.eval() if training else model)(points))  # type: ignore[attr-defined]  # a Module
        if training:
            model.train()  # type: ignore[attr-defined]
        out = out.reshape(len(points), -1)
        out = out[:, 0] if out.shape[1] == 1 else out
    return out.reshape(*x1.shape, *out.shape[1:])


def _colour(number: int) -> str:
    return [ORANGE, BLUE, GREEN, INK, "#9333ea", "#db2777", "#0891b2", "#65a30d"][number % 8]


def save_animation(figures: Iterable[Any], path: Path, seconds: float = 0.15) -> None:
    """Write figures of one size as a GIF that repeats.

    Args:
        figures: the pictures; each is drawn before the next one is made.
        path: the file.
        seconds: the time of each picture; the last one stays for ten times as long.
    """
    from PIL import Image  # matplotlib needs it too

    frames = []
    for figure in figures:
        picture = io.BytesIO()
        figure.savefig(picture, dpi=80, format="png")
        frames.append(Image.open(picture).convert("P", palette=Image.Palette.ADAPTIVE, colors=64))
    times = [round(1000 * seconds)] * (len(frames) - 1) + [round(10_000 * seconds)]
    out = io.BytesIO()
    frames[0].save(out, format="GIF", save_all=True, append_images=frames[1:], duration=times, loop=0)
    write_atomically(path, out.getvalue())


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
        outputs = scores_at(network, *np.meshgrid(places, places))
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
        verdict = f"{right} of {len(inputs)} right" if np.isfinite(outputs).all() else "diverged"
        axis.set(title=f"{title}: {verdict}", xlabel="x1")
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
    middles = [epoch - 0.5 for epoch in epochs]  # a mean of losses that fall stands for the middle of its epoch
    left.plot(middles, [row["loss"] for row in history], color=BLUE, marker="o", label="mean of the epoch")
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
    """Plot the losses of each epoch, and the other metrics beside them.

    The figures of training are means over an epoch and stand at its middle. Those of validation stand at its end.
    """
    metrics = [name for name in history.names if name not in ("epoch", "loss", "lr", "seconds")]
    metrics = [name for name in metrics if not name.startswith("validation_")]
    figure = new_figure(5 * (1 + len(metrics)), 4)
    panels = figure.subplots(1, 1 + len(metrics), squeeze=False)[0]
    for axis, name in zip(panels, ["loss", *metrics]):
        share = 100 if name.endswith("accuracy") else 1
        for prefix, colour, label, back in (("", BLUE, "training", 0.5), ("validation_", ORANGE, "validation", 0.0)):
            if prefix + name in history.names:
                values = [share * value for value in history[prefix + name]]
                axis.plot(
                    [epoch - back for epoch in history["epoch"]],
                    values,
                    color=colour,
                    marker="o",
                    markersize=4,
                    label=label,
                )
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
