"""max_pool2d, against its definition written as loops."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest

import autograd
import nn.functional as F
from autograd import tensor


@pytest.mark.parametrize("ceil", [False, True])
@pytest.mark.parametrize(("kernel", "stride", "padding"), [((2, 2), (2, 2), (0, 0)), ((3, 2), (2, 1), (1, 1))])
def test_max_pool2d_is_its_definition(kernel: Any, stride: Any, padding: Any, ceil: bool) -> None:
    x = np.random.default_rng(0).permutation(2 * 7 * 6).reshape(1, 2, 7, 6).astype(np.float64)
    out, indices = F.max_pool2d(tensor(x), kernel, stride, padding, ceil_mode=ceil, return_indices=True)
    for c, i, j in itertools.product(*map(range, out.shape[1:])):
        rows = range(max(0, i * stride[0] - padding[0]), min(7, i * stride[0] - padding[0] + kernel[0]))
        columns = range(max(0, j * stride[1] - padding[1]), min(6, j * stride[1] - padding[1] + kernel[1]))
        window = {(r, s): x[0, c, r, s] for r in rows for s in columns}
        best = max(window, key=lambda place: window[place])
        assert out[0, c, i, j].item() == window[best]
        assert indices[0, c, i, j].item() == best[0] * 6 + best[1]
    assert F.max_pool2d(tensor(x[0]), kernel, stride, padding, ceil_mode=ceil).shape == out.shape[1:]


def test_the_first_of_equals_receives_the_gradient() -> None:
    x = autograd.ones(1, 1, 2, 2, requires_grad=True)
    F.max_pool2d(x, 2).backward()
    assert x.grad.tolist() == [[[[1.0, 0.0], [0.0, 0.0]]]]


def test_nan_is_the_largest() -> None:
    assert math.isnan(F.max_pool2d(tensor([[[1.0, math.nan], [2.0, 0.0]]]), 2).item())


def test_an_infinity_that_was_not_chosen_does_not_spoil_the_second_order() -> None:
    x = autograd.tensor(np.arange(16.0).reshape(1, 1, 4, 4), requires_grad=True)
    upstream = autograd.ones(1, 1, 2, 2, requires_grad=True)
    F.max_pool2d(x, 2).backward(upstream, create_graph=True)
    gradient, x.grad = x.grad, None
    vector = np.ones((1, 1, 4, 4))
    vector[0, 0, 0, 0] = np.inf  # not chosen
    gradient.backward(autograd.tensor(vector))
    np.testing.assert_array_equal(upstream.grad.numpy(), np.ones((1, 1, 2, 2)))


def test_padding_is_never_chosen_not_even_beside_minus_infinity() -> None:
    x = autograd.tensor(np.full((1, 1, 2, 2), -np.inf), requires_grad=True)
    out, indices = F.max_pool2d(x, 2, 1, 1, return_indices=True)
    out.sum().backward()
    assert (out.detach().numpy() == -np.inf).all()
    np.testing.assert_array_equal(indices.numpy()[0, 0], [[0, 0, 1], [0, 0, 1], [2, 2, 3]])
    assert x.grad.sum().item() == 9


def test_integers_are_pooled() -> None:
    out, indices = F.max_pool2d(autograd.arange(16).reshape(1, 1, 4, 4), 2, return_indices=True)
    np.testing.assert_array_equal(out.numpy(), indices.numpy())


def test_padding_of_more_than_half_the_kernel_is_an_error() -> None:
    with pytest.raises(ValueError, match="half"):
        F.max_pool2d(autograd.ones(1, 1, 4, 4), 2, padding=2)
