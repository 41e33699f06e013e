"""Measure the gradient of each of 20 layers, with sigmoids, ReLU, batch norm and skip connections.

In the backward pass, each sigmoid multiplies the gradient by at most 1/4. After 20 of them, the first layer gets almost
nothing and cannot learn. ReLU multiplies by 0 or 1, batch norm keeps the sigmoids where they are steep, and a skip
connection gives the gradient a way that passes no activation at all.
"""

from __future__ import annotations

from pathlib import Path

import autograd
import nn
import nn.functional as F
from autograd import Tensor
from demos._command import Options, announce, prepare, progress, run
from nn import plots

LAYERS = 20
WIDTH = 64  # that of the images, so that the first layer can have a skip connection too
EPOCHS = 20
BLOCKS = ["sigmoid", "relu", "sigmoid + batch norm", "sigmoid + skip", "relu + batch norm + skip"]


class Block(nn.Module):
    """A linear layer and an activation, with batch norm between and a skip connection around, if the name says so."""

    def __init__(self, name: str) -> None:
        super().__init__()
        parts = name.split(" + ")
        self.linear = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.BatchNorm1d(WIDTH) if "batch norm" in parts else nn.Identity()
        self.activation = nn.ReLU() if "relu" in parts else nn.Sigmoid()
        self.skip = "skip" in parts
        if "relu" in parts:
            nn.init.kaiming_normal_(self.linear.weight, nonlinearity="relu")
        else:
            nn.init.xavier_normal_(self.linear.weight)

    def forward(self, x: Tensor) -> Tensor:
        """Return the output, of the shape of `x`."""
        out: Tensor = self.activation(self.norm(self.linear(x)))
        return x + out if self.skip else out


def network(name: str, seed: int = 0) -> nn.Sequential:
    """Return a network of 20 blocks and an output layer."""
    autograd.manual_seed(seed)
    return nn.Sequential(nn.Flatten(), *(Block(name) for _ in range(LAYERS)), nn.Linear(WIDTH, 10))


def gradients(model: nn.Sequential) -> list[float]:
    """Return the norm of the gradient of each block's weight, from the first to the last, on 256 digits."""
    x, y = nn.datasets.digits().train.tensors
    F.cross_entropy(model(x[:256]), y[:256]).backward()
    found = [block.linear.weight.grad for block in model if isinstance(block, Block)]
    return [float(grad.norm().item()) for grad in found if grad is not None]


def train(model: nn.Sequential, epochs: int = EPOCHS) -> float:
    """Train on all digits by gradient descent, and return the accuracy on the test."""
    digits = nn.datasets.digits()
    optimizer = nn.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
    trainer = nn.Trainer(model, nn.CrossEntropyLoss(), optimizer, metrics=["accuracy"], progress=False, watch=False)
    trainer.fit(digits.train, epochs=epochs)
    return trainer.evaluate(digits.test)["accuracy"]


def save_norms(norms: dict[str, list[float]], path: Path) -> None:
    """Draw the norm of the gradient of each layer."""
    figure = plots.new_figure(9, 5)
    axis = figure.subplots()
    colours = [plots.INK, plots.GREEN, plots.BLUE, plots.BLUE, plots.ORANGE]
    for (name, found), colour, line, marker in zip(norms.items(), colours, ["-", "-", "-", "--", "-"], "osD^v"):
        axis.plot(range(1, LAYERS + 1), found, color=colour, linestyle=line, marker=marker, markersize=5, label=name)
    axis.set(title="Gradients in the first backward pass", xlabel="layer", ylabel="norm of the weight's gradient")
    axis.set(yscale="log", xticks=range(1, LAYERS + 1))
    plots.plain(axis)
    axis.legend(frameon=False, loc="lower right")
    plots.save_figure(figure, path)


def main() -> None:
    """Print the gradients of each network and its accuracy after training, and draw the gradients."""
    options = Options("vanishing", __doc__ or "").parse_args()
    prepare(options.out)
    norms = {name: gradients(network(name, options.seed)) for name in BLOCKS}
    print("gradient in layer                1         5        10        15        20   accuracy")
    for name, found in progress(norms.items(), "networks"):
        shown = "".join(f"{found[layer - 1]:10.1e}" for layer in (1, 5, 10, 15, 20))
        print(f"{name:<24}{shown}{train(network(name, options.seed)):11.0%}", flush=True)
    print()
    save_norms(norms, options.out / "gradients.png")
    announce("gradients", options.out / "gradients.png")


if __name__ == "__main__":
    run(main, "matplotlib", "sklearn", "tqdm")
