"""Starts the workers of a workload, compares their answers, and lets them run in turns."""

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

from benchmarks.workload import OURS, Workload

# One thread each; where two are wanted, the program says so itself.
ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
}


@dataclass
class Series:
    """What one library took: per step and round."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    peak: int = 0


@dataclass
class Result:
    """One workload, measured.

    Attributes:
        disagreement: what differs between two libraries; such a workload is not timed.
        missing: libraries that are not there, and why.
    """

    name: str
    about: str
    clock: str
    targets: dict[str, float]
    series: dict[str, Series] = field(default_factory=dict)
    disagreement: str = ""
    missing: dict[str, str] = field(default_factory=dict)

    def ratio(self, library: str) -> tuple[float, float, float]:
        """Our time ÷ the library's, round by round: the median and the quartiles around it."""
        ours, theirs = getattr(self.series[OURS], self.clock), getattr(self.series[library], self.clock)
        ratios = [a / b for a, b in zip(ours, theirs)]
        low, middle, high = statistics.quantiles(ratios, n=4) if len(ratios) > 1 else ratios * 3
        return low, middle, high

    def as_json(self) -> dict[str, Any]:
        """All of it, with the ratios."""
        return asdict(self) | {"ratios": {library: self.ratio(library) for library in self.series if library != OURS}}


class Worker:
    """A process in which one library does one workload."""

    def __init__(self, module: str, name: str, library: str, python: str) -> None:
        script = Path(__file__).with_name("worker.py")
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | ONE_THREAD
        self._process = subprocess.Popen(
            [python, str(script), module, name, library],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True, encoding="utf-8",
        )  # fmt: skip
        self.library, self.steps = library, 1

    def answer(self) -> Any:
        """What it says at first."""
        return json.loads(self._line())

    def run(self) -> tuple[float, float, int]:
        """CPU and wall seconds of a step, and the peak of memory."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"run {self.steps}\n")
        self._process.stdin.flush()
        cpu, wall, peak = self._line().split()
        return float(cpu) / self.steps, float(wall) / self.steps, int(peak)

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the worker of {self.library} ended early; its complaint is above")
        return line

    def close(self) -> None:
        """End it: a worker ends with its input."""
        self._process.communicate()


def measure(
    workload: Workload, pythons: Mapping[str, str], rounds: int, seconds: float, module: str = "benchmarks.workloads"
) -> Result:
    """Run a workload in all libraries.

    Args:
        workload: what to run.
        pythons: interpreters by the first word of a library's name; any other runs on this one.
        rounds: how often each library has its turn.
        seconds: how long a turn should last.
        module: where the workers find the workload.
    """
    result = Result(workload.name, workload.about, workload.clock, dict(workload.targets))
    with contextlib.ExitStack() as stack:
        workers = {}
        for library in workload.programs:  # one after the other: none should be timed while its neighbour starts
            python = pythons.get(library.split()[0], sys.executable)
            worker = Worker(module, workload.name, library, python)
            stack.callback(worker.close)
            answer = worker.answer()
            if "missing" in answer:
                result.missing[library] = answer["missing"]
                if library == OURS:  # then it is the work that cannot be done
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
    """The order of each round: another one begins each time."""
    for i in range(rounds):
        first = i % len(libraries)
        yield libraries[first:] + libraries[:first]


def disagreement(ours: Sequence[Sequence[float]], theirs: Sequence[Sequence[float]], tolerance: float) -> str:
    """Where the answers differ by more than `tolerance` of the largest number of their array; "" if nowhere."""
    if [len(a) for a in ours] != [len(b) for b in theirs]:
        return f"{len(ours)} and {len(theirs)} arrays of different sizes"
    for i, (a, b) in enumerate(zip(ours, theirs)):
        scale = max(max(map(abs, a), default=0.0), 1e-30)
        worst = max((abs(x - y) if math.isfinite(x - y) else math.inf for x, y in zip(a, b)), default=0.0)
        if worst > tolerance * scale:
            return f"array {i} differs by {worst:.3g}, its largest number is {scale:.3g}"
    return ""
