"""The texts of Tensors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import autograd
from tests.pytorch.comparison import known, torch

pytestmark = pytest.mark.pytorch

Program = Callable[..., Any]

REPRS: list[Program] = [
    lambda t: t.tensor(3.14159), lambda t: t.tensor(3), lambda t: t.tensor([True, False]), lambda t: t.tensor([]),
    lambda t: t.tensor([1.0, 2.0], requires_grad=True), lambda t: t.tensor([1.0, 2.0], requires_grad=True) * 2,
    lambda t: t.tensor([1.5, 2.25, 1000.0]), lambda t: t.tensor([1e-5, 1.0]), lambda t: t.tensor([1e9, 1.0]),
    lambda t: t.tensor([float("nan"), 1.0]), lambda t: t.tensor([float("inf"), -1.5]), lambda t: t.tensor([-0.0, 1.0]),
    lambda t: t.tensor([[1.0, 2.0], [3.0, 4.0]]), lambda t: t.zeros(0, 3), lambda t: t.zeros(2, 0, 3),
    lambda t: t.arange(2000), lambda t: t.arange(2000.0), lambda t: t.arange(24).reshape(2, 3, 4),
    lambda t: t.arange(24.0).reshape(2, 3, 4) / 7, lambda t: t.arange(60.0),
    lambda t: t.arange(10000).reshape(100, 100),
    lambda t: t.tensor([1, 200, -3]), lambda t: t.tensor([123456789.0]), lambda t: t.tensor([0.1, 0.22, 0.333]),
    lambda t: t.tensor(1e-10), lambda t: t.tensor(1e10), lambda t: t.tensor(123456.0), lambda t: t.tensor(100000000.0),
    lambda t: t.tensor([1.0], dtype=t.float64), lambda t: t.tensor([1], dtype=t.int32),
    lambda t: t.tensor([1.5], dtype=t.float16), lambda t: t.tensor([1.0, 2.0], requires_grad=True).sum(),
    lambda t: t.tensor([1.0, 2.0], requires_grad=True).exp(),
    lambda t: t.tensor([[1.0]], requires_grad=True) @ t.ones(1, 1),
    lambda t: t.tensor([[1.0]], requires_grad=True).T, lambda t: t.tensor([1.0], requires_grad=True)[0],
    lambda t: t.tensor([1.0], requires_grad=True).reshape(1, 1), lambda t: t.tensor([1.0], requires_grad=True).mean(),
]  # fmt: skip

# Texts, by their place in REPRS.
TEXTS: dict[int, str] = {
    33: "the product of two matrices is one operation, matmul; there it is mm",
    35: "an index is one operation, getitem; there a number is select",
    36: "reshape is one operation; there it is view where it can be",
}


@pytest.mark.parametrize("i", known(len(REPRS), TEXTS))
def test_repr(i: int) -> None:
    """The texts are equal except for the prefix of dtypes: float64 here, torch.float64 in PyTorch."""
    make = REPRS[i]
    assert repr(make(autograd)) == repr(make(torch)).replace("torch.", "")
