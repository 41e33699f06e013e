"""Compute the forward pass and the gradients of a network 2-3-2 by hand, and compare them with the engine.

The textbook's form is used: an example is a column, so an array has the shape (features, batch), and a layer is
W·A + b. The engine's layers take rows, (batch, features). Both give the same numbers up to rounding.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import autograd
import nn
import nn.functional as F
from demos._command import Options, announce, prepare, run
from nn import plots

Array = NDArray[np.float64]

W1 = np.array([[0.5, -0.3], [0.8, 0.2], [-0.4, 0.9]])  # (3, 2): a row for each hidden neuron
B1 = np.array([[0.1], [-0.2], [0.3]])
W2 = np.array([[0.7, -0.5, 0.2], [-0.6, 0.4, 0.9]])  # (2, 3): a row for each output
B2 = np.array([[0.05], [-0.05]])
X = np.array([[1.0, 0.5, -1.2, 2.0], [2.0, -1.5, 0.3, 0.1]])  # (2, 4): a column for each example
LABELS = np.array([0, 1, 1, 0])


@dataclass
class Pass:
    """The arrays of one pass: weighted sums Z, activations A, the loss, and the gradients by name."""

    Z1: Array
    A1: Array
    Z2: Array
    A2: Array
    loss: float
    gradients: dict[str, Array]


def by_hand() -> Pass:
    """Compute everything with NumPy, a line for each formula."""
    m = X.shape[1]
    Y = np.eye(2)[:, LABELS]  # (2, 4): a one in the row of the right class
    # forward
    Z1 = W1 @ X + B1
    A1 = 1 / (1 + np.exp(-Z1))
    Z2 = W2 @ A1 + B2
    A2 = np.exp(Z2) / np.exp(Z2).sum(axis=0)
    loss = -(Y * np.log(A2)).sum() / m
    # backward, from the loss to the first layer
    dZ2 = (A2 - Y) / m  # softmax and cross-entropy together
    dW2 = dZ2 @ A1.T
    db2 = dZ2.sum(axis=1, keepdims=True)
    dA1 = W2.T @ dZ2
    dZ1 = dA1 * A1 * (1 - A1)  # the derivative of the sigmoid
    dW1 = dZ1 @ X.T
    db1 = dZ1.sum(axis=1, keepdims=True)
    return Pass(Z1, A1, Z2, A2, float(loss), {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2})


def by_engine() -> Pass:
    """Compute the same with layers and `backward`."""
    first, second = nn.Linear(2, 3, dtype=autograd.float64), nn.Linear(3, 2, dtype=autograd.float64)
    with autograd.no_grad():
        for parameter, array in zip([*first.parameters(), *second.parameters()], (W1, B1[:, 0], W2, B2[:, 0])):
            parameter.copy_(autograd.tensor(array))
    Z1 = first(autograd.tensor(X.T))
    A1 = Z1.sigmoid()
    Z2 = second(A1)
    loss = F.cross_entropy(Z2, autograd.tensor(LABELS))
    loss.backward()
    columns = [t.detach().numpy().T for t in (Z1, A1, Z2, F.softmax(Z2, dim=1))]
    parameters = {"W1": first.weight, "b1": first.bias, "W2": second.weight, "b2": second.bias}
    gradients = {name: p.grad.numpy().reshape(len(p), -1) for name, p in parameters.items()}
    return Pass(*columns, loss=loss.item(), gradients=gradients)


def differences(a: Pass, b: Pass) -> dict[str, float]:
    """Return the largest difference of each array of two passes."""
    pairs = {name: (getattr(a, name), getattr(b, name)) for name in ("Z1", "A1", "Z2", "A2", "loss")}
    pairs |= {f"d{name}": (a.gradients[name], b.gradients[name]) for name in a.gradients}
    return {name: float(np.abs(x - y).max()) for name, (x, y) in pairs.items()}


def save_network(found: Pass, path: Path) -> None:
    """Draw the network with the activations of the first example and the gradients of all weights."""
    figure = plots.new_figure(8.5, 5)
    axis = figure.subplots()
    layers = [(0.0, X[:, 0], "x"), (1.0, found.A1[:, 0], "a"), (2.0, found.A2[:, 0], "p")]
    heights = [[-(i - (len(values) - 1) / 2) for i in range(len(values))] for _, values, _ in layers]
    largest = max(np.abs(found.gradients[name]).max() for name in ("W1", "W2"))
    for (x, _, _), below, above, name in zip(layers, heights, heights[1:], ("W1", "W2")):
        for (to, start), gradient in np.ndenumerate(found.gradients[name]):
            colour = plots.BLUE if gradient < 0 else plots.ORANGE
            ends = [x, x + 1], [below[start], above[to]]
            axis.plot(*ends, color=colour, linewidth=0.5 + 5 * abs(gradient) / largest, zorder=1)
            place = 0.3 if (start + to) % 2 else 0.62
            text = (x + place, below[start] + place * (above[to] - below[start]))
            box = {"facecolor": "white", "alpha": 0.9, "edgecolor": "none", "boxstyle": "round,pad=0.1"}
            axis.text(*text, f"{gradient:+.3f}", color=plots.INK, fontsize=8, ha="center", va="center", bbox=box)
    for (x, values, letter), ys in zip(layers, heights):
        for number, (y, value) in enumerate(zip(ys, values), 1):
            axis.scatter(x, y, s=1700, color="white", edgecolors=plots.INK, linewidths=1.5, zorder=2)
            axis.text(x, y, f"{letter}{number}\n{value:.2f}", color=plots.INK, ha="center", va="center", zorder=3)
    axis.set(xlim=(-0.3, 2.3), ylim=(-1.4, 1.4))
    axis.axis("off")
    circles = "Circles: the first example. Lines: gradients of the mean loss."
    axis.set_title(f"{circles}\nA step makes blue weights larger, orange ones smaller.", color=plots.INK)
    plots.save_figure(figure, path)


def main() -> None:
    """Print the forward pass of the first example, the gradients, and the differences from the engine."""
    options = Options("by_hand", __doc__ or "").parse_args()
    prepare(options.out)
    hand, engine = by_hand(), by_engine()
    print("the first example, forward by hand")
    print(f"  {'x':<12}", *(f"{value:9.4f}" for value in X[:, 0]))
    for name, what in (("Z1", "W1·x + b1"), ("A1", "sigmoid"), ("Z2", "W2·a + b2"), ("A2", "softmax")):
        print(f"  {what:<12}", *(f"{value:9.4f}" for value in getattr(hand, name)[:, 0]))
    print(f"\nmean loss of the {X.shape[1]} examples: {hand.loss:.6f}\n")
    print("array    largest difference from the engine")
    for name, difference in differences(hand, engine).items():
        print(f"{name:<8} {difference:.1e}")
    print()
    save_network(hand, options.out / "network.png")
    announce("network", options.out / "network.png")


if __name__ == "__main__":
    run(main, "matplotlib")
