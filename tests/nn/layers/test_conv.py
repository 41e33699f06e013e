"""Conv2d."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

import autograd
import nn
import nn.functional as F
from autograd import tensor


@pytest.mark.parametrize("name", ["weight", "bias"])
def test_initial_values_are_uniform_within_pytorchs_bound(name: str) -> None:
    autograd.manual_seed(0)
    bound = 1 / math.sqrt(8 * 15)
    assert 0.8 * bound < getattr(nn.Conv2d(8, 16, (3, 5)), name).abs().max().item() <= bound


@pytest.mark.parametrize(
    ("mode", "name"), [("zeros", "constant"), ("reflect", "reflect"), ("replicate", "edge"), ("circular", "wrap")]
)
def test_padding_modes_are_numpys(mode: str, name: str) -> None:
    x = tensor(np.random.default_rng(0).normal(size=(1, 1, 5, 6)))
    layer = nn.Conv2d(1, 1, (3, 4), padding=(1, 2), padding_mode=mode, dtype=autograd.float64, bias=False)
    around = tensor(np.pad(x.numpy(), [(0, 0), (0, 0), (1, 1), (2, 2)], mode=name))  # type: ignore[call-overload]
    assert autograd.allclose(layer(x), F.conv2d(around, layer.weight))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: nn.Conv2d(3, 4, 3, groups=2), "groups"),
        (lambda: nn.Conv2d(3, 4, 3, padding_mode="mirror"), "padding_mode"),
        (lambda: nn.Conv2d(3, 4, (1, 2, 3)), "kernel_size"),
    ],
    ids=["groups", "padding mode", "kernel size"],
)
def test_bad_settings(make: Callable[[], nn.Conv2d], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make()


@pytest.mark.parametrize("mode", ["reflect", "replicate", "circular"])
@pytest.mark.parametrize("padding", ["same", 1])
def test_other_paddings_are_those_of_pad(mode: str, padding: str | int) -> None:
    autograd.manual_seed(0)
    layer = nn.Conv1d(1, 1, 4, dilation=1, padding=padding, padding_mode=mode)
    x = autograd.randn(1, 1, 6)
    edges = (1, 2) if padding == "same" else (1, 1)  # of an odd number, the larger part comes after
    expected = F.conv1d(F.pad(x, edges, mode), layer.weight, layer.bias)
    assert autograd.equal(layer(x), expected)


@pytest.mark.parametrize(("size", "beyond"), [(None, 0), ([6], 0), ([1, 1, 7], 1)])
def test_a_transpose_takes_the_size_of_its_output(size: list[int] | None, beyond: int) -> None:
    layer = nn.ConvTranspose1d(1, 1, 2, stride=2)
    out = layer(autograd.ones(1, 1, 3), size)
    assert out.shape == (1, 1, 6 + beyond)
    assert (out[..., 6:] == layer.bias).all()
