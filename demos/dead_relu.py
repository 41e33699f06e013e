"""Let ReLUs die, by a learning rate that is too large and by their biases, and revive them by LeakyReLU.

ReLU passes no gradient where its input is negative. A neuron whose input is negative for every example gets the
gradient 0, so its weights never change again: it is dead. LeakyReLU passes a small share of the gradient there.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import autograd
import nn
from autograd import no_grad
from demos._command import Options, announce, prepare, run
from nn import init, plots
from nn.training import Trainer

RATES = [0.1, 0.3, 1.0, 2.0]
RATE_EPOCHS = 20
SLOPES = [0.0, 0.01, 0.1, 0.2]  # of LeakyReLU for negative inputs; 0 is ReLU
BIAS = -4.0
SLOPE_EPOCHS = 50


@dataclass
class Deaths:
    """The share of dead neurons in each hidden layer before training and after each epoch, and the accuracy."""

    shares: list[list[float]]
    accuracy: float


def network(hidden: list[int], slope: float = 0.0, bias: float = 0.0, seed: int = 0) -> nn.Sequential:
    """Return a network with He's weights and these biases in its hidden layers."""
    autograd.manual_seed(seed)
    layers: list[nn.Module] = [nn.Flatten()]
    for inputs, outputs in zip([64, *hidden], hidden):
        layer = nn.Linear(inputs, outputs)
        init.kaiming_normal_(layer.weight, nonlinearity="relu")
        init.constant_(layer.bias, bias)
        layers += [layer, nn.LeakyReLU(slope)]
    return nn.Sequential(*layers, nn.Linear(hidden[-1], 10))


def dead(model: nn.Sequential) -> list[float]:
    """Return the share of neurons in each hidden layer that are positive for none of the training images."""
    x, _ = nn.datasets.digits().train.tensors
    shares = []
    with no_grad():
        for layer in model:
            x = layer(x)
            if isinstance(layer, nn.LeakyReLU):
                shares.append(1 - float((x > 0).any(dim=0).float().mean().item()))
    return shares


def train(model: nn.Sequential, rate: float, epochs: int) -> Deaths:
    """Train on digits by gradient descent, and count the dead neurons after each epoch."""
    digits = nn.datasets.digits()
    shares = [dead(model)]

    def count(trainer: Trainer) -> None:
        shares.append(dead(model))

    optimizer = nn.optim.SGD(model.parameters(), lr=rate)
    trainer = Trainer(
        model, nn.CrossEntropyLoss(), optimizer, metrics=["accuracy"], callbacks=[count], progress=False, watch=False
    )
    trainer.fit(digits.train, epochs=epochs)
    return Deaths(shares, trainer.evaluate(digits.test)["accuracy"])


def save_deaths(rates: dict[float, Deaths], slopes: dict[float, Deaths], path: Path) -> None:
    """Draw the share of dead neurons of the first hidden layer, epoch by epoch."""
    figure = plots.new_figure(11, 4.4)
    left, right = figure.subplots(1, 2, sharey=True)
    styles = [(plots.INK, "-", "o"), (plots.ORANGE, "--", "s"), (plots.GREEN, "-.", "D"), (plots.BLUE, "-", "^")]
    for axis, runs, names in (
        (left, rates, [f"rate {rate:g}" for rate in rates]),
        (right, slopes, ["ReLU" if slope == 0 else f"LeakyReLU({slope:g})" for slope in slopes]),
    ):
        for deaths, name, (colour, line, marker) in zip(runs.values(), names, styles):
            shares = [100 * share[0] for share in deaths.shares]
            every = len(shares) // 10
            axis.plot(shares, color=colour, linestyle=line, marker=marker, markevery=every, markersize=5, label=name)
        axis.set(xlabel="epoch", ylim=(-4, 104))
        axis.xaxis.get_major_locator().set_params(integer=True)
        plots.plain(axis)
        axis.legend(frameon=False)
    left.set(title="ReLUs die at a large rate", ylabel="dead neurons of the first layer, %")
    right.set(title=f"LeakyReLU revives neurons with biases of −{-BIAS:g}")
    plots.save_figure(figure, path)


def main() -> None:
    """Count the dead neurons for some rates and slopes, and draw them."""
    options = Options("dead_relu", __doc__ or "").parse_args()
    prepare(options.out)
    rates = {rate: train(network([64, 64], seed=options.seed), rate, RATE_EPOCHS) for rate in RATES}
    print("rate   dead in layer 1   in layer 2   accuracy")
    for rate, deaths in rates.items():
        first, second = deaths.shares[-1]
        print(f"{rate:<7}{first:15.0%}{second:13.0%}{deaths.accuracy:11.1%}")
    slopes = {}
    for slope in SLOPES:
        slopes[slope] = train(network([64], slope, BIAS, options.seed), 0.3, SLOPE_EPOCHS)
    print(f"\nbiases of {BIAS:g}       dead before   after   accuracy")
    for slope, deaths in slopes.items():
        name = f"LeakyReLU({slope:g})" if slope else "ReLU"
        print(f"{name:<18}{deaths.shares[0][0]:13.0%}{deaths.shares[-1][0]:8.0%}{deaths.accuracy:11.1%}")
    print()
    save_deaths(rates, slopes, options.out / "dead.png")
    announce("dead neurons", options.out / "dead.png")


if __name__ == "__main__":
    run(main, "matplotlib", "sklearn")
