"""The programs of tests/programs, in the style of first courses: `chainrule run` runs each unchanged."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nn.torch.program import missing_names
from tests.helpers import PROGRAMS, needs_images, run_here


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_no_name_is_missing(program: Path) -> None:
    assert missing_names(program) == []


@pytest.mark.slow
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_a_program_runs(program: Path, tmp_path: Path) -> None:
    if needs_images(program) and "CHAINRULE_DATA" not in os.environ:
        if os.environ.get("CI"):
            pytest.fail("CI must have MNIST: CHAINRULE_DATA is not set")
        pytest.skip("CHAINRULE_DATA is not set, so there is no MNIST")
    assert run_here(program, tmp_path)
