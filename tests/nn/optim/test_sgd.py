"""SGD, against its formula."""

from __future__ import annotations

import numpy as np
import pytest

from autograd import tensor
from nn import optim
from tests.nn.optim.by_hand import START, STEPS, run_optimizer


def sgd_by_hand(lr: float, momentum: float, dampening: float, decay: float, nesterov: bool) -> np.ndarray:
    p, v = START.copy(), None
    for _ in range(STEPS):
        g = p**3 + decay * p
        v = g if v is None else momentum * v + (1 - dampening) * g
        p = p - lr * (g + momentum * v if nesterov else v if momentum else g)
    return p


@pytest.mark.parametrize("decay", [0.0, 0.1])
@pytest.mark.parametrize(
    ("momentum", "dampening", "nesterov"),
    [(0.0, 0.0, False), (0.9, 0.0, False), (0.9, 0.5, False), (0.9, 0.0, True)],
)
def test_the_steps_are_the_formula(momentum: float, dampening: float, decay: float, nesterov: bool) -> None:
    ours = run_optimizer(lambda p: optim.SGD(p, 0.01, momentum, dampening, decay, nesterov))
    np.testing.assert_allclose(ours, sgd_by_hand(0.01, momentum, dampening, decay, nesterov), rtol=1e-12)


@pytest.mark.parametrize(("momentum", "dampening"), [(0.0, 0.0), (0.9, 0.5)])
def test_nesterov_needs_momentum_without_dampening(momentum: float, dampening: float) -> None:
    with pytest.raises(ValueError, match="nesterov"):
        optim.SGD([tensor(1.0)], 0.1, momentum, dampening, nesterov=True)


def test_momentum_of_a_single_number() -> None:
    p, q = tensor(1.0, requires_grad=True), tensor([1.0], requires_grad=True)
    optimizer = optim.SGD([p, q], lr=0.1, momentum=0.9, weight_decay=0.1)
    for _ in range(4):
        optimizer.zero_grad()
        (p + q.sum()).backward()
        optimizer.step()
    assert p.item() == q.item()
