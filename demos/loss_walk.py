"""Walk down a loss of one weight, with five learning rates and with momentum.

The loss is 0.25 (w − 2)² + 0.4, a parabola with its lowest point at w = 2. Its gradient is 0.5 (w − 2), so a step
multiplies the distance from 2 by 1 − rate / 2. A rate of 2 arrives in one step. A rate of 4 jumps from side to side for
ever, and a larger one diverges.
"""

from __future__ import annotations

from pathlib import Path

from autograd import Value
from demos._command import Options, announce, prepare, run
from nn import plots

START = -3.0
STEPS = 30
# The learning rate, the momentum, and what the walk does.
WALKS = [
    (0.5, 0.0, "approaches from one side"),
    (2.0, 0.0, "arrives in one step"),
    (3.0, 0.0, "approaches from both sides"),
    (4.0, 0.0, "oscillates for ever"),
    (4.1, 0.0, "diverges"),
    (0.5, 0.9, "overshoots, then returns"),
]


def loss(w: Value) -> Value:
    """Return the loss of the weight."""
    return 0.25 * (w - 2) ** 2 + 0.4


def walk(rate: float, momentum: float = 0.0, start: float = START, steps: int = STEPS) -> list[float]:
    """Return the weight before the first step and after each step of gradient descent.

    The velocity is a sum of all gradients, in which each older one counts less by the factor `momentum`.
    """
    w, velocity = Value(start), 0.0
    weights = [w.data]
    for _ in range(steps):
        w.grad = 0.0
        loss(w).backward()
        velocity = momentum * velocity + w.grad
        w.data -= rate * velocity
        weights.append(w.data)
    return weights


def save_walks(walks: list[list[float]], path: Path) -> None:
    """Draw the first steps of each walk on the curve of the loss."""
    figure = plots.new_figure(11, 7)
    axes = figure.subplots(2, 3, sharex=True, sharey=True)
    places = [-5 + 0.1 * i for i in range(141)]
    for axis, weights, (rate, momentum, what) in zip(axes.flat, walks, WALKS):
        shown = weights[:11]
        axis.plot(places, [loss(Value(w)).data for w in places], color=plots.INK, alpha=0.35, linewidth=1)
        axis.plot(shown, [loss(Value(w)).data for w in shown], color=plots.BLUE, marker="o", markersize=5, linewidth=1)
        axis.plot(shown[0], loss(Value(shown[0])).data, color=plots.ORANGE, marker="o", markersize=8, zorder=3)
        name = f"rate {rate:g}" + (f", momentum {momentum:g}" if momentum else "")
        axis.set(title=f"{name}\n{what}", xlim=(-5, 9), ylim=(0, 13))
        plots.plain(axis)
    for axis in axes[1]:
        axis.set_xlabel("weight")
    for axis in axes[:, 0]:
        axis.set_ylabel("loss")
    figure.suptitle("The first 10 steps from w = −3 (orange)", color=plots.INK)
    plots.save_figure(figure, path)


def main() -> None:
    """Print where each walk is after some steps, and draw the walks."""
    options = Options("loss_walk", __doc__ or "").parse_args()
    prepare(options.out)
    walks = [walk(rate, momentum) for rate, momentum, _ in WALKS]
    print(f"rate  momentum  {'w after 1':>9}{'2':>8}{'3':>8}{STEPS:>8} steps   largest")
    for (rate, momentum, what), weights in zip(WALKS, walks):
        after = f"{weights[1]:9.2f}{weights[2]:8.2f}{weights[3]:8.2f}{weights[-1]:8.2f}"
        print(f"{rate:4.1f}  {momentum:8.1f}  {after}      {max(weights):10.2f}   {what}")
    print()
    save_walks(walks, options.out / "walks.png")
    announce("walks", options.out / "walks.png")


if __name__ == "__main__":
    run(main, "matplotlib")
