"""The workloads of single numbers. Each program takes the node class, so it is the same in every library."""

from __future__ import annotations

import functools
import importlib
import itertools
import math
import random
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from benchmarks.workload import OURS, Program, Workload

Node = Callable[[float], Any]
LENGTH = 10_000
ALPHA = 1e-4  # the weight decay of micrograd's demo
SIZES = [2, 16, 16, 1]


def node_class(library: str) -> Node:
    """Return a library's function from a number to a leaf."""
    if library == "torch":
        torch = importlib.import_module("torch")
        return lambda x: torch.tensor(float(x), dtype=torch.float64, requires_grad=True)
    made: Node = importlib.import_module({OURS: "autograd", "micrograd": "micrograd.engine"}[library]).Value
    return made


def expression(node: Node) -> tuple[Any, list[Any]]:
    """Return the result and the leaves of the example in micrograd's README."""
    a, b = node(-4.0), node(2.0)
    c = a + b
    d = a * b + b**3
    c += c + 1
    c += 1 + c + (-a)
    d += d * 2 + (b + a).relu()
    d += 3 * d + (b - a).relu()
    e = c - d
    f = e**2
    g = f / 2.0
    g += 10.0 / f
    return g, [a, b]


def expression_by_hand() -> list[float]:
    """Return the value and the two derivatives of the example, computed without a graph."""
    a, b = -4.0, 2.0
    plus, minus = a + b, b - a
    c = 4 * plus + 3 - a
    d0 = a * b + b**3
    d1 = 3 * d0 + (plus if plus > 0 else 0.0)
    e = c - (4 * d1 + (minus if minus > 0 else 0.0))
    f = e * e
    d_e = (0.5 - 10.0 / (f * f)) * 2 * e
    d_plus = 4 * d_e - (4 * d_e if plus > 0 else 0.0)
    d_minus = -d_e if minus > 0 else 0.0
    d_d0 = -12 * d_e
    return [f / 2.0 + 10.0 / f, d_plus - d_minus - d_e + d_d0 * b, d_plus + d_minus + d_d0 * (a + 3 * b * b)]


def chain(node: Node) -> tuple[Any, list[Any]]:
    """Return the result and the leaf of a chain of LENGTH operations."""
    x = node(0.5)
    y = x
    for _ in range(LENGTH // 4):
        y = y * 0.999
        y = y + x
        y = y * x
        y = y - 0.1
    return y, [x]


def chain_by_hand() -> list[float]:
    """Return the value and the derivative of the chain, computed without a graph."""
    x = y = 0.5
    sums = []
    for _ in range(LENGTH // 4):
        y = y * 0.999 + x
        sums.append(y)
        y = y * x - 0.1
    d_x, d_y = 0.0, 1.0
    for total in reversed(sums):
        d_x += d_y * total
        d_y *= x
        d_x += d_y
        d_y *= 0.999
    return [y, d_x + d_y]


def products(node: Node) -> tuple[Any, list[Any]]:
    """Return the result and the leaves of a sum of LENGTH products."""
    leaves = [node(i * 1e-3) for i in range(LENGTH)]
    return sum(x * y for x, y in zip(leaves, leaves[1:] + leaves[:1])), leaves


def products_by_hand() -> list[float]:
    """Return the value and the derivatives of the sum of products, computed without a graph."""
    xs = [i * 1e-3 for i in range(LENGTH)]
    after = xs[1:] + xs[:1]
    total = sum(x * y for x, y in zip(xs, after))
    return [total, *(a + b for a, b in zip(after, xs[-1:] + xs[:-1]))]


def eager(build: Callable[[Node], tuple[Any, list[Any]]], library: str) -> Program:
    """Return a program that builds the graph and runs the backward pass."""
    node = node_class(library)

    def step() -> tuple[Any, list[Any]]:
        out, leaves = build(node)
        out.backward()
        return out, leaves

    def gradients() -> list[list[float]]:
        out, leaves = step()
        return [[out.item() if library == "torch" else out.data], [float(leaf.grad) for leaf in leaves]]

    return Program(lambda: step() and None, gradients)


def plain(compute: Callable[[], list[float]]) -> Program:
    """Return a program that computes the value and the derivatives by hand."""
    return Program(lambda: compute() and None, lambda: [compute()[:1], compute()[1:]])


# ── a step of micrograd's demo: MLP(2, [16, 16, 1]) on 100 examples ──


def examples() -> tuple[list[tuple[float, float]], list[int]]:
    """Return 100 points of two interleaved half moons, and their labels 1 or −1."""
    rng = random.Random(0)
    points, labels = [], []
    for i in range(100):
        label, angle = (1 if i % 2 else -1), math.pi * rng.random()
        x, y = (math.cos(angle), math.sin(angle)) if label == -1 else (1 - math.cos(angle), 0.5 - math.sin(angle))
        points.append((x + rng.gauss(0, 0.1), y + rng.gauss(0, 0.1)))
        labels.append(label)
    return points, labels


def drawn() -> list[float]:
    """Return random weights and biases, neuron by neuron."""
    rng = random.Random(1)
    return [rng.uniform(-1, 1) for n, m in itertools.pairwise(SIZES) for _ in range(m * (n + 1))]


class Network:
    """MLP(2, [16, 16, 1]) in micrograd's form, for the nodes of any library."""

    def __init__(self, node: Node) -> None:
        numbers = iter(drawn())
        self.layers = [
            [([node(next(numbers)) for _ in range(n)], node(next(numbers))) for _ in range(m)]
            for n, m in itertools.pairwise(SIZES)
        ]
        self.parameters = [p for layer in self.layers for w, b in layer for p in (*w, b)]

    def __call__(self, x: Sequence[Any]) -> Any:
        for layer in self.layers:
            x = [sum((wi * xi for wi, xi in zip(w, x)), b) for w, b in layer]
            if layer is not self.layers[-1]:
                x = [total.relu() for total in x]
        return x[0]


def trained(parameters: list[Any], total: Callable[[], Any]) -> Program:
    """Return a step that clears the gradients and calls `total`, which runs backward.

    The step does not update the parameters, so all steps are the same.
    """

    def step() -> Any:
        for p in parameters:
            p.grad = None if hasattr(p, "requires_grad") else 0.0
        return total()

    def gradients() -> list[list[float]]:
        step()
        return [[float(p.grad) for p in parameters]]

    return Program(step, gradients)


def network(library: str) -> Program:
    """Return a step of micrograd's demo: 100 forward passes and one loss."""
    node = node_class(library)
    model = Network(node)
    points, labels = examples()

    def total() -> float:
        scores = [model([node(x) for x in point]) for point in points]
        losses = [(1 + -y * score).relu() for y, score in zip(labels, scores)]
        loss = sum(losses) * (1.0 / len(losses)) + ALPHA * sum(p * p for p in model.parameters)
        loss.backward()
        return float(loss.item() if library == "torch" else loss.data)

    return trained(model.parameters, total)


def compiled(batch: bool) -> Program:
    """Return the same step with `compile`: the loss is called per example, or once with columns of numbers."""
    import autograd

    model = Network(autograd.Value)
    points, labels = examples()
    loss = autograd.compile(lambda x1, x2, y: (1 + -y * model([x1, x2])).relu() * (1.0 / len(points)))
    decay = autograd.compile(lambda: ALPHA * sum(p * p for p in model.parameters))
    if batch:
        import numpy as np

        columns = [np.array(column, float) for column in (*zip(*points), labels)]
        return trained(model.parameters, lambda: float(loss.backward(*columns).sum()) + decay.backward())
    rows = [(*point, label) for point, label in zip(points, labels)]
    return trained(model.parameters, lambda: sum(loss.backward(*row) for row in rows) + decay.backward())


def compiled_by_numba() -> Program:
    """Return the same step as machine code: one call over the batch, with a list of the parameters."""
    import numpy as np

    import autograd

    points, labels = examples()

    def loss(parameters: list[Any], x1: Any, x2: Any, y: Any) -> Any:
        remaining = iter(parameters)
        model = Network(lambda _: next(remaining))
        decay = ALPHA * sum(p * p for p in parameters)
        return ((1 + -y * model([x1, x2])).relu() + decay) * (1.0 / len(points))

    step = autograd.compile(loss, backend="numba").value_and_grad
    parameters = drawn()
    columns = [np.array(column, float) for column in (*zip(*points), labels)]
    return Program(
        lambda: step(parameters, *columns)[0].sum(), lambda: [step(parameters, *columns)[1][0]]
    )  # fmt: skip


def network_in_jax() -> Program:
    """Return the same step over the batch, with float64 matrices, by JAX's jit."""
    jax = importlib.import_module("jax")
    np = importlib.import_module("jax.numpy")
    jax.config.update("jax_enable_x64", True)
    numbers = iter(drawn())
    rows = [[[next(numbers) for _ in range(n + 1)] for _ in range(m)] for n, m in itertools.pairwise(SIZES)]
    layers = [(np.array([row[:-1] for row in layer]), np.array([row[-1:] for row in layer])) for layer in rows]
    points, labels = (np.array(part, float).T for part in examples())

    def loss(layers: list[Any], x: Any, y: Any) -> Any:
        decay = ALPHA * sum((w * w).sum() + (b * b).sum() for w, b in layers)
        for w, b in layers[:-1]:
            x = np.maximum(w @ x + b, 0)
        w, b = layers[-1]
        return np.maximum(1 - y * (w @ x + b)[0], 0).mean() + decay

    jitted = jax.jit(jax.value_and_grad(loss))
    step = lambda: jax.block_until_ready(jitted(layers, points, labels))
    return Program(
        lambda: step()[0],
        lambda: [np.concatenate([np.concatenate(pair, axis=1).reshape(-1) for pair in step()[1]])],
    )


def network_by_hand() -> Program:
    """Return the same step as handwritten loops over lists."""
    numbers = iter(drawn())
    layers = [[[next(numbers) for _ in range(n + 1)] for _ in range(m)] for n, m in itertools.pairwise(SIZES)]
    points, labels = examples()

    def compute() -> tuple[float, Any]:
        loss = sum(ALPHA * w * w for layer in layers for row in layer for w in row)
        slopes = [[[2 * ALPHA * w for w in row] for row in layer] for layer in layers]
        for point, y in zip(points, labels):
            inputs = [[*point, 1.0]]
            for layer in layers[:-1]:
                x = inputs[-1]
                totals = [sum([w * xi for w, xi in zip(row, x)]) for row in layer]
                inputs.append([t if t > 0 else 0.0 for t in totals] + [1.0])
            margin = 1 - y * sum([w * xi for w, xi in zip(layers[-1][0], inputs[-1])])
            if margin <= 0:
                continue
            loss += margin / len(points)
            upstream = [-y / len(points)]
            for layer, slope, x in zip(reversed(layers), reversed(slopes), reversed(inputs)):
                below = [0.0] * len(x)
                for row, slopes_of_row, g in zip(layer, slope, upstream):
                    if g:
                        for j, xj in enumerate(x):
                            slopes_of_row[j] += g * xj
                            below[j] += g * row[j]
                upstream = [g if xi > 0 else 0.0 for g, xi in zip(below, x)][:-1]
        return loss, slopes

    return Program(lambda: compute()[0], lambda: [[w for layer in compute()[1] for row in layer for w in row]])


def network_in_numpy() -> Program:
    """Return the same step over the batch, with float64 matrices."""
    import numpy as np

    numbers = np.array(drawn())
    ends = np.cumsum([m * (n + 1) for n, m in itertools.pairwise(SIZES)])[:-1]
    layers = [part.reshape(m, n + 1) for part, n, m in zip(np.split(numbers, ends), SIZES, SIZES[1:])]
    points, labels = (np.array(part, float) for part in examples())
    inputs = [np.ones((n + 1, len(points))) for n in SIZES[:-1]]
    inputs[0][:-1] = points.T

    def compute() -> tuple[float, list[Any]]:
        for layer, x, after in zip(layers, inputs, inputs[1:]):
            np.maximum(layer @ x, 0, out=after[:-1])
        margin = np.maximum(1 - labels * (layers[-1] @ inputs[-1]), 0)
        upstream = (margin > 0) * labels / -len(points)
        slopes = []
        for layer, x in zip(reversed(layers), reversed(inputs)):
            slopes.append(upstream @ x.T + 2 * ALPHA * layer)
            if x is not inputs[0]:
                upstream = (layer[:, :-1].T @ upstream) * (x[:-1] > 0)
        return float(margin.sum() / len(points) + ALPHA * (numbers @ numbers)), slopes[::-1]

    return Program(lambda: compute()[0], lambda: [np.concatenate([s.reshape(-1) for s in compute()[1]])])


def _eager(name: str, about: str, build: Any, by_hand: Any) -> Workload:
    programs = {library: functools.partial(eager, build, library) for library in (OURS, "micrograd", "torch")}
    programs["by hand"] = functools.partial(plain, by_hand)
    return Workload(name, about, programs, {"micrograd": 1 / 5}, tolerance=1e-9)


def _network(name: str, about: str, ours: Callable[[], Program], target: float, limits: Iterable[str]) -> Workload:
    known = {
        "torch": functools.partial(network, "torch"), "jax": network_in_jax,
        "by hand": network_by_hand, "by hand in NumPy": network_in_numpy,
    }  # fmt: skip
    programs: dict[str, Callable[[], Program]] = {OURS: ours, "micrograd": functools.partial(network, "micrograd")}
    programs |= {limit: known[limit] for limit in limits}
    targets = {"micrograd": target} | ({"jax": 1.0} if "jax" in limits else {})
    return Workload(name, about, programs, targets, tolerance=1e-9)


WORKLOADS = [
    _eager("value-expression", "Value: the expression of micrograd's README", expression, expression_by_hand),
    _network(
        "value-mlp", "Value: MLP(2, [16, 16, 1]), 100 moons", functools.partial(network, OURS), 1 / 5,
        ["torch", "by hand"],
    ),
    _eager("value-chain", "Value: 10,000 operations one after the other", chain, chain_by_hand),
    _eager("value-products", "Value: a sum of 10,000 products", products, products_by_hand),
    _network(
        "compiled-loop", "compile: the same MLP step, example by example", functools.partial(compiled, False), 1 / 100,
        ["by hand"],
    ),
    _network(
        "compiled-batch", "compile: the same MLP step, over the batch", functools.partial(compiled, True), 1 / 300,
        ["by hand in NumPy"],
    ),
    _network(
        "compiled-numba", "compile by numba: the same MLP step, over the batch", compiled_by_numba, 1 / 10_000,
        ["jax", "by hand in NumPy"],
    ),
]  # fmt: skip
