"""Adam and AdamW, against their formulas."""

from __future__ import annotations

import numpy as np
import pytest

import autograd
from nn import optim
from tests.nn.optim.by_hand import START, STEPS, run_optimizer


def adam_by_hand(
    lr: float, b1: float, b2: float, eps: float, decay: float, decoupled: bool, amsgrad: bool
) -> np.ndarray:
    p = START.copy()
    m = v = largest = np.zeros(3)
    for t in range(1, STEPS + 1):
        g = p**3
        if decoupled:
            p = p - lr * decay * p
        else:
            g = g + decay * p
        m = b1 * m + (1 - b1) * g
        v = b2 * v + (1 - b2) * g * g
        largest = np.maximum(largest, v)
        p = p - lr * (m / (1 - b1**t)) / (np.sqrt((largest if amsgrad else v) / (1 - b2**t)) + eps)
    return p


@pytest.mark.parametrize("amsgrad", [False, True])
@pytest.mark.parametrize("decay", [0.0, 0.1])
@pytest.mark.parametrize("kind", [optim.Adam, optim.AdamW])
def test_the_steps_are_the_formula(kind: type[optim.Adam], decay: float, amsgrad: bool) -> None:
    ours = run_optimizer(lambda p: kind(p, 0.1, (0.8, 0.9), 1e-6, decay, amsgrad))
    expected = adam_by_hand(0.1, 0.8, 0.9, 1e-6, decay, kind is optim.AdamW, amsgrad)
    np.testing.assert_allclose(ours, expected, rtol=1e-12)


@pytest.mark.parametrize("kind", [optim.Adam, optim.AdamW])
def test_training_continues_after_the_state_is_loaded(kind: type[optim.Adam]) -> None:
    def train(reload: bool) -> np.ndarray:
        p = autograd.from_numpy(np.asfortranarray(np.ones((200, 150)))).requires_grad_()
        optimizer = kind([p], lr=0.1)
        for step in range(6):
            if reload and step == 3:
                saved = optimizer.state_dict()
                optimizer = kind([p], lr=0.1)
                optimizer.load_state_dict(saved)
            optimizer.zero_grad()
            (p**3).sum().backward()
            optimizer.step()
        reached: np.ndarray = p.detach().numpy()
        return reached

    np.testing.assert_array_equal(train(True), train(False))
