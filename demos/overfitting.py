"""Train a network on too few images with some wrong labels, and compare what closes the gap to new images.

The network has 84,746 parameters and 200 images, and a fifth of the labels is drawn at random. It learns them all, the
wrong ones too. The loss of the training images goes to 0, and that of new images rises. The difference is the gap.
Dropout, weight decay, augmentation and early stopping each close a part of it, and together they close nearly all.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import autograd
import nn
from autograd import Tensor, where
from demos._command import Options, announce, prepare, progress, run
from nn import plots
from nn.data import Augmented, DataLoader, TensorDataset
from nn.data.transforms import Compose, RandomRotation, RandomShift
from nn.training import EarlyStopping, History

IMAGES = 200
WRONG = 0.2  # share of the labels that are drawn at random
EPOCHS = 300
AUGMENTATION = Compose([RandomShift(1), RandomRotation(10)])
REMEDIES: dict[str, dict[str, Any]] = {
    "none": {},
    "dropout": {"dropout": 0.7},
    "weight decay": {"weight_decay": 2.0},
    "augmentation": {"augment": True},
    "early stopping": {"patience": 10},
    "all four": {"dropout": 0.5, "weight_decay": 0.1, "augment": True, "patience": 50},
}


class Images(NamedTuple):
    """Images and labels for training, for validation and for the test, and the right labels of the test."""

    train: TensorDataset
    validation: TensorDataset
    test: TensorDataset
    right: Tensor


@dataclass
class Result:
    """The losses at the end, the share of test images whose digit is recognised, and the history."""

    training_loss: float
    test_loss: float
    accuracy: float
    history: History

    @property
    def gap(self) -> float:
        """The test loss minus the training loss."""
        return self.test_loss - self.training_loss


def images(seed: int = 0) -> Images:
    """Return scikit-learn's digits, of all of which a fifth has a random label."""
    autograd.manual_seed(seed)
    digits = nn.datasets.digits()
    (x, y), (test, right) = digits.train.tensors, digits.test.tensors

    def noisy(labels: Tensor) -> Tensor:
        return where(autograd.rand(len(labels)) < WRONG, autograd.randint(0, 10, labels.shape), labels)

    held = slice(1000, None)
    return Images(
        TensorDataset(x[:IMAGES], noisy(y[:IMAGES])),
        TensorDataset(x[held], noisy(y[held])),
        TensorDataset(test, noisy(right)),
        right,
    )


def train(
    data: Images,
    seed: int = 0,
    epochs: int = EPOCHS,
    *,
    dropout: float = 0.0,
    weight_decay: float = 0.0,
    augment: bool = False,
    patience: int | None = None,
) -> Result:
    """Train the network 64-256-256-10 with some of the remedies."""
    autograd.manual_seed(seed)
    layers: list[nn.Module] = [nn.Flatten()]
    for inputs in (64, 256):
        layers += [nn.Linear(inputs, 256), nn.ReLU(), nn.Dropout(dropout)]
    model = nn.Sequential(*layers, nn.Linear(256, 10))
    optimizer = nn.optim.AdamW(model.parameters(), lr=0.001, weight_decay=weight_decay)
    callbacks = [] if patience is None else [EarlyStopping(patience)]
    trainer = nn.Trainer(
        model, nn.CrossEntropyLoss(), optimizer, metrics=["accuracy"], callbacks=callbacks, progress=False, watch=False
    )
    loader: Any = DataLoader(data.train, batch_size=32, shuffle=True)
    history = trainer.fit(Augmented(loader, AUGMENTATION) if augment else loader, data.validation, epochs=epochs)
    on_train, on_test = trainer.evaluate(data.train), trainer.evaluate(data.test)
    (test, _), right = data.test.tensors, data.right
    return Result(on_train["loss"], on_test["loss"], trainer.evaluate((test, right))["accuracy"], history)


def save_gaps(results: dict[str, Result], path: Path) -> None:
    """Draw the losses of each training, with the gap between them coloured."""
    figure = plots.new_figure(11, 6)
    axes = figure.subplots(2, 3, sharex=True, sharey=True).flatten()
    for axis, (name, result) in zip(axes, results.items()):
        epochs, history = result.history["epoch"], result.history
        lower, upper = history["loss"], history["validation_loss"]
        axis.fill_between(epochs, lower, upper, color=plots.ORANGE, alpha=0.15, linewidth=0)
        axis.plot(epochs, lower, color=plots.BLUE, label="training")
        axis.plot(epochs, upper, color=plots.ORANGE, linestyle="--", label="validation")
        if len(epochs) < EPOCHS:
            best = history.best("validation_loss")
            axis.plot(best["epoch"], best["validation_loss"], "o", color=plots.INK)
            axis.annotate("kept", (best["epoch"], best["validation_loss"]), (6, 12), textcoords="offset points")
        axis.set(title=f"{name}: {result.accuracy:.0%} recognised", ylim=(0, 3))
        axis.label_outer()
        plots.plain(axis)
    axes[4].legend(frameon=False, loc="upper right")
    figure.supxlabel("epoch")
    figure.supylabel("cross-entropy")
    plots.save_figure(figure, path)


def main() -> None:
    """Train with each remedy, print the losses and the gaps, and draw them."""
    options = Options("overfitting", __doc__ or "").parse_args()
    prepare(options.out)
    data = images(options.seed)
    results = {name: train(data, options.seed, **how) for name, how in progress(REMEDIES.items(), "remedies")}
    print(f"{'remedy':<16}epochs   training      test    gap   closed   recognised")
    for name, result in results.items():
        print(
            f"{name:<16}{len(result.history):6}{result.training_loss:11.2f}{result.test_loss:10.2f}{result.gap:7.2f}"
            f"{1 - result.gap / results['none'].gap:9.0%}{result.accuracy:13.1%}"
        )
    print()
    save_gaps(results, options.out / "gaps.png")
    announce("gaps", options.out / "gaps.png")


if __name__ == "__main__":
    run(main, "matplotlib", "sklearn", "tqdm")
