"""The example of CONTRIBUTING.md, followed word for word: one new row defines the operation everywhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import autograd

ROOT = Path(autograd.__file__).parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def block(mark: str) -> str:
    """Return the code block of CONTRIBUTING.md below `<!-- mark -->`."""
    found = re.search(rf"<!-- {mark} -->\n```\w+\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None, mark
    return found[1]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout in which the steps of CONTRIBUTING.md were followed."""
    copy = tmp_path_factory.mktemp("checkout")
    for package in ("autograd", "nn", "demos", "benchmarks", "docs", "tests"):
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__", "_build"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, copy)

    table = copy / "autograd" / "rules" / "elementwise.py"
    text = table.read_text(encoding="utf-8")
    marker = "sigmoid   = unary("
    assert text.count(marker) == 1
    table.write_text(text.replace(marker, block("row") + marker), encoding="utf-8")
    generate = "import docs.generate.files as f; f.formatted = lambda text, path: text; f.write_all()"
    run(copy, "-c", generate)

    cases = copy / "tests" / "cases" / "rows.py"
    lines = cases.read_text(encoding="utf-8").splitlines()
    for entry in block("cases").splitlines():
        name = entry.rpartition("# in ")[2]
        (place,) = (i for i, line in enumerate(lines) if re.match(rf"{name}\b.*= {{$", line))
        lines.insert(place + 1, entry)
    cases.write_text("\n".join(lines), encoding="utf-8")
    return copy


def run(checkout: Path, *command: str) -> str:
    done = subprocess.run([sys.executable, *command], cwd=checkout, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_new_row_computes_what_the_page_says(checkout: Path) -> None:
    assert run(checkout, "-c", block("use")) == block("output")


def test_the_new_row_is_in_every_generated_file(checkout: Path) -> None:
    for path in ("autograd/functions.py", "autograd/scalar/methods.py", "autograd/array/methods.py"):
        assert "def log1mexp(" in (checkout / path).read_text(encoding="utf-8")
    assert "log1mexp" in (checkout / "autograd" / "__init__.pyi").read_text(encoding="utf-8")
    assert "log1mexp" in (checkout / "docs" / "derivatives.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_tests_of_the_new_row_pass(checkout: Path) -> None:
    pytest_command = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "log1mexp or approved"]
    pytest_command += ["tests/autograd", "tests/test_public_names.py"]
    summary = run(checkout, *pytest_command).splitlines()[-1]
    assert int(re.findall(r"(\d+) passed", summary)[0]) > 20
