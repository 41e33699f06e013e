"""The figures of PyTorch in docs/jobs.md are those of the installed one, and ours are the same."""

from __future__ import annotations

import pytest

import nn.torch
from tests.jobs import JOBS, recorded
from tests.pytorch.comparison import torch

pytestmark = pytest.mark.pytorch


@pytest.mark.parametrize("name", JOBS)
def test_figures(name: str) -> None:
    ours, theirs = JOBS[name](nn.torch), JOBS[name](torch)
    assert ours == pytest.approx(theirs, rel=1e-4, abs=1e-9)
    for figure, number in theirs.items():
        assert number == pytest.approx(recorded()[name, figure][1], rel=1e-3, abs=1e-9), figure
