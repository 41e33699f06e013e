"""The process of one library: `python worker.py MODULE WORKLOAD LIBRARY`.

It first writes a line of JSON with the results of the program, or the reason why it cannot run. For each line `run N`
of its input, it runs N steps and writes their CPU seconds, their wall seconds and the process's peak memory in bytes.
It ends at the end of its input.
"""

from __future__ import annotations

import importlib
import json
import math
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

SAMPLED = 1000  # elements of an array that are compared, in addition to its norm


def main(module: str, name: str, library: str) -> None:
    """Answer requests until the input ends."""
    root = str(Path(__file__).parent.parent)
    sys.path[0] = root
    importlib.import_module("benchmarks")
    workload = {w.name: w for w in importlib.import_module(module).WORKLOADS}[name]
    if library.split()[0] == "hips":  # its package has the same name as ours
        sys.path.remove(root)
    try:
        program = workload.programs[library]()
    except (ImportError, FileNotFoundError) as error:
        print(json.dumps({"missing": str(error)}), flush=True)
        return
    answers = [sampled(array) for array in program.gradients()] if program.gradients else []
    losses = [program.step() for _ in range(3)]
    if answers and losses[0] is not None:
        answers.append([float(loss) for loss in losses])
    print(json.dumps({"answers": answers, "seconds": timed(program.step, 1)[0]}), flush=True)
    for line in sys.stdin:
        print(*timed(program.step, int(line.split()[1])), peak_memory(), flush=True)


def timed(step: Callable[[], Any], times: int) -> tuple[float, float]:
    """Return the CPU and wall seconds of several steps."""
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(times):
        step()
    return time.process_time() - cpu, time.perf_counter() - wall


def sampled(array: Any) -> list[float]:
    """Return the norm and about a thousand elements of an array, to compare it without sending all of it."""
    flat = [float(x) for x in array] if isinstance(array, list | tuple) else array.reshape(-1).tolist()
    return [math.sqrt(math.fsum(x * x for x in flat)), *flat[:: max(1, len(flat) // SAMPLED)]]


def peak_memory() -> int:
    """Return the peak memory of this process in bytes."""
    try:  # ru_maxrss includes the peak of the process that started this one
        status = Path("/proc/self/status").read_text()
        return 1024 * int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1])
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    sys.setrecursionlimit(1_000_000)  # micrograd sorts its graph recursively and would fail at the default of 1,000
    main(*sys.argv[1:])
