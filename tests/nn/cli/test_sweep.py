"""`chainrule sweep`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.nn.cli.example import chainrule, well


def test_a_sweep_trains_each_combination_and_prints_the_best_first(tmp_path: Path) -> None:
    words = "sweep moons --grid lr=0.001,0.3 layers=8,none --epochs 5 --workers 2 --out s"
    lines = well(words, tmp_path).splitlines()
    assert lines[0] == "moons: 4 runs → s"
    assert sorted(line.split(":")[0][6:] for line in lines[1:5]) == [
        "lr=0.001,layers=8", "lr=0.001,layers=none", "lr=0.3,layers=8", "lr=0.3,layers=none",
    ]  # fmt: skip
    assert lines[6].split() == ["run", "loss", "accuracy", "epochs", "seconds"]
    assert lines[7].startswith("lr=0.3")
    kept = {row["run"]: row for row in map(json.loads, (tmp_path / "s/sweep.jsonl").read_text().splitlines())}
    assert len(kept) == 4
    assert (
        json.loads(well("evaluate s/lr=0.3,layers=8 --json", tmp_path))["accuracy"]
        == kept["lr=0.3,layers=8"]["accuracy"]
    )
    again = well(words + " --json", tmp_path)  # nothing is trained again
    assert {row["run"]: row for row in map(json.loads, again.splitlines())} == kept


def test_a_run_that_fails_loses_no_other(tmp_path: Path) -> None:
    done = chainrule("sweep moons --grid lr=1e30,0.1 --activation identity --epochs 1 --workers 1", tmp_path)
    assert done.code == 1
    assert "lr=0.1" in done.out.splitlines()[-2]
    assert done.out.splitlines()[-1].startswith("lr=1e+30  failed: DivergenceError: ")
    rows = [json.loads(line) for line in (tmp_path / "runs/sweep-moons/sweep.jsonl").read_text().splitlines()]
    assert sorted("error" in row for row in rows) == [False, True]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "required: --grid"),
        ("--grid lr", "expected NAME=VALUE,VALUE"),
        ("--grid lr=", "expected NAME=VALUE,VALUE"),
        ("--grid rate=1", "a name among"),
        ("--grid lr=a", "expected a number above 0, got 'a'"),
        ("--grid lr=0.1,0.10", "a value is given twice"),
        ("--grid lr=0.1 lr=1", "lr is given twice"),
        ("--grid layers=8-0", "expected a whole number"),
        ("--grid optimizer=sgd,newton", "newton"),
        ("--grid lr=1 --workers 0", "--workers"),
        ("--grid lr=1 --workers 1 --mpi", "not allowed"),
    ],
)
def test_what_cannot_be_swept_is_one_line(words: str, says: str, tmp_path: Path) -> None:
    done = chainrule(f"sweep moons {words}", tmp_path)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert says in done.err
