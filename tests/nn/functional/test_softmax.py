"""The dimension of a softmax that is called without one."""

from __future__ import annotations

from typing import Any

import pytest

import autograd
import nn
import nn.functional as F


@pytest.mark.parametrize(("shape", "dim"), [((), 0), ((4,), 0), ((3, 4), 1), ((2, 3, 4), 0), ((2, 3, 4, 5), 1)])
@pytest.mark.parametrize("function", [F.softmax, F.log_softmax, nn.Softmax(), nn.LogSoftmax()])
def test_without_dim_pytorchs_is_taken_with_a_warning(function: Any, shape: tuple[int, ...], dim: int) -> None:
    x = autograd.randn(*shape)
    name = "log_softmax" if "og" in repr(function) else "softmax"
    with pytest.warns(UserWarning, match=rf"{name}\(\): without dim, dimension {dim} is taken"):
        got = function(x)
    assert autograd.equal(got, getattr(F, name)(x, dim))


def test_the_warning_points_to_the_caller() -> None:
    with pytest.warns(UserWarning, match="without dim") as caught:
        F.softmax(autograd.ones(2))
    assert caught[0].filename == __file__
