"""Measure both passes of a network 784-128-10, with the book's engine, with Value and with Tensor.

Run `python -m docs.book.speed`.
"""

from __future__ import annotations

import importlib
import itertools
import random
import time
from collections.abc import Callable
from typing import Any

import autograd


def network_of(kind: Any, tanh: Any, sizes: list[int]) -> Callable[[], Any]:
    """Return a function that computes the loss of one picture, with a node for each number.

    Args:
        kind: the class of the nodes.
        tanh: the activation.
        sizes: the number of inputs, and of the neurons of each layer.
    """
    layers = [
        [[kind(random.uniform(-1, 1)) for _ in range(1 + inputs)] for _ in range(neurons)]
        for inputs, neurons in itertools.pairwise(sizes)
    ]
    picture = [random.random() for _ in range(sizes[0])]

    def loss() -> Any:
        xs: list[Any] = picture
        for layer in layers:
            xs = [tanh(sum((w * x for w, x in zip(weights, xs)), bias)) for bias, *weights in layer]
        return sum((x - 1.0) ** 2 for x in xs)

    return loss


def network_of_tensors(sizes: list[int], pictures: int) -> Callable[[], Any]:
    """Return a function that computes the loss of a batch of pictures, with a node for each array."""
    shapes = [(shape, shape[1:]) for shape in itertools.pairwise(sizes)]
    layers = [[autograd.rand(*shape, requires_grad=True) for shape in pair] for pair in shapes]
    batch = autograd.rand(pictures, sizes[0])

    def loss() -> Any:
        x = batch
        for weights, bias in layers:
            x = (x @ weights + bias).tanh()
        return (x - 1.0).square().sum()

    return loss


def seconds(loss: Callable[[], Any], repeats: int) -> float:
    """Return the shortest processor time of both passes."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        loss().backward()
        times.append(time.process_time() - start)
    return min(times)


def main(sizes: list[int]) -> None:
    """Print the nodes and the times."""
    engine: Any = importlib.import_module("docs.book.engine")
    book = network_of(engine.Value, engine.tanh, sizes)
    real = network_of(autograd.Value, autograd.Value.tanh, sizes)
    print(f"both passes of one picture, or of 64; the book's graph has {len(engine.order(book())):,} nodes")
    print(f"the book's engine  {seconds(book, 3) * 1000:9.2f} ms")
    print(f"Value              {seconds(real, 3) * 1000:9.2f} ms")
    print(f"Tensor, 64         {seconds(network_of_tensors(sizes, 64), 50) * 1000:9.2f} ms")


if __name__ == "__main__":
    main([784, 128, 10])
