"""NumPy kept silent, wherever an operation runs; and freed memory kept for the next."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import threading
import warnings

import numpy as np
import pytest

import autograd
from autograd.rules.errstate import without_warnings


def test_infinities_arise_without_a_word_and_the_callers_settings_stay() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with np.errstate(all="raise"):
            x = autograd.tensor([0.0, -1.0, 1e30], requires_grad=True)
            (autograd.log(x) / (x * 0) + x * x * x).sum().backward()
            assert np.geterr() == {"divide": "raise", "over": "raise", "under": "raise", "invalid": "raise"}
            with pytest.raises(FloatingPointError):
                np.zeros(1) / np.zeros(1)
            with pytest.raises(autograd.ShapeError):
                autograd.ones(2) + autograd.ones(3)
            with pytest.raises(FloatingPointError):
                np.zeros(1) / np.zeros(1)


def test_numbers_beyond_the_dtype_are_infinite_without_a_word() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        half = autograd.ones(2, dtype=autograd.float16, requires_grad=True)
        assert (half * 1e10).detach().numpy().tolist() == [np.inf, np.inf]
        half.masked_fill(autograd.tensor([True, False]), 1e30).sum().backward()
        autograd.ones(2, requires_grad=True).clamp(1e-60, 1e60).sum().backward()


def test_an_operation_within_an_operation() -> None:
    # As a finalizer or a signal handler may do it.
    def outer(x: np.ndarray) -> np.ndarray:
        return (
            without_warnings(np.log, (x,)) + without_warnings(outer, (x / 2,))
            if x[0] > 0.3
            else without_warnings(np.log, (x * 0,))
        )

    with np.errstate(all="raise"):
        assert without_warnings(outer, (np.ones(2),))[0] == -np.inf


def test_an_error_of_the_function_is_its_own() -> None:
    def fails(x: int) -> None:
        raise RuntimeError("not about contexts")

    with pytest.raises(RuntimeError, match="not about contexts"):
        without_warnings(fails, (1,))


def test_threads_are_silent_each_for_itself() -> None:
    failed: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(200):
                x = autograd.tensor([0.0, 2.0], requires_grad=True)
                (1 / x).log().sum().backward()
        except BaseException as error:
            failed.append(error)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not failed


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="about glibc's allocator")
def test_a_step_finds_the_memory_of_the_step_before() -> None:
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
