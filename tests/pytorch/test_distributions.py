"""torch.distributions: samples, logarithms of probabilities, moments and divergences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import nn.torch
from tests.pytorch.comparison import INTEL_DRAWS, assert_alike, torch

pytestmark = pytest.mark.pytorch
of_intel = pytest.mark.skipif(INTEL_DRAWS, reason="PyTorch draws single classes with Intel's library here")

DISTRIBUTIONS: list[Callable[[Any], Any]] = [
    lambda t: t.distributions.Normal(t.tensor([0.0, 1.0]), t.tensor([1.0, 0.5])),
    lambda t: t.distributions.Normal(1.0, t.tensor([[2.0], [3.0]])),
    lambda t: t.distributions.Normal(0.5, 2.0),
    lambda t: t.distributions.Bernoulli(t.tensor([0.2, 0.7])),
    lambda t: t.distributions.Bernoulli(logits=t.tensor([-1.0, 0.3, 2.0])),
    lambda t: t.distributions.Bernoulli(0.3),
    lambda t: t.distributions.Categorical(t.tensor([0.2, 0.3, 0.5])),
    lambda t: t.distributions.Categorical(t.tensor([[1.0, 1.0], [3.0, 1.0]])),
    lambda t: t.distributions.Categorical(logits=t.tensor([[0.0, 1.0, -1.0], [2.0, 0.0, 0.0]])),
]


def properties(t: Any, make: Callable[[Any], Any]) -> list[Any]:
    """Return what a distribution says after a seed."""
    t.manual_seed(3)
    of = make(t)
    samples = [of.sample(), of.sample((4,)), of.sample((2, 3))]
    found = [*samples, *(of.log_prob(sample) for sample in samples), of.entropy()]
    found += [tuple(of.batch_shape), tuple(of.event_shape)]
    if type(of).__name__ != "Categorical":
        found += [of.mean, of.variance, of.stddev]
    if type(of).__name__ == "Normal":
        found += [of.rsample((2,)), of.cdf(samples[1]), of.mode]
    else:
        found += [of.probs, of.logits]
    return found


@of_intel
@pytest.mark.parametrize("i", range(len(DISTRIBUTIONS)))
def test_properties(i: int) -> None:
    assert_alike(properties(nn.torch, DISTRIBUTIONS[i]), properties(torch, DISTRIBUTIONS[i]))


@pytest.mark.xfail(reason="distributions have no text of their own", strict=True)
@pytest.mark.parametrize("i", range(len(DISTRIBUTIONS)))
def test_texts(i: int) -> None:
    assert repr(DISTRIBUTIONS[i](nn.torch)) == repr(DISTRIBUTIONS[i](torch))


@pytest.mark.parametrize(("i", "j"), [(0, 1), (0, 2), (3, 3), (5, 4), (6, 8), (7, 7)])
def test_divergences(i: int, j: int) -> None:
    found = [t.distributions.kl_divergence(DISTRIBUTIONS[i](t), DISTRIBUTIONS[j](t)) for t in (nn.torch, torch)]
    assert_alike(*found)


@of_intel
@pytest.mark.parametrize("form", ["probs", "logits"])
def test_the_gradient_of_a_policy(form: str) -> None:
    gradients = []
    for t in (nn.torch, torch):
        t.manual_seed(1)
        x = t.tensor([[0.1, 0.7, 0.2], [0.3, 0.3, 0.4]], requires_grad=True)
        policy = t.distributions.Categorical(**{form: x})
        (policy.log_prob(policy.sample()).sum() + policy.entropy().sum()).backward()
        gradients.append(x.grad)
    assert_alike(*gradients)
