"""Freed memory is kept for the next arrays."""

from __future__ import annotations

import os
import platform
import subprocess
import sys

import pytest


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="about glibc's allocator")
def test_a_step_reuses_the_memory_of_the_previous_step() -> None:
    program = (
        "import autograd, resource\n"
        "x = autograd.rand(1000, 1000, requires_grad=True)\n"  # 4 MB: 1,000 pages
        "def step():\n"
        "    x.grad = None\n"
        "    (x * x + x).sum().backward()\n"
        "step(), step()\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt\n"
        "for _ in range(10): step()\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)\n"
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MALLOC_")}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    assert int(done.stdout) < 1000  # otherwise some 48,000 in ten steps
