"""Measure the growth of chainrule's time and memory, its leaks and its imports, and print them as JSON.

`python -m benchmarks` runs this module in its own process, so that its memory holds nothing else.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import scalars, tensors

ROOT = Path(__file__).parent.parent


def seconds(work: Callable[[], Any], times: int = 5) -> float:
    """Return the least CPU seconds of several runs, because other processes only add to the time."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def peak_bytes(work: Callable[[], Any]) -> int:
    """Return the peak of allocated memory during the work."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def exponent(xs: list[int], ys: list[float]) -> float:
    """Return p of y ∝ xᵖ: the slope of the logarithms over the upper half of the sizes. Linear growth has p = 1."""
    half = len(xs) // 2
    return statistics.linear_regression(list(map(math.log, xs[half:])), list(map(math.log, ys[half:]))).slope


# ── time and memory against size ──


def scalar_chain(n: int) -> Callable[[], Any]:
    """Return the forward and backward pass of a chain of n Values."""
    from autograd import Value

    def work() -> None:
        x = y = Value(0.5)
        for _ in range(n):
            y = y * x
        y.backward()

    return work


def tensor_step(batch: int, hidden: list[int], inputs: int = 784) -> Callable[[], Any]:
    """Return a training step of a perceptron."""
    images, classes = tensors.numbers(batch, inputs), tensors.labels(batch)
    return tensors.training(
        "chainrule", lambda nn: tensors.perceptron(nn, [inputs, *hidden, 10]), images, classes, "sgd"
    ).step


def curves(quick: bool) -> list[dict[str, Any]]:
    """Return seconds and bytes for increasing sizes."""
    found = []
    for title, make, sizes in (
        ("Values in a chain", scalar_chain, [1_000, 10_000, 30_000, 100_000, 300_000, 1_000_000]),
        ("examples in a batch", lambda n: tensor_step(n, [128]), [32, 64, 128, 256, 512, 1024, 2048]),
        ("layers", lambda n: tensor_step(64, [64] * n, 64), [2, 4, 8, 16, 32, 64, 128, 256]),
    ):
        sizes = sizes[:4] if quick else sizes
        times, peaks = [], []
        for n in sizes:
            work = make(n)
            work()
            times.append(seconds(work, 3 if quick else 7))
            peaks.append(peak_bytes(work))
        found.append({
            "title": title, "sizes": sizes, "seconds": times, "bytes": peaks,
            "time_exponent": exponent(sizes, times), "memory_exponent": exponent(sizes, [float(p) for p in peaks]),
        })  # fmt: skip
    return found


# ── single facts: name, value, unit, limit ──

Fact = tuple[str, float, str, float | None]


def bytes_per_node(library: str) -> float:
    """Return the bytes per node of a sum of products, with its gradients. Each term has a leaf, a product and a sum."""
    node = scalars.node_class(library)
    gc.collect()
    tracemalloc.start()
    out, _leaves = scalars.products(node)
    out.backward()
    used = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return used / (3 * scalars.LENGTH)


def scalar_facts() -> list[Fact]:
    """Return the memory of Values, and the time to trace and compile."""
    facts: list[Fact] = [("memory of a Value", bytes_per_node("chainrule"), "bytes", 200)]
    sys.setrecursionlimit(1_000_000)  # for micrograd, as in worker.py
    with contextlib.suppress(ImportError):
        facts.append(("memory of a Value of micrograd", bytes_per_node("micrograd"), "bytes", None))
    for module in ("autograd.scalar.compile", "nn.scalar"):  # imports are measured separately
        importlib.import_module(module)
    gc.collect()  # the timing must not include micrograd's garbage
    start = time.process_time()
    program = scalars.compiled(batch=False)
    program.step()
    first = time.process_time() - start
    return [*facts, ("tracing and compiling the MLP", first - seconds(program.step), "s", 0.1)]


def step_memory() -> list[Fact]:
    """Return the memory of a step of 784-512-512-10, batch 256, relative to the arrays that it needs."""
    import autograd
    import nn

    model = tensors.perceptron(nn, [784, 512, 512, 10])
    x, y = autograd.tensor(tensors.numbers(256, 784)), autograd.tensor(tensors.labels(256))
    cross_entropy = nn.CrossEntropyLoss()
    cross_entropy(model(x), y).backward()
    model.zero_grad()
    kept = 4 * 256 * (512 + 512 + 10)
    gradients = sum(4 * p.numel() for p in model.parameters())
    gc.disable()
    tracemalloc.start()
    loss = cross_entropy(model(x), y)
    forward = tracemalloc.get_traced_memory()[0]
    loss.backward()
    backward, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    gc.enable()
    return [
        ("memory after forward ÷ the activations", forward / kept, "", 1.2),
        ("peak of forward and backward ÷ activations and gradients", peak / (kept + gradients), "", 1.2),
        ("memory after backward, without gradients ÷ after forward", (backward - gradients) / forward, "", 0.1),
    ]


def leaks(steps: int) -> list[Fact]:
    """Return the bytes that remain after many steps, with the garbage collector off."""
    facts: list[Fact] = []
    for name, work in (("Tensor", tensor_step(4, [8], 4)), ("Value", scalar_chain(30))):
        gc.disable()
        tracemalloc.start()
        for _ in range(100):
            work()
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(steps):
            work()
        left = tracemalloc.get_traced_memory()[0] - before
        tracemalloc.stop()
        gc.enable()
        facts.append((f"left behind by {steps:,} steps ({name}), no cycle collector", float(left), "bytes", 2000))
    return facts


def import_seconds(code: str, compiled: str) -> float:
    """Return the CPU seconds of an import in a new interpreter, with its bytecode cached in the folder `compiled`."""
    program = f"import time; start = time.process_time(); {code}; print(time.process_time() - start)"
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", program]
    return float(subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True).stdout)


def imports(times: int) -> list[Fact]:
    """Return the time to import Value, and that to import Tensor relative to NumPy."""
    codes = {
        "Value": "from autograd import Value; (Value(2.0) * 3).backward()",
        "Tensor": "import autograd; autograd.Tensor",
        "NumPy": "import numpy",
    }
    with tempfile.TemporaryDirectory() as compiled:
        rounds = [{n: import_seconds(code, compiled) for n, code in codes.items()} for _ in range(times + 1)]
    del rounds[0]  # this round compiles the bytecode, which installing does for users
    return [
        ("importing autograd and using Value", statistics.median(r["Value"] for r in rounds), "s", 0.05),
        ("importing Tensor ÷ importing NumPy", statistics.median(r["Tensor"] / r["NumPy"] for r in rounds), "", 1.3),
    ]


def main(quick: bool) -> None:
    """Measure everything and print it as JSON."""
    importlib.import_module("autograd")
    facts = imports(3 if quick else 15) + scalar_facts() + step_memory() + leaks(300 if quick else 10_000)
    found = curves(quick)
    for curve in found:
        facts.append((f"growth of time with {curve['title']}", curve["time_exponent"], "power", 1.1))
        facts.append((f"growth of memory with {curve['title']}", curve["memory_exponent"], "power", 1.1))
    print(json.dumps({"facts": facts, "curves": found}))


if __name__ == "__main__":
    main("--quick" in sys.argv)
