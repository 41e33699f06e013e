"""A training in several processes, started by mpiexec: `program.py FOLDER [resume]`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from mpi4py import MPI

import autograd
import nn
from autograd.extend import array_of
from nn.data import DataLoader, TensorDataset


def main() -> None:
    """Train with dropout-free layers, and print the losses and whether all processes hold the same bits."""
    comm = MPI.COMM_WORLD
    autograd.manual_seed(comm.rank)  # other weights in each: process 0's count
    generator = autograd.Generator(1)
    x = autograd.randn(53, 4, generator=generator)
    y = (x.pow(2).sum(1) < 3).long()
    model = nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Linear(16, 2))
    optimizer = nn.optim.Adam(model.parameters(), lr=0.02)
    trainer = nn.Trainer(
        model, nn.CrossEntropyLoss(), optimizer, metrics=["accuracy"], out=sys.argv[1], progress=False, comm=comm
    )
    loader = DataLoader(TensorDataset(x[:42], y[:42]), 12, shuffle=True)
    history = trainer.fit(loader, TensorDataset(x[42:], y[42:]), epochs=4, resume="resume" in sys.argv)
    weights: Any = comm.gather([array_of(p).tobytes() for p in model.parameters()])
    if comm.rank == 0:
        rows = [{k: v for k, v in row.items() if k != "seconds"} for row in history]
        same = all(w == weights[0] for w in weights)
        Path(sys.argv[1], "result.json").write_text(json.dumps({"rows": rows, "same": same}))


if __name__ == "__main__":
    main()
