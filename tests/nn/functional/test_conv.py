"""conv2d, against its definition written as loops."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn.functional as F
from autograd import ShapeError, Tensor, tensor

RNG = np.random.default_rng(0)


def convolve(x: np.ndarray, w: np.ndarray, stride: Any, padding: Any, dilation: Any, groups: int) -> np.ndarray:
    """Compute the definition."""
    (sy, sx), (py, px), (dy, dx) = stride, padding, dilation
    x = np.pad(x, [(0, 0), (0, 0), (py, py), (px, px)])
    n, c, h, width = x.shape
    o, _, kh, kw = w.shape
    out_h = (h - dy * (kh - 1) - 1) // sy + 1
    out_w = (width - dx * (kw - 1) - 1) // sx + 1
    out = np.zeros((n, o, out_h, out_w))
    for b, f, i, j in itertools.product(range(n), range(o), range(out_h), range(out_w)):
        group = f // (o // groups)
        for q, u, v in itertools.product(range(c // groups), range(kh), range(kw)):
            seen = x[b, group * (c // groups) + q, i * sy + u * dy, j * sx + v * dx]
            out[b, f, i, j] += seen * w[f, q, u, v]
    return out


@pytest.mark.parametrize("batch", [True, False])
@pytest.mark.parametrize("groups", [1, 2])
@pytest.mark.parametrize("dilation", [(1, 1), (1, 2)])
@pytest.mark.parametrize("padding", [(0, 0), (2, 1)])
@pytest.mark.parametrize("stride", [(1, 1), (2, 3)])
def test_conv2d_is_its_definition(stride: Any, padding: Any, dilation: Any, groups: int, batch: bool) -> None:
    x, w, b = RNG.normal(size=(2, 4, 6, 5)), RNG.normal(size=(4, 4 // groups, 3, 2)), RNG.normal(size=4)
    expected = convolve(x, w, stride, padding, dilation, groups) + b.reshape(4, 1, 1)
    if not batch:  # one image
        x, expected = x[0], expected[0]
    out = F.conv2d(tensor(x), tensor(w), tensor(b), stride, padding, dilation, groups)
    np.testing.assert_allclose(out.numpy(), expected, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("padding", "shape"), [("same", (1, 1, 5, 6)), ("valid", (1, 1, 3, 3))])
def test_padding_by_name(padding: str, shape: tuple[int, ...]) -> None:
    assert F.conv2d(autograd.ones(1, 1, 5, 6), autograd.ones(1, 1, 3, 4), padding=padding).shape == shape


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: F.conv2d(autograd.ones(1, 3, 4, 4), autograd.ones(2, 2, 3, 3)), ShapeError, "3 channels does not fit"),
        (lambda: F.conv2d(autograd.ones(1, 2, 2, 2), autograd.ones(2, 2, 3, 3)), ShapeError, "does not fit into"),
        (lambda: F.conv2d(autograd.ones(4, 4), autograd.ones(2, 2, 3, 3)), ShapeError, r"got shape \(4, 4\)"),
        (lambda: F.conv2d(autograd.ones(1, 1, 4, 4), autograd.ones(1, 1, 2, 2), stride=0), ValueError, "stride"),
        (lambda: F.conv2d(autograd.ones(1, 1, 4, 4), autograd.ones(1, 1, 2, 2), padding="full"), ValueError, "full"),
    ],
    ids=["channels", "kernel", "dimensions", "stride", "padding"],
)
def test_wrong_shapes_and_options_are_errors(make: Callable[[], Tensor], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        make()


def test_output_padding_beyond_the_last_window_is_zeros() -> None:
    x, w = autograd.ones(1, 1, 2), autograd.ones(1, 1, 1)
    assert F.conv_transpose1d(x, w, stride=3).tolist() == [[[1, 0, 0, 1]]]
    assert F.conv_transpose1d(x, w, stride=3, output_padding=2).tolist() == [[[1, 0, 0, 1, 0, 0]]]
    assert F.conv_transpose1d(x, w, autograd.ones(1), stride=3, output_padding=1).tolist() == [[[2, 1, 1, 2, 1]]]


def test_a_convolution_without_output_channels_has_a_gradient_of_zeros() -> None:
    x = tensor(np.ones((2, 3, 5, 5)), requires_grad=True)
    F.conv2d(x, tensor(np.ones((0, 3, 3, 3)))).sum().backward()
    assert not x.grad.any()
