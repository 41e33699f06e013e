"""`chainrule bench`: how long a training step takes on this machine."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import itertools
import statistics
import time
from collections.abc import Callable
from typing import Any

from nn.cli.options import whole
from nn.cli.shared import OK, checked_errors, show
from nn.cli.tables import table
from nn.plain import to_json
from nn.runs.worker import one_thread

CNN = "cnn 16-32"
NETWORKS = {
    "784-10": ([], "SGD"),
    "784-128-10": ([128], "SGD"),
    "784-128-64-10": ([128, 64], "Adam"),
    "784-512-512-10": ([512, 512], "Adam"),
    CNN: ([], "Adam"),
}
_SECONDS = 0.05  # of each round


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the arguments of the verb."""
    parser = verbs.add_parser(
        "bench",
        help="time training steps on this machine",
        description="Time a training step (forward, backward, optimiser) of some networks on random images of 28 × 28 "
        "pixels, on one thread, with PyTorch in turns beside it if it is installed. The figures are medians.",
        epilog="examples: chainrule bench; chainrule bench --layers 256 256 --batch-size 128",
    )
    parser.add_argument("--layers", metavar="N", nargs="+", type=whole(1), help="measure only this network, with Adam")
    parser.add_argument("--batch-size", metavar="N", type=whole(1), default=64, help="(default: 64)")
    parser.add_argument("--rounds", metavar="N", type=whole(1), default=9, help="turns of each library (default: 9)")
    parser.add_argument("--json", action="store_true", help="print a JSON object for each network")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Measure, print the table and return the exit code."""
    one_thread()
    networks = dict(NETWORKS)
    if given.layers:
        networks = {"-".join(map(str, [784, *given.layers, 10])): (given.layers, "Adam")}
    libraries = ["nn"] + (["torch.nn"] if importlib.util.find_spec("torch") else [])
    rows: list[dict[str, Any]] = []
    with checked_errors():
        for name, (layers, optimizer) in networks.items():
            steps = [_step(library, name == CNN, layers, optimizer, given.batch_size) for library in libraries]
            ours, *theirs = _measured(steps, given.rounds)
            row = {"network": name, "optimizer": optimizer, "ms per step": 1e3 * statistics.median(ours),
                   "examples per second": round(given.batch_size / statistics.median(ours))}  # fmt: skip
            if theirs:
                row["ratio to PyTorch"] = statistics.median(a / b for a, b in zip(ours, theirs[0]))
            rows.append(row)
    for text in (to_json(row) for row in rows) if given.json else table(rows):
        show(text)
    if not given.json and len(libraries) == 1:
        show("\nInstall PyTorch to see it beside: pip install torch")
    return OK


def _measured(steps: list[Callable[[], None]], rounds: int) -> list[list[float]]:
    """Return the seconds per step of each library in each round; they take turns."""
    counts = []
    for step in steps:
        step()
        start = time.perf_counter()
        step()
        counts.append(max(1, int(_SECONDS / (time.perf_counter() - start))))
    found: list[list[float]] = [[] for _ in steps]
    for _ in range(rounds):
        for step, count, times in zip(steps, counts, found):
            start = time.perf_counter()
            for _ in range(count):
                step()
            times.append((time.perf_counter() - start) / count)
    return found


def _step(library: str, convolutional: bool, layers: list[int], optimizer: str, batch_size: int) -> Callable[[], None]:
    """Return a function that makes one training step. chainrule's names are PyTorch's, so this is one program."""
    nn = importlib.import_module(library)
    base = importlib.import_module("torch" if library == "torch.nn" else "autograd")
    optim = importlib.import_module("torch.optim" if library == "torch.nn" else "nn.optim")
    if library == "torch.nn":
        base.set_num_threads(1)
    base.manual_seed(0)
    images, labels = base.rand(batch_size, 1, 28, 28), base.randint(0, 10, (batch_size,))
    parts: list[Any] = []
    if convolutional:
        parts += [nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
        parts += [nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
    sizes = [32 * 7 * 7 if convolutional else 784, *layers, 10]
    parts += [nn.Flatten()] + [p for n, m in itertools.pairwise(sizes) for p in (nn.Linear(n, m), nn.ReLU())][:-1]
    model, loss = nn.Sequential(*parts), nn.CrossEntropyLoss()
    stepper = getattr(optim, optimizer)(model.parameters(), lr=1e-3)

    def step() -> None:
        stepper.zero_grad()
        loss(model(images), labels).backward()
        stepper.step()

    return step
