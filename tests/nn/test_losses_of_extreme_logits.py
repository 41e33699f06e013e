"""Losses of extreme logits are exact."""

from __future__ import annotations

import numpy as np

import autograd
import nn.functional as F


def test_binary_cross_entropy_of_extreme_logits_is_exact() -> None:
    x = autograd.tensor([1000.0, -1000.0, 1000.0, -1000.0], requires_grad=True)
    y = autograd.tensor([1.0, 0.0, 0.0, 1.0])
    losses = F.binary_cross_entropy_with_logits(x, y, reduction="none")
    assert losses.tolist() == [0.0, 0.0, 1000.0, 1000.0]
    losses.sum().backward()
    assert x.grad.tolist() == [0.0, 0.0, 1.0, -1.0]
    p = autograd.tensor([0.0, 1.0, 0.0, 1.0], requires_grad=True)
    losses = F.binary_cross_entropy(p, autograd.tensor([0.0, 1.0, 1.0, 0.0]), reduction="none")
    assert losses.tolist() == [0.0, 0.0, 100.0, 100.0]  # as PyTorch: logarithms are held at -100
    losses.sum().backward()
    assert np.isfinite(p.grad.numpy()).all()
