"""Curves fitted by wide and deep networks."""

import itertools

import pytest

from demos.universal_approximation import DEPTHS, WIDTHS, best, fit


def test_a_wider_network_fits_better() -> None:
    narrow, wide = (fit([width], steps=400) for width in (1, 32))
    assert (narrow.parameters, wide.parameters) == (4, 97)
    assert wide.error < 0.5 * narrow.error


@pytest.mark.slow
def test_the_error_falls_with_the_width() -> None:
    errors = [best([width]).error for width in WIDTHS]
    for before, after in itertools.pairwise(errors):
        assert after < 1.1 * before
    assert errors[0] > 0.5
    assert errors[-1] < 0.04


@pytest.mark.slow
def test_the_error_falls_with_the_depth() -> None:
    errors = [best([8] * depth).error for depth in DEPTHS]
    assert errors[1] < 0.6 * errors[0]
    assert min(errors[2:]) < 0.25 * errors[0]
