"""Start networks from zeros, from weights 100 times too large, from Xavier's and from He's.

Neurons with the same weights get the same gradient, so they stay alike for ever. Random weights make them differ, but
their size matters: each layer multiplies the size of its input by some factor, and 20 layers multiply by its 20th
power. Xavier's weights keep the variance without an activation or with tanh near 0, and He's with ReLU.

Sources: X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010;
K. He et al., "Delving deep into rectifiers", 2015.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import autograd
import nn
import nn.functional as F
from autograd import Tensor, no_grad
from demos._command import Options, announce, prepare, run
from nn import init, plots

LAYERS = 20
WIDTH = 256
EPOCHS = 20

Fill = Callable[[Tensor], Tensor]


def xavier(weight: Tensor) -> Tensor:
    """Fill with normal numbers of variance 1 / inputs, if there are as many outputs as inputs."""
    return init.xavier_normal_(weight)


def he(weight: Tensor) -> Tensor:
    """Fill with normal numbers of variance 2 / inputs, because ReLU removes half of the squares."""
    return init.kaiming_normal_(weight, nonlinearity="relu")


def hundredfold(weight: Tensor) -> Tensor:
    """Fill with He's numbers times 100."""
    with no_grad():
        return he(weight).mul_(100)


def small(weight: Tensor) -> Tensor:
    """Fill with normal numbers of standard deviation 0.01."""
    return init.normal_(weight, std=0.01)


# What is drawn: the weights and the activation.
STACKS: dict[str, tuple[Fill, Callable[[Tensor], Tensor]]] = {
    "He × 100, ReLU": (hundredfold, F.relu),
    "He, ReLU": (he, F.relu),
    "Xavier, no activation": (xavier, lambda x: x),
    "Xavier, tanh": (xavier, F.tanh),
    "Xavier, ReLU": (xavier, F.relu),
    "0.01, ReLU": (small, F.relu),
}
STARTS: dict[str, Fill] = {
    "zeros": init.zeros_,
    "all 0.1": lambda weight: init.constant_(weight, 0.1),
    "He × 100": hundredfold,
    "Xavier": xavier,
    "He": he,
}


def sizes(fill: Fill, activation: Callable[[Tensor], Tensor], seed: int = 0) -> list[float]:
    """Return the root mean square of the input and after each of 20 layers."""
    autograd.manual_seed(seed)
    x = autograd.randn(512, WIDTH, dtype=autograd.float64)  # float32 ends at 3e38
    found = [float(x.square().mean().sqrt().item())]
    for _ in range(LAYERS):
        weight = fill(autograd.empty(WIDTH, WIDTH, dtype=autograd.float64))
        x = activation(x @ weight.T)
        found.append(float(x.square().mean().sqrt().item()))
    return found


@dataclass
class Learned:
    """The first loss, the number of different hidden neurons after training, and the accuracy on the test."""

    first_loss: float
    different: int
    accuracy: float


def learn(fill: Fill, seed: int = 0, epochs: int = EPOCHS) -> Learned:
    """Train the network 64-32-10 on digits, from these weights."""
    autograd.manual_seed(seed)
    digits = nn.datasets.digits()
    hidden, output = nn.Linear(64, 32), nn.Linear(32, 10)
    for layer in (hidden, output):
        fill(layer.weight)
        init.zeros_(layer.bias)
    model = nn.Sequential(nn.Flatten(), hidden, nn.ReLU(), output)
    trainer = nn.Trainer(
        model,
        nn.CrossEntropyLoss(),
        nn.optim.SGD(model.parameters(), lr=0.1),
        metrics=["accuracy"],
        progress=False,
        watch=False,
    )
    first = trainer.evaluate(digits.train)["loss"]
    trainer.fit(digits.train, epochs=epochs)
    return Learned(
        first, len({tuple(row) for row in hidden.weight.tolist()}), trainer.evaluate(digits.test)["accuracy"]
    )


def save_sizes(stacks: dict[str, list[float]], path: Path) -> None:
    """Draw the sizes of the outputs after each layer, and again those between 0.001 and 2."""
    figure = plots.new_figure(11, 4.6)
    left, right = figure.subplots(1, 2)
    styles = [(plots.INK, "-", "o"), (plots.BLUE, "-", "s"), (plots.GREEN, "-", "D"), (plots.GREEN, "--", "^")]
    styles += [(plots.ORANGE, "-", "v"), (plots.ORANGE, "--", "p")]
    for axis in (left, right):
        for (name, found), (colour, line, marker) in zip(stacks.items(), styles):
            axis.plot(range(LAYERS + 1), found, color=colour, linestyle=line, marker=marker, markersize=4, label=name)
        axis.set(yscale="log", xlabel="layer", ylabel="root mean square of the outputs", xticks=range(0, LAYERS + 1, 4))
        plots.plain(axis)
    left.set_title("All starts")
    left.legend(frameon=False, loc="upper left")
    right.set(title="Those that stay above 0.001", ylim=(0.0005, 3))
    right.set_yticks([0.001, 0.01, 0.1, 1], ["0.001", "0.01", "0.1", "1"])
    plots.save_figure(figure, path)


def main() -> None:
    """Print the sizes of 20 layers, train from some starts, and draw the sizes."""
    options = Options("initialisation", __doc__ or "").parse_args()
    prepare(options.out)
    stacks = {name: sizes(*how, options.seed) for name, how in STACKS.items()}
    print("size after layer               1         5        10        20")
    for name, found in stacks.items():
        print(f"{name:<22}" + "".join(f"{found[layer]:10.3g}" for layer in (1, 5, 10, 20)))
    print("\nstart         first loss   different neurons   accuracy")
    for name, fill in STARTS.items():
        learned = learn(fill, options.seed)
        print(f"{name:<14}{learned.first_loss:10.3g}{learned.different:12} of 32{learned.accuracy:13.1%}")
    print()
    save_sizes(stacks, options.out / "sizes.png")
    announce("sizes", options.out / "sizes.png")


if __name__ == "__main__":
    run(main, "matplotlib", "sklearn")
