"""Operations run without NumPy's warnings, and leave the caller's settings alone."""

from __future__ import annotations

import threading
import warnings

import numpy as np
import pytest

import autograd
from autograd.rules.errstate import without_warnings
from tests.helpers import leaf


def test_infinities_give_no_warning_and_the_callers_settings_stay() -> None:
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


def test_numbers_beyond_the_dtype_are_infinite_without_a_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        half = autograd.ones(2, dtype=autograd.float16, requires_grad=True)
        assert (half * 1e10).detach().numpy().tolist() == [np.inf, np.inf]
        half.masked_fill(autograd.tensor([True, False]), 1e30).sum().backward()
        autograd.ones(2, requires_grad=True).clamp(1e-60, 1e60).sum().backward()


def test_an_operation_within_an_operation() -> None:
    # As a finalizer or a signal handler may do it.
    def outer(x: np.ndarray) -> np.ndarray:
        found: np.ndarray = (
            without_warnings(np.log, (x,)) + without_warnings(outer, (x / 2,))
            if x[0] > 0.3
            else without_warnings(np.log, (x * 0,))
        )
        return found

    with np.errstate(all="raise"):
        assert without_warnings(outer, (np.ones(2),))[0] == -np.inf


def test_an_error_of_the_function_is_its_own() -> None:
    def fails(x: int) -> None:
        raise RuntimeError("not about contexts")

    with pytest.raises(RuntimeError, match="not about contexts"):
        without_warnings(fails, (1,))


def test_each_thread_runs_without_warnings() -> None:
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


def test_operations_are_quiet_about_infinities() -> None:
    x = leaf(1e38, 0.0)
    ((x * 1e38).exp() / x + x.log()).sum().backward()
