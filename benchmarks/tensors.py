"""The workloads of arrays. chainrule and PyTorch share one program, and JAX and HIPS autograd another."""

from __future__ import annotations

import functools
import importlib
import itertools
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.workload import COMPILED, OURS, TWO_THREADS, Program, Workload

TIMES = 10  # iterations of the workload of tiny tensors


def modules(library: str) -> tuple[Any, Any, Any]:
    """Return a library's modules torch, nn and optim."""
    ours = library.split()[0] == OURS
    torch, nn, optim = (
        importlib.import_module(name)
        for name in (("autograd", "nn", "nn.optim") if ours else ("torch", "torch.nn", "torch.optim"))
    )
    if not ours:
        torch.set_num_threads(2 if library.endswith(TWO_THREADS) else 1)
    return torch, nn, optim


def compiled(library: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function, compiled if the library's name says so."""
    if library != COMPILED:
        return function
    import nn

    return nn.compile(function)


def numbers(*shape: int, seed: int = 0) -> Any:
    """Return random numbers of [0, 1), the same in every library."""
    import numpy as np

    return np.random.default_rng(seed).random(shape, np.float32)


def labels(n: int) -> Any:
    """Return random classes from 0 to 9."""
    import numpy as np

    return np.random.default_rng(1).integers(0, 10, n)


def drawn(shapes: Sequence[tuple[int, ...]]) -> list[Any]:
    """Return random weights within ±1/√inputs, for shapes that begin with the number of outputs."""
    return [
        ((numbers(*shape, seed=i) * 2 - 1) / (numbers(*shape)[0].size or 1) ** 0.5).astype("float32")
        for i, shape in enumerate(shapes)
    ]


# ── the programs of chainrule and PyTorch ──


def perceptron(nn: Any, sizes: Sequence[int]) -> Any:
    """Return a perceptron with relu, such as 784-128-10."""
    layers = [part for n, m in itertools.pairwise(sizes) for part in (nn.Linear(n, m), nn.ReLU())]
    return nn.Sequential(*layers[:-1])


def convolutional(nn: Any) -> Any:
    """Return two convolutions of 8 and 16 channels, and a linear layer."""
    parts = [(nn.Conv2d(n, m, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)) for n, m in ((1, 8), (8, 16))]
    return nn.Sequential(*parts[0], *parts[1], nn.Flatten(), nn.Linear(784, 10))


def block(nn: Any, width: int, heads: int) -> Any:
    """Return a transformer block: attention, then an MLP, each with layer normalisation and a residual connection."""
    functional = importlib.import_module(f"{nn.__name__}.functional")

    class Block(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.norm1, self.qkv, self.out = nn.LayerNorm(width), nn.Linear(width, 3 * width), nn.Linear(width, width)
            self.norm2, self.up, self.down = (
                nn.LayerNorm(width),
                nn.Linear(width, 4 * width),
                nn.Linear(4 * width, width),
            )

        def forward(self, x: Any) -> Any:
            n, length, _ = x.shape
            q, k, v = self.qkv(self.norm1(x)).reshape(n, length, 3, heads, width // heads).permute(2, 0, 3, 1, 4)
            mixed = functional.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(n, length, width)
            x = x + self.out(mixed)
            return x + self.down(self.up(self.norm2(x)).relu())

    return Block()


def filled(torch: Any, model: Any) -> Any:
    """Return the model with the weights that all libraries use."""
    with torch.no_grad():
        for parameter, array in zip(model.parameters(), drawn([tuple(p.shape) for p in model.parameters()])):
            parameter.copy_(torch.tensor(array))
    return model


def training(library: str, build: Callable[[Any], Any], x: Any, y: Any, optimizer: str) -> Program:
    """Return a training step in the usual form of a PyTorch program."""
    torch, nn, optim = modules(library)
    model = filled(torch, build(nn))
    images, classes = torch.tensor(x), torch.tensor(y)
    cross_entropy = nn.CrossEntropyLoss()
    settings: dict[str, Any] = {"fused": True} if library == "torch fused" else {}
    optimize = (
        optim.SGD(model.parameters(), lr=0.01)
        if optimizer == "sgd"
        else optim.Adam(model.parameters(), lr=0.001, **settings)
    )

    cost = compiled(library, lambda images, classes: cross_entropy(model(images), classes))

    def backward() -> Any:
        optimize.zero_grad()
        loss = cost(images, classes)
        loss.backward()
        return loss

    def step() -> float:
        loss = backward()
        optimize.step()
        return float(loss.item())

    def gradients() -> list[Any]:
        backward()
        return [p.grad.numpy() for p in model.parameters()]

    return Program(step, gradients)


def long_run(library: str) -> Program:
    """Return the step of Adam alone, after 1,000 steps in which half of the units were dead.

    Their moments decay, and would be subnormal after some 830 steps.
    """
    torch, nn, optim = modules(library)
    model = filled(torch, perceptron(nn, [784, 128, 64, 10]))
    optimize = optim.Adam(model.parameters(), lr=1e-6)
    for step in range(1001):
        if step < 2:
            for i, p in enumerate(model.parameters()):
                gradient = numbers(*p.shape, seed=i)
                if step:
                    gradient[: len(gradient) // 2] = 0
                p.grad = torch.tensor(gradient)
        optimize.step()

    def step_once() -> None:
        optimize.step()

    return Program(step_once, lambda: [p.detach().numpy() for p in model.parameters()])


def attention(library: str) -> Program:
    """Return the forward and backward pass of the block, from a given upstream gradient."""
    torch, nn, _ = modules(library)
    model = filled(torch, block(nn, 128, 4))
    x, seed = torch.tensor(numbers(8, 128, 128), requires_grad=True), torch.tensor(numbers(8, 128, 128, seed=1))

    forward = compiled(library, model)

    def step() -> None:
        model.zero_grad()
        x.grad = None
        forward(x).backward(seed)

    def gradients() -> list[Any]:
        step()
        return [x.grad.numpy(), *(p.grad.numpy() for p in model.parameters())]

    return Program(step, gradients)


def tiny(library: str) -> Program:
    """Return thirty operations on ten numbers, and the sum of the results."""
    torch, nn, _ = modules(library)
    a, b = (torch.tensor(numbers(10, seed=seed), requires_grad=True) for seed in (0, 1))

    def cost(a: Any, b: Any) -> Any:
        x = a
        for _ in range(TIMES):
            x = (x * b + a).tanh()
        return x.sum()

    cost = compiled(library, cost)

    def step() -> float:
        a.grad = b.grad = None
        loss = cost(a, b)
        loss.backward()
        return float(loss.item())

    def gradients() -> list[Any]:
        step()
        return [a.grad.numpy(), b.grad.numpy()]

    return Program(step, gradients)


# ── JAX, HIPS autograd and MyGrad ──


def adam(np: Any, p: Any, g: Any, state: Any) -> tuple[Any, Any]:
    """Return the parameter and the state after one step of Adam."""
    m, v, t = state
    m, v, t = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g, t + 1
    return p - 1e-3 / (1 - 0.9**t) * m / (np.sqrt(v / (1 - 0.999**t)) + 1e-8), (m, v, t)


def functional(library: str, sizes: Sequence[int], x: Any, y: Any, optimizer: str) -> Program:
    """Return a training step of a perceptron that is a pure function of its parameters."""
    np = importlib.import_module("jax.numpy" if library == "jax" else "autograd.numpy")
    transforms = importlib.import_module("jax" if library == "jax" else "autograd")
    params = [np.array(p) for p in drawn(shapes(sizes))]
    images, rows, classes = np.array(x), np.arange(len(y)), np.array(y)

    def cost(params: list[Any], images: Any, classes: Any) -> Any:
        for k in range(0, len(params), 2):
            images = images @ params[k].T + params[k + 1]
            if k < len(params) - 2:
                images = np.maximum(images, 0)
        shifted = images - np.max(images, axis=1, keepdims=True)
        return np.mean(np.log(np.sum(np.exp(shifted), axis=1)) - shifted[rows, classes])

    differentiated = transforms.value_and_grad(cost)

    def advance(params: list[Any], states: list[Any], images: Any, classes: Any) -> Any:
        loss, slopes = differentiated(params, images, classes)
        if optimizer == "sgd":
            return loss, [p - 0.01 * g for p, g in zip(params, slopes)], states
        moved = [adam(np, p, g, state) for p, g, state in zip(params, slopes, states)]
        return loss, [p for p, _ in moved], [state for _, state in moved]

    states: list[Any] = [(0 * p, 0 * p, 0) for p in params]
    run = transforms.jit(advance) if library == "jax" else advance

    def step() -> float:
        nonlocal params, states
        loss, params, states = run(params, states, images, classes)
        return float(loss)

    return Program(step, lambda: differentiated(params, images, classes)[1])


def mygrad(sizes: Sequence[int], x: Any, y: Any, optimizer: str) -> Program:
    """Return a training step of a perceptron in MyGrad."""
    import numpy as np

    mg = importlib.import_module("mygrad")
    softmax_crossentropy = importlib.import_module("mygrad.nnet.losses").softmax_crossentropy
    relu = importlib.import_module("mygrad.nnet.activations").relu
    params = [mg.tensor(p) for p in drawn(shapes(sizes))]
    states: list[Any] = [(0 * p.data, 0 * p.data, 0) for p in params]

    def backward() -> float:
        h = x
        for k in range(0, len(params), 2):
            h = h @ params[k].T + params[k + 1]
            if k < len(params) - 2:
                h = relu(h)
        loss = softmax_crossentropy(h, y)
        loss.backward()
        return float(loss)

    def step() -> float:
        loss = backward()
        for k, p in enumerate(params):
            if optimizer == "sgd":
                p.data -= 0.01 * p.grad
            else:
                p.data[...], states[k] = adam(np, p.data, p.grad, states[k])
        return loss

    def gradients() -> list[Any]:
        backward()
        return [p.grad for p in params]

    return Program(step, gradients)


def tiny_hips() -> Program:
    """Return `tiny` in HIPS autograd."""
    np = importlib.import_module("autograd.numpy")
    transforms = importlib.import_module("autograd")

    def cost(ab: Any) -> Any:
        x, b = ab
        for _ in range(TIMES):
            x = np.tanh(x * b + ab[0])
        return np.sum(x)

    run, ab = transforms.value_and_grad(cost), (numbers(10, seed=0), numbers(10, seed=1))
    return Program(lambda: float(run(ab)[0]), lambda: run(ab)[1])


def tiny_mygrad() -> Program:
    """Return `tiny` in MyGrad."""
    mg = importlib.import_module("mygrad")
    a, b = (mg.tensor(numbers(10, seed=seed)) for seed in (0, 1))

    def step() -> float:
        x = a
        for _ in range(TIMES):
            x = mg.tanh(x * b + a)
        loss = x.sum()
        loss.backward()
        return float(loss)

    def gradients() -> list[Any]:
        step()
        return [a.grad, b.grad]

    return Program(step, gradients)


# ── the limits ──


def shapes(sizes: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the shapes of a perceptron's parameters."""
    return [shape for n, m in itertools.pairwise(sizes) for shape in ((m, n), (m,))]


def limit(name: str, *args: Any) -> Program:
    """Return a program of by_hand.py. The import is lazy, because other interpreters may not have NumPy."""
    from benchmarks import by_hand

    program: Program = getattr(by_hand, name)(*args)
    return program


def bare_engine(*args: Any) -> Program:
    """Return a program of bare_engine.py; imported lazily as well."""
    from benchmarks.bare_engine import perceptron

    return perceptron(*args)


CONVOLUTIONAL = [(8, 1, 3, 3), (8,), (16, 8, 3, 3), (16,), (10, 784), (10,)]
BLOCK = [(128,), (128,), (384, 128), (384,), (128, 128), (128,)]
BLOCK += [(128,), (128,), (512, 128), (512,), (128, 512), (128,)]
CONVOLUTIONAL_PRODUCTS = [
    ((8, 9), (9, 50176)), ((16, 72), (72, 12544)), ((64, 784), (784, 10)), ((784, 64), (64, 10)), ((64, 10), (10, 784)),
    ((16, 12544), (12544, 72)), ((72, 16), (16, 12544)), ((8, 50176), (50176, 9)),
]  # fmt: skip
BLOCK_PRODUCTS = [
    product
    for n, m in ((128, 384), (128, 128), (128, 512), (512, 128))
    for product in (((1024, n), (n, m)), ((n, 1024), (1024, m)), ((1024, m), (m, n)))
] + [((8, 4, 128, 32), (8, 4, 32, 128))] * 2 + [((8, 4, 128, 128), (8, 4, 128, 32))] * 4  # fmt: skip


def _perceptron(sizes: list[int], batch: int, optimizer: str, targets: dict[str, float]) -> Workload:
    x, y = functools.partial(numbers, batch, sizes[0]), functools.partial(labels, batch)
    programs: dict[str, Callable[[], Program]] = {}
    for library in (OURS, COMPILED, "torch", *(["torch fused"] if optimizer == "adam" else [])):
        programs[library] = functools.partial(
            lambda library: training(library, lambda nn: perceptron(nn, sizes), x(), y(), optimizer), library
        )
    for library in ("jax", "hips"):
        programs[library] = functools.partial(lambda library: functional(library, sizes, x(), y(), optimizer), library)
    programs["mygrad"] = lambda: mygrad(sizes, x(), y(), optimizer)
    programs["bare engine"] = lambda: bare_engine(x(), y(), drawn(shapes(sizes)), optimizer)
    programs["by hand"] = lambda: limit("perceptron", x(), y(), drawn(shapes(sizes)), optimizer)
    programs["products"] = lambda: limit("perceptron_products", sizes, batch)
    name = "-".join(map(str, sizes))
    return Workload(f"mlp-{name}", f"{name}, batch {batch}, {optimizer}: a step", programs, targets)


WORKLOADS = [
    _perceptron([784, 128, 10], 64, "sgd", {"by hand": 1.1, "torch": 0.68}),
    _perceptron([784, 128, 64, 10], 64, "adam", {"by hand": 1.1, "torch": 0.58}),
    _perceptron([784, 512, 512, 10], 256, "adam", {"by hand": 1.05, "torch": 0.86}),
    Workload(
        "cnn",
        "convolutions of 8 and 16 channels, batch 64, adam: a step",
        {
            library: functools.partial(
                lambda library: training(library, convolutional, numbers(64, 1, 28, 28), labels(64), "adam"), library
            )
            for library in (OURS, COMPILED, "torch")
        }
        | {
            "by hand": lambda: limit("convolutional", numbers(64, 1, 28, 28), labels(64), drawn(CONVOLUTIONAL)),
            "products": lambda: limit("products", CONVOLUTIONAL_PRODUCTS),
        },
        {"by hand": 1.1, "torch": 0.9},
    ),
    Workload(
        "transformer",
        "a transformer's block, batch 8, length 128, width 128, 4 heads: forward and backward",
        {library: functools.partial(attention, library) for library in (OURS, COMPILED, "torch")}
        | {
            "by hand": lambda: limit(
                "transformer", numbers(8, 128, 128), numbers(8, 128, 128, seed=1), drawn(BLOCK), 4
            ),
            "products": lambda: limit("products", BLOCK_PRODUCTS),
        },
        {"by hand": 1.1, "torch": 1.32},
    ),
    Workload(
        "tiny",
        "31 operations on 10 numbers: forward and backward",
        {
            OURS: functools.partial(tiny, OURS),
            COMPILED: functools.partial(tiny, COMPILED),
            "torch": functools.partial(tiny, "torch"),
            "hips": tiny_hips,
            "mygrad": tiny_mygrad,
            "by hand": lambda: limit("tiny", numbers(10, seed=0), numbers(10, seed=1), TIMES),
        },
        {"torch": 0.78},
    ),
    Workload(
        "adam-after-1000",
        "784-128-64-10, the step of Adam alone, after 1,000 steps with half of the units dead",
        {library: functools.partial(long_run, library) for library in (OURS, "torch")},
        {"torch": 1.0},
    ),
]


def _threads(name: str, program: Callable[[str], Program]) -> Workload:
    about = f"{name} in wall time: one thread beside two"
    libraries = (OURS, OURS + TWO_THREADS, "torch", "torch" + TWO_THREADS)
    programs = {library: functools.partial(program, library) for library in libraries}
    return Workload(f"threads-{name}", about, programs, clock="wall")


def _threads_of_perceptron(sizes: list[int], batch: int, optimizer: str) -> Workload:
    x, y = functools.partial(numbers, batch, sizes[0]), functools.partial(labels, batch)
    return _threads(
        "-".join(map(str, sizes)),
        lambda library: training(library, lambda nn: perceptron(nn, sizes), x(), y(), optimizer),
    )


WORKLOADS += [
    _threads_of_perceptron([784, 128, 10], 64, "sgd"),
    _threads_of_perceptron([784, 512, 512, 10], 256, "adam"),
    _threads("cnn", lambda library: training(library, convolutional, numbers(64, 1, 28, 28), labels(64), "adam")),
    _threads("transformer", attention),
]
