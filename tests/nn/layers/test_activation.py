"""The activations, and Identity and Flatten, against NumPy."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import nn
import nn.functional as F
from autograd import tensor


@pytest.mark.parametrize(
    ("module", "function"),
    [
        (nn.ReLU(), lambda x: np.maximum(x, 0)), (nn.LeakyReLU(0.1), lambda x: np.where(x > 0, x, 0.1 * x)),
        (nn.ELU(2.0), lambda x: np.where(x > 0, x, 2 * np.expm1(x))), (nn.Sigmoid(), lambda x: 1 / (1 + np.exp(-x))),
        (nn.Tanh(), np.tanh), (nn.SiLU(), lambda x: x / (1 + np.exp(-x))),
        (nn.Softsign(), lambda x: x / (1 + np.abs(x))),
        (nn.Softplus(2.0), lambda x: np.log1p(np.exp(2 * x)) / 2), (nn.Identity(), lambda x: x),
        (nn.Softmax(0), lambda x: np.exp(x) / np.exp(x).sum()),
        (nn.LogSoftmax(0), lambda x: x - np.log(np.exp(x).sum())),
        (nn.GELU("tanh"), lambda x: 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))),
        (nn.GELU(), lambda x: x * np.array([0.5 * math.erfc(-t / math.sqrt(2)) for t in x])),
        (nn.Flatten(0), lambda x: x), (nn.ReLU(inplace=True), lambda x: np.maximum(x, 0)),
    ],
    ids=lambda x: repr(x) if isinstance(x, nn.Module) else "",
)  # fmt: skip
def test_the_values_are_the_formulas(module: nn.Module, function: Callable[[Any], Any]) -> None:
    x = np.linspace(-2, 2, 7)
    np.testing.assert_allclose(module(tensor(x)).numpy(), function(x), rtol=1e-12, atol=1e-14)


def test_relu_in_place_changes_its_input() -> None:
    x = tensor([-1.0, 2.0])
    assert nn.ReLU(inplace=True)(x) is x
    assert x.tolist() == [0.0, 2.0]


def test_an_unknown_approximation_is_an_error() -> None:
    with pytest.raises(ValueError, match="approximate"):
        F.gelu(tensor([1.0]), "fast")
