"""The limit of an engine in Python: a perceptron's training step with PyTorch's calls and nothing else.

There are modules, a graph, a backward walk and an optimiser, but no checks, modes, versions, hooks, names, views,
dtypes or errors. The matrix products and the cross-entropy are chainrule's. What a step of chainrule takes above this
is the price of what is left out here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograd.rules.arrays import times_mask
from autograd.rules.blas import product
from benchmarks.workload import Program
from nn.functional.classification import mean_cross_entropy

Array = np.ndarray[Any, np.dtype[np.float32]]
Pull = Callable[[Array], Sequence[Array]]


class Node:
    """An array, the nodes it was computed from, and the function that gives their gradients."""

    __slots__ = ("array", "grad", "inputs", "pull")

    def __init__(self, array: Array, inputs: tuple[Node, ...] = (), pull: Pull | None = None) -> None:
        self.array, self.inputs, self.pull = array, inputs, pull
        self.grad: Array | None = None

    def backward(self) -> None:
        """Add the derivative of this node to the `grad` of each leaf. Each node of a perceptron is used once."""
        gradients: dict[Node, Array] = {self: np.array(1, np.float32)}
        stack = [self]
        while stack:
            node = stack.pop()
            gradient = gradients.pop(node)
            if node.pull is None:
                node.grad = gradient if node.grad is None else node.grad + gradient
                continue
            gradients.update(zip(node.inputs, node.pull(gradient)))
            stack += node.inputs


class Linear:
    """x Wᵀ + b."""

    def __init__(self, weight: Array, bias: Array) -> None:
        self.weight, self.bias = Node(weight), Node(bias)

    def __call__(self, x: Node) -> Node:
        weight, array = self.weight.array, x.array
        out = product(array, weight.T)
        out += self.bias.array
        ones = np.ones(len(array), np.float32)
        if x.pull is None:  # the images, whose gradient nobody wants
            return Node(out, (self.weight, self.bias), lambda g: (product(g.T, array), ones.dot(g)))
        pull: Pull = lambda g: (product(g, weight), product(g.T, array), ones.dot(g))
        return Node(out, (x, self.weight, self.bias), pull)


class ReLU:
    """max(x, 0)."""

    def __call__(self, x: Node) -> Node:
        zeros = np.zeros(x.array.shape, np.float32)
        out = np.maximum(zeros, x.array, out=zeros)
        return Node(out, (x,), lambda g: (times_mask(g, out > 0),))


def cross_entropy(logits: Node, classes: Any) -> Node:
    """Return the mean cross-entropy."""
    loss, slope = mean_cross_entropy.compute(logits.array, classes)
    return Node(loss, (logits,), lambda g: (g * slope,))


def sgd(parameters: list[Node]) -> Callable[[], None]:
    """Return a step of SGD."""
    lr = np.array(0.01, np.float32)

    def step() -> None:
        for p in parameters:
            assert p.grad is not None
            p.array -= lr * p.grad

    return step


def adam(parameters: list[Node]) -> Callable[[], None]:
    """Return a step of Adam."""
    moments = [(np.zeros_like(p.array), np.zeros_like(p.array)) for p in parameters]
    kept1, new1, kept2, new2 = np.array([0.9, 0.1, 0.999, 0.001], np.float32)[:, None]
    t = 0

    def step() -> None:
        nonlocal t
        t += 1
        correction = (1 - 0.999**t) ** 0.5
        step_size = np.array(0.001 * correction / (1 - 0.9**t), np.float32)
        eps = np.array(1e-8 * correction, np.float32)
        for p, (m, v) in zip(parameters, moments):
            assert p.grad is not None
            free = p.grad * new1
            m *= kept1
            m += free
            np.multiply(p.grad, p.grad, out=free)
            free *= new2
            v *= kept2
            v += free
            np.sqrt(v, out=free)
            free += eps
            np.divide(m, free, out=free)
            free *= step_size
            p.array -= free

    return step


def perceptron(x: Array, labels: Any, given: Sequence[Array], optimizer: str) -> Program:
    """Return a training step of a perceptron with relu."""
    layers: list[Any] = []
    for weight, bias in zip(given[::2], given[1::2]):
        layers += [Linear(weight.copy(), bias.copy()), ReLU()]
    layers.pop()
    parameters = [p for layer in layers[::2] for p in (layer.weight, layer.bias)]
    update = {"sgd": sgd, "adam": adam}[optimizer](parameters)
    images = Node(x)

    def backward() -> Node:
        for p in parameters:
            p.grad = None
        out = images
        for layer in layers:
            out = layer(out)
        loss = cross_entropy(out, labels)
        loss.backward()
        return loss

    def step() -> float:
        loss = backward()
        update()
        return float(loss.array)

    def gradients() -> list[Any]:
        backward()
        return [p.grad for p in parameters]

    return Program(step, gradients)
