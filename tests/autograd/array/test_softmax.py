"""softmax and log_softmax of extreme numbers."""

from __future__ import annotations

import numpy as np
import pytest

import autograd
import nn.functional as F

EXTREME = [[1000.0, -1000.0, 0.0], [-1000.0, -1000.0, -1000.0], [1000.0, 1000.0, -1000.0]]


def test_softmax_of_extreme_logits_is_exact() -> None:
    x = autograd.tensor(EXTREME, requires_grad=True)
    np.testing.assert_allclose(x.softmax(1).detach().numpy(), [[1, 0, 0], [1 / 3] * 3, [0.5, 0.5, 0]], rtol=1e-6)
    np.testing.assert_allclose(
        x.log_softmax(1).detach().numpy(),
        [[0, -2000, -1000], [-np.log(3)] * 3, [-np.log(2), -np.log(2), -2000 - np.log(2)]],
        rtol=1e-6,
    )
    loss = F.cross_entropy(x, autograd.tensor([1, 0, 2]), reduction="sum")
    assert loss.item() == pytest.approx(2000 + np.log(3) + 2000 + np.log(2), rel=1e-6)
    loss.backward()
    np.testing.assert_allclose(
        x.grad.numpy(), [[1, -1, 0], [1 / 3 - 1, 1 / 3, 1 / 3], [0.5, 0.5, -1]], rtol=1e-6, atol=1e-7
    )


def test_softmax_of_a_single_number_has_gradient_zero() -> None:
    x = autograd.tensor(2.0, requires_grad=True)
    autograd.softmax(x, 0).backward()
    assert x.grad.item() == 0
