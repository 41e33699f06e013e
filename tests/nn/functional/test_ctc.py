"""Connectionist temporal classification, against the sum over all alignments."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest

import nn.functional as F
from autograd import ShapeError, tensor
from tests.helpers import leaf64, tensor64

STEPS, CLASSES = 4, 3
RNG = np.random.default_rng(0)
LOGITS = RNG.standard_normal((STEPS, 2, CLASSES))
LOGS = LOGITS - np.log(np.exp(LOGITS).sum(-1, keepdims=True))


def by_alignments(sample: int, labels: list[int], steps: int = STEPS, blank: int = 0) -> float:
    """Return −log of the probability of all sequences that become the labels without repetitions and blanks."""
    total = 0.0
    for path in itertools.product(range(CLASSES), repeat=steps):
        if [c for c, _ in itertools.groupby(path) if c != blank] == labels:
            total += math.exp(sum(LOGS[t, sample, c] for t, c in enumerate(path)))
    return -math.log(total) if total else math.inf


CASES: list[tuple[list[list[int]], list[int], int]] = [
    ([[1, 2], [2]], [4, 4], 0), ([[1, 1], [2, 1]], [4, 3], 0), ([[], [2, 1, 2]], [4, 4], 0), ([[0, 1], [1]], [4, 2], 2),
]  # fmt: skip


@pytest.mark.parametrize(("labels", "steps", "blank"), CASES)
def test_the_loss_is_the_sum_over_alignments(labels: list[list[int]], steps: list[int], blank: int) -> None:
    expected = [by_alignments(n, labels[n], steps[n], blank) for n in range(2)]
    lengths = [len(one) for one in labels]
    in_a_row = tensor(np.array([c for one in labels for c in one], np.int64))
    padded = tensor(np.array([one + [1] * (3 - len(one)) for one in labels]))
    for targets in (in_a_row, padded):
        settings: Any = {"input_lengths": tensor(steps), "target_lengths": tensor(lengths), "blank": blank}
        found = F.ctc_loss(tensor64(LOGS), targets, reduction="none", **settings)
        np.testing.assert_allclose(found.numpy(), expected, rtol=1e-12)
        mean = F.ctc_loss(tensor64(LOGS), targets, **settings)
        assert mean.item() == pytest.approx(np.mean([e / max(n, 1) for e, n in zip(expected, lengths)]))


def test_one_sample_needs_no_batch() -> None:
    found = F.ctc_loss(tensor64(LOGS[:, 0]), tensor([1, 2]), 4, 2, reduction="none")
    assert found.shape == ()
    assert found.item() == pytest.approx(by_alignments(0, [1, 2]))


def test_labels_that_do_not_fit_into_the_steps_are_infinite_or_0() -> None:
    x = leaf64(LOGS[:2])
    targets, lengths = tensor([[1, 1], [1, 2]]), tensor([2, 2])  # 1, 1 needs a blank between
    found = F.ctc_loss(x, targets, lengths, lengths, reduction="none")
    assert found[0].item() == math.inf and found[1].item() == pytest.approx(by_alignments(1, [1, 2], 2))
    F.ctc_loss(x, targets, lengths, lengths, reduction="sum", zero_infinity=True).backward()
    assert not x.grad[:, 0].any() and x.grad[:, 1].sum().item() == pytest.approx(-2)


X, ONE = tensor64(LOGS), tensor([1, 2])


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: F.ctc_loss(X[0, 0], ONE, 4, 2), ShapeError, "expected log_probs"),
        (lambda: F.ctc_loss(X, ONE, [4, 4], [1, 1], blank=3), ValueError, "from 0 to 2, got 3"),
        (lambda: F.ctc_loss(X, ONE + 1, [4, 4], [1, 1]), IndexError, "out of range for 3 classes"),
        (lambda: F.ctc_loss(X, ONE, [4], [1, 1]), ShapeError, "expected 2 integers as input_lengths"),
        (lambda: F.ctc_loss(X, ONE, [4, 5], [1, 1]), ShapeError, "input_lengths from 0 to 4"),
        (lambda: F.ctc_loss(X, ONE, [4, 4], [1, 2]), ShapeError, "do not fit target_lengths"),
    ],
)
def test_wrong_arguments(call: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        call()
