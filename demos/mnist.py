"""Train a network with layers of 784, 128, 64 and 10 neurons on handwritten digits.

MNIST (10 MB) is downloaded if necessary. Without it, the demo uses the small digits of scikit-learn.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path
from typing import Any

import autograd
import nn
import nn.functional as F
from demos._command import Options, announce, prepare, progress, run
from nn import plots
from nn.cli.options import decimal, whole
from nn.data import DataLoader, TensorDataset, random_split
from nn.layers import ACTIVATIONS

LEARNING_RATES = {"sgd": 0.1, "adam": 0.001}
# The digits data set is small, so it gets more epochs and smaller batches.
SCHEDULES = {"MNIST": {"batch_size": 64, "epochs": 10}, "digits": {"batch_size": 16, "epochs": 20}}


def read_options() -> argparse.Namespace:
    """Parse the command line."""
    parser = Options("mnist", __doc__ or "")
    parser.add_argument(
        "--data", metavar="FOLDER", type=Path, help="folder of MNIST's files (default: find or download)"
    )
    parser.add_argument(
        "--layers", metavar="N", type=whole(1), nargs="*", default=[128, 64], help="hidden layers (default: 128 64)"
    )
    parser.add_argument("--activation", choices=ACTIVATIONS, default="relu", metavar="NAME", help="(default: relu)")
    parser.add_argument("--optimizer", choices=LEARNING_RATES, default="sgd", help="(default: sgd)")
    parser.add_argument(
        "--lr", metavar="X", type=decimal(), help="learning rate (default: 0.1 for sgd, 0.001 for adam)"
    )
    parser.add_argument("--momentum", metavar="X", type=decimal(0, below=1), help="momentum of sgd (default: 0)")
    parser.add_argument("--batch-size", metavar="N", type=whole(1), help="(default: 64; 16 for the small digits)")
    parser.add_argument("--epochs", metavar="N", type=whole(1), help="(default: 10; 20 for the small digits)")
    parser.add_argument("--validation", metavar="N", type=whole(0), help="examples held out (default: 5000 or a tenth)")
    options = parser.parse_args()
    if options.momentum is not None and options.optimizer != "sgd":
        parser.error(f"argument --momentum: expected --optimizer sgd, got {options.optimizer}")
    return options


def load(folder: Path | None) -> tuple[str, nn.datasets.Splits]:
    """Return the name of the data set, and its training and test examples."""
    try:
        return "MNIST", nn.datasets.mnist(folder)
    except nn.datasets.DatasetNotFoundError as error:
        if folder is not None:  # the user asked for this folder, so other data would be wrong
            raise
        print(f"MNIST is not available. The demo uses the small digits of scikit-learn instead.\n({error})\n")
        return "digits", nn.datasets.digits()


@autograd.no_grad()
def accuracy(model: nn.Module, examples: TensorDataset) -> float:
    """Return the share of the examples that the model classifies correctly."""
    images, labels = examples.tensors
    return float((model(images).argmax(dim=1) == labels).float().mean().item())


def train_epoch(model: nn.Module, optimizer: nn.optim.Optimizer, batches: Any) -> list[float]:
    """Train on all batches once, and return their losses."""
    losses = []
    for images, labels in batches:
        loss = F.cross_entropy(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def main() -> None:
    """Train the network, print a line per epoch, and save the model and the pictures."""
    options = read_options()
    prepare(options.out)
    autograd.manual_seed(options.seed)
    name, (train, test) = load(options.data)
    batch_size = options.batch_size or SCHEDULES[name]["batch_size"]
    epochs = options.epochs or SCHEDULES[name]["epochs"]
    held = min(5000, len(train) // 10) if options.validation is None else options.validation
    if held >= len(train):
        raise nn.datasets.DatasetError(f"--validation {held}: there are only {len(train)} training examples")
    parts = {"train": train, "test": test}
    if held:
        learned, validation = (TensorDataset(*part[:]) for part in random_split(train, [len(train) - held, held]))
        parts = {"train": learned, "validation": validation, "test": test}

    side = train[0][0].shape[-1]
    sizes = [side * side, *options.layers, 10]
    model = nn.Sequential(nn.Flatten(), *nn.MLP(sizes[0], sizes[1:], activation=options.activation))
    lr = options.lr or LEARNING_RATES[options.optimizer]
    if options.optimizer == "adam":
        optimizer: nn.optim.Optimizer = nn.optim.Adam(model.parameters(), lr=lr)
    else:
        optimizer = nn.optim.SGD(model.parameters(), lr=lr, momentum=options.momentum or 0.0)
    batches = DataLoader(parts["train"], batch_size, shuffle=True)

    print(f"{name}: " + ", ".join(f"{len(part):,} {use}" for use, part in parts.items()) + " examples")
    print(f"network {'-'.join(map(str, sizes))}, {options.activation}")
    print(f"{options.optimizer}, learning rate {lr:g}, batches of {batch_size}, seed {options.seed}\n")
    print("epoch    loss" + "".join(f"{use:>12}" for use in parts))
    batch_losses, history = [], []
    for epoch in range(1, epochs + 1):
        losses = train_epoch(model, optimizer, progress(batches, f"epoch {epoch} of {epochs}"))
        row = {"loss": sum(losses) / len(losses)} | {use: accuracy(model, part) for use, part in parts.items()}
        if not math.isfinite(row["loss"]):
            print(f"{epoch:5}{'diverged':>10}")
            raise ArithmeticError(f"in epoch {epoch} the loss is no longer a finite number; try a smaller --lr")
        loss = f"{row['loss']:8.4f}" if row["loss"] < 100 else f"{row['loss']:8.1e}"
        print(f"{epoch:5}{loss}" + "".join(f"{row[use]:12.2%}" for use in parts), flush=True)
        batch_losses += losses
        history.append(row)

    print()
    nn.save(model.state_dict(), options.out / "model.safetensors")
    announce("model", options.out / "model.safetensors")
    plots.save_curves(batch_losses, history, options.out / "training.png")
    announce("training curves", options.out / "training.png")
    images, labels = test.tensors
    probabilities = F.softmax(model(images), dim=1).detach().numpy()
    plots.save_mistakes(images[:, 0].numpy(), labels.numpy(), probabilities, options.out / "mistakes.png")
    announce("mistakes", options.out / "mistakes.png")
    weights = model[1].weight.detach().numpy().reshape(-1, side, side)
    plots.save_weights(weights, options.out / "weights.png")
    announce("first layer", options.out / "weights.png")


if __name__ == "__main__":
    run(main, "matplotlib", "tqdm")
