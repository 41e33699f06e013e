"""Each demo, run as a command with a page in docs/experiments."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.demos.commands import PNG, ROOT, run_well

QUICK = ("loss_walk", "softmax")
# test_xor_and_mnist.py runs these. They are no experiments, but the first look at the package.
TOURS = ("xor", "mnist")
EXPERIMENTS = sorted(
    path.stem for path in (ROOT / "demos").glob("*.py") if not path.stem.startswith("_") and path.stem not in TOURS
)
PAGES = ROOT / "docs" / "experiments"


@pytest.mark.parametrize(
    "demo", [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in EXPERIMENTS]
)
def test_a_demo_prints_a_table_and_saves_its_pictures(demo: str, tmp_path: Path) -> None:
    output = run_well(demo, "--out", tmp_path / "out", cache=tmp_path)
    saved = sorted((tmp_path / "out").glob("*.png"))
    assert saved
    for picture in saved:
        assert picture.read_bytes().startswith(PNG)
        assert f"{picture}\n" in output
    assert len(output.splitlines()) > 3


def test_the_demos_are_listed(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "demos"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()[2:]
    assert [line.split()[0] for line in lines] == sorted([*EXPERIMENTS, *TOURS])
    assert all(line.endswith(".") for line in lines)


@pytest.mark.parametrize("demo", EXPERIMENTS)
def test_a_demo_has_a_page_and_a_row_in_the_list(demo: str) -> None:
    page = (PAGES / f"{demo}.md").read_text(encoding="utf-8")
    assert f"python -m demos.{demo}\n" in page
    rows = [line for line in (PAGES / "README.md").read_text(encoding="utf-8").splitlines() if f"({demo}.md)" in line]
    assert len(rows) == 1
