"""Freed memory is kept for the next arrays."""

from __future__ import annotations

import os
import platform
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="about glibc's allocator")

TRAINING = """
x = autograd.rand(1000, 1000, requires_grad=True)  # 4 MB: 1,000 pages
def step():
    x.grad = None
    (x * x + x).sum().backward()
"""
EVALUATION = """
x = autograd.ones(10_000, 784, dtype=autograd.uint8)
def step():
    images = x.float()  # 31 MB
    scaled = images / 255
    scaled @ autograd.ones(784, 128)  # 5 MB
"""


def page_faults(program: str, **settings: str) -> int:
    """Return how many pages ten steps get from the system, after the first two."""
    program = f"""
import autograd, resource
{program}
step(), step()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(10): step()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MALLOC_", "GLIBC_"))} | settings
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    return int(done.stdout)


@pytest.mark.parametrize("program", [TRAINING, EVALUATION])
def test_a_step_reuses_the_memory_of_the_previous_step(program: str) -> None:
    assert page_faults(program) < 1000  # otherwise 48,000, and 12,000 of larger pages


@pytest.mark.parametrize("setting", ["MALLOC_MMAP_THRESHOLD_", "GLIBC_TUNABLES"])
def test_the_limits_of_the_user_are_kept(setting: str) -> None:
    limit = "glibc.malloc.mmap_threshold=131072" if setting == "GLIBC_TUNABLES" else "131072"
    assert page_faults(TRAINING, **{setting: limit}) > 10_000


@pytest.mark.parametrize("setting", ["MALLOC_ARENA_MAX", "GLIBC_TUNABLES"])
def test_other_settings_of_the_allocator_change_nothing(setting: str) -> None:
    value = "glibc.malloc.arena_max=2" if setting == "GLIBC_TUNABLES" else "2"
    assert page_faults(TRAINING, **{setting: value}) < 1000


def test_tensors_work_without_ctypes() -> None:
    page_faults("import sys; sys.modules['_ctypes'] = None\n" + TRAINING)  # raises CalledProcessError if they do not
