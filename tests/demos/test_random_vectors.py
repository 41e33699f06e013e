"""Angles of random vectors."""

import math

import pytest

from demos.random_vectors import angles


def test_in_768_dimensions_nearly_all_are_nearly_perpendicular() -> None:
    found = angles(768, pairs=2000, seed=1)
    assert found.degrees.mean() == pytest.approx(90, abs=0.2)
    assert found.share_within(5) > 0.97
    assert found.spread == pytest.approx(1 / math.sqrt(768), rel=0.05)


def test_in_two_dimensions_every_angle_is_as_likely() -> None:
    found = angles(2)
    assert found.share_within(45) == pytest.approx(0.5, abs=0.02)
    assert found.spread == pytest.approx(1 / math.sqrt(2), rel=0.02)
