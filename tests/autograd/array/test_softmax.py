"""softmax and log_softmax of extreme numbers."""

from __future__ import annotations

import numpy as np

import autograd

EXTREME: list[list[float]] = [[1000.0, -1000.0, 0.0], [-1000.0, -1000.0, -1000.0], [1000.0, 1000.0, -1000.0]]


def test_softmax_of_extreme_logits_is_exact() -> None:
    found = autograd.tensor(EXTREME).softmax(1).numpy()
    np.testing.assert_allclose(found, np.array([[1, 0, 0], [1 / 3] * 3, [0.5, 0.5, 0]]), rtol=1e-6)


def test_log_softmax_of_extreme_logits_is_exact() -> None:
    found = autograd.tensor(EXTREME).log_softmax(1).numpy()
    log2, log3 = np.log(2), np.log(3)
    expected = np.array([[0, -2000, -1000], [-log3] * 3, [-log2, -log2, -2000 - log2]])
    np.testing.assert_allclose(found, expected, rtol=1e-6)


def test_softmax_of_a_single_number_has_gradient_zero() -> None:
    x = autograd.tensor(2.0, requires_grad=True)
    autograd.softmax(x, 0).backward()
    assert x.grad.item() == 0
