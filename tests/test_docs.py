"""Run the examples of README, docs and docstrings, and compare generated files with the code."""

from __future__ import annotations

import doctest
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

import autograd
from autograd.rules.families import OPERATIONS
from docs.generate import files
from docs.generate.book import ChapterParser, chapters
from tests.helpers import programs

ROOT = Path(autograd.__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *(p for p in (ROOT / "docs").rglob("*.md") if "_build" not in p.parts)])
MODULES = sorted(
    p for package in ("autograd", "nn") for p in (ROOT / package).rglob("*.py") if ">>>" in p.read_text("utf-8")
)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_examples_in_pages(page: Path) -> None:
    parser = ChapterParser(page) if page in chapters() else doctest.DocTestParser()
    failed, _ = doctest.testfile(str(page), module_relative=False, encoding="utf-8", parser=parser)
    assert failed == 0


def test_programs_in_pages_run() -> None:
    """The others are those of the book, which ChapterParser runs, and of save.md, which need PyTorch."""
    found = {page.stem: programs(page) for page in PAGES if page not in chapters() and programs(page)}
    assert {name: len(blocks) for name, blocks in found.items()} == {"cluster": 1, "exercises": 2, "save": 1}
    for program in found["exercises"]:
        exec(program, {})


@pytest.mark.slow
def test_the_loop_of_several_processes_runs() -> None:
    pytest.importorskip("mpi4py")
    before = (
        "import nn, autograd\n"
        "model, loss = nn.Linear(2, 1), nn.MSELoss()\n"
        "optimizer = nn.optim.SGD(model.parameters(), lr=0.1)\n"
        "from nn.data import DataLoader, TensorDataset\n"
        "loader = DataLoader(TensorDataset(autograd.ones(4, 2), autograd.ones(4, 1)), batch_size=2)\n"
    )
    subprocess.run([sys.executable, "-c", before + programs(ROOT / "docs" / "cluster.md")[0]], check=True, cwd=ROOT)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.stem)
def test_examples_in_docstrings(path: Path) -> None:
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    before = dict(OPERATIONS)
    try:
        failed, tried = doctest.testmod(module)
    finally:  # examples may define operations of their own
        OPERATIONS.clear()
        OPERATIONS.update(before)
    assert tried > 0
    assert failed == 0


@pytest.mark.parametrize("path", files.GENERATED)
def test_generated_files_are_current(path: str) -> None:
    assert files.is_current(path), f"{path} is out of date: run python -m docs.generate"


def test_links_in_pages_exist() -> None:
    for page in [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
