"""Random numbers: the same seed, the same numbers, and their distributions."""

from __future__ import annotations

from typing import Any

import pytest

import autograd
import nn.functional as F
from autograd import tensor


def test_the_same_seed_gives_the_same_numbers() -> None:
    def draw() -> list[Any]:
        autograd.manual_seed(3)
        return [
            autograd.rand(2, 2).tolist(), autograd.randn(3).tolist(), autograd.randint(0, 9, (4,)).tolist(),
            autograd.randperm(5).tolist(), F.dropout(autograd.ones(8)).tolist(), autograd.empty(2).normal_().tolist(),
            autograd.bernoulli(autograd.full((4,), 0.5)).tolist(), autograd.normal(0.0, 1.0, (2,)).tolist(),
            autograd.multinomial(autograd.ones(2, 4), 2).tolist(), autograd.empty(2).uniform_(2, 3).tolist(),
        ]  # fmt: skip

    assert draw() == draw()
    generator = autograd.Generator(1)
    first = autograd.rand(3, generator=generator).tolist()
    assert autograd.rand(3, generator=autograd.Generator(1)).tolist() == first


def test_random_numbers_follow_their_distributions() -> None:
    autograd.manual_seed(0)
    n = 100_000
    assert autograd.rand(n).mean().item() == pytest.approx(0.5, abs=0.01)
    assert autograd.randn(n).std().item() == pytest.approx(1.0, abs=0.02)
    counts = autograd.randint(0, 4, (n,)).bincount().numpy() / n
    assert counts == pytest.approx([0.25] * 4, abs=0.01)
    assert autograd.normal(3.0, 0.5, (n,)).mean().item() == pytest.approx(3.0, abs=0.02)
    drawn = autograd.multinomial(tensor([1.0, 0.0, 3.0]), n, replacement=True).bincount().numpy() / n
    assert drawn == pytest.approx([0.25, 0, 0.75], abs=0.01)
    kept = F.dropout(autograd.ones(n), 0.25)
    assert kept.mean().item() == pytest.approx(1.0, abs=0.02)
    assert F.dropout(autograd.ones(3), 1.0).tolist() == [0.0, 0.0, 0.0]
