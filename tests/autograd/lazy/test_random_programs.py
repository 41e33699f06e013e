"""Random programs with changing state observe the same, compiled or not."""

from __future__ import annotations

import warnings

import pytest

import nn
from tests.autograd.lazy.random_programs import compare


def check(seeds: range) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # random programs do what is warned of
        for seed in seeds:
            assert compare(seed, calls=6, compiled=nn.compile) == []


def test_random_programs() -> None:
    check(range(60))


@pytest.mark.slow
@pytest.mark.parametrize("hundred", range(1, 21))
def test_two_thousand_random_programs(hundred: int) -> None:
    check(range(100 * hundred, 100 * hundred + 100))
