"""The command `python -m benchmarks`, and the comparison of results before the timing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import report
from benchmarks.measure import Result, Series, disagreement, measure
from benchmarks.workload import OURS, Program, Workload
from benchmarks.workloads import WORKLOADS as ALL

ROOT = Path(__file__).parent.parent


def by_hand(answer: float) -> Callable[[], Program]:
    return lambda: Program(lambda: 9.0, lambda: [[answer]])


# The workers import these. For the derivative of x² at 3, `by hand` returns 6 in "right" and 6.1 in "wrong".
WORKLOADS = [
    Workload(
        name,
        "x² at 3",
        {
            OURS: lambda: Program(lambda: 9.0, lambda: [[6.0]]),
            "by hand": by_hand(answer),
            "nowhere": lambda: Program(__import__("no_such_module").step),
        },
    )
    for name, answer in (("right", 6.0), ("wrong", 6.1), ("infinite", float("inf")))
]


def run(*options: object, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "benchmarks", *map(str, options)]
    environment = {k: v for k, v in os.environ.items() if k != "CHAINRULE_BENCH_PYTHONS"} | more
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=60
    )


@pytest.mark.slow
def test_two_workloads_give_a_table_data_and_a_picture(tmp_path: Path) -> None:
    done = run("--quick", "--only", "value-expression", "tiny", "--out", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "benchmarks.png").read_bytes().startswith(b"\x89PNG")
    text = (tmp_path / "benchmarks.md").read_text(encoding="utf-8")
    assert text in done.stdout and "≤ 0.20" in text
    assert str(Path.home()) not in text and sys.prefix not in text
    workloads = json.loads((tmp_path / "benchmarks.json").read_text(encoding="utf-8"))["workloads"]
    assert [w["name"] for w in workloads] == ["value-expression", "tiny"]
    for workload in workloads:
        assert not workload["disagreement"]
        assert len(workload["series"][OURS]["cpu"]) == 3
        low, middle, high = workload["ratios"]["by hand"]
        assert 0 < low <= middle <= high
        # The absent are named in one line, with the reason.
        assert all(f"{library} (" in text for library in workload["missing"])


@pytest.mark.slow
def test_libraries_that_disagree_are_not_timed() -> None:
    right, wrong, infinite = (measure(w, {}, 1, 0.001, module="tests.test_benchmarks") for w in WORKLOADS)
    assert not right.disagreement and set(right.series) == {OURS, "by hand"} and "nowhere" in right.missing
    for result in (wrong, infinite):
        assert "by hand" in result.disagreement and not result.series
        assert "**not measured**" in report.markdown([result], None, [])


@pytest.mark.parametrize(
    ("theirs", "complaint"),
    [
        ([[1.0, 2.0], [1e-9]], ""),
        ([[1.0, 2.001], [1e-9]], ""),
        ([[1.0, 2.01], [1e-9]], "array 0"),
        ([[1.0, 2.0], [2e-9]], "array 1"),
        ([[1.0, float("nan")], [1e-9]], "array 0"),
        ([[1.0, 2.0]], "sizes"),
        ([[1.0], [1e-9]], "sizes"),
    ],
)
def test_disagreement_is_measured_by_the_largest_number_of_an_array(theirs: list[list[float]], complaint: str) -> None:
    found = disagreement([[1.0, 2.0], [1e-9]], theirs, 1e-3)
    assert (complaint in found) if complaint else not found


def test_ratios_are_paired_round_by_round() -> None:
    drifting = {OURS: Series(cpu=[1.0, 10.0, 100.0]), "torch": Series(cpu=[2.0, 20.0, 200.0])}
    assert Result("drift", "a machine that slows down", "cpu", {}, drifting).ratio("torch") == (0.5, 0.5, 0.5)


def test_list_prints_the_names_and_wrong_options_are_errors() -> None:
    done = run("--list")
    assert done.returncode == 0 and all(f"{workload.name} " in done.stdout for workload in ALL)
    assert "NAME=PATH" in run("--python", "torch", "--list").stderr
    assert run("--only", "no-such-workload").returncode == 2


@pytest.mark.slow
def test_the_table_of_estimators_can_be_made(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("sklearn")
    from benchmarks import estimators

    monkeypatch.setattr(sys, "argv", ["estimators", "--seeds", "0", "--only", "iris"])
    estimators.main()
    *_, row = capsys.readouterr().out.splitlines()
    name, score, *cells = row.strip("| ").split(" | ")
    assert (name, score, len(cells)) == ("iris", "accuracy", 6)
    assert float(cells[0].split()[0]) > 0.9
