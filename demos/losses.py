"""Compute the losses that everyone meets: 0.223 and 2.303; 0.01, 0.69 and 4.6; ln 10.

Cross-entropy is −ln p, where p is the probability that the network gives to the truth. It is 0.223 for p = 0.8 and
2.303 for p = 0.1. For two classes, a sure and right answer costs 0.01, a coin's 0.69, and a sure and wrong one 4.6. A
network that knows nothing about ten classes has the loss ln 10.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import autograd
import nn
import nn.functional as F
from autograd import Tensor, tensor
from demos._command import Options, announce, prepare, run
from nn import plots


@dataclass
class Case:
    """A loss, with the probability of the truth and a description."""

    what: str
    probability: float
    loss: float


def of_classes(probability: float, classes: int = 3) -> float:
    """Return the cross-entropy of a network that gives this probability to the truth, and shares out the rest."""
    rest = (1 - probability) / (classes - 1)
    scores = tensor([[probability, *[rest] * (classes - 1)]]).log()  # softmax takes the logarithm back
    return float(F.cross_entropy(scores, tensor([0])).item())


def of_two(probability: float) -> float:
    """Return the binary cross-entropy of an output, if the truth is 1."""
    return float(F.binary_cross_entropy(tensor([probability]), tensor([1.0])).item())


def untrained(seed: int = 0) -> float:
    """Return the loss of a new network 784-128-10 on random images."""
    autograd.manual_seed(seed)
    model = nn.MLP(784, [128, 10])
    images, labels = autograd.rand(1000, 784), autograd.randint(0, 10, (1000,))
    return float(F.cross_entropy(model(images), labels).item())


def cases() -> list[Case]:
    """Return the losses of the textbooks."""
    found = [Case("three classes, a good answer", 0.8, of_classes(0.8))]
    found.append(Case("three classes, a bad answer", 0.1, of_classes(0.1)))
    for what, probability in (("sure and right", 0.99), ("a coin", 0.5), ("sure and wrong", 0.01)):
        found.append(Case(f"two classes, {what}", probability, of_two(probability)))
    found.append(Case("ten classes, a guess", 0.1, float(F.cross_entropy(autograd.zeros(1, 10), tensor([3])).item())))
    return found


def gradients(logit: float) -> tuple[float, float]:
    """Return the gradients of two losses for a logit, if the truth is 1: cross-entropy, and the squared error."""

    def gradient(loss: Tensor) -> float:
        return float(autograd.autograd.grad(loss, score)[0].item())

    score = tensor(logit, dtype=autograd.float64, requires_grad=True)
    one = tensor(1.0, dtype=autograd.float64)
    return (
        gradient(F.binary_cross_entropy_with_logits(score, one)),
        gradient(F.mse_loss(score.sigmoid(), one)),
    )


def save_losses(found: list[Case], path: Path) -> None:
    """Draw −ln p with the losses on it, and the gradients of two losses."""
    figure = plots.new_figure(11, 4.4)
    left, right = figure.subplots(1, 2)
    places = [i / 500 for i in range(3, 501)]
    left.plot(places, [-math.log(p) for p in places], color=plots.BLUE)
    for case in found[:-1]:  # the last is at the place of the second
        left.plot(case.probability, case.loss, color=plots.ORANGE, marker="o", markersize=7)
        away = (-8, -14, "right") if case.probability > 0.9 else (8, 4, "left")
        left.annotate(
            f"p = {case.probability:g}: {case.loss:.3f}", (case.probability, case.loss), away[:2],
            textcoords="offset points", color=plots.INK, ha=away[2],
        )  # fmt: skip
    left.set(title="Cross-entropy, −ln p", xlabel="p, the probability of the truth", ylabel="loss", ylim=(-0.4, 5.2))
    logits = [i / 10 for i in range(-80, 81)]
    both = [gradients(logit) for logit in logits]
    right.plot(logits, [pair[0] for pair in both], color=plots.BLUE, label="cross-entropy")
    right.plot(logits, [pair[1] for pair in both], color=plots.ORANGE, linestyle="--", label="squared error")
    right.set(title="Gradient, if the truth is 1", xlabel="logit (sigmoid gives p)", ylabel="d loss / d logit")
    right.legend(frameon=False, loc="lower right")
    plots.plain(left)
    plots.plain(right)
    plots.save_figure(figure, path)


def main() -> None:
    """Print the losses and the gradients, and draw them."""
    options = Options("losses", __doc__ or "").parse_args()
    prepare(options.out)
    found = cases()
    print(f"{'':<32}p of the truth    loss")
    for case in found:
        print(f"{case.what:<32}{case.probability:14.2f}{case.loss:8.3f}")
    print(f"\nln 10 = {math.log(10):.3f}; a new network 784-128-10: {untrained(options.seed):.3f}")
    print("\nlogit       p   gradient of cross-entropy   of the squared error")
    for logit in (-8.0, -4.0, 0.0, 4.0):
        entropy, squared = gradients(logit)
        print(f"{logit:5.0f}{1 / (1 + math.exp(-logit)):8.4f}{entropy:28.4f}{squared:23.4f}")
    print()
    save_losses(found, options.out / "losses.png")
    announce("losses", options.out / "losses.png")


if __name__ == "__main__":
    run(main, "matplotlib")
