"""Error messages that rules write themselves."""

from __future__ import annotations

import pytest

import autograd
import nn.functional as F
from autograd import ShapeError


def test_a_bias_of_the_wrong_size_is_named() -> None:
    x, weight = autograd.ones(2, 3), autograd.ones(4, 3)
    with pytest.raises(
        ShapeError, match=r"linear\(\): expected a bias of shape \(4,\) for weight \(4, 3\), got \(5,\)"
    ):
        F.linear(x, weight, autograd.ones(5))


def test_an_input_of_the_wrong_size_is_named_before_the_bias() -> None:
    with pytest.raises(ShapeError, match=r"linear\(\): input \(2, 5\) does not fit weight \(4, 3\)"):
        F.linear(autograd.ones(2, 5), autograd.ones(4, 3), autograd.ones(5))


def test_a_kernel_that_is_too_large_is_an_error_of_conv2d() -> None:
    with pytest.raises(ShapeError, match=r"^conv2d\(\): a window of \(4, 4\) does not fit into an image of \(3, 3\)"):
        F.conv2d(autograd.ones(1, 1, 3, 3), autograd.ones(1, 1, 4, 4))


def test_a_class_out_of_range_is_an_error_of_values() -> None:
    with pytest.raises(ValueError, match=r"one_hot\(\): ") as caught:
        F.one_hot(autograd.tensor([-1]), 3)
    assert not isinstance(caught.value, ShapeError)
    assert "shape" not in str(caught.value)
