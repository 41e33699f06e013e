"""Programs of users, checked by mypy strict."""

from __future__ import annotations

import importlib.metadata
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


@pytest.mark.slow
def test_an_editable_install_is_seen_from_elsewhere(tmp_path: Path) -> None:
    """setuptools' import hooks would hide the packages from type checkers; setup.cfg asks for a plain path."""
    try:
        importlib.metadata.distribution("chainrule")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("chainrule is not installed")
    program = tmp_path / "program.py"
    program.write_text((PROGRAMS / "tensors.py").read_text(encoding="utf-8"), encoding="utf-8")
    assert mypy(str(program), cwd=tmp_path) == ""
