"""Losses of extreme logits are exact."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import autograd
import nn.functional as F

EXTREME: list[list[float]] = [[1000.0, -1000.0, 0.0], [-1000.0, -1000.0, -1000.0], [1000.0, 1000.0, -1000.0]]


def test_cross_entropy_of_extreme_logits_is_exact() -> None:
    x = autograd.tensor(EXTREME, requires_grad=True)
    loss = F.cross_entropy(x, autograd.tensor([1, 0, 2]), reduction="sum")
    assert loss.item() == pytest.approx(2000 + np.log(3) + 2000 + np.log(2), rel=1e-6)
    loss.backward()
    expected = np.array([[1, -1, 0], [1 / 3 - 1, 1 / 3, 1 / 3], [0.5, 0.5, -1]])
    assert x.grad is not None
    np.testing.assert_allclose(x.grad.numpy(), expected, rtol=1e-6, atol=1e-7)


def test_binary_cross_entropy_of_extreme_logits_is_exact() -> None:
    x: Any = autograd.tensor([1000.0, -1000.0, 1000.0, -1000.0], requires_grad=True)
    y = autograd.tensor([1.0, 0.0, 0.0, 1.0])
    losses = F.binary_cross_entropy_with_logits(x, y, reduction="none")
    assert losses.tolist() == [0.0, 0.0, 1000.0, 1000.0]
    losses.sum().backward()
    assert x.grad.tolist() == [0.0, 0.0, 1.0, -1.0]


def test_binary_cross_entropy_of_certain_probabilities_is_finite() -> None:
    p: Any = autograd.tensor([0.0, 1.0, 0.0, 1.0], requires_grad=True)
    losses = F.binary_cross_entropy(p, autograd.tensor([0.0, 1.0, 1.0, 0.0]), reduction="none")
    assert losses.tolist() == [0.0, 0.0, 100.0, 100.0]  # as PyTorch: logarithms are held at -100
    losses.sum().backward()
    assert np.isfinite(p.grad.numpy()).all()
