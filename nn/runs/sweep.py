"""Sweeps: many trainings of one problem, in parallel on any executor of `concurrent.futures`."""

from __future__ import annotations

import dataclasses
import itertools
import multiprocessing
import os
import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Any

from autograd.extend import write_atomically
from nn.plain import to_json
from nn.runs.settings import Settings
from nn.runs.worker import train_one, train_one_of_pool

RESULTS = "sweep.jsonl"


def grid(base: Settings, choices: Mapping[str, Sequence[Any]], sample: int | None = None) -> dict[str, Settings]:
    """Return the settings of each combination of choices, by a name that says what differs.

    Args:
        base: all other settings.
        choices: the values to try, by the name of a setting.
        sample: so many combinations at random, by the seed of `base`; None for all.

    Raises:
        ValueError: for an unknown setting, a value out of range, or values that give one name to two runs.

    >>> list(grid(Settings("digits"), {"lr": [0.1, 0.01], "layers": [(32,), (64, 32)]}))
    ['lr=0.1,layers=32', 'lr=0.1,layers=64-32', 'lr=0.01,layers=32', 'lr=0.01,layers=64-32']
    """
    combinations = [dict(zip(choices, values)) for values in itertools.product(*choices.values())]
    if sample is not None and sample < len(combinations):
        combinations = random.Random(base.seed).sample(combinations, sample)
    found = {",".join(f"{k}={_text(v)}" for k, v in chosen.items()): chosen for chosen in combinations}
    if len(found) < len(combinations):
        raise ValueError("sweep: a value is given twice")
    unknown = [name for name in choices if name not in Settings.__dataclass_fields__]
    if unknown:
        raise ValueError(f"sweep: there is no setting {unknown[0]!r}")
    return {name or "only": dataclasses.replace(base, **chosen) for name, chosen in found.items()}


def sweep(
    runs: Mapping[str, Settings],
    out: str | os.PathLike[str],
    executor: Executor | None = None,
    *,
    workers: int | None = None,
    report: Callable[[dict[str, Any]], None] = lambda row: None,
) -> list[dict[str, Any]]:
    """Train all runs, each in a folder of its own, and return a row of figures for each, in the order of `runs`.

    A further call takes up a sweep that was stopped: finished runs are not trained again, begun ones go on from their
    checkpoints. A run that fails loses no other: its row has an "error".

    Args:
        runs: the settings by name, such as `grid` gives.
        out: the folder of the sweep. The rows are kept in its sweep.jsonl.
        executor: any executor of `concurrent.futures` whose workers see the folder: of processes, of Dask
            (`Client.get_executor()`), of `mpi4py.futures`. None makes a pool of processes.
        workers: how many processes that pool has; by default one per processor.
        report: called with each row as soon as it is known.

    Raises:
        OSError: if the folder cannot be written.
        KeyboardInterrupt: at Ctrl-C; the workers of the own pool have written their checkpoints.
    """
    folder = Path(out).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    rows: dict[str, dict[str, Any]] = {}

    def done(name: str, row: dict[str, Any]) -> None:
        rows[name] = {"run": name, **row}
        text = "".join(to_json(rows[n]) + "\n" for n in runs if n in rows)
        write_atomically(folder / RESULTS, text.encode())
        report(rows[name])

    if executor is not None:
        _gather({_submit(executor, train_one, runs, name, folder): name for name in runs}, done)
    else:
        _in_processes(runs, folder, workers or os.cpu_count() or 1, done)
    return [rows[name] for name in runs]


def _in_processes(
    runs: Mapping[str, Settings], folder: Path, workers: int, done: Callable[[str, dict[str, Any]], None]
) -> None:
    """Train in a pool of processes. If one dies, all that it leaves undone are trained again, each in a pool alone."""
    broken = _in_pool(runs, list(runs), folder, workers, done)
    for name in broken:
        if _in_pool(runs, [name], folder, 1, done):
            done(name, {"error": "the process was killed"})


def _in_pool(
    runs: Mapping[str, Settings],
    names: Iterable[str],
    folder: Path,
    workers: int,
    done: Callable[[str, dict[str, Any]], None],
) -> list[str]:
    """Train in one pool, and return the names of those that a dying process left undone."""
    # Spawned and not forked: NumPy's threads do not survive a fork, and each process reads the number of threads anew.
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"))
    futures: dict[Future[dict[str, Any]], str] = {}
    try:
        for name in names:
            futures[_submit(pool, train_one_of_pool, runs, name, folder)] = name
        return _gather(futures, done)
    finally:
        pool.shutdown(cancel_futures=True)


def _submit(
    executor: Executor, function: Callable[..., Any], runs: Mapping[str, Settings], name: str, folder: Path
) -> Future[dict[str, Any]]:
    return executor.submit(function, runs[name].resolved().to_dict(), str(folder / _folder(name)))


def _gather(futures: Mapping[Future[dict[str, Any]], str], done: Callable[[str, dict[str, Any]], None]) -> list[str]:
    """Report the result of each future, and return the names of those whose process died."""
    broken: list[str] = []
    for future in as_completed(futures):
        try:
            row = future.result()
        except BrokenExecutor:
            broken.append(futures[future])
        except Exception as error:
            done(futures[future], {"error": f"{type(error).__name__}: {' '.join(str(error).split())}"})
        else:
            done(futures[future], row)
    return broken


def _folder(name: str) -> str:
    """Return the name of a run as that of a folder."""
    return re.sub(r"[^\w.,=+-]", "_", name)


def _text(value: Any) -> str:
    return "-".join(map(str, value)) or "none" if isinstance(value, tuple) else str(value)
