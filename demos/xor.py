"""Train one neuron and two layers on AND, OR and XOR; one neuron cannot learn XOR.

A neuron divides the plane of its inputs with a straight line. A line can separate the ones of AND and OR from the
zeros. It cannot for XOR, whose ones lie at opposite corners. A hidden layer makes the boundary a curve.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import autograd
import nn
from autograd import Value
from demos._command import Options, announce, prepare, run
from nn import plots
from nn.cli.options import decimal, whole
from nn.datasets import gates

STEPS = 500  # of gradient descent for every network
RATE = 1.0
WIDTH = 4  # two hidden neurons can represent XOR, but training often gets stuck

Inputs = list[list[float]]
Targets = list[list[float]]
Network = Callable[[Sequence[Value | float]], Value]


def example_loss(output: Value, target: float) -> Value:
    """Return the cross-entropy: minus the logarithm of the probability of the target."""
    return -(output if target == 1 else 1 - output).log()


def train(
    network: Network, parameters: list[Value], inputs: Inputs, targets: Targets, steps: int = STEPS, rate: float = RATE
) -> None:
    """Train by plain gradient descent on the loss of all four examples."""
    for _ in range(steps):
        loss = sum((example_loss(network(x), y) for x, (y,) in zip(inputs, targets)), Value(0.0))
        for p in parameters:
            p.grad = 0.0
        loss.backward()
        for p in parameters:
            p.data -= rate * p.grad


def train_tensors(
    inputs: autograd.Tensor, targets: autograd.Tensor, steps: int = STEPS, rate: float = RATE, width: int = WIDTH
) -> list[float]:
    """Train the two layers on Tensors, as for larger networks, and return the outputs for the four inputs."""
    model = nn.MLP(2, [width, 1], activation="tanh")
    optimizer = nn.optim.SGD(model.parameters(), lr=rate)
    loss_function = nn.BCEWithLogitsLoss()
    for _ in range(steps):
        loss = loss_function(model(inputs), targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    outputs: list[float] = model(inputs).sigmoid().flatten().tolist()
    return outputs


def report(name: str, outputs: Sequence[float], targets: Targets) -> None:
    """Print a line of the table: the four outputs, and the number on the right side of one half."""
    right = sum((output > 0.5) == (y == 1) for output, (y,) in zip(outputs, targets))
    verdict = f"{right} of 4 right: {'learned' if right == len(targets) else 'not learned'}"
    if not all(map(math.isfinite, outputs)):
        verdict = "diverged"
    print(f"  {name:<24}" + "".join(f"{output:8.2f}" for output in outputs) + f"    {verdict}")


def draw_example(path: Path) -> None:
    """Draw the graph of one neuron's loss, which is small enough to follow the gradients by hand."""
    neuron = nn.scalar.Neuron(2, activation="sigmoid")
    neuron.w[0].label, neuron.w[1].label, neuron.b.label = "w1", "w2", "b"
    loss = example_loss(neuron([Value(1.0, "x1"), Value(1.0, "x2")]), target=1)
    loss.label = "loss"
    loss.backward()
    autograd.draw(loss).save(path)
    announce("graph of a first loss", path)


def read_options() -> argparse.Namespace:
    """Parse the command line."""
    parser = Options("xor", __doc__ or "")
    parser.add_argument("--steps", metavar="N", type=whole(0), default=STEPS, help=f"(default: {STEPS})")
    parser.add_argument("--rate", metavar="X", type=decimal(), default=RATE, help=f"learning rate (default: {RATE:g})")
    parser.add_argument("--width", metavar="N", type=whole(1), default=WIDTH, help=f"hidden neurons (default: {WIDTH})")
    return parser.parse_args()


def main() -> None:
    """Train one neuron on three gates, then two layers on XOR, and save the pictures."""
    options = read_options()
    prepare(options.out)
    random.seed(options.seed)  # for Values
    autograd.manual_seed(options.seed)  # for Tensors

    print("inputs x1, x2".ljust(26) + "".join(f"{pair:>8}" for pair in ("0, 0", "0, 1", "1, 0", "1, 1")))
    for gate in ("and", "or", "xor"):
        inputs, targets = (tensor.tolist() for tensor in gates()[gate].tensors)
        print(f"\n{gate.upper():<26}" + "".join(f"{y:8.0f}" for (y,) in targets))
        neuron = nn.scalar.Neuron(2, activation="sigmoid")
        train(neuron, neuron.parameters(), inputs, targets, options.steps, options.rate)
        report("one neuron", [neuron(x).data for x in inputs], targets)

    layers = nn.scalar.MLP(2, [options.width, 1], activation="tanh")
    two_layers: Network = lambda x: layers(x).sigmoid()
    train(two_layers, layers.parameters(), inputs, targets, options.steps, options.rate)
    report("two layers of Values", [two_layers(x).data for x in inputs], targets)
    outputs = train_tensors(*gates()["xor"].tensors, options.steps, options.rate, options.width)
    report("two layers of Tensors", outputs, targets)

    print()
    draw_example(options.out / "graph.svg")
    panels = {"One neuron": neuron, "Two layers": two_layers}
    plots.save_boundaries(panels, inputs, targets, options.out / "boundary.png")
    announce("decision boundary", options.out / "boundary.png")


if __name__ == "__main__":
    run(main, "matplotlib", "pygraphviz")
