"""Training in several processes of MPI: `mpiexec -n 2 python -m benchmarks.ranks`.

For each network, in turns: one process trains on the whole batch while the others sleep; all train on it together, with
one sum of all gradients after the backward pass, as `nn.distributed` does; and all train on it, but each gradient is
sent as soon as it is known, while the backward pass goes on. "No sum" is the same without any message, the limit that
the machine sets: two processes share its memory, and often a core. The figures are medians over the rounds, and the
ratios medians of the rounds' ratios.
"""

from __future__ import annotations

import copy
import os
import statistics
import time
from collections.abc import Callable
from typing import Any

for _name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[_name] = "1"

import numpy as np  # noqa: E402
from mpi4py import MPI  # noqa: E402

import autograd  # noqa: E402
import nn  # noqa: E402
from autograd.extend import array_of, tensor_of  # noqa: E402
from nn.distributed import average_gradients  # noqa: E402

ROUNDS, SECONDS = 15, 0.3


def networks() -> dict[str, tuple[nn.Module, int]]:
    """Return the networks, each with the examples of a batch of all processes together."""
    mlp = lambda *sizes: nn.Sequential(nn.Flatten(), nn.MLP(784, [*sizes, 10]))
    cnn = nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(1568, 10),
    )  # fmt: skip
    return {
        "784-128-10, batch 64": (mlp(128), 64),
        "784-128-10, batch 1024": (mlp(128), 1024),
        "784-512-512-10, batch 64": (mlp(512, 512), 64),
        "784-512-512-10, batch 1024": (mlp(512, 512), 1024),
        "cnn 16-32, batch 64": (cnn, 64),
        "cnn 16-32, batch 256": (cnn, 256),
    }


def step(model: nn.Module, batch: int, comm: Any, average: Callable[[], None]) -> Callable[[], None]:
    """Return a training step on this process's part of a random batch."""
    mine = batch * (comm.rank + 1) // comm.size - batch * comm.rank // comm.size
    images, labels = autograd.rand(mine, 1, 28, 28), autograd.randint(0, 10, (mine,))
    optimizer = nn.optim.SGD(model.parameters(), lr=0.01)
    loss = nn.CrossEntropyLoss()

    def run() -> None:
        optimizer.zero_grad()
        loss(model(images), labels).backward()
        average()
        optimizer.step()

    return run


class Overlap:
    """Send each gradient when it is known; `finish` waits for all."""

    def __init__(self, model: nn.Module, comm: Any) -> None:
        self.comm, self.sent = comm, []  # type: ignore[var-annotated]
        for p in model.parameters():
            p.register_post_accumulate_grad_hook(self.send)

    def send(self, p: Any) -> None:
        """Start the sum of one gradient."""
        given = array_of(p.grad)
        received = np.empty_like(given)
        self.sent.append((p, received, self.comm.Iallreduce(np.ascontiguousarray(given), received)))

    def finish(self) -> None:
        """Wait for the sums, and divide them."""
        for p, received, request in self.sent:
            request.Wait()
            p.grad = tensor_of(received / self.comm.size)
        self.sent.clear()


def timed(run: Callable[[], None], count: int) -> float:
    """Return the seconds per call."""
    start = time.perf_counter()
    for _ in range(count):
        run()
    return (time.perf_counter() - start) / count


def wait(comm: Any) -> None:
    """Wait for all processes, asleep: a barrier of MPI would keep the processor busy."""
    barrier = comm.Ibarrier()
    while not barrier.Test():
        time.sleep(0.001)


def main() -> None:
    """Measure all networks and print the table."""
    comm = MPI.COMM_WORLD
    if comm.rank == 0:
        print(f"{comm.size} processes, ms a step; gain over one process")
        print(f"{'network':<28}{'MB sent':>8}{'one':>8}{'all':>8}{'gain':>9}{'no sum':>8}{'overlap':>9}{'sum, ms':>9}")
    for name, (model, batch) in networks().items():
        alone, together, silent, overlapped = (copy.deepcopy(model) for _ in range(4))
        sum_up = lambda m=together: average_gradients(m, comm)
        runs = [
            step(alone, batch, MPI.COMM_SELF, lambda: None),
            step(together, batch, comm, sum_up),
            step(silent, batch, comm, lambda: None),
            step(overlapped, batch, comm, Overlap(overlapped, comm).finish),
            sum_up,
        ]
        counts = []
        for number, run in enumerate(runs):
            if number or comm.rank == 0:
                run()
                counts.append(max(1, int(SECONDS / timed(run, 2))))
            else:
                counts.append(0)
            wait(comm)
        counts = comm.bcast(counts)
        rounds: list[list[float]] = []
        for _ in range(ROUNDS):
            times = []
            for number, (run, count) in enumerate(zip(runs, counts)):
                wait(comm)
                times.append(timed(run, count) if number or comm.rank == 0 else 0.0)
            rounds.append(times)
        if comm.rank == 0:
            one, everyone, _, _, total = (1e3 * statistics.median(column) for column in zip(*rounds))
            gains = [statistics.median(times[0] / times[i] for times in rounds) for i in (1, 2, 3)]
            size = sum(p.numel() for p in model.parameters()) * 4 / 1e6
            print(f"{name:<28}{size:>8.2f}{one:>8.2f}{everyone:>8.2f}{gains[0]:>8.2f}×{gains[1]:>7.2f}×"
                  f"{gains[2]:>8.2f}×{total:>9.3f}",
                  flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
