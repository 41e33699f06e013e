"""The command `python -m benchmarks`: measure all workloads and save the report."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks import __doc__ as about
from benchmarks import report
from benchmarks.measure import ONE_THREAD, Result, measure
from benchmarks.workload import OURS
from benchmarks.workloads import WORKLOADS

GROWTH = "growth"  # not a workload, because it has no peers


def read_options(names: list[str]) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(
        "python -m benchmarks", description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--list", action="store_true", help="name the workloads and stop")
    parser.add_argument("--only", metavar="NAME", nargs="+", choices=names, help="measure only these workloads")
    parser.add_argument("--rounds", metavar="N", type=int, help="turns of each library (default: 15)")
    parser.add_argument("--quick", action="store_true", help="3 short rounds, to test the setup")
    parser.add_argument(
        "--python", metavar="NAME=PATH", action="append", default=[],
        help="the interpreter of a peer in another environment: torch, jax, mygrad, or hips for HIPS autograd; can be "
        "repeated. CHAINRULE_BENCH_PYTHONS holds the same pairs, separated by commas",
    )  # fmt: skip
    parser.add_argument("--out", metavar="FOLDER", type=Path, default=Path("runs", "benchmarks"))
    options = parser.parse_args()
    given = [*os.environ.get("CHAINRULE_BENCH_PYTHONS", "").split(","), *options.python]
    for pair in filter(None, given):
        name, equals, path = pair.partition("=")
        if not equals or not Path(path).is_file():
            parser.error(f"--python: expected NAME=PATH of an interpreter, got {pair!r}")
    options.pythons = dict(pair.split("=", 1) for pair in given if pair)
    if options.rounds is not None and options.rounds < 1:
        parser.error("--rounds: expected 1 or more")
    return options


def grown(quick: bool) -> Any:
    """Run growth.py and return its facts and curves."""
    command = [sys.executable, "-m", "benchmarks.growth", *["--quick"][: int(quick)]]
    root = Path(__file__).parent.parent
    done = subprocess.run(command, cwd=root, env=os.environ | ONE_THREAD, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def main() -> int:
    """Measure the workloads and return the exit code: 1 if libraries disagree or fail."""
    options = read_options([*(w.name for w in WORKLOADS), GROWTH])
    if options.list:
        for workload in WORKLOADS:
            print(f"{workload.name:<30}{workload.about}: {', '.join(workload.programs)}")
        print(f"{GROWTH:<30}time and memory against size, leaks, imports")
        return 0
    rounds = options.rounds or (3 if options.quick else 15)
    results: list[Result] = []
    missing: dict[str, str] = {}
    for workload in WORKLOADS:
        if options.only and workload.name not in options.only:
            continue
        try:
            result = measure(workload, options.pythons, rounds, 0.01 if options.quick else 0.1)
        except RuntimeError as error:
            result = Result(workload.name, workload.about, workload.clock, {}, disagreement=str(error))
        results.append(result)
        missing |= {workload.name if library == OURS else library: why for library, why in result.missing.items()}
        for row in report.rows(result):
            print("  ".join(cell.ljust(width) for cell, width in zip(row, (18, 17, 8, 8, 6, 14, 18, 4))), flush=True)
    notes = [f"{rounds} rounds."]
    if missing:
        notes.append(
            "Not available: " + "; ".join(f"{library} ({reason})" for library, reason in missing.items()) + "."
        )
    growth = grown(options.quick) if not options.only or GROWTH in options.only else None
    print("\n" + report.markdown(results, growth, notes))
    for path in report.save(options.out, results, growth, notes):
        print("saved", path)
    return 1 if any(result.disagreement for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
