"""Convolution, pooling, layer normalisation and attention, against their definitions written as loops."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn
import nn.functional as F
from autograd import ShapeError, tensor

RNG = np.random.default_rng(0)


def convolve(x: np.ndarray, w: np.ndarray, stride: Any, padding: Any, dilation: Any, groups: int) -> np.ndarray:
    """The definition."""
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


@pytest.mark.parametrize("groups", [1, 2])
@pytest.mark.parametrize("dilation", [(1, 1), (1, 2)])
@pytest.mark.parametrize("padding", [(0, 0), (2, 1)])
@pytest.mark.parametrize("stride", [(1, 1), (2, 3)])
def test_conv2d(stride: Any, padding: Any, dilation: Any, groups: int) -> None:
    x, w, b = RNG.normal(size=(2, 4, 6, 5)), RNG.normal(size=(4, 4 // groups, 3, 2)), RNG.normal(size=4)
    out = F.conv2d(tensor(x), tensor(w), tensor(b), stride, padding, dilation, groups)
    expected = convolve(x, w, stride, padding, dilation, groups) + b.reshape(4, 1, 1)
    np.testing.assert_allclose(out.numpy(), expected, rtol=1e-12, atol=1e-12)
    one = F.conv2d(tensor(x[0]), tensor(w), tensor(b), stride, padding, dilation, groups)
    np.testing.assert_allclose(one.numpy(), expected[0], rtol=1e-12, atol=1e-12)


def test_padding_same_and_padding_modes() -> None:
    x = tensor(RNG.normal(size=(1, 1, 5, 6)))
    w = tensor(RNG.normal(size=(1, 1, 3, 4)))
    assert F.conv2d(x, w, padding="same").shape == x.shape
    assert F.conv2d(x, w, padding="valid").shape == (1, 1, 3, 3)
    for mode, name in (("reflect", "reflect"), ("replicate", "edge"), ("circular", "wrap")):
        layer = nn.Conv2d(1, 1, (3, 4), padding=(1, 2), padding_mode=mode, dtype=autograd.float64, bias=False)
        around = tensor(np.pad(x.numpy(), [(0, 0), (0, 0), (1, 1), (2, 2)], mode=name))
        assert autograd.allclose(layer(x), F.conv2d(around, layer.weight))


@pytest.mark.parametrize("ceil", [False, True])
@pytest.mark.parametrize(("kernel", "stride", "padding"), [((2, 2), (2, 2), (0, 0)), ((3, 2), (2, 1), (1, 1))])
def test_max_pool2d(kernel: Any, stride: Any, padding: Any, ceil: bool) -> None:
    x = RNG.permutation(2 * 7 * 6).reshape(1, 2, 7, 6).astype(np.float64)
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
    assert math.isnan(F.max_pool2d(tensor([[[1.0, math.nan], [2.0, 0.0]]]), 2).item())


def test_layer_norm() -> None:
    x = RNG.normal(2.0, 3.0, size=(2, 3, 4))
    layer = nn.LayerNorm((3, 4), dtype=autograd.float64)
    deviation = x - x.mean((1, 2), keepdims=True)
    expected = deviation / np.sqrt((deviation**2).mean((1, 2), keepdims=True) + 1e-5)
    np.testing.assert_allclose(layer(tensor(x)).detach().numpy(), expected, rtol=1e-12)
    assert list(layer.state_dict()) == ["weight", "bias"]
    assert list(nn.LayerNorm(4, bias=False).state_dict()) == ["weight"]
    assert list(nn.LayerNorm(4, elementwise_affine=False).state_dict()) == []
    assert repr(nn.LayerNorm(4)) == "LayerNorm((4,), eps=1e-05, elementwise_affine=True, bias=True)"


def attend(q: np.ndarray, k: np.ndarray, v: np.ndarray, scale: float, allowed: np.ndarray) -> np.ndarray:
    """The definition, for one head."""
    out = np.zeros((len(q), v.shape[1]))
    for i in range(len(q)):
        weights = np.array([math.exp(scale * float(q[i] @ k[j])) * allowed[i, j] for j in range(len(k))])
        if weights.sum():
            out[i] = weights / weights.sum() @ v
    return out


def test_attention() -> None:
    q, k, v = RNG.normal(size=(2, 5, 6)), RNG.normal(size=(2, 7, 6)), RNG.normal(size=(2, 7, 3))
    mask = RNG.random((5, 7)) > 0.4
    mask[2] = False
    every, causal = np.ones((5, 7)), np.tri(5, 7)
    tensors = [tensor(a, requires_grad=True) for a in (q, k, v)]
    for options, scale, allowed in (
        ({}, 6**-0.5, every),
        ({"scale": 0.3}, 0.3, every),
        ({"is_causal": True}, 6**-0.5, causal),
        ({"attn_mask": tensor(mask)}, 6**-0.5, mask),
        ({"attn_mask": tensor(np.where(causal > 0, 0.0, -np.inf))}, 6**-0.5, causal),
    ):
        out = F.scaled_dot_product_attention(*tensors, **options)  # type: ignore[arg-type]
        expected = [attend(q[b], k[b], v[b], scale, allowed) for b in range(2)]
        np.testing.assert_allclose(out.detach().numpy(), expected, rtol=1e-10, atol=1e-12)
        out.sum().backward()
        assert all(np.isfinite(t.grad.numpy()).all() for t in tensors)
    heads = tensor(RNG.normal(size=(1, 4, 5, 6)))
    shared = tensor(RNG.normal(size=(1, 2, 5, 6)))
    grouped = F.scaled_dot_product_attention(heads, shared, shared, enable_gqa=True)
    repeated = autograd.stack([shared[:, i // 2] for i in range(4)], 1)
    assert autograd.allclose(grouped, F.scaled_dot_product_attention(heads, repeated, repeated))


def test_a_small_convolutional_network_learns() -> None:
    autograd.manual_seed(0)
    images = autograd.zeros(40, 1, 8, 8)
    labels = autograd.arange(40) % 2
    for i in range(40):  # a bar that stands or lies, somewhere
        at = i // 2 % 8
        images[(i, 0, slice(None), at) if i % 2 else (i, 0, at)] = 1.0
    model = nn.Sequential(
        nn.Conv2d(1, 4, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(4 * 4 * 4, 2)
    )
    optimizer = nn.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(60):
        optimizer.zero_grad()
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
    assert (model(images).argmax(1) == labels).float().mean().item() == 1.0


def test_conv2d_starts_as_pytorchs_and_prints_as_pytorchs() -> None:
    layer = nn.Conv2d(8, 16, (3, 5))
    bound = 1 / math.sqrt(8 * 15)
    for parameter in (layer.weight, layer.bias):
        assert 0.8 * bound < parameter.abs().max().item() <= bound
    assert repr(layer) == "Conv2d(8, 16, kernel_size=(3, 5), stride=(1, 1))"
    more = nn.Conv2d(4, 4, 3, 2, 1, 2, 2, bias=False, padding_mode="reflect")
    assert repr(more) == (
        "Conv2d(4, 4, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), dilation=(2, 2), groups=2, bias=False, "
        "padding_mode=reflect)"
    )
    assert repr(nn.MaxPool2d(2)) == "MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)"


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: F.conv2d(autograd.ones(1, 3, 4, 4), autograd.ones(2, 2, 3, 3)), ShapeError, "3 channels does not fit"),
        (lambda: F.conv2d(autograd.ones(1, 2, 2, 2), autograd.ones(2, 2, 3, 3)), ShapeError, "does not fit into"),
        (lambda: F.conv2d(autograd.ones(4, 4), autograd.ones(2, 2, 3, 3)), ShapeError, r"got shape \(4, 4\)"),
        (lambda: nn.Conv2d(3, 4, 3, groups=2), ValueError, "groups"),
        (lambda: nn.Conv2d(3, 4, 3, padding_mode="mirror"), ValueError, "padding_mode"),
        (lambda: nn.Conv2d(3, 4, (1, 2, 3)), ValueError, "kernel_size"),
        (lambda: F.conv2d(autograd.ones(1, 1, 4, 4), autograd.ones(1, 1, 2, 2), stride=0), ValueError, "stride"),
        (lambda: F.conv2d(autograd.ones(1, 1, 4, 4), autograd.ones(1, 1, 2, 2), padding="full"), ValueError, "full"),
        (lambda: F.max_pool2d(autograd.ones(1, 1, 4, 4), 2, padding=2), ValueError, "half"),
        (lambda: F.layer_norm(autograd.ones(2, 3), (4,)), ShapeError, "does not end in"),
        (
            lambda: F.scaled_dot_product_attention(*[autograd.ones(2, 3)] * 3, tensor(True), is_causal=True),
            ValueError,
            "not both",
        ),
        (
            lambda: F.scaled_dot_product_attention(autograd.ones(2, 3), autograd.ones(2, 4), autograd.ones(2, 4)),
            ShapeError,
            "need one last size",
        ),
    ],
)
def test_errors(make: Callable[[], Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        make()


def test_pooling_of_infinities_and_of_whole_numbers() -> None:
    x = autograd.tensor(np.arange(16.0).reshape(1, 1, 4, 4), requires_grad=True)
    upstream = autograd.ones(1, 1, 2, 2, requires_grad=True)
    F.max_pool2d(x, 2).backward(upstream, create_graph=True)
    gradient, x.grad = x.grad, None
    vector = np.ones((1, 1, 4, 4))
    vector[0, 0, 0, 0] = np.inf  # not chosen
    gradient.backward(autograd.tensor(vector))
    np.testing.assert_array_equal(upstream.grad.numpy(), np.ones((1, 1, 2, 2)))
    x = autograd.tensor(np.full((1, 1, 2, 2), -np.inf), requires_grad=True)
    out, indices = F.max_pool2d(x, 2, 1, 1, return_indices=True)
    out.sum().backward()
    assert (out.detach().numpy() == -np.inf).all()
    np.testing.assert_array_equal(indices.numpy()[0, 0], [[0, 0, 1], [0, 0, 1], [2, 2, 3]])
    assert x.grad.sum().item() == 9  # of the image's elements, none of the padding's
    out, indices = F.max_pool2d(autograd.arange(16).reshape(1, 1, 4, 4), 2, return_indices=True)
    np.testing.assert_array_equal(out.numpy(), indices.numpy())
