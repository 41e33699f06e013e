"""Count the parameters of networks: 62, 101,770 and 109,386.

A layer from n to m neurons has n · m weights and m biases, together (n + 1) · m. In a network for images, the first
layer has most of them. The count alone does not say what the network looks like: several networks have 62.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import nn
from demos._command import Options, announce, prepare, run
from nn import plots

NETWORKS = [[3, 5, 5, 2], [784, 10], [784, 128, 10], [784, 128, 64, 10], [784, 512, 512, 10]]


def name(sizes: Sequence[int]) -> str:
    """Return the name of a network, such as 784-128-10."""
    return "-".join(map(str, sizes))


def per_layer(sizes: Sequence[int]) -> list[int]:
    """Return the number of parameters of each layer by the formula."""
    return [(n + 1) * m for n, m in itertools.pairwise(sizes)]


def counted(sizes: Sequence[int]) -> int:
    """Return the number of parameters that a network of these sizes holds."""
    return sum(p.numel() for p in nn.MLP(sizes[0], sizes[1:]).parameters())


def networks_with(count: int, widest: int = 10) -> list[list[int]]:
    """Return the networks with one or two hidden layers, no layer wider than `widest`, that have so many parameters.

    A hidden layer has at least as many neurons as the output, and the output fewer than the input.
    """
    found = []
    for hidden in (1, 2):
        for sizes in itertools.product(range(2, widest + 1), repeat=hidden + 2):
            usual = sizes[-1] < sizes[0] and min(sizes[1:-1]) >= sizes[-1]
            if usual and sum(per_layer(sizes)) == count:
                found.append(list(sizes))
    return found


def save_shares(path: Path) -> None:
    """Draw the share of each layer in the parameters of each network."""
    figure = plots.new_figure(9, 3.8)
    axis = figure.subplots()
    for y, sizes in enumerate(NETWORKS):
        counts, left = per_layer(sizes), 0.0
        for number, (count, colour) in enumerate(zip(counts, (plots.BLUE, plots.ORANGE, plots.GREEN)), 1):
            share = 100 * count / sum(counts)
            label = f"layer {number}" if y == 0 else None
            axis.barh(y, share, left=left, color=colour, edgecolor="white", label=label)
            if share > 8:
                axis.text(left + share / 2, y, f"{count:,}", color="white", ha="center", va="center")
            left += share
    axis.set_yticks(range(len(NETWORKS)), [f"{name(sizes)}\n{counted(sizes):,}" for sizes in NETWORKS])
    axis.set(title="Parameters of each layer", xlabel="share of all parameters, %", xlim=(0, 100))
    axis.invert_yaxis()
    plots.plain(axis)
    axis.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    plots.save_figure(figure, path)


def main() -> None:
    """Print the parameters of each network, and draw the shares of the layers."""
    options = Options("parameter_counts", __doc__ or "").parse_args()
    prepare(options.out)
    print(f"{'network':<16}{'layer 1':>10}{'layer 2':>10}{'layer 3':>10}{'all':>10}{'float32':>11}")
    for sizes in NETWORKS:
        layers = [f"{count:,}" for count in per_layer(sizes)]
        cells = [*layers, *[""] * (3 - len(layers)), f"{counted(sizes):,}", f"{4 * counted(sizes) / 1000:,.1f} kB"]
        print(f"{name(sizes):<16}" + "".join(f"{cell:>10}" for cell in cells[:-1]) + f"{cells[-1]:>11}")
    print(f"\nnetworks with 62 parameters: {', '.join(map(name, networks_with(62)))}\n")
    save_shares(options.out / "parameters.png")
    announce("parameters", options.out / "parameters.png")


if __name__ == "__main__":
    run(main, "matplotlib")
