"""Start the workers of a workload, compare their results, and run them in turns."""

from __future__ import annotations

import contextlib
import json
import math
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.workload import OURS, TWO_THREADS, Workload

# One thread per library, unless its name ends with TWO_THREADS.
ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
}


@dataclass
class Series:
    """The measurements of one library: seconds per step, one for each round, and the peak memory in bytes."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    peak: int = 0


@dataclass
class Result:
    """The result of one workload.

    Attributes:
        disagreement: the difference between two libraries; "" if none. A workload with a difference is not timed.
        missing: the libraries that could not run, with the reason.
    """

    name: str
    about: str
    clock: str
    targets: dict[str, float]
    series: dict[str, Series] = field(default_factory=dict)
    disagreement: str = ""
    missing: dict[str, str] = field(default_factory=dict)

    def ratio(self, library: str) -> tuple[float, float, float]:
        """Return the quartiles of our time ÷ the library's time over the rounds: lower, median, upper."""
        ours, theirs = getattr(self.series[OURS], self.clock), getattr(self.series[library], self.clock)
        ratios = [a / b for a, b in zip(ours, theirs)]
        low, middle, high = statistics.quantiles(ratios, n=4) if len(ratios) > 1 else ratios * 3
        return low, middle, high

    def as_json(self) -> dict[str, Any]:
        """Return all fields and the ratios as a dict."""
        return asdict(self) | {"ratios": {library: self.ratio(library) for library in self.series if library != OURS}}


class Worker:
    """A process that runs one workload with one library."""

    def __init__(self, module: str, name: str, library: str, python: str) -> None:
        script = Path(__file__).with_name("worker.py")
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | ONE_THREAD
        if library.endswith(TWO_THREADS):
            environment |= {name: "2" for name in ONE_THREAD if name.endswith("_NUM_THREADS")}
        self._process = subprocess.Popen(
            [python, str(script), module, name, library],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True, encoding="utf-8",
        )  # fmt: skip
        self.library, self.steps = library, 1

    def answer(self) -> Any:
        """Read the first line of the worker: its results, or the reason why it cannot run."""
        return json.loads(self._line())

    def run(self) -> tuple[float, float, int]:
        """Run some steps; return CPU and wall seconds per step, and the peak memory in bytes."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"run {self.steps}\n")
        self._process.stdin.flush()
        cpu, wall, peak = self._line().split()
        return float(cpu) / self.steps, float(wall) / self.steps, int(peak)

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the worker of {self.library} ended early; its error message is above")
        return line

    def close(self) -> None:
        """Close the worker's input, at which it ends."""
        self._process.communicate()


def measure(
    workload: Workload, pythons: Mapping[str, str], rounds: int, seconds: float, module: str = "benchmarks.workloads"
) -> Result:
    """Run a workload in all libraries.

    Args:
        workload: the workload.
        pythons: interpreters, by the first word of a library's name; other libraries run on this interpreter.
        rounds: the number of turns of each library.
        seconds: the approximate length of a turn.
        module: the module in which the workers find the workload.
    """
    result = Result(workload.name, workload.about, workload.clock, dict(workload.targets))
    with contextlib.ExitStack() as stack:
        workers = {}
        for library in workload.programs:  # in sequence, so that no library is timed while another one starts
            python = pythons.get(library.split()[0], sys.executable)
            worker = Worker(module, workload.name, library, python)
            stack.callback(worker.close)
            answer = worker.answer()
            if "missing" in answer:
                result.missing[library] = answer["missing"]
                if library == OURS:  # without our program there is nothing to compare
                    return result
                continue
            worker.steps = max(1, round(seconds / max(answer["seconds"], 1e-7)))
            workers[library] = worker
            if library == OURS:
                expected = answer["answers"]
            elif answer["answers"]:
                difference = disagreement(expected, answer["answers"], workload.tolerance)
                if difference:
                    result.disagreement = f"{OURS} and {library}: {difference}"
                    return result
        result.series = {library: Series() for library in workers}
        for turn in _turns(list(workers), rounds):
            for library in turn:
                cpu, wall, peak = workers[library].run()
                series = result.series[library]
                series.cpu.append(cpu)
                series.wall.append(wall)
                series.peak = peak
    return result


def _turns(libraries: list[str], rounds: int) -> Iterator[list[str]]:
    """Yield the order of the libraries in each round; each round begins with another library."""
    for i in range(rounds):
        first = i % len(libraries)
        yield libraries[first:] + libraries[:first]


def disagreement(ours: Sequence[Sequence[float]], theirs: Sequence[Sequence[float]], tolerance: float) -> str:
    """Describe the first array that differs by more than `tolerance` × its largest number; "" if there is none."""
    if [len(a) for a in ours] != [len(b) for b in theirs]:
        return f"{len(ours)} and {len(theirs)} arrays of different sizes"
    for i, (a, b) in enumerate(zip(ours, theirs)):
        scale = max(max(map(abs, a), default=0.0), 1e-30)
        worst = max((abs(x - y) if math.isfinite(x - y) else math.inf for x, y in zip(a, b)), default=0.0)
        if worst > tolerance * scale:
            return f"array {i} differs by {worst:.3g}, its largest number is {scale:.3g}"
    return ""
