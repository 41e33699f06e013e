"""The notebooks of the class run, with gaps and with solutions."""

from __future__ import annotations

import contextlib
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

CLASS = Path(__file__).parent.parent / "docs" / "class"
LESSON = (CLASS / "lesson.py").read_text(encoding="utf-8")


def cells(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((CLASS / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    return found


def printed(name: str) -> str:
    """Run the code of a notebook, and return what it prints."""
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    from matplotlib import pyplot

    space: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()) as out:
        for cell in cells(name):
            if cell["cell_type"] == "code":
                exec("".join(cell["source"]), space)
    pyplot.close("all")
    return out.getvalue()


def test_the_solutions_are_right() -> None:
    output = printed("solutions")
    assert output.count(": right\n") == LESSON.count("\ncheck(")
    assert "not yet" not in output


def test_the_notebook_runs_with_its_gaps_and_says_so() -> None:
    output = printed("lesson")
    assert ": right" not in output
    assert output.count(": not yet\n") == LESSON.count("\ncheck(")


def test_the_notebooks_are_small_and_have_no_outputs() -> None:
    for name in ("lesson", "solutions"):
        assert (CLASS / f"{name}.ipynb").stat().st_size < 20_000
        assert all(not cell.get("outputs") for cell in cells(name))
        assert len({cell["id"] for cell in cells(name)}) == len(cells(name))
        assert "# gap:" not in "".join(line for cell in cells(name) for line in cell["source"])


def test_the_page_counts_the_gaps_and_the_minutes() -> None:
    page = (CLASS / "index.md").read_text(encoding="utf-8")
    assert f"with {LESSON.count('# gap: ')} gaps" in page
    assert sum(int(n) for n in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)) == 90
    assert sum(int(n) for n in re.findall(r"\((\d+) minutes\)", LESSON)) == 85  # and five for the setup
