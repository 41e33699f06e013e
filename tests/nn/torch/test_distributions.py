"""The distributions of torch.distributions, against closed formulas and against their own draws."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import tensor
from nn.torch.distributions import (
    Bernoulli,
    Categorical,
    Distribution,
    Multinomial,
    Normal,
    Uniform,
    kl_divergence,
)
from tests.helpers import leaf64, tensor64

PROBS = np.array([0.1, 0.6, 0.3])


@pytest.mark.parametrize(
    ("distribution", "value", "density"),
    [
        (Normal(1.0, 2.0), 2.0, math.exp(-1 / 8) / (2 * math.sqrt(2 * math.pi))),
        (Normal(tensor([0.0, 1.0]), 1.0), [1.0, 1.0], np.exp([-0.5, 0]) / math.sqrt(2 * math.pi)),
        (Bernoulli(0.25), [1.0, 0.0], [0.25, 0.75]),
        (Bernoulli(logits=math.log(3)), [1.0, 0.0], [0.75, 0.25]),
        (Categorical(tensor64(PROBS * 7)), [0, 1, 2], PROBS),
        (Categorical(logits=tensor64(np.log(PROBS) + 3)), [0, 1, 2], PROBS),
        (Categorical(tensor64([PROBS, PROBS[::-1]])), [1, 2], [0.6, 0.1]),
        # Three draws with counts 1, 2, 0: 3! / (1! 2!) ways.
        (Multinomial(3, tensor64(PROBS)), [1.0, 2.0, 0.0], 3 * 0.1 * 0.36),
        (Multinomial(2, logits=tensor64(np.log(PROBS))), [0.0, 0.0, 2.0], 0.09),
        (Uniform(1.0, 3.0), [1.0, 2.9, 3.0, 0.0], [0.5, 0.5, 0, 0]),
    ],
)  # fmt: skip
def test_the_probability_is_the_closed_formula(distribution: Distribution, value: Any, density: Any) -> None:
    found = distribution.log_prob(tensor(np.asarray(value))).exp()
    np.testing.assert_allclose(found.numpy(), density, rtol=1e-6)


# Each distribution with its mean, variance and entropy.
MOMENTS: list[tuple[Any, Any, Any, Any]] = [
    (Normal(1.0, 2.0), 1.0, 4.0, 0.5 * math.log(2 * math.pi * math.e * 4)),
    (Bernoulli(tensor([0.25, 0.5])), [0.25, 0.5], [3 / 16, 1 / 4], [math.log(4) - 0.75 * math.log(3), math.log(2)]),
    (Uniform(1.0, 4.0), 2.5, 0.75, math.log(3)),
    (Multinomial(10, tensor64(PROBS)), 10 * PROBS, 10 * PROBS * (1 - PROBS), None),
]
named = pytest.mark.parametrize(
    ("distribution", "mean", "variance", "entropy"), MOMENTS, ids=[type(d).__name__ for d, *_ in MOMENTS]
)


@named
def test_mean_variance_and_entropy(distribution: Any, mean: Any, variance: Any, entropy: Any) -> None:
    np.testing.assert_allclose(distribution.mean.numpy(), mean, rtol=1e-6)
    np.testing.assert_allclose(distribution.variance.numpy(), variance, rtol=1e-6)
    np.testing.assert_allclose(distribution.stddev.numpy(), np.sqrt(variance), rtol=1e-6)
    if entropy is not None:
        np.testing.assert_allclose(distribution.entropy().numpy(), entropy, rtol=1e-6)


@named
def test_draws_have_the_mean_and_the_variance(distribution: Any, mean: Any, variance: Any, entropy: Any) -> None:
    autograd.manual_seed(0)
    drawn = distribution.sample((20000,)).numpy()
    assert drawn.shape == (20000, *distribution.batch_shape, *distribution.event_shape)
    np.testing.assert_allclose(drawn.mean(0), mean, atol=0.05)
    np.testing.assert_allclose(drawn.var(0), variance, rtol=0.05)


def test_classes_are_drawn_with_their_probabilities() -> None:
    autograd.manual_seed(0)
    distribution = Categorical(tensor64([PROBS, PROBS[::-1]]))
    drawn = distribution.sample((20000,)).numpy()
    counts = np.array([[np.mean(drawn[:, row] == c) for c in range(3)] for row in range(2)])
    np.testing.assert_allclose(counts, [PROBS, PROBS[::-1]], atol=0.02)
    assert distribution.mode.tolist() == [1, 1]
    np.testing.assert_allclose(distribution.entropy().numpy(), -np.sum(PROBS * np.log(PROBS)) * np.ones(2))


def test_the_distribution_function_and_the_mode_of_a_normal() -> None:
    normal = Normal(1.0, 2.0)
    assert normal.mode.item() == 1.0
    found = normal.cdf(tensor([1.0, 3.0]))
    np.testing.assert_allclose(found.numpy(), [0.5, 0.5 * (1 + math.erf(1 / math.sqrt(2)))], rtol=1e-6)


@pytest.mark.parametrize(("kind", "first", "second"), [(Normal, 1.0, 2.0), (Uniform, 1.0, 3.0)])
def test_gradients_flow_through_draws(kind: type[Normal] | type[Uniform], first: float, second: float) -> None:
    autograd.manual_seed(0)
    a, b = leaf64(first), leaf64(second)
    drawn = kind(a, b).rsample((4,))
    drawn.sum().backward()
    # A draw is a + e b, or a + u (b − a); its derivatives are 1 and e, or 1 − u and u.
    share = (drawn.detach().numpy() - first) / (second if kind is Normal else second - first)
    expected = (4, share.sum()) if kind is Normal else ((1 - share).sum(), share.sum())
    assert (a.grad.item(), b.grad.item()) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("p", "q", "expected"),
    [
        (Normal(1.0, 1.0), Normal(0.0, 2.0), math.log(2) + 2 / 8 - 0.5),
        (Bernoulli(0.25), Bernoulli(0.5), 0.25 * math.log(0.5) + 0.75 * math.log(1.5)),
        (Categorical(tensor([0.5, 0.5])), Categorical(tensor([0.25, 0.75])), 0.5 * math.log(2) + 0.5 * math.log(2 / 3)),
        (Categorical(tensor([0.0, 1.0])), Categorical(tensor([0.5, 0.5])), math.log(2)),
        (Categorical(tensor([0.5, 0.5])), Categorical(tensor([0.0, 1.0])), math.inf),
    ],
)
def test_divergences(p: Distribution, q: Distribution, expected: float) -> None:
    assert kl_divergence(p, q).item() == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: Normal(0.0, 0.0), ValueError, "standard deviations above 0"),
        (lambda: Bernoulli(1.5), ValueError, "probabilities from 0 to 1"),
        (lambda: Bernoulli(), ValueError, "either probs or logits"),
        (lambda: Categorical(tensor([-1.0, 2.0])), ValueError, "weights of 0 or more"),
        (lambda: Uniform(1.0, 1.0), ValueError, "low < high"),
        (lambda: Categorical(tensor([1.0])).rsample(), NotImplementedError, r"use sample\(\)"),
        (lambda: Categorical(tensor([1.0])).mean, NotImplementedError, "Categorical has no mean"),
        (lambda: Categorical(tensor([1.0])).variance, NotImplementedError, "Categorical has no variance"),
        (lambda: Multinomial(1, tensor([1.0])).entropy(), NotImplementedError, r"Multinomial has no entropy\(\)"),
        (lambda: Distribution().sample(), NotImplementedError, r"Distribution has no sample\(\)"),
        (lambda: Distribution().log_prob(tensor(1.0)), NotImplementedError, r"has no log_prob\(\)"),
        (lambda: kl_divergence(Normal(0.0, 1.0), Uniform(0.0, 1.0)), NotImplementedError, "not known for Normal"),
    ],
)
def test_what_is_not_defined_is_an_error(call: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        call()
