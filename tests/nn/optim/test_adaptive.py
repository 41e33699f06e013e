"""The optimisers that adapt the rate to each number of a parameter, against their formulas."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from autograd import tensor
from nn import optim
from tests.nn.optim.by_hand import START, STEPS, run_optimizer

Array = Any  # an array, or 0 at first


def gradients(p: Array, decay: float, decoupled_rate: float | None = None) -> Iterator[tuple[int, Array]]:
    """Yield the number of each step and the gradient p³ with the L2 penalty; or decay p in place at this rate."""
    for t in range(1, STEPS + 1):
        g = p**3
        if decoupled_rate is None:
            g = g + decay * p
        else:
            p *= 1 - decoupled_rate * decay
        yield t, g


def rmsprop(decay: float, momentum: float, centered: bool) -> Array:
    p, square, mean, buffer = START.copy(), 0.0, 0.0, 0.0
    for _, g in gradients(p, decay):
        square = 0.9 * square + 0.1 * g * g
        mean = 0.9 * mean + 0.1 * g
        change = g / (np.sqrt(square - mean * mean if centered else square) + 1e-6)
        buffer = momentum * buffer + change
        p -= 0.01 * buffer
    return p


def rprop() -> Array:
    p, size, before = START.copy(), np.full(3, 0.8), np.zeros(3)
    for _, g in gradients(p, 0.0):
        for i in range(3):
            if g[i] * before[i] > 0:
                size[i] = min(size[i] * 1.2, 0.9)
            elif g[i] * before[i] < 0:
                size[i], g[i] = size[i] * 0.5, 0.0
            p[i] -= math.copysign(size[i], g[i]) if g[i] else 0.0
        before = g
    return p


def radam(b2: float, decay: float, decoupled: bool) -> Array:
    p, m, v = START.copy(), 0.0, 0.0
    longest = 2 / (1 - b2) - 1
    for t, g in gradients(p, decay, 0.1 if decoupled else None):
        m, v = 0.8 * m + 0.2 * g, b2 * v + (1 - b2) * g * g
        length = longest - 2 * t * b2**t / (1 - b2**t)
        change = m / (1 - 0.8**t)
        if length > 5:
            ratio = (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length)
            change = change * math.sqrt(ratio) * math.sqrt(1 - b2**t) / (np.sqrt(v) + 1e-6)
        p -= 0.1 * change
    return p


def nadam(decay: float, decoupled: bool) -> Array:
    p, m, v, product = START.copy(), 0.0, 0.0, 1.0
    for t, g in gradients(p, decay, 0.1 if decoupled else None):
        now, following = (0.8 * (1 - 0.5 * 0.96 ** (n * 0.01)) for n in (t, t + 1))
        product *= now
        m, v = 0.8 * m + 0.2 * g, 0.9 * v + 0.1 * g * g
        ahead = following * m / (1 - product * following) + (1 - now) * g / (1 - product)
        p -= 0.1 * ahead / (np.sqrt(v / (1 - 0.9**t)) + 1e-6)
    return p


def adamax(decay: float) -> Array:
    p, m, largest = START.copy(), 0.0, np.zeros(3)
    for t, g in gradients(p, decay):
        m, largest = 0.8 * m + 0.2 * g, np.maximum(0.9 * largest, np.abs(g) + 1e-6)
        p -= 0.1 / (1 - 0.8**t) * m / largest
    return p


def adagrad(decay: float) -> Array:
    p, total = START.copy(), np.full(3, 0.5)
    for t, g in gradients(p, decay):
        total = total + g * g
        p -= 0.1 / (1 + (t - 1) * 0.2) * g / (np.sqrt(total) + 1e-6)
    return p


def adadelta(decay: float) -> Array:
    p, square, moved = START.copy(), 0.0, 0.0
    for _, g in gradients(p, decay):
        square = 0.8 * square + 0.2 * g * g
        change = np.sqrt(moved + 1e-3) / np.sqrt(square + 1e-3) * g
        moved = 0.8 * moved + 0.2 * change * change
        p -= 0.5 * change
    return p


def asgd(decay: float) -> Array:
    p, eta = START.copy(), 0.01
    for t, g in gradients(p, decay):
        p *= 1 - 0.5 * eta
        p -= eta * g
        eta = 0.01 / (1 + 0.5 * 0.01 * t) ** 0.75
    return p


BETAS = (0.8, 0.9)
CASES: dict[str, tuple[Callable[[Any], optim.Optimizer], Array]] = {
    **{
        f"RMSprop, decay {decay}, momentum {momentum}, centered {centered}": (
            lambda p, decay=decay, momentum=momentum, centered=centered: optim.RMSprop(  # type: ignore[misc]
                p, 0.01, 0.9, 1e-6, decay, momentum, centered
            ),
            rmsprop(decay, momentum, centered),
        )
        for decay, momentum, centered in [(0.0, 0.0, False), (0.1, 0.9, False), (0.1, 0.9, True), (0.0, 0.0, True)]
    },
    "Rprop": (lambda p: optim.Rprop(p, 0.8, step_sizes=(1e-6, 0.9)), rprop()),
    "RAdam, rectified": (lambda p: optim.RAdam(p, 0.1, (0.8, 0.99), 1e-6), radam(0.99, 0.0, False)),
    "RAdam, short": (lambda p: optim.RAdam(p, 0.1, (0.8, 0.5), 1e-6, 0.1), radam(0.5, 0.1, False)),
    "RAdam, decoupled": (lambda p: optim.RAdam(p, 0.1, (0.8, 0.99), 1e-6, 0.1, True), radam(0.99, 0.1, True)),
    "NAdam": (lambda p: optim.NAdam(p, 0.1, BETAS, 1e-6, 0.1, 0.01), nadam(0.1, False)),
    "NAdam, decoupled": (lambda p: optim.NAdam(p, 0.1, BETAS, 1e-6, 0.1, 0.01, True), nadam(0.1, True)),
    "Adamax": (lambda p: optim.Adamax(p, 0.1, BETAS, 1e-6, 0.1), adamax(0.1)),
    "Adagrad": (lambda p: optim.Adagrad(p, 0.1, 0.2, 0.1, 0.5, 1e-6), adagrad(0.1)),
    "Adadelta": (lambda p: optim.Adadelta(p, 0.5, 0.8, 1e-3, 0.1), adadelta(0.1)),
    "ASGD": (lambda p: optim.ASGD(p, 0.01, 0.5, weight_decay=0.1), asgd(0.1)),
}


@pytest.mark.parametrize("name", CASES)
def test_the_steps_are_the_formula(name: str) -> None:
    make, expected = CASES[name]
    np.testing.assert_allclose(run_optimizer(make), expected, rtol=1e-6)  # NAdam and ASGD keep float32 numbers


KINDS: dict[str, Callable[..., optim.Optimizer]] = {
    "RMSprop": lambda p, **more: optim.RMSprop(p, momentum=0.9, centered=True, **more),
    **{name: getattr(optim, name) for name in "Rprop RAdam NAdam Adamax Adagrad Adadelta ASGD".split()},
}


@pytest.mark.parametrize("name", KINDS)
def test_maximizing_is_minimizing_the_negative(name: str) -> None:
    p, q = (tensor([1.0, -2.0], requires_grad=True) for _ in range(2))
    up, down = KINDS[name]([p], maximize=True), KINDS[name]([q])
    for _ in range(3):
        up.zero_grad()
        down.zero_grad()
        (p * p).sum().backward()
        (-q * q).sum().backward()
        up.step()
        down.step()
    assert p.tolist() == q.tolist()
    assert abs(p[0].item()) > 1


@pytest.mark.parametrize("name", KINDS)
def test_training_continues_after_the_state_is_loaded(name: str) -> None:
    def train(reload: bool) -> list[float]:
        p = tensor([1.0, -2.0], requires_grad=True)
        optimizer = KINDS[name]([p])
        for step in range(6):
            if reload and step == 3:
                saved = optimizer.state_dict()
                optimizer = KINDS[name]([p])
                optimizer.load_state_dict(saved)
            optimizer.zero_grad()
            (p**3).sum().backward()
            optimizer.step()
        reached: list[float] = p.tolist()
        return reached

    assert train(True) == train(False)


def test_asgd_averages_the_parameter_after_the_first_steps() -> None:
    p = tensor([1.0], requires_grad=True)
    optimizer = optim.ASGD([p], lr=0.5, lambd=0.0, t0=1.0)
    reached = []
    for _ in range(4):
        p.grad = tensor([1.0])
        optimizer.step()
        reached.append(p.item())
    assert reached == [0.5, 0.0, -0.5, -1.0]
    # The average follows the parameter in steps 1 to 3, and takes half of the distance in step 4.
    assert optimizer.state[p]["ax"] == pytest.approx([-0.75])


@pytest.mark.parametrize(
    ("kind", "settings", "said"),
    [
        ("RMSprop", {"alpha": -0.1}, r"RMSprop\(\): alpha must be at least 0"),
        ("Rprop", {"etas": (1.5, 2.0)}, "etas between 0 and 1, and above 1"),
        ("RAdam", {"betas": (0.9, 1.0)}, r"betas\[1\] must be at least 0 and below 1"),
        ("NAdam", {"betas": (0.9,)}, "betas must be two numbers"),
        ("NAdam", {"momentum_decay": -1.0}, "momentum_decay must be at least 0"),
        ("Adamax", {"eps": -1.0}, "eps must be at least 0"),
        ("Adagrad", {"initial_accumulator_value": -1.0}, "initial_accumulator_value"),
        ("Adadelta", {"rho": 1.5}, "rho must be at least 0 and below"),
        ("ASGD", {"t0": -1.0}, "t0 must be at least 0"),
    ],
)
def test_a_setting_out_of_range_is_an_error(kind: str, settings: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        getattr(optim, kind)([tensor([1.0], requires_grad=True)], **settings)
