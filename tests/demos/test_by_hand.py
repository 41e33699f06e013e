"""A network 2-3-2 by hand."""

import math

import numpy as np
import pytest

from demos.by_hand import B1, B2, LABELS, W1, W2, X, by_engine, by_hand, differences


def test_the_first_example_number_by_number() -> None:
    a = [1 / (1 + math.exp(-(w1 * 1.0 + w2 * 2.0 + b))) for (w1, w2), (b,) in zip(W1.tolist(), B1.tolist())]
    z = [sum(w * one for w, one in zip(row, a)) + b for row, (b,) in zip(W2.tolist(), B2.tolist())]
    p = [math.exp(one) / sum(map(math.exp, z)) for one in z]
    found = by_hand()
    assert found.A1[:, 0].tolist() == pytest.approx(a, abs=1e-12)
    assert found.A2[:, 0].tolist() == pytest.approx(p, abs=1e-12)


def test_the_arrays_have_the_form_features_by_batch() -> None:
    found = by_hand()
    assert (found.Z1.shape, found.A2.shape) == ((3, 4), (2, 4))
    assert {name: gradient.shape for name, gradient in found.gradients.items()} == {
        "W1": W1.shape, "b1": B1.shape, "W2": W2.shape, "b2": B2.shape,
    }  # fmt: skip
    np.testing.assert_allclose(found.A2.sum(axis=0), 1)


def test_by_hand_equals_the_engine() -> None:
    found = differences(by_hand(), by_engine())
    assert len(found) == 9
    assert max(found.values()) < 1e-10


def test_a_gradient_equals_the_difference_of_losses() -> None:
    def loss(w: float) -> float:
        changed = W1.copy()
        changed[2, 1] = w
        a = 1 / (1 + np.exp(-(changed @ X + B1)))
        z = W2 @ a + B2
        p = np.exp(z) / np.exp(z).sum(axis=0)
        return float(-np.log(p[LABELS, range(4)]).mean())

    slope = (loss(W1[2, 1] + 1e-6) - loss(W1[2, 1] - 1e-6)) / 2e-6
    assert by_hand().gradients["W1"][2, 1] == pytest.approx(slope, abs=1e-9)
