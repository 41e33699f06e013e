"""A check in a process of its own: endless loops, crashes, and what the learner's file prints."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from nn.exercises.finding import ERROR, RIGHT
from nn.exercises.process import check_in_process

SOLUTIONS = Path(__file__).parent / "solutions"


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "01_multiply.py"
    path.write_text(text, "utf-8")
    return path


def test_prints_are_kept_and_the_names_beside_the_file_hide_no_module(tmp_path: Path) -> None:
    (tmp_path / "random.py").write_text("raise ValueError")
    (tmp_path / "helpers.py").write_text("word = 'übung'")
    text = f"""
import sys
from helpers import word
print(word)
print("to stderr", file=sys.stderr)
print(len(sys.stdin.read()))
{(SOLUTIONS / "01_multiply.py").read_text("utf-8")}
print("x" * 20_000)
"""
    found = check_in_process("01_multiply", write(tmp_path, text))
    assert (found.verdict, found.message) == (RIGHT, "")
    assert found.printed.startswith("übung\n")
    assert "to stderr\n" in found.printed and "\n0\n" in found.printed
    assert found.printed.endswith("x…\n") and len(found.printed) < 11_000


def test_an_endless_loop_is_stopped_and_its_line_is_named(tmp_path: Path) -> None:
    loop = "while True:\n        try: 1 / 0\n        except BaseException: pass"
    path = write(tmp_path, f"print('before')\ndef multiply_backward(a, b, upstream):\n    {loop}\n")
    found = check_in_process("01_multiply", path, seconds=0.5)
    assert found.verdict == ERROR
    assert found.message.startswith("line ")
    assert found.message.endswith(": still running after 0.5 s; a loop may have no end")
    assert found.printed == "before\n"


def test_a_file_that_ends_python_and_a_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "import os\nprint(1, flush=True)\nos._exit(3)\n")
    monkeypatch.chdir(tmp_path)
    found = check_in_process("01_multiply", Path("01_multiply.py"))
    assert os.listdir(tmp_path) == ["01_multiply.py"]
    assert found.verdict == ERROR
    assert found.message == "the file ended Python before the check was done (exit code 3)"
    assert found.printed == "1\n"


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a limit of memory")
def test_a_list_that_grows_for_ever_is_an_error(tmp_path: Path) -> None:
    text = "def multiply_backward(a, b, upstream):\n    x = [1]\n    while True:\n        x = x + x\n"
    found = check_in_process("01_multiply", write(tmp_path, text), seconds=60.0)
    assert found.message.startswith("line 4: MemoryError")


@pytest.mark.slow
def test_a_file_that_starts_threads_and_closes_its_output(tmp_path: Path) -> None:
    text = f"""
import sys, threading, time
threading.Thread(target=time.sleep, args=(600,)).start()
sys.stdout.close()
{(SOLUTIONS / "01_multiply.py").read_text("utf-8")}
"""
    assert check_in_process("01_multiply", write(tmp_path, text)).verdict == RIGHT
