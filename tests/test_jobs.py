"""The six jobs of practice give the figures of docs/jobs.md, which are PyTorch's."""

from __future__ import annotations

import pytest

import nn.torch
from tests.jobs import JOBS, recorded


@pytest.mark.parametrize("name", JOBS)
def test_a_job_gives_the_figures_of_pytorch(name: str) -> None:
    found = JOBS[name](nn.torch)
    page = {figure: figures for (job, figure), figures in recorded().items() if job == name}
    assert found.keys() == page.keys()
    for figure, number in found.items():
        for expected in page[figure]:
            assert number == pytest.approx(expected, rel=1e-3, abs=1e-9), figure
