"""Losses with margins, and distances, at values worked out by hand."""

from __future__ import annotations

import math
from typing import Any

import pytest

import nn.functional as F
from autograd import tensor
from tests.helpers import tensor64


def vectors(*numbers: float) -> Any:
    return tensor64([[n] for n in numbers])


@pytest.mark.parametrize(
    ("loss", "expected"),
    [
        # Distances 1 to the positive, 2 to the negative, and 1 between them, which `swap` takes.
        (lambda: F.triplet_margin_loss(vectors(0.0), vectors(1.0), vectors(2.0), eps=0.0), 0.0),
        (lambda: F.triplet_margin_loss(vectors(0.0), vectors(1.0), vectors(2.0), eps=0.0, swap=True), 1.0),
        (lambda: F.triplet_margin_loss(vectors(0.0), vectors(1.0), vectors(2.0), 4.0, eps=0.0, reduction="sum"), 3.0),
        (
            lambda: F.triplet_margin_with_distance_loss(
                vectors(0.0), vectors(1.0), vectors(2.0), margin=5.0,
                distance_function=lambda x, y: ((x - y) ** 2).sum(-1),
            ),
            2.0,
        ),
        (lambda: F.margin_ranking_loss(tensor64([1.0, 1.0]), tensor64([2.0, 3.0]), tensor64([1.0, -1.0])), 0.5),
        (
            lambda: F.margin_ranking_loss(
                tensor64([1.0, 1.0]), tensor64([2.0, 3.0]), tensor64([1.0, -1.0]), margin=3.0, reduction="sum"
            ),
            5.0,
        ),
        # The cosine of the angle is 0.6.
        (lambda: F.cosine_embedding_loss(tensor64([[1.0, 0.0]]), tensor64([[3.0, 4.0]]), tensor([1])), 0.4),
        (lambda: F.cosine_embedding_loss(tensor64([[1.0, 0.0]]), tensor64([[3.0, 4.0]]), tensor([-1]), 0.5), 0.1),
        # Slacks 1 − 0.5 + 0.2 and 1 − 0.5 + 0.1, over three classes.
        (lambda: F.multi_margin_loss(tensor64([[0.2, 0.1, 0.5]]), tensor([2])), (0.7 + 0.6) / 3),
        (lambda: F.multi_margin_loss(tensor64([[0.2, 0.1, 0.5]]), tensor([2]), p=2), (0.49 + 0.36) / 3),
        (
            lambda: F.multi_margin_loss(tensor64([[0.2, 0.1, 0.5]]), tensor([2]), weight=tensor64([1.0, 1.0, 3.0])),
            (0.7 + 0.6),
        ),
        # Label 0 against classes 1 and 2: 1 − 0.2 + 0.1 and 1 − 0.2 + 0.5.
        (lambda: F.multilabel_margin_loss(tensor64([[0.2, 0.1, 0.5]]), tensor([[0, -1, 1]])), (0.9 + 1.3) / 3),
        (lambda: F.hinge_embedding_loss(tensor64([0.5, 0.2]), tensor64([1.0, -1.0])), (0.5 + 0.8) / 2),
        (lambda: F.soft_margin_loss(tensor64([0.0]), tensor64([1.0])), math.log(2)),
        (lambda: F.soft_margin_loss(tensor64([1.0]), tensor64([-1.0])), math.log1p(math.e)),
        (lambda: F.cosine_similarity(tensor64([[1.0, 0.0]]), tensor64([3.0, 4.0]))[0], 0.6),
        (lambda: F.cosine_similarity(tensor64([[3.0], [4.0]]), tensor64([[1.0, 1.0], [0.0, 2.0]]), dim=0)[0], 0.6),
        (lambda: F.pdist(tensor64([[0.0, 0.0], [3.0, 4.0]]))[0], 5.0),
        (lambda: F.pdist(tensor64([[0.0, 0.0], [3.0, 4.0]]), p=1)[0], 7.0),
    ],
)  # fmt: skip
def test_the_loss_is_its_formula(loss: Any, expected: float) -> None:
    assert loss().item() == pytest.approx(expected, rel=1e-9, abs=1e-9)
