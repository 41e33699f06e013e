"""Define the exercises with steps of optimisers: momentum, and Adam."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd.extend import Array
from nn.exercises.exercise import Case, Exercise, Mistake, Part, random


def _momentum_case(size: int, rate: float, momentum: float, seed: int) -> Case:
    arrays = {name: random(size, seed=seed + i) for i, name in enumerate(("w", "gradient", "velocity"))}
    return Case({**arrays, "rate": rate, "momentum": momentum})


def _momentum_step(w: Array, gradient: Array, velocity: Array, rate: float, momentum: float) -> tuple[Array, Array]:
    velocity = momentum * velocity + gradient
    return w - rate * velocity, velocity


momentum = Exercise(
    (
        Part(
            "momentum_step",
            ("the new w", "the new velocity"),
            (_momentum_case(2, 0.1, 0.9, 0), _momentum_case(3, 0.01, 0.5, 10), _momentum_case(4, 0.5, 0.8, 20)),
            _momentum_step,
            (
                Mistake(
                    "uphill: the step is added where it should be subtracted",
                    lambda w, gradient, velocity, rate, momentum: (
                        w + rate * (momentum * velocity + gradient),
                        momentum * velocity + gradient,
                    ),
                ),
                Mistake(
                    "the step uses the old velocity; update the velocity first",
                    lambda w, gradient, velocity, rate, momentum: (w - rate * velocity, momentum * velocity + gradient),
                ),
                Mistake(
                    "the step uses the gradient alone, and should use the new velocity",
                    lambda w, gradient, velocity, rate, momentum: (w - rate * gradient, momentum * velocity + gradient),
                ),
                Mistake(
                    "the old velocity is lost: it is not multiplied by momentum and added",
                    lambda w, gradient, velocity, rate, momentum: (w - rate * gradient, gradient),
                ),
                Mistake(
                    "the factor momentum is missing: old velocities never fade",
                    lambda w, gradient, velocity, rate, momentum: (
                        w - rate * (velocity + gradient),
                        velocity + gradient,
                    ),
                ),
                Mistake(
                    "a factor 1 − momentum on the gradient, as in a mean; this velocity is a sum",
                    lambda w, gradient, velocity, rate, momentum: _momentum_step(
                        w, (1 - momentum) * gradient, velocity, rate, momentum
                    ),
                ),
                Mistake(
                    "the learning rate is in the velocity too, and belongs to the step of w alone",
                    lambda w, gradient, velocity, rate, momentum: (np.zeros(0), momentum * velocity + rate * gradient),
                ),
                Mistake(
                    "the learning rate is in the velocity, and with it a sign; the velocity is a sum of gradients",
                    lambda w, gradient, velocity, rate, momentum: (np.zeros(0), momentum * velocity - rate * gradient),
                ),
                Mistake(
                    "the factor momentum is on the gradient too",
                    lambda w, gradient, velocity, rate, momentum: _momentum_step(
                        w, momentum * gradient, velocity, rate, momentum
                    ),
                ),
                Mistake(
                    "the velocity is updated twice in the step of w",
                    lambda w, gradient, velocity, rate, momentum: (
                        w - rate * (momentum * (momentum * velocity + gradient) + gradient),
                        momentum * velocity + gradient,
                    ),
                ),
                Mistake(
                    "the learning rate is missing",
                    lambda w, gradient, velocity, rate, momentum: (
                        w - momentum * velocity - gradient,
                        momentum * velocity + gradient,
                    ),
                ),
            ),
        ),
    ),
    (
        "Two lines: one for the velocity, and one for w, which uses the new velocity.",
        "The velocity is momentum · velocity + gradient. The step goes downhill: w − rate · velocity.",
        "velocity = momentum * velocity + gradient; return w - rate * velocity, velocity",
    ),
)


def _adam_case(size: int, t: int, seed: int, beta1: float = 0.9, beta2: float = 0.99, eps: float = 1e-2) -> Case:
    arrays = {name: random(size, seed=seed + i) for i, name in enumerate(("w", "gradient", "m"))}
    arrays["v"] = np.abs(random(size, seed=seed + 3))
    return Case({**arrays, "t": t, "rate": 0.1, "beta1": beta1, "beta2": beta2, "eps": eps})


def _adam(
    w: Array,
    gradient: Array,
    m: Array,
    v: Array,
    t: int,
    rate: float,
    beta1: float,
    beta2: float,
    eps: float,
    *,
    correct_m: bool = True,
    correct_v: bool = True,
    own_beta: bool = True,
    inside: bool = False,
    root: bool = True,
    sign: int = -1,
) -> Any:
    """Return the new w, m and v. The keywords make the mistakes."""
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    mean = m / (1 - beta1**t) if correct_m else m
    square = v / (1 - (beta2 if own_beta else beta1) ** t) if correct_v else v
    below = (square + eps) ** 0.5 if inside else square**0.5 + eps if root else square + eps
    return w + sign * rate * mean / below, m, v


def _step(text: str, **change: Any) -> Mistake:
    return Mistake(text, lambda **arguments: _adam(**arguments, **change))


def _averages(text: str, m: Any = None, v: Any = None) -> Mistake:
    """Return the mistake of another m or v, whatever w becomes of it."""

    def answer(**arguments: Any) -> Any:
        nothing = np.zeros(0)
        return nothing, m(**arguments) if m else nothing, v(**arguments) if v else nothing

    return Mistake(text, answer)


_NOT_SQUARED = "the gradient is not squared in the average v"

adam = Exercise(
    (
        Part(
            "adam_step",
            ("the new w", "the new m", "the new v"),
            (_adam_case(2, 1, 0), _adam_case(3, 3, 10, 0.8, 0.95), _adam_case(4, 10, 20, eps=1e-3)),
            _adam,
            (
                _step("the bias correction is missing, of m and v", correct_m=False, correct_v=False),
                _step("the bias correction of m is missing", correct_m=False),
                _step("the bias correction of v is missing", correct_v=False),
                _step("eps stands inside the root: √(v̂ + eps) in place of √v̂ + eps", inside=True),
                _step("the root is missing: divided by v̂ + eps", root=False),
                _step("uphill: the step is added where it should be subtracted", sign=1),
                Mistake(
                    "the bias correction uses beta in place of beta to the power t",
                    lambda t, **others: _adam(t=1, **others),
                ),
                Mistake(
                    "the bias correction uses t + 1 in place of t; t is 1 in the first step",
                    lambda t, **others: _adam(t=t + 1, **others),
                ),
                Mistake(
                    "the learning rate is missing",
                    lambda rate, **others: _adam(rate=1.0, **others),
                ),
                Mistake(
                    "the step uses the gradient, and should use its average m̂",
                    lambda w, gradient, m, v, **others: (
                        _adam(w, gradient, gradient, v, **others, correct_m=False)[0],
                        m,
                        v,
                    ),
                ),
                _step("the bias correction of v uses beta1 in place of beta2", own_beta=False),
                _averages(
                    "the average v uses beta1",
                    v=lambda gradient, v, beta1, **_: beta1 * v + (1 - beta1) * gradient**2,
                ),
                Mistake(
                    "beta1 and beta2 are swapped",
                    lambda beta1, beta2, **others: _adam(beta1=beta2, beta2=beta1, **others),
                ),
                _averages(
                    "the factor 1 − beta1 of the gradient is missing in the average m",
                    lambda gradient, m, beta1, **_: beta1 * m + gradient,
                ),
                _averages(
                    "the factor 1 − beta2 of the squared gradient is missing in the average v",
                    v=lambda gradient, v, beta2, **_: beta2 * v + gradient**2,
                ),
                _averages(
                    "the factors are swapped: beta1 belongs to the old m, and 1 − beta1 to the gradient",
                    lambda gradient, m, beta1, **_: (1 - beta1) * m + beta1 * gradient,
                ),
                _averages(
                    "the factors are swapped: beta2 belongs to the old v, and 1 − beta2 to the squared gradient",
                    v=lambda gradient, v, beta2, **_: (1 - beta2) * v + beta2 * gradient**2,
                ),
                _averages(_NOT_SQUARED, v=lambda gradient, v, beta2, **_: beta2 * v + (1 - beta2) * gradient),
                _averages(
                    "the corrected m is kept, and the correction belongs to the step alone",
                    lambda gradient, m, beta1, t, **_: (beta1 * m + (1 - beta1) * gradient) / (1 - beta1**t),
                ),
                _averages(
                    "the corrected v is kept, and the correction belongs to the step alone",
                    v=lambda gradient, v, beta2, t, **_: (beta2 * v + (1 - beta2) * gradient**2) / (1 - beta2**t),
                ),
            ),
        ),
    ),
    (
        "Update the averages m and v first. Then correct copies of them, and make the step with the copies.",
        "m̂ = m / (1 − beta1ᵗ) and v̂ = v / (1 − beta2ᵗ). Return m and v as they were before this correction.",
        "w = w - rate * m_hat / (np.sqrt(v_hat) + eps)",
    ),
)
