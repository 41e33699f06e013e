"""`chainrule draw`, `bench` and `--completion`."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest

import nn
from tests.nn.cli.example import chainrule, well

ROOT = Path(nn.__file__).parent.parent


def test_draw_prints_values_and_gradients_and_saves_the_graph(tmp_path: Path) -> None:
    pytest.importorskip("pygraphviz")
    out = well('draw "tanh(w*x+b)" w=.5 x=2 b=-1', tmp_path)
    rows = {line.split()[0]: [float(cell) for cell in line.split()[1:]] for line in out.splitlines()[1:5]}
    assert rows == {"w": [0.5, 2], "x": [2, 0.5], "b": [-1, 1], "result": [0, 1]}
    graph = (tmp_path / "graph.svg").read_text()
    for text in ("w", "x", "b", "tanh"):
        assert f">{text}</text>" in graph


def test_draw_names_the_steps(tmp_path: Path) -> None:
    figures = json.loads(well('draw "h = relu(w*x); (h - 1)**2" w=2 x=1.5 --json', tmp_path))
    assert figures["h"] == {"value": 3.0, "gradient": 4.0}
    assert not list(tmp_path.iterdir())  # with --json a picture is drawn only if it is asked for


def test_draw_saves_dot_without_graphviz(tmp_path: Path) -> None:
    well("draw a+b a=1 b=2 --out sum.dot", tmp_path)
    assert (tmp_path / "sum.dot").read_text().startswith("digraph")


def test_draw_writes_infinity_as_null(tmp_path: Path) -> None:
    figures = json.loads(well("draw 1/x x=0 --json", tmp_path), parse_constant=lambda _: pytest.fail("no JSON"))
    assert figures["result"]["value"] is None


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("x*y x=1", "give each variable a number: y=…"),
        ("x x=1 y=2", "has no y"),
        ("x x=1 x=2", "x is given twice"),
        ("x x=one", "expected NAME=NUMBER, as in w=0.5, got 'x=one'"),
        ("x x", "expected NAME=NUMBER"),
        ("x+ x=1", "cannot read 'x+'"),
        ("x^2 x=1", "a power is **"),
        ("x.real x=1", "neither arithmetic nor a function"),
        ("\"__import__('os')\"", "no function here"),
        ("x x=1 --out graph.bmp", ".svg, .png"),
        ("x x=1 --out nowhere/graph.dot", "nowhere"),
    ],
)
def test_what_cannot_be_drawn_is_one_line(words: str, says: str, tmp_path: Path) -> None:
    done = chainrule(f"draw {words}", tmp_path)
    assert done.code == 2
    assert done.err.startswith("chainrule: ")
    assert done.err.count("\n") == 1
    assert says in done.err


def test_bench_times_a_network(tmp_path: Path) -> None:
    row = json.loads(well("bench --layers 8 --batch-size 4 --rounds 1 --json", tmp_path))
    assert row["network"] == "784-8-10"
    assert row["examples per second"] == pytest.approx(4e3 / row["ms per step"], rel=0.1)
    assert math.isfinite(row["ms per step"])


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_knows_verbs_and_options(shell: str, tmp_path: Path) -> None:
    pytest.importorskip("shtab")
    script = well(f"--completion {shell}", tmp_path)
    for word in ("train", "sweep", "weight-decay"):
        assert word in script


@pytest.mark.parametrize("words", ["bench --layers 4 --batch-size 2 --rounds 1", "train xor --epochs 1 --quiet"])
def test_what_shares_the_processors_computes_with_one_thread(words: str, tmp_path: Path) -> None:
    """`bench` says so; and mpiexec, for whose variable PMI_SIZE stands here, starts a process for each processor."""
    program = f"""
import os, sys
sys.modules["mpi4py"] = None  # so that training ends there
from nn.cli import main
main({words.split()!r})
print(os.environ["OPENBLAS_NUM_THREADS"])
"""
    given = {name: value for name, value in os.environ.items() if not name.endswith("_THREADS")}
    given |= {"PMI_SIZE": "2", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=given, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "1"
