"""The MNIST workload, end to end: load the files, train 784-128-10 for one epoch, and measure the accuracy."""

from __future__ import annotations

import functools
import gzip
import os
from pathlib import Path
from typing import Any

from benchmarks.tensors import filled, modules, perceptron
from benchmarks.workload import OURS, Program, Workload

BATCH = 64


def read(name: str) -> Any:
    """Read an IDX file of bytes as an array; raise FileNotFoundError if there is none."""
    import numpy as np

    if "CHAINRULE_DATA" not in os.environ:
        raise FileNotFoundError("CHAINRULE_DATA is not set, so there is no MNIST")
    data = gzip.decompress((Path(os.environ["CHAINRULE_DATA"]) / "mnist" / f"{name}.gz").read_bytes())
    sizes = [int.from_bytes(data[4 + 4 * i : 8 + 4 * i], "big") for i in range(data[3])]
    return np.frombuffer(data, np.uint8, offset=4 + 4 * len(sizes)).reshape(sizes[0], -1)


def training(library: str) -> Program:
    """Return the program, with the same lines in both libraries. Batches are indexed from examples in memory."""
    torch, nn, optim = modules(library)
    functional = nn.functional
    read("t10k-labels-idx1-ubyte")  # fail early if MNIST is missing

    def load(part: str) -> tuple[Any, Any]:
        images = torch.tensor(read(f"{part}-images-idx3-ubyte")).float() / 255
        return images, torch.tensor(read(f"{part}-labels-idx1-ubyte")).reshape(-1).long()

    def epoch() -> None:
        images, labels = load("train")
        model = filled(torch, perceptron(nn, [784, 128, 10]))
        optimizer = optim.SGD(model.parameters(), lr=0.1)
        order = torch.randperm(len(images))
        for at in range(0, len(images), BATCH):
            chosen = order[at : at + BATCH]
            loss = functional.cross_entropy(model(images[chosen]), labels[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        images, labels = load("t10k")
        with torch.no_grad():
            right = (model(images).argmax(dim=1) == labels).float().mean().item()
        if right < 0.9:
            raise ArithmeticError(f"{library} learned too little: {right:.2%} of the test images are right")

    def gradients() -> list[Any]:
        images, labels = load("t10k")
        model = filled(torch, perceptron(nn, [784, 128, 10]))
        functional.cross_entropy(model(images), labels).backward()
        return [p.grad.numpy() for p in model.parameters()]

    return Program(epoch, gradients)


WORKLOADS = [
    Workload(
        "mnist",
        "MNIST end to end: loading, one epoch of 784-128-10 in shuffled batches of 64, accuracy",
        {library: functools.partial(training, library) for library in (OURS, "torch", "torch 2 threads")},
        {"torch": 0.5, "torch 2 threads": 0.5},
        clock="wall",
    )
]
