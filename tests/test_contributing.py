"""The example of CONTRIBUTING.md, followed word for word: one new row defines the operation everywhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import autograd

ROOT = Path(autograd.__file__).parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def block(mark: str) -> str:
    """Return the code block of CONTRIBUTING.md below `<!-- mark -->`."""
    found = re.search(rf"<!-- {mark} -->\n```\w+\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None, mark
    return found[1]


def test_adding_log1mexp_touches_one_place(tmp_path: Path) -> None:
    for package in ("autograd", "nn", "demos", "benchmarks", "docs"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text(encoding="utf-8"), encoding="utf-8")

    table = tmp_path / "autograd" / "rules" / "elementwise.py"
    text = table.read_text(encoding="utf-8")
    marker = "sigmoid   = unary("
    assert text.count(marker) == 1
    table.write_text(text.replace(marker, block("row") + marker), encoding="utf-8")

    generated = "import docs.generate.files as f; f.formatted = lambda text, path: text; f.write_all()"
    subprocess.run([sys.executable, "-c", generated], check=True, cwd=tmp_path, capture_output=True)
    command = [sys.executable, "-c", block("use")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == block("output")

    for path in ("scalar/methods.py", "array/methods.py", "__init__.pyi"):
        assert "log1mexp" in (tmp_path / "autograd" / path).read_text(encoding="utf-8")
    assert "log1mexp" in (tmp_path / "docs" / "derivatives.md").read_text(encoding="utf-8")
