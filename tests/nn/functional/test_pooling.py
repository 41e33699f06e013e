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


# ── other pooling, at values worked out by hand ──

ROW = autograd.arange(1.0, 6.0).reshape(1, 1, 5)  # 1, 2, 3, 4, 5


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (lambda: F.avg_pool1d(ROW, 2), [1.5, 3.5]),
        (lambda: F.avg_pool1d(ROW, 2, ceil_mode=True), [1.5, 3.5, 5]),
        (lambda: F.avg_pool1d(ROW, 3, 2, 1), [1, 3, 3]),
        (lambda: F.avg_pool1d(ROW, 3, 2, 1, count_include_pad=False), [1.5, 3, 4.5]),
        # As in PyTorch, a window over the edge counts as much as a whole one: √(5² · 2).
        (lambda: F.lp_pool1d(ROW, 2, 2), [5**0.5, 5]),
        (lambda: F.lp_pool1d(ROW, 2, 2, ceil_mode=True), [5**0.5, 5, 50**0.5]),
        (lambda: F.lp_pool1d(ROW, 1, 2), [3, 7]),
    ],
)
def test_means_and_norms_of_windows(call: Any, expected: list[float]) -> None:
    np.testing.assert_allclose(call().numpy()[0, 0], expected, rtol=1e-6)


def test_a_divisor_replaces_the_number_of_elements() -> None:
    x = autograd.ones(1, 1, 4, 4)
    assert F.avg_pool2d(x, 2, divisor_override=8).tolist() == [[[[0.5, 0.5], [0.5, 0.5]]]]


def test_fractional_windows_begin_about_evenly_and_the_last_at_the_end() -> None:
    x = autograd.arange(36.0).reshape(1, 1, 6, 6)
    samples = tensor([[[0.5, 0.0]]])  # horizontal, then vertical
    # For 6 elements and 3 windows of 2, the step is 2. The random number 0 gives the places 0, 2, 4, and so does 0.5.
    for out in (
        F.fractional_max_pool2d(x, 2, 3, _random_samples=samples),
        F.fractional_max_pool2d(x, 2, output_ratio=0.5, _random_samples=samples),
        F.fractional_max_pool2d(x, 2, output_ratio=(0.5, 0.5)),
    ):
        assert out.tolist() == [[[[7, 9, 11], [19, 21, 23], [31, 33, 35]]]]
    one, places = F.fractional_max_pool2d(x, 2, 1, return_indices=True)
    assert (one.item(), places.item()) == (35, 35)


def test_unpooling_puts_each_maximum_back() -> None:
    x = tensor([[[1.0, 5.0, 3.0, 2.0, 4.0]]])
    out, places = F.max_pool1d(x, 2, return_indices=True)
    assert F.max_unpool1d(out, places, 2).tolist() == [[[0, 5, 3, 0]]]
    assert F.max_unpool1d(out, places, 2, output_size=x.shape).tolist() == [[[0, 5, 3, 0, 0]]]


@pytest.mark.parametrize("kernel", [2, 3])
def test_a_window_with_nan_gives_nan_and_its_gradient(kernel: int) -> None:
    x = tensor([[[1.0, 2.0, math.nan, 0.0, 5.0, 4.0]]], requires_grad=True)
    out = F.max_pool1d(x, kernel)
    assert np.isnan(out.detach().numpy())[0, 0].tolist() == ([False, True, False] if kernel == 2 else [True, False])
    out.backward(autograd.full(out.shape, math.inf))
    infinite = {2: [0, math.inf, math.inf, 0, math.inf, 0], 3: [0, 0, math.inf, 0, math.inf, 0]}
    assert x.grad.tolist() == [[infinite[kernel]]]


def test_no_window_begins_in_the_padding_after_the_image() -> None:
    assert F.max_pool1d(ROW[..., :4], 2, 3, 1, ceil_mode=True).tolist() == [[[1, 4]]]


def test_padding_is_not_chosen_beside_minus_infinity_if_there_is_nan() -> None:
    x = autograd.tensor([[[-math.inf, 1.0, 2.0, math.nan]]], requires_grad=True)
    F.max_pool1d(x, 2, 2, 1).sum().backward()
    assert x.grad.tolist() == [[[1.0, 0.0, 1.0, 1.0]]]


def test_a_gradient_that_overflows_does_not_spoil_the_others() -> None:
    x = autograd.tensor([[[0.0, 0.0, 0.0], [0.0, 9.0, 0.0], [0.0, 0.0, 0.0]]], requires_grad=True)
    out = F.max_pool2d(x, 2, 1)
    out.backward(autograd.full(out.shape, 3e38))
    assert x.grad.tolist() == [[[0.0, 0.0, 0.0], [0.0, math.inf, 0.0], [0.0, 0.0, 0.0]]]
