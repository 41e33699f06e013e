"""Remove most weights of a trained network, rewind the others to their first values, and train them alone.

A trained network hardly needs its small weights. The lottery ticket hypothesis says more: the few weights that matter
could have been trained alone, if one had known which they are, and if they begin with the values that they had. So the
same network is trained again and again, and each time the smaller half of the weights that are left is removed.

Source: J. Frankle, M. Carbin, "The lottery ticket hypothesis: finding sparse, trainable neural networks", 2019.
"""

from __future__ import annotations

import copy
from pathlib import Path

import autograd
import nn
from autograd import Tensor, no_grad
from demos._command import Options, announce, prepare, progress, run
from nn import plots
from nn.training import Callback, Trainer

ROUNDS = 7
EPOCHS = 10
SEEDS = 3

Masks = dict[str, Tensor]  # 1 for the weights that are left, 0 for the others; by the name of the parameter


class Pruned(Callback):
    """Set the removed weights back to 0 after each step."""

    def __init__(self, masks: Masks) -> None:
        self.masks = masks

    def on_fit_begin(self, trainer: Trainer) -> None:
        self.on_step(trainer)

    def on_step(self, trainer: Trainer) -> None:
        with no_grad():
            for name, p in trainer.model.named_parameters():
                if name in self.masks:
                    p *= self.masks[name]


def network() -> nn.Module:
    """Return a new network 64-64-64-10."""
    return nn.Sequential(nn.Flatten(), nn.MLP(64, [64, 64, 10]))


def train(model: nn.Module, masks: Masks, epochs: int = EPOCHS) -> float:
    """Train the weights that are left on digits, and return the accuracy on the test."""
    digits = nn.datasets.digits()
    trainer = Trainer(
        model,
        nn.CrossEntropyLoss(),
        nn.optim.Adam(model.parameters(), lr=0.003),
        metrics=["accuracy"],
        callbacks=[Pruned(masks)],
        progress=False,
        watch=False,
    )
    trainer.fit(digits.train, epochs=epochs)
    return trainer.evaluate(digits.test)["accuracy"]


def all_weights(model: nn.Module) -> Masks:
    """Return masks of all weights, without the biases."""
    return {name: autograd.ones(p.shape) for name, p in model.named_parameters() if p.ndim == 2}


def prune(model: nn.Module, masks: Masks) -> Masks:
    """Return masks without the smaller half of the weights of each layer that are left."""
    parameters = dict(model.named_parameters())
    smaller = {}
    for name, mask in masks.items():
        sizes = (parameters[name].detach().abs() * mask).flatten()
        keep = autograd.topk(sizes, round(mask.sum().item() / 2))[1]
        smaller[name] = autograd.zeros(sizes.shape).index_fill(0, keep, 1.0).reshape(mask.shape)
    return smaller


def shuffled(masks: Masks) -> Masks:
    """Return masks with as many ones in each layer, at random places."""
    return {name: mask.flatten()[autograd.randperm(mask.numel())].reshape(mask.shape) for name, mask in masks.items()}


def rounds(seed: int = 0, count: int = ROUNDS, epochs: int = EPOCHS) -> dict[str, list[float]]:
    """Train, prune and rewind several times, and return the accuracies of each round.

    Beside the winning ticket stand two networks with as many weights: one with other first weights at the same places,
    and one with the same first weights at random places.
    """
    autograd.manual_seed(seed)
    model = network()
    first = copy.deepcopy(model.state_dict())
    masks = all_weights(model)
    found: dict[str, list[float]] = {"winning ticket": [], "other weights": [], "random places": []}
    for _ in range(count):
        model.load_state_dict(first)
        elsewhere = copy.deepcopy(model)
        found["winning ticket"].append(train(model, masks, epochs))
        found["other weights"].append(train(network(), masks, epochs))
        found["random places"].append(train(elsewhere, shuffled(masks), epochs))
        masks = prune(model, masks)
    return found


def save_accuracies(runs: list[dict[str, list[float]]], path: Path) -> None:
    """Draw the mean accuracy of each round against the share of weights left, with the range of the seeds."""
    figure = plots.new_figure(8, 4.8)
    axis = figure.subplots()
    left = [100 / 2**i for i in range(ROUNDS)]
    styles = [(plots.BLUE, "-", "o"), (plots.ORANGE, "--", "s"), (plots.GREEN, "-.", "^")]
    for kind, (colour, line, marker) in zip(runs[0], styles):
        each = [[100 * accuracy for accuracy in same] for same in zip(*(one[kind] for one in runs))]
        axis.fill_between(left, [min(v) for v in each], [max(v) for v in each], color=colour, alpha=0.15, linewidth=0)
        axis.plot(left, [sum(v) / len(v) for v in each], color=colour, linestyle=line, marker=marker, label=kind)
    axis.set(xscale="log", xlabel="weights left, %", ylabel="test accuracy, %", ylim=(0, 103))
    axis.set(title=f"Mean and range of {len(runs)} seeds")
    axis.set_xticks(left, [f"{share:.3g}" for share in left])
    axis.tick_params(which="minor", labelbottom=False, bottom=False)
    axis.invert_xaxis()
    plots.plain(axis)
    axis.legend(frameon=False, loc="lower left")
    plots.save_figure(figure, path)


def main() -> None:
    """Find tickets from several seeds, print the mean accuracies, and draw them."""
    options = Options("lottery_ticket", __doc__ or "").parse_args()
    prepare(options.out)
    runs = [rounds(options.seed + i) for i in progress(range(SEEDS), "seeds")]
    print("weights left" + "".join(f"{kind:>17}" for kind in runs[0]))
    for i in range(ROUNDS):
        means = [sum(one[kind][i] for one in runs) / SEEDS for kind in runs[0]]
        print(f"{1 / 2**i:12.1%}" + "".join(f"{mean:17.1%}" for mean in means))
    print()
    save_accuracies(runs, options.out / "tickets.png")
    announce("tickets", options.out / "tickets.png")


if __name__ == "__main__":
    run(main, "matplotlib", "sklearn", "tqdm")
