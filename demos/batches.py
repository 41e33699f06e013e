"""Train one network by batch, mini-batch and stochastic gradient descent, and compare the losses.

Batch gradient descent takes the gradient of all images for one step. Stochastic gradient descent takes that of a single
image, so in the same time it makes many steps, in directions that are right only on average. A mini-batch is between:
its gradient is nearly that of all images, and a product of matrices computes it as fast as that of a few.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

import autograd
import nn
import nn.functional as F
from autograd import no_grad
from demos._command import Options, announce, prepare, progress, run
from nn import plots

EPOCHS = 10
MEASURES = 20  # of the loss on all images, in an epoch


@dataclass(frozen=True)
class Method:
    """A way of gradient descent: the number of images for a step, and a rate that suits it."""

    name: str
    size: int
    rate: float


METHODS = [Method("batch", 1437, 0.5), Method("mini-batch", 32, 0.3), Method("stochastic", 1, 0.03)]


@dataclass
class Course:
    """The loss on all training images at some moments, in epochs and in seconds of training, and the outcome."""

    losses: list[float] = field(default_factory=list)
    epochs: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    steps: int = 0
    accuracy: float = 0.0


def train(method: Method, seed: int = 0, epochs: int = EPOCHS) -> Course:
    """Train the network 64-32-10 on digits, and measure its loss on all of them up to 20 times in an epoch."""
    autograd.manual_seed(seed)
    digits = nn.datasets.digits()
    (x, y), (test_x, test_y) = digits.train.tensors, digits.test.tensors
    model = nn.Sequential(nn.Flatten(), nn.MLP(64, [32, 10]))
    course, seconds = Course(), 0.0

    def measure() -> None:
        with no_grad():
            course.losses.append(float(F.cross_entropy(model(x), y).item()))
        course.epochs.append(course.steps * method.size / len(x))
        course.seconds.append(seconds)

    measure()
    per_epoch = -(-len(x) // method.size)
    for _ in range(epochs):
        for chosen in autograd.randperm(len(x)).split(method.size):
            start = time.perf_counter()
            loss = F.cross_entropy(model(x[chosen]), y[chosen])
            model.zero_grad()
            loss.backward()
            with no_grad():
                for p in model.parameters():
                    p -= method.rate * p.grad
            seconds += time.perf_counter() - start
            course.steps += 1
            if course.steps % max(1, per_epoch // MEASURES) == 0:
                measure()
    with no_grad():
        course.accuracy = float((model(test_x).argmax(1) == test_y).float().mean().item())
    return course


def save_courses(courses: dict[Method, Course], path: Path) -> None:
    """Draw the losses against epochs and against seconds."""
    figure = plots.new_figure(11, 4.4)
    left, right = figure.subplots(1, 2, sharey=True)
    styles = [(plots.INK, "-", "o"), (plots.BLUE, "-", None), (plots.ORANGE, "-", None)]
    for (method, course), (colour, line, marker) in zip(courses.items(), styles):
        label = f"{method.name}: {method.size:,} image{'s' * (method.size > 1)} a step"
        style = {"color": colour, "linestyle": line, "marker": marker, "markersize": 4, "linewidth": 1.2}
        left.plot(course.epochs, course.losses, label=label, **style)
        right.plot(course.seconds, course.losses, **style)
    left.set(title="Loss on all training images", xlabel="epoch", ylabel="cross-entropy", ylim=(0, None))
    left.legend(frameon=False)
    right.set(title="The same, by time", xlabel="seconds of training", xscale="log")
    right.set_xticks([0.001, 0.01, 0.1, 1], ["0.001", "0.01", "0.1", "1"])
    plots.plain(left)
    plots.plain(right)
    plots.save_figure(figure, path)


def main() -> None:
    """Train in each way, print the outcomes, and draw the losses."""
    options = Options("batches", __doc__ or "").parse_args()
    prepare(options.out)
    courses = {method: train(method, options.seed) for method in progress(METHODS, "methods")}
    print(f"{EPOCHS} epochs    images   rate    steps   ms a step   loss   accuracy")
    for method, course in courses.items():
        each = 1000 * course.seconds[-1] / course.steps
        print(
            f"{method.name:<13}{method.size:5}{method.rate:7}{course.steps:9}{each:12.2f}{course.losses[-1]:7.2f}"
            f"{course.accuracy:11.1%}"
        )
    print()
    save_courses(courses, options.out / "losses.png")
    announce("losses", options.out / "losses.png")


if __name__ == "__main__":
    run(main, "matplotlib", "sklearn", "tqdm")
