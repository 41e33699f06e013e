"""Small functions that several test modules use."""

from __future__ import annotations

import functools
import gc
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Value, tensor

ROOT = Path(__file__).parent.parent


@contextmanager
def noting(where: str) -> Iterator[None]:
    """Add a note to an error in the block, for a test that goes through many cases."""
    try:
        yield
    except Exception as error:
        error.add_note(where)
        raise


def each(names: Any, count: Callable[[str], int]) -> Callable[[Callable[[str, int], None]], Callable[[str], None]]:
    """Make of a test of a name and a number a test of a name, which goes through the numbers below `count(name)`.

    One test per name takes a fraction of the time of one per number: pytest needs 3 ms for each.
    """

    def decorate(test: Callable[[str, int], None]) -> Callable[[str], None]:
        @pytest.mark.parametrize("name", list(names))
        def through(name: str) -> None:
            for i in range(count(name)):
                with noting(f"case {i}"):
                    test(name, i)

        through.__name__, through.__doc__ = test.__name__, test.__doc__
        return through

    return decorate


def leaf(*data: Any, dtype: Any = None) -> Any:
    """Make a leaf of one number or nested list, or of several numbers. Typed Any, because `grad` may be None."""
    return tensor(data[0] if len(data) == 1 else list(data), dtype=dtype, requires_grad=True)


def leaf64(x: Any, dtype: Any = np.float64) -> Any:
    """Make a leaf of an array."""
    return tensor(np.asarray(x, dtype), requires_grad=True)


def tensor64(x: Any) -> Any:
    """Make a Tensor of float64."""
    return tensor(np.asarray(x, np.float64))


def same(found: Any, expected: Any, **tolerance: float) -> None:
    """Assert that two results are equal in kind, structure and numbers."""
    assert type(found) is type(expected), (type(found), type(expected))
    if isinstance(expected, dict):
        assert list(found) == list(expected)
        for key in expected:
            same(found[key], expected[key], **tolerance)
    elif isinstance(expected, tuple | list):
        assert len(found) == len(expected)
        for a, b in zip(found, expected):
            same(a, b, **tolerance)
    elif isinstance(expected, Value):
        assert found.data == pytest.approx(expected.data)
    elif isinstance(expected, str):
        assert found == expected
    elif expected is not None:
        a, b = (x.detach().numpy() if isinstance(x, autograd.Tensor) else np.asarray(x) for x in (found, expected))
        assert a.dtype == b.dtype
        assert a.shape == b.shape
        np.testing.assert_allclose(a, b, rtol=tolerance.get("rtol", 1e-9), atol=tolerance.get("atol", 1e-12))


@contextmanager
def no_garbage() -> Iterator[None]:
    """Assert that nothing is left to the cycle collector."""
    gc.collect()
    gc.disable()
    try:
        yield
        assert gc.collect() == 0
    finally:
        gc.enable()


def in_a_process_of_its_own(test: Callable[[], None]) -> Callable[[], None]:
    """Run a test in a new process, without coverage, whose locks an interrupt at a random moment would keep."""

    @functools.wraps(test)
    def run() -> None:
        program = f"from {test.__module__} import {test.__name__} as test; test.__wrapped__()"
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=500, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    return run


PROGRAMS = sorted((ROOT / "tests" / "programs").glob("*.py"))


def run_program(command: list[str], cwd: Path, **more: str) -> str:
    """Run a program in a folder, and return what it prints; `more` are environment variables."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", **more}
    done = subprocess.run(
        [sys.executable, *command], cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def run_here(program: Path, cwd: Path) -> str:
    """Run a program of PyTorch by `chainrule run`, and return what it prints."""
    return run_program(["-m", "nn.cli", "run", str(program)], cwd, PYTHONPATH=str(ROOT))


def needs_images(program: Path) -> bool:
    """Return whether a program reads images of MNIST or Fashion-MNIST."""
    return "torchvision" in program.read_text(encoding="utf-8")


def programs(page: Path) -> list[str]:
    """Return the programs of a page that are no examples for doctest."""
    blocks = re.findall(r"^```python\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [block for block in blocks if ">>>" not in block]
