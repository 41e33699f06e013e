"""The programs of tests/programs print what they print under PyTorch, with the same seeds."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from tests.helpers import PROGRAMS, needs_images, run_here, run_program
from tests.pytorch.comparison import INTEL_DRAWS

pytestmark = pytest.mark.pytorch

NUMBER = re.compile(r"[-+]?\d+(?:\.\d*)?(?:e[-+]?\d+)?")
# These draw single classes or use dropout, which PyTorch does in another way with Intel's library.
OF_INTEL = {"bigrams", "gpt", "mnist", "policy_gradient"}
OF_PYTORCH = [
    program
    for program in PROGRAMS
    if "import torch" in program.read_text(encoding="utf-8")
    and not (needs_images(program) and importlib.util.find_spec("torchvision") is None)
    and not (INTEL_DRAWS and program.stem in OF_INTEL)
]


def texts_and_numbers(output: str) -> tuple[str, list[float]]:
    """Return an output without its numbers, and these; sizes and dtypes are written as here."""
    output = re.sub(r"torch\.Size\(\[([\d, ]*)\]\)", r"(\1)", output).replace("torch.", "")
    return NUMBER.sub("#", output), [float(number) for number in NUMBER.findall(output)]


@pytest.mark.parametrize("program", OF_PYTORCH, ids=lambda path: path.stem)
def test_outputs(program: Path, tmp_path: Path) -> None:
    ours, numbers = texts_and_numbers(run_here(program, tmp_path))
    theirs, expected = texts_and_numbers(run_program(["-W", "ignore", str(program)], tmp_path, PYTHONPATH=""))
    assert ours == theirs
    assert numbers == pytest.approx(expected, rel=1e-3, abs=1e-3)
