"""What type checkers and editors know: users' programs, checked by mypy strict."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import autograd

pytest.importorskip("mypy")

ROOT = Path(autograd.__file__).parent.parent
PROGRAMS = ROOT / "tests" / "typing"


def mypy(*arguments: str, cwd: Path = ROOT) -> str:
    flags = ["--strict", "--follow-imports=silent", "--no-error-summary", "--hide-error-context"]
    command = [sys.executable, "-m", "mypy", *flags, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd).stdout


def test_users_programs_pass_strict_checks() -> None:
    programs = [str(PROGRAMS / f"{name}.py") for name in ("values", "tensors", "networks")]
    assert mypy(*programs) == ""


def test_mistakes_are_found_where_they_are() -> None:
    lines = (PROGRAMS / "mistakes.py").read_text(encoding="utf-8").splitlines()
    wanted = {(i, line.partition("# error: ")[2]) for i, line in enumerate(lines, 1) if "# error: " in line}
    reported = re.findall(r"mistakes\.py:(\d+): error: .*\[([\w-]+)\]", mypy(str(PROGRAMS / "mistakes.py")))
    assert {(int(line), code) for line, code in reported} == wanted
