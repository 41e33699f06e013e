"""Every loss, with every reduction: results and gradients."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn.functional as F
from tests.pytorch.comparison import DTYPES, compare, torch

pytestmark = pytest.mark.pytorch

Program = Callable[..., Any]

# Each loss of logits or numbers x (4, 3), with a target from t (floats in [0, 1]) or from k (classes).
LOSSES: dict[str, Program] = {
    "mse": lambda F, x, t, k, **o: F.mse_loss(x, t, **o), "l1": lambda F, x, t, k, **o: F.l1_loss(x, t, **o),
    "cross_entropy": lambda F, x, t, k, **o: F.cross_entropy(x, k, **o),
    "cross_entropy, weights": lambda F, x, t, k, **o: F.cross_entropy(x, k, weight=t[0], **o),
    "cross_entropy, smoothing": lambda F, x, t, k, **o: F.cross_entropy(x, k, label_smoothing=0.1, **o),
    "cross_entropy, ignored": lambda F, x, t, k, **o: F.cross_entropy(x, k, ignore_index=1, **o),
    "cross_entropy, probabilities": lambda F, x, t, k, **o: F.cross_entropy(x, t / t.sum(1, keepdim=True), **o),
    "cross_entropy, all ignored": lambda F, x, t, k, **o: F.cross_entropy(x, k * 0 + 1, ignore_index=1, **o),
    "cross_entropy, no samples": lambda F, x, t, k, **o: F.cross_entropy(x[:0], k[:0], **o),
    "cross_entropy, no probabilities": lambda F, x, t, k, **o: F.cross_entropy(x[:0], t[:0], **o),
    "cross_entropy, no classes": lambda F, x, t, k, **o: F.cross_entropy(x[:, :0], t[:, :0], label_smoothing=0.1, **o),
    "cross_entropy, one": lambda F, x, t, k, **o: F.cross_entropy(x[0], k[0], weight=t[0], label_smoothing=0.1, **o),
    "cross_entropy, one's probabilities": lambda F, x, t, k, **o: F.cross_entropy(x[0], t[0], weight=t[0], **o),
    "softmax without dim": lambda F, x, t, k, **o: F.softmax(x, None) + F.softmax(x[0], None),
    "log_softmax without dim": lambda F, x, t, k, **o: F.log_softmax(x.reshape(2, 2, 3), None),
    "nll": lambda F, x, t, k, **o: F.nll_loss(F.log_softmax(x, 1), k, **o),
    "bce": lambda F, x, t, k, **o: F.binary_cross_entropy(x.sigmoid(), t, **o),
    "bce, logits": lambda F, x, t, k, **o: F.binary_cross_entropy_with_logits(x, t, **o),
    "smooth_l1": lambda F, x, t, k, **o: F.smooth_l1_loss(x, t, beta=0.7, **o),
    "smooth_l1, beta 0": lambda F, x, t, k, **o: F.smooth_l1_loss(x, t, beta=0.0, **o),
    "huber": lambda F, x, t, k, **o: F.huber_loss(x, t, delta=0.7, **o),
    "huber, weight": lambda F, x, t, k, **o: F.huber_loss(x, t, weight=t, **o),
    "kl_div": lambda F, x, t, k, **o: F.kl_div(x, t, **o),
    "kl_div, logarithms": lambda F, x, t, k, **o: F.kl_div(x, t.log(), log_target=True, **o),
    "poisson": lambda F, x, t, k, **o: F.poisson_nll_loss(x, 3 * t, full=True, **o),
    "poisson, counts": lambda F, x, t, k, **o: F.poisson_nll_loss(x.exp(), t, log_input=False, **o),
    "gaussian": lambda F, x, t, k, **o: F.gaussian_nll_loss(x, t, x * x, full=True, eps=0.1, **o),
    "gaussian, one variance": lambda F, x, t, k, **o: F.gaussian_nll_loss(x, t, 0.3, **o),
    "gaussian, variances of samples": lambda F, x, t, k, **o: F.gaussian_nll_loss(x, t, t[:, 0], **o),
    "hinge_embedding": lambda F, x, t, k, **o: F.hinge_embedding_loss(x, 2 * (t > 0.5) - 1, margin=0.7, **o),
    "cosine_embedding": lambda F, x, t, k, **o: F.cosine_embedding_loss(x, t, 2 * (k > 0) - 1, margin=0.2, **o),
    "margin_ranking": lambda F, x, t, k, **o: F.margin_ranking_loss(x, t, 2 * (t > 0.5) - 1, margin=0.3, **o),
    "multi_margin": lambda F, x, t, k, **o: F.multi_margin_loss(x, k, p=2, margin=0.7, weight=t[0], **o),
    "multilabel_margin": lambda F, x, t, k, **o: F.multilabel_margin_loss(x, k[([[0, 1, 2], [1, 0, 2]] * 2,)] - 1, **o),
    "multilabel_soft_margin": lambda F, x, t, k, **o: F.multilabel_soft_margin_loss(x, t, weight=t[0], **o),
    "soft_margin": lambda F, x, t, k, **o: F.soft_margin_loss(x, 2 * (t > 0.5) - 1, **o),
    "triplet": lambda F, x, t, k, **o: F.triplet_margin_loss(x, t, x * x, p=3, swap=True, **o),
    "triplet, distance": lambda F, x, t, k, **o: F.triplet_margin_with_distance_loss(x, t, x.exp(), margin=0.3, **o),
    "ctc": lambda F, x, t, k, **o: F.ctc_loss(F.log_softmax(x, 1), k[2:], k[:1] + 2, k[:1], **o),
    "ctc, batch": lambda F, x, t, k, **o: F.ctc_loss(
        F.log_softmax(x.reshape(4, 1, 3)[:, [0, 0]] * t[:1], 2), k[([[2, 3], [3, 2]],)], k[2:] + 3, k[2:], **o
    ),
    "ctc, too long": lambda F, x, t, k, **o: F.ctc_loss(
        F.log_softmax(x, 1), k[2:], k[2], k[0], zero_infinity=True, **o
    ),
    "bce, pos_weight": lambda F, x, t, k, **o: F.binary_cross_entropy_with_logits(x, t, pos_weight=t[0] + 1, **o),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:.*(without dim|Implicit dimension|divides by|batchmean)")
@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
@pytest.mark.parametrize("name", LOSSES)
def test_losses(name: str, reduction: str) -> None:
    rng = np.random.default_rng(1)
    x, t, k = rng.standard_normal((4, 3)), rng.uniform(0.1, 0.9, (4, 3)), np.array([2, 0, 1, 1])
    for dtype in DTYPES:
        ours, theirs = (
            lambda x, lib=lib, functional=functional, dtype=dtype: LOSSES[name](
                functional, x, lib.tensor(t.astype(dtype)), lib.tensor(k), reduction=reduction
            )
            for lib, functional in ((autograd, F), (torch, torch.nn.functional))
        )
        compare(ours, theirs, [x], dtype)
