"""Training in several processes of MPI: `mpiexec -n 2 python -m benchmarks.ranks`.

For each network it prints the time of a step, how much of it is the sum over all processes, and the bytes that a
process sends. With the argument `overlap` each weight is sent as soon as its gradient is known, while the backward pass
goes on; else all are sent together after it, as `nn.distributed` does. Compare with `mpiexec -n 1`, at the same batch.
"""

from __future__ import annotations

import os
import statistics
import sys
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


def timed(run: Callable[[], None], comm: Any) -> float:
    """Return the median seconds per step; the processes begin each round together."""
    run()
    start = time.perf_counter()
    run()
    count = comm.bcast(max(1, int(SECONDS / (time.perf_counter() - start))))
    rounds = []
    for _ in range(ROUNDS):
        comm.Barrier()
        start = time.perf_counter()
        for _ in range(count):
            run()
        rounds.append((time.perf_counter() - start) / count)
    return statistics.median(rounds)


def main() -> None:
    """Measure all networks and print the table."""
    comm, overlap = MPI.COMM_WORLD, "overlap" in sys.argv
    if comm.rank == 0:
        print(f"{comm.size} processes, {'overlapped' if overlap else 'one sum a step'}")
        print(f"{'network':<28}{'ms a step':>12}{'ms of the sum':>16}{'MB sent':>10}")
    for name, (model, batch) in networks().items():
        average = Overlap(model, comm).finish if overlap else lambda m=model: average_gradients(m, comm)
        whole = timed(step(model, batch, comm, average), comm)
        alone = float("nan") if overlap else timed(lambda m=model: average_gradients(m, comm), comm)
        if comm.rank == 0:
            size = sum(p.numel() for p in model.parameters()) * 4 / 1e6
            print(f"{name:<28}{1e3 * whole:>12.3f}{1e3 * alone:>16.3f}{size:>10.2f}", flush=True)


if __name__ == "__main__":
    main()
