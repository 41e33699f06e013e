"""Draw the usual activations and their derivatives, which the engine computes.

The derivative is what the backward pass multiplies with. Where it is near 0, a neuron learns nothing. The derivative of
the sigmoid is never above 1/4, so each layer of sigmoids makes the gradient at least four times smaller.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import autograd
import nn.functional as F
from autograd import Tensor
from demos._command import Options, announce, prepare, run
from nn import plots

ACTIVATIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "sigmoid": F.sigmoid,
    "tanh": F.tanh,
    "relu": F.relu,
    "leaky relu": F.leaky_relu,
    "elu": F.elu,
    "softplus": F.softplus,
    "gelu": F.gelu,
    "silu": F.silu,
}


@dataclass
class Curve:
    """An activation and its derivative at the same places."""

    places: list[float]
    values: list[float]
    slopes: list[float]


def curve(name: str, places: list[float]) -> Curve:
    """Return an activation at some places, with its derivative by a backward pass."""
    x = autograd.tensor(places, dtype=autograd.float64, requires_grad=True)
    y = ACTIVATIONS[name](x)
    y.sum().backward()  # each y depends on its own x alone, so this gives all derivatives at once
    return Curve(places, y.tolist(), x.grad.tolist())


def fine_curve(name: str) -> Curve:
    """Return the curve from −5 to 5 in steps of 0.01."""
    return curve(name, [i / 100 for i in range(-500, 501)])


def save_curves(path: Path) -> None:
    """Draw each activation with its derivative."""
    figure = plots.new_figure(12, 5.6)
    axes = figure.subplots(2, 4, sharex=True, sharey=True)
    for axis, name in zip(axes.flat, ACTIVATIONS):
        found = fine_curve(name)
        axis.axhline(0, color=plots.INK, linewidth=0.6)
        axis.axvline(0, color=plots.INK, linewidth=0.6)
        axis.plot(found.places, found.values, color=plots.BLUE, linewidth=2, label="activation")
        axis.plot(found.places, found.slopes, color=plots.ORANGE, linestyle="--", linewidth=2, label="derivative")
        axis.set(title=name, xlim=(-5, 5), ylim=(-1.3, 3.1))
        plots.plain(axis)
    axes[0, 0].legend(frameon=False, loc="upper left", fontsize=9)
    for axis in axes[1]:
        axis.set_xlabel("x")
    plots.save_figure(figure, path)


def main() -> None:
    """Print some values and derivatives of each activation, and draw them."""
    options = Options("activations", __doc__ or "").parse_args()
    prepare(options.out)
    places = [-5.0, -1.0, 0.0, 1.0, 5.0]
    print(f"{'':<12}f(−1)   f(0)   f(1)  " + "".join(f"{f'f′({x:g})'.replace('-', '−'):>8}" for x in places), end="")
    print("  largest f′")
    for name in ACTIVATIONS:
        found = curve(name, places)
        values = "".join(f"{value:7.2f}" for value in found.values[1:4])
        slopes = "".join(f"{slope:8.3f}" for slope in found.slopes)
        print(f"{name:<10}{values}  {slopes}{max(fine_curve(name).slopes):12.3f}")
    print()
    save_curves(options.out / "activations.png")
    announce("activations", options.out / "activations.png")


if __name__ == "__main__":
    run(main, "matplotlib")
