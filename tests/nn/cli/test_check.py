"""`chainrule check`, and what all verbs have in common."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import autograd
from nn import cli

ROOT = Path(autograd.__file__).parent.parent

FILE = """
import sys
from dataclasses import dataclass
import numpy as np
from autograd import custom

@custom(vjp=lambda upstream, x, w: (upstream @ w.T, x.T @ upstream))
def good(x, w):
    return x @ w

@custom(vjp=lambda upstream, x, w: (upstream @ w.T, -(x.T @ upstream)))
def bad(x, w):
    return x @ w

def number(x):
    return np.sin(x)

def noise(x):
    return x * np.random.default_rng().uniform()

def fails(x):
    raise RuntimeError("no\\nluck")

def exits(x):
    sys.exit(0)

def stops(x):
    raise Stop("a\\rb")

def mute(x):
    raise Mute

def interrupted(x):
    raise KeyboardInterrupt

class Stop(BaseException):
    pass

class Mute(Exception):
    def __str__(self):
        raise ValueError

@dataclass
class Point:
    x: "Point | None" = None

class Strange:
    @property
    def f(self):
        raise ValueError("no f")

strange = Strange()
kink = lambda x: abs(x - x)
constant = 3
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sys, "path", list(sys.path))  # the verb puts the folder of the module on it
    path = tmp_path / "functions.py"
    path.write_text(FILE)
    (tmp_path / "broken.py").write_text("def f(:\n")
    (tmp_path / "leaves.py").write_text("raise SystemExit(7)\n")
    (tmp_path / "replaced.py").write_text("import sys\nsys.modules[__name__] = object()\n")
    (tmp_path / "vanished.py").write_text("import sys\ndel sys.modules[__name__]\nraise ValueError\n")
    (tmp_path / "exits.py").write_text("def __getattr__(name): raise SystemExit(0)\n")
    (tmp_path / "random.py").write_text("def f(x): return x * x\n")
    return str(path)


@pytest.mark.parametrize(
    ("arguments", "code", "printed"),
    [
        ("good --shape 3,4 --shape 4,2", 0, "check_gradients(good): ok"),
        ("good --shape 3,4 --shape 4,2 --dtype float32 --order 1 --seed 3", 0, "ok"),
        ("bad --shape 3,4 --shape 4,2", 1, "opposite sign"),
        ("number --shape ()", 0, "ok"),
        ("number --shape 2", 0, "(2,)"),
        ("noise --shape 3", 3, "not deterministic"),
    ],
)
def test_command(module: str, capsys: pytest.CaptureFixture[str], arguments: str, code: int, printed: str) -> None:
    name, *rest = arguments.split()
    assert cli.main(["check", f"{module}:{name}", *rest]) == code
    out, error = capsys.readouterr()
    assert printed in out
    assert not error


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("check {0}:good", "give the shape"),
        ("check {0}:good --shape 3,x", "whole numbers"),
        ("check {0}:good --shape 3,-4", "whole numbers"),
        ("check {0}:good --shape 3,4 --seed -1", "--seed"),
        ("check {0}:good --shape 3,4 --order 7", "--order"),
        ("check {0}:good --shape 3,4", "missing a required argument"),
        ("check {0}:good --shape 3,4 --shape 3,4", "matmul"),
        ("check {0}:fails --shape 3", "RuntimeError: no"),
        ("check {0}:nothing --shape 3", "it has"),
        ("check {0}:constant --shape 3", "not a function"),
        ("check {0} --shape 3", "module.py:function"),
        ("check nowhere.py:f --shape 3", "no file nowhere.py"),
        ("check no.such.module:f --shape 3", "cannot be imported"),
        ("check {1}/broken.py:f --shape 3", "SyntaxError"),
        ("check {1}/leaves.py:f --shape 3", "SystemExit"),
        ("check {0}:exits --shape 3", "SystemExit: 0"),
        ("check {0}:stops --shape 3", "Stop: a"),
        ("check {0}:mute --shape 3", "Mute"),
        ("check {0}:strange.f --shape 3", "ValueError: no f"),
        ("check {1}/exits.py:f --shape 3", "SystemExit: 0"),
        ("check {1}/replaced.py:f --shape 3", "has no 'f'"),
        ("check {1}/vanished.py:f --shape 3", "ValueError"),
        ("check {0}:good --shape 1000000000000000", "more than 10,000,000 numbers"),
        ("check {0}:good --shape 99999999999999999999999", "more than 10,000,000 numbers"),
        ("check {0}:good --shape 0,99999999999999999999999 --shape 1", "cannot be checked"),
        ("check {0}:good --shape 1" + 70 * ",1", "cannot be checked"),
        ("check {0}:good --shape " + 5000 * "9", "whole numbers"),
        ("check {0}:good --shape 1e15", "whole numbers"),
        ("check {0}:number --shape 0,3", "no numbers"),
        ("chekc", "invalid choice"),
        ("", "required"),
    ],
)
def test_wrong_usage_is_one_line(module: str, capsys: pytest.CaptureFixture[str], arguments: str, says: str) -> None:
    assert cli.main(arguments.format(module, str(Path(module).parent)).split()) == 2
    out, error = capsys.readouterr()
    assert not out
    assert says in error
    assert error.startswith("chainrule: ")
    assert error.count("\n") == 1


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", program, *arguments], capture_output=True, text=True, check=False, cwd=ROOT
    )


@pytest.mark.parametrize("program", ["nn", "nn.cli"])
def test_a_separate_process_exits_with_the_code(module: str, program: str) -> None:
    done = run(program, "check", f"{module}:bad", "--shape", "3,4", "--shape", "4,2")
    assert done.returncode == 1
    assert "wrong" in done.stdout


def test_a_separate_process_reports_wrong_usage_on_stderr() -> None:
    done = run("nn.cli", "check", "nowhere.py:f", "--shape", "3")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "chainrule: there is no file nowhere.py\n")


def test_a_module_can_be_named_with_dots() -> None:
    assert run("nn.cli", "check", "numpy:tanh", "--shape", "2,3").returncode == 0


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert autograd.__version__ in capsys.readouterr().out


def test_help_of_a_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--help"]) == 0
    assert "--shape" in capsys.readouterr().out


def test_ctrl_c_is_one_line_and_the_code_of_the_signal(module: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", f"{module}:interrupted", "--shape", "3"]) == 130
    assert capsys.readouterr().err == "chainrule: stopped\n"


def test_a_reader_that_has_ended_gives_no_traceback() -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "nn.cli", "check", "numpy:tanh", "--shape", "3"],
        stdout=write, stderr=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    os.close(write)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that is always full")
def test_an_output_that_cannot_be_written_is_one_line() -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "nn.cli", "check", "numpy:tanh", "--shape", "3"],
            stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("chainrule: the output cannot be written: ")
    assert done.stderr.count("\n") == 1


def test_an_output_without_the_characters_of_the_report_shows_escapes() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "nn.cli", "check", "numpy:tanh", "--shape", "3"],
        capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\xb1" in done.stdout


def test_a_file_may_have_the_name_of_a_module_that_others_import(module: str) -> None:
    done = run("nn.cli", "check", str(Path(module).with_name("random.py")) + ":f", "--shape", "3")
    assert (done.returncode, done.stderr) == (0, "")
