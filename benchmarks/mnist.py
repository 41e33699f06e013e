"""The workloads on MNIST: a training from the files to the accuracy, and the loader beside a training step."""

from __future__ import annotations

import functools
import gzip
import itertools
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
    """Return the program, with the same lines in both libraries.

    The images stay in memory as bytes, and a batch of them is converted when it is used.
    """
    torch, nn, optim = modules(library)
    functional = nn.functional
    read("t10k-labels-idx1-ubyte")  # fail early if MNIST is missing

    def load(part: str) -> tuple[Any, Any]:
        images = torch.tensor(read(f"{part}-images-idx3-ubyte"))
        return images, torch.tensor(read(f"{part}-labels-idx1-ubyte")).reshape(-1).long()

    def epoch() -> None:
        images, labels = load("train")
        model = filled(torch, perceptron(nn, [784, 128, 10]))
        optimizer = optim.SGD(model.parameters(), lr=0.1)
        order = torch.randperm(len(images))
        for at in range(0, len(images), BATCH):
            chosen = order[at : at + BATCH]
            loss = functional.cross_entropy(model(images[chosen].float() / 255), labels[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        images, labels = load("t10k")
        with torch.no_grad():
            right = (model(images.float() / 255).argmax(dim=1) == labels).float().mean().item()
        if right < 0.9:
            raise ArithmeticError(f"{library} learned too little: {right:.2%} of the test images are right")

    def gradients() -> list[Any]:
        images, labels = load("t10k")
        model = filled(torch, perceptron(nn, [784, 128, 10]))
        functional.cross_entropy(model(images.float() / 255), labels).backward()
        return [p.grad.numpy() for p in model.parameters()]

    return Program(epoch, gradients)


def batches(torch: Any) -> Any:
    """Return a loader of shuffled batches of the training examples."""
    from nn.data import DataLoader, TensorDataset

    torch.manual_seed(0)
    images = torch.tensor(read("train-images-idx3-ubyte")).float() / 255
    labels = torch.tensor(read("train-labels-idx1-ubyte")).reshape(-1).long()
    return DataLoader(TensorDataset(images, labels), BATCH, shuffle=True)


def loading() -> Program:
    """Return the loader alone: a step makes one batch, and a new order at the end of an epoch."""
    torch, _, _ = modules(OURS)
    endless = itertools.chain.from_iterable(itertools.repeat(batches(torch)))

    def step() -> None:
        next(endless)

    return Program(step)


def learning() -> Program:
    """Return a training step on batches that the loader made before."""
    torch, nn, optim = modules(OURS)
    model = filled(torch, perceptron(nn, [784, 128, 10]))
    optimizer = optim.SGD(model.parameters(), lr=0.01)
    made = itertools.cycle(list(batches(torch)))

    def step() -> None:
        images, labels = next(made)
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(images), labels).backward()
        optimizer.step()

    return Program(step)


WORKLOADS = [
    Workload(
        "mnist",
        "MNIST end to end: loading, one epoch of 784-128-10 in shuffled batches of 64, accuracy",
        {library: functools.partial(training, library) for library in (OURS, "torch", "torch 2 threads")},
        {"torch": 0.7, "torch 2 threads": 0.7},
        clock="wall",
    ),
    Workload(
        "loader",
        "a shuffled batch of 64 images of MNIST from the DataLoader, beside a training step of 784-128-10",
        {OURS: loading, "training step": learning},
        {"training step": 0.1},
    ),
]
