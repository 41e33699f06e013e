"""The search for one wrong entry among many."""

from __future__ import annotations

import numpy as np

from autograd.check.examine import locate


def test_a_single_place_is_found_at_once_and_several_by_halving() -> None:
    for places in [{0}, {99}, {37}, {3, 60}, {10, 11, 12}, {5, 95}]:
        error = np.zeros(100)
        error[list(places)] = 1.0 + np.arange(len(places))
        asked: list[int] = []

        def weighted_error(share: np.ndarray, error: np.ndarray = error, asked: list[int] = asked) -> float:
            asked.append(1)
            return float(error @ share)

        assert locate(weighted_error, 100, error.sum()) in places
        assert len(asked) <= (3 if len(places) == 1 else 12)
