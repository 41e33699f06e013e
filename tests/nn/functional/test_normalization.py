"""layer_norm and normalize."""

from __future__ import annotations

import pytest

import autograd
import nn.functional as F
from autograd import ShapeError, tensor


def test_normalize_gives_vectors_of_length_one() -> None:
    assert F.normalize(tensor([[3.0, 4.0]])).tolist() == [[pytest.approx(0.6), pytest.approx(0.8)]]


def test_layer_norm_needs_the_last_sizes() -> None:
    with pytest.raises(ShapeError, match="does not end in"):
        F.layer_norm(autograd.ones(2, 3), (4,))
