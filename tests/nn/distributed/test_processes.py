"""Trainings in real processes of MPI."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import nn

ROOT = Path(nn.__file__).parent.parent
MPIEXEC = shutil.which("mpiexec", path=os.path.dirname(sys.executable)) or shutil.which("mpiexec")
if os.environ.get("CI"):
    assert MPIEXEC, "CI has mpiexec, of the extra `cluster`"
pytestmark = pytest.mark.skipif(MPIEXEC is None, reason='needs MPI: pip install "chainrule[cluster]"')


def mpi(n: int, *words: object, folder: Path) -> subprocess.Popen[str]:
    """Start n processes of `python words`."""
    pytest.importorskip("mpi4py")
    command = [str(MPIEXEC), "-n", str(n), sys.executable, *map(str, words)]
    given = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.Popen(
        command,
        cwd=folder,
        env=given,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def finished(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def trained(n: int, folder: Path) -> Any:
    folder.mkdir()
    assert finished(mpi(n, ROOT / "tests/nn/distributed/program.py", folder, folder=folder)) == (0, "", "")
    return json.loads((folder / "result.json").read_text())


def test_two_processes_train_as_one_does_and_hold_the_same_bits(tmp_path: Path) -> None:
    one, two = (trained(n, tmp_path / str(n)) for n in (1, 2))
    assert two["same"]
    for a, b in zip(one["rows"], two["rows"], strict=True):
        assert b == pytest.approx(a, rel=1e-5)


@pytest.mark.slow
@pytest.mark.parametrize("n", [3, 4, 5])  # which do not divide the batches of 12 and 6
def test_so_do_three_and_more(n: int, tmp_path: Path) -> None:
    one, several = trained(1, tmp_path / "one"), trained(n, tmp_path / "several")
    assert several["same"]
    for a, b in zip(one["rows"], several["rows"], strict=True):
        assert b == pytest.approx(a, rel=1e-5)


@pytest.mark.slow
def test_the_command_trains_in_four_processes(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    words = ["-m", "nn", "train", "digits", "--epochs", "2", "--out"]
    code, out, err = finished(mpi(4, *words, "four", folder=tmp_path))
    assert (code, err) == (0, "")
    assert out.startswith("digits → four, in 4 processes\n")
    assert out.count("saved in four") == 1
    assert finished(mpi(1, *words, "one", folder=tmp_path))[0] == 0
    one, four = ((tmp_path / name / "history.jsonl").read_text().splitlines() for name in ("one", "four"))
    for a, b in zip(map(json.loads, one), map(json.loads, four), strict=True):
        assert b["validation_loss"] == pytest.approx(a["validation_loss"], rel=1e-4)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("train nothing.csv --target y", "nothing.csv: no such file"),
        ("train moons --batch-size 2 --out a", "a batch of 2 cannot be divided among 3 processes"),
    ],
)
def test_what_is_wrong_for_all_is_said_once(words: str, says: str, tmp_path: Path) -> None:
    code, _, err = finished(mpi(3, "-m", "nn", *words.split(), folder=tmp_path))
    assert code == 2
    assert err.startswith("chainrule: ") and says in err and err.count("\n") == 1


@pytest.mark.slow
@pytest.mark.skipif(not os.path.exists("/proc"), reason="finds the processes in /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_training_that_ends_early_is_resumed_to_the_same_weights(number: int, tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    words = ["-m", "nn", "train", "digits", "--epochs", "25", "--dropout", "0.2", "--out"]
    process = mpi(2, *words, "a", folder=tmp_path)
    history = tmp_path / "a" / "history.jsonl"
    while not (history.exists() and history.read_text().count("\n") >= 3):
        assert process.poll() is None
        time.sleep(0.01)
    if number == signal.SIGINT:  # mpiexec passes it on to all
        process.send_signal(number)
    else:  # one rank dies
        os.kill(ranks(process.pid)[-1], number)
    code, _, err = finished(process)
    assert code != 0
    if number == signal.SIGINT:
        assert "stopped; the training is kept, continue it with: chainrule train digits" in err
    assert not (tmp_path / "a" / "model.safetensors").exists()
    assert finished(mpi(2, *words, "a", "--resume", folder=tmp_path))[0] == 0
    assert finished(mpi(2, *words, "b", folder=tmp_path))[0] == 0
    a, b = ((tmp_path / name / "model.safetensors").read_bytes() for name in "ab")
    assert a == b


def ranks(mpiexec: int) -> list[int]:
    """Return the processes of Python below mpiexec."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue  # it has ended
    below = {mpiexec}
    for _ in range(3):
        below |= {pid for pid, parent in parents.items() if parent in below}
    return sorted(pid for pid in below if parents.get(pid) in below - {mpiexec})
