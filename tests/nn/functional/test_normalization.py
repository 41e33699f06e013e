"""layer_norm and normalize."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import autograd
import nn.functional as F
from autograd import ShapeError, Tensor, tensor


def test_normalize_gives_vectors_of_length_one() -> None:
    assert F.normalize(tensor([[3.0, 4.0]])).tolist() == [[pytest.approx(0.6), pytest.approx(0.8)]]


def test_layer_norm_needs_the_last_sizes() -> None:
    with pytest.raises(ShapeError, match="does not end in"):
        F.layer_norm(autograd.ones(2, 3), (4,))


def test_the_averages_of_a_batch_are_those_of_the_samples() -> None:
    x = tensor([[1.0, 4.0], [3.0, 8.0]])
    mean, variance = autograd.zeros(2), autograd.ones(2)
    found = F.batch_norm(x, mean, variance, training=True, momentum=0.5, eps=0.0)
    assert found.tolist() == [[-1, -1], [1, 1]]
    assert (mean.tolist(), variance.tolist()) == ([1, 3], [1.5, 4.5])  # half of 2, 6; of 1 + 2, 1 + 8
    found = F.batch_norm(x, tensor([1.0, 2.0]), tensor([4.0, 1.0]), eps=0.0)
    assert found.tolist() == [[0, 2], [1, 6]]


def test_one_of_the_averages_may_be_missing() -> None:
    mean = autograd.zeros(2)
    F.batch_norm(tensor([[1.0, 4.0], [3.0, 8.0]]), mean, None, training=True, momentum=1.0)
    assert mean.tolist() == [2, 6]


def test_instance_norm_in_evaluation_takes_the_averages() -> None:
    x = tensor([[[1.0, 3.0]]])
    found = F.instance_norm(x, tensor([1.0]), tensor([4.0]), use_input_stats=False, eps=0.0)
    assert found.tolist() == [[[0, 1]]]


@pytest.mark.parametrize("size", [1e-4, 1e4])
def test_rms_norm_of_float16_is_computed_in_float32(size: float) -> None:
    x = (autograd.tensor([1.0, -2.0, 2.0]) * size).half()
    found, exact = F.rms_norm(x, (3,), eps=1e-12), F.rms_norm(x.float(), (3,), eps=1e-12)
    assert found.dtype == autograd.float16
    assert found.tolist() == pytest.approx(exact.tolist(), rel=1e-3)


@pytest.mark.parametrize(
    "call",
    [
        lambda x: F.batch_norm(x, None, None, training=True),
        lambda x: F.group_norm(x, 1),
        lambda x: F.local_response_norm(x, 2),
    ],
)
def test_nothing_stays_nothing(call: Callable[[Tensor], Tensor]) -> None:
    assert call(autograd.ones(0, 2, 3)).shape == (0, 2, 3)
