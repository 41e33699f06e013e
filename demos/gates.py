"""Count from how many of 50 seeds one neuron and a network 2-8-1 learn each logic gate.

`demos.xor` shows why one neuron fails on XOR: its boundary is a straight line. Here, the failure is no matter of luck.
One neuron learns AND, OR, NAND and NOR from every seed, and XOR and XNOR from none. With 8 hidden neurons, every gate
is learned from every seed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import autograd
import nn
import nn.functional as F
from demos._command import Options, announce, prepare, progress, run
from nn import plots
from nn.data import TensorDataset

SEEDS = 50
STEPS = 100
NETWORKS: dict[str, Callable[[], nn.Module]] = {
    "one neuron": lambda: nn.Linear(2, 1),
    "2-8-1": lambda: nn.MLP(2, [8, 1], activation="tanh"),
}


@dataclass
class Attempt:
    """One training: how many of the four outputs are right in the end, and the loss of each step."""

    right: int
    losses: list[float]


def attempt(build: Callable[[], nn.Module], gate: TensorDataset, seed: int) -> Attempt:
    """Train a new network on the truth table of a gate."""
    autograd.manual_seed(seed)
    model = build()
    optimizer = nn.optim.Adam(model.parameters(), lr=0.1)
    inputs, targets = gate.tensors
    losses = []
    for _ in range(STEPS):
        loss = F.binary_cross_entropy_with_logits(model(inputs), targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    right = (model(inputs) > 0) == (targets == 1)
    return Attempt(int(right.sum().item()), losses)


def learned(attempts: list[Attempt]) -> int:
    """Return the number of attempts whose four outputs are right."""
    return sum(attempt.right == 4 for attempt in attempts)


def save_picture(attempts: dict[str, dict[str, list[Attempt]]], path: Path) -> None:
    """Draw how many seeds learn each gate, and the losses on XOR."""
    figure = plots.new_figure(11, 4.4)
    left, right = figure.subplots(1, 2)
    for offset, (network, colour) in enumerate(zip(NETWORKS, (plots.ORANGE, plots.BLUE))):
        counts = [learned(attempts[gate][network]) for gate in attempts]
        bars = left.bar([x + 0.4 * offset for x in range(len(counts))], counts, 0.38, color=colour, label=network)
        left.bar_label(bars, color=plots.INK, fontsize=9)
        for number, attempt in enumerate(attempts["xor"][network]):
            label = network if number == 0 else None
            right.plot(range(1, STEPS + 1), attempt.losses, color=colour, linewidth=0.6, alpha=0.6, label=label)
    left.set(title=f"Seeds that learn the gate, of {SEEDS}", ylabel="seeds")
    left.set_xticks([x + 0.2 for x in range(len(attempts))], [gate.upper() for gate in attempts])
    left.set_yticks(range(0, SEEDS + 1, 10))
    left.set_ylim(0, 1.28 * SEEDS)
    left.legend(frameon=False, ncols=2, loc="upper center")
    right.axhline(0.6931, color=plots.INK, linewidth=1, linestyle="--")
    right.text(STEPS, 0.78, "ln 2, a guess", color=plots.INK, ha="right", fontsize=9)
    right.set(title="Loss on XOR, a line for each seed", xlabel="step", ylabel="cross-entropy", yscale="log")
    plots.plain(left)
    plots.plain(right)
    legend = right.legend(frameon=False, loc="lower left")
    for line in legend.get_lines():
        line.set(linewidth=2, alpha=1)
    plots.save_figure(figure, path)


def main() -> None:
    """Train both networks on each gate from all seeds, and print how many learn it."""
    options = Options("gates", __doc__ or "").parse_args()
    prepare(options.out)
    gates = nn.datasets.gates()
    attempts: dict[str, dict[str, list[Attempt]]] = {}
    print("gate" + "".join(f"{network:>20}" for network in NETWORKS))
    for name, gate in progress(gates.items(), "gates"):
        attempts[name] = {
            network: [attempt(build, gate, options.seed + i) for i in range(SEEDS)]
            for network, build in NETWORKS.items()
        }
        counts = [f"{learned(tried)} of {SEEDS} learn it" for tried in attempts[name].values()]
        print(f"{name.upper():4}" + "".join(f"{count:>20}" for count in counts), flush=True)
    best = max(attempt.right for attempt in attempts["xor"]["one neuron"])
    print(f"\nThe best neuron gets {best} of the 4 outputs of XOR right.")
    save_picture(attempts, options.out / "gates.png")
    announce("gates", options.out / "gates.png")


if __name__ == "__main__":
    run(main, "matplotlib", "tqdm")
