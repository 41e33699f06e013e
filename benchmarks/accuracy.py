"""The accuracy that networks reach on MNIST and Fashion-MNIST, with chainrule or with PyTorch.

    python -m benchmarks.accuracy fashion-mnist
    python -m benchmarks.accuracy fashion-mnist --library torch

It is one program, whose names both libraries have. They also draw the same random numbers from a seed: the networks
begin with the same weights and see the same batches. The data are those that `CHAINRULE_DATA` or the cache holds.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
import time
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import nn.datasets as datasets
from benchmarks.tensors import modules
from benchmarks.workload import OURS

# Name: hidden layers or "cnn", optimiser with its rate, epochs.
NETWORKS: dict[str, tuple[Any, str, float, int]] = {
    "784-10, SGD": ([], "SGD", 0.1, 10),
    "784-128-10, SGD": ([128], "SGD", 0.1, 10),
    "784-128-10, Adam": ([128], "Adam", 0.001, 10),
    "784-128-64-10, Adam": ([128, 64], "Adam", 0.001, 10),
    "CNN 16-32, Adam": ("cnn", "Adam", 0.001, 3),
}


def network(nn: Any, hidden: Any) -> Any:
    """Return the network."""
    if hidden == "cnn":
        parts = [nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
        parts += [nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(1568, 10)]
        return nn.Sequential(*parts)
    sizes = [784, *hidden, 10]
    parts = [p for n, m in itertools.pairwise(sizes) for p in (nn.Linear(n, m), nn.ReLU())]
    return nn.Sequential(nn.Flatten(), *parts[:-1])


def accuracy(library: str, arrays: list[Any], hidden: Any, optimizer: str, rate: float, epochs: int) -> float:
    """Train on all training images in batches of 64, and return the share of test images that are read right."""
    torch, nn, optim = modules(library)
    data = __import__("torch.utils.data" if library != OURS else "nn.data", fromlist=["DataLoader"])
    images, labels, test_images, test_labels = (torch.as_tensor(array) for array in arrays)
    torch.manual_seed(0)
    model, loss = network(nn, hidden), nn.CrossEntropyLoss()
    stepper = getattr(optim, optimizer)(model.parameters(), lr=rate)
    for _ in range(epochs):
        for x, y in data.DataLoader(data.TensorDataset(images, labels), 64, shuffle=True):
            stepper.zero_grad()
            loss(model(x), y).backward()
            stepper.step()
    with torch.no_grad():
        right = sum(
            (model(test_images[i : i + 1000]).argmax(1) == test_labels[i : i + 1000]).sum().item()
            for i in range(0, len(test_labels), 1000)
        )
    return float(right / len(test_labels))


def main() -> int:
    """Train all networks and print the table."""
    parser = argparse.ArgumentParser("python -m benchmarks.accuracy", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("data", choices=["mnist", "fashion-mnist"])
    parser.add_argument("--library", choices=[OURS, "torch"], default=OURS)
    given = parser.parse_args()
    train, test = getattr(datasets, given.data.replace("-", "_"))()
    arrays = [t.numpy() for t in (*train.tensors, *test.tensors)]
    print(f"{given.data}, {given.library}")
    for name, settings in NETWORKS.items():
        start = time.perf_counter()
        share = accuracy(given.library, arrays, *settings)
        print(f"{name:<24}{share:>8.2%}{time.perf_counter() - start:>8.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
