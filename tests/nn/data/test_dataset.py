"""TensorDataset."""

from __future__ import annotations

import numpy as np
import pytest

import autograd
from autograd import ShapeError
from nn.data import TensorDataset


def test_first_sizes_that_differ_are_an_error() -> None:
    with pytest.raises(ShapeError, match=r"\(3,\)"):
        TensorDataset(autograd.ones(3), autograd.ones(2))


def test_an_array_is_an_error() -> None:
    with pytest.raises(TypeError, match="ndarray"):
        TensorDataset(np.ones(3))  # type: ignore[arg-type]


def test_no_tensor_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one"):
        TensorDataset()
