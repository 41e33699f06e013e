"""Sweeps from Python, on executors of several kinds."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import nn
from nn.runs.settings import Settings
from nn.runs.sweep import grid, sweep
from nn.runs.worker import train_one

ROOT = Path(nn.__file__).parent.parent
MOONS = Settings("moons", epochs=3)


def without_time(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name != "seconds"} for row in rows]


def test_the_grid_has_each_combination_and_a_sample_has_some() -> None:
    runs = grid(MOONS, {"lr": [0.1, 0.2], "layers": [(8,), ()], "seed": [0, 1]})
    assert len(runs) == 8
    assert runs["lr=0.2,layers=none,seed=1"] == Settings("moons", epochs=3, lr=0.2, layers=(), seed=1)
    few = grid(MOONS, {"lr": [0.1, 0.2], "layers": [(8,), ()], "seed": [0, 1]}, sample=3)
    assert len(few) == 3
    assert few.items() <= runs.items()


@pytest.mark.parametrize(
    ("choices", "says"),
    [({"rate": [1]}, "no setting 'rate'"), ({"lr": [0.1, 0.1]}, "given twice"), ({"lr": [-1.0]}, "above 0")],
)
def test_a_wrong_grid_is_refused(choices: dict[str, list[Any]], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        grid(MOONS, choices)


def test_any_executor_will_do(tmp_path: Path) -> None:
    runs = grid(MOONS, {"lr": [0.1, 0.5]})
    seen: list[dict[str, Any]] = []
    with ThreadPoolExecutor(1) as executor:
        rows = sweep(runs, tmp_path, executor, report=seen.append)
    assert [row["run"] for row in rows] == ["lr=0.1", "lr=0.5"]
    assert seen == rows
    assert [json.loads(line) for line in (tmp_path / "sweep.jsonl").read_text().splitlines()] == rows


class Deadly(Executor):
    """An executor whose tasks fail in every way."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if args[0]["lr"] == 0.1:
            future.set_exception(MemoryError("no\nroom"))
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def test_a_failing_run_loses_no_other(tmp_path: Path) -> None:
    bad, good = sweep(grid(MOONS, {"lr": [0.1, 0.5]}), tmp_path, Deadly())
    assert bad == {"run": "lr=0.1", "error": "MemoryError: no room"}
    assert good["epochs"] == 3


def test_workers_in_another_folder_get_absolute_paths(tmp_path: Path) -> None:
    given: list[dict[str, Any]] = []

    class Elsewhere(Executor):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            given.append(args[0])
            future: Future[Any] = Future()
            future.set_result({})
            return future

    sweep({"a": Settings("houses.csv", folder="files")}, tmp_path, Elsewhere())
    assert given[0]["data"] == os.path.abspath("houses.csv") and given[0]["folder"] == os.path.abspath("files")


def test_a_worker_computes_with_one_thread(tmp_path: Path) -> None:
    program = f"""
import os
from nn.runs.worker import train_one
train_one({MOONS.to_dict()!r}, {str(tmp_path / "run")!r})
print(os.environ["OPENBLAS_NUM_THREADS"], os.environ["OMP_NUM_THREADS"])
"""
    given = {name: value for name, value in os.environ.items() if not name.endswith("_THREADS")}
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=given, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("1 1\n", "")


def test_a_run_that_was_begun_goes_on_from_its_checkpoint(tmp_path: Path) -> None:
    class StopError(Exception):
        pass

    from nn.runs.run import train

    def stop(trainer: Any) -> None:
        if len(trainer.history) == 3:
            raise StopError

    settings = Settings("moons", epochs=5)
    with pytest.raises(StopError):
        train(settings, tmp_path / "only", callbacks=[stop], progress=False)
    kept = (tmp_path / "only" / "history.jsonl").read_text()
    assert kept.count("\n") == 2  # the third epoch was lost
    with ThreadPoolExecutor(1) as executor:
        (row,) = sweep({"only": settings}, tmp_path, executor)
    assert (tmp_path / "only" / "history.jsonl").read_text().startswith(kept)
    whole = train_one(settings.to_dict(), str(tmp_path / "whole"))
    assert without_time([row]) == without_time([{"run": "only", **whole}])


@pytest.mark.slow
@pytest.mark.skipif(not os.path.exists("/proc"), reason="finds the processes in /proc")
def test_a_process_of_the_pool_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    runs = grid(Settings("moons", epochs=30), {"lr": [0.05, 0.1, 0.2], "seed": [0, 1]})
    killed: list[int] = []

    def kill() -> None:
        while not any(tmp_path.glob("a/*/history.jsonl")):
            time.sleep(0.01)
        children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
        for child in map(int, children):
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(child, signal.SIGKILL)
                killed.append(child)
                return

    thread = threading.Thread(target=kill)
    thread.start()
    rows = sweep(runs, tmp_path / "a", workers=2)
    thread.join()
    assert killed
    assert without_time(rows) == without_time(sweep(runs, tmp_path / "b", workers=2))


@pytest.mark.slow
def test_dask_trains_and_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason='needs Dask: pip install "chainrule[cluster]"')
    import dask.distributed

    distributed: Any = dask.distributed  # it has no types
    runs = grid(Settings("moons", epochs=30), {"lr": [0.05, 0.1, 0.2], "seed": [0, 1]})
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=60) as cluster,
        distributed.Client(cluster) as client,
    ):
        pids = client.run(os.getpid)

        def kill() -> None:
            while not any(tmp_path.glob("a/*/history.jsonl")):
                time.sleep(0.01)
            os.kill(next(iter(pids.values())), signal.SIGKILL)

        thread = threading.Thread(target=kill)
        thread.start()
        with client.get_executor() as executor:
            rows = sweep(runs, tmp_path / "a", executor)
        thread.join()
    assert without_time(rows) == without_time(sweep(runs, tmp_path / "b", workers=2))


@pytest.mark.slow
def test_mpi_trains(tmp_path: Path) -> None:
    from tests.nn.distributed.test_processes import finished, mpi

    words = "-m mpi4py.futures -m nn sweep moons --grid lr=0.1,0.5 seed=0,1 --epochs 3 --mpi --json --out a".split()
    code, out, err = finished(mpi(3, *words, folder=tmp_path))
    assert (code, err) == (0, "")
    rows = sorted(without_time([json.loads(line) for line in out.splitlines()]), key=lambda row: str(row["run"]))
    runs = grid(MOONS, {"lr": [0.1, 0.5], "seed": [0, 1]})
    assert rows == without_time(sweep(runs, tmp_path / "b", workers=2))
