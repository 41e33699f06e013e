"""nn.utils: computed weights, and the clipping of gradients."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn
from tests.pytorch.comparison import assert_same, from_pytorch, torch

pytestmark = pytest.mark.pytorch


@pytest.mark.filterwarnings("ignore:.*norm. is deprecated")
@pytest.mark.parametrize("name", ["weight_norm", "spectral_norm"])
@pytest.mark.parametrize(
    ("make", "shape"),
    [(lambda nn: nn.Linear(3, 2), (4, 3)), (lambda nn: nn.ConvTranspose2d(2, 3, 2), (1, 2, 3, 3))],
    ids=["linear", "transposed"],
)
def test_computed_weights(make: Callable[[Any], Any], shape: tuple[int, ...], name: str) -> None:
    torch.manual_seed(0)
    ours, theirs = getattr(nn.utils, name)(make(nn)), getattr(torch.nn.utils, name)(make(torch.nn))
    ours.load_state_dict(from_pytorch(theirs.state_dict()))
    data = np.random.default_rng(0).standard_normal(shape).astype("float32")
    x, y = autograd.tensor(data), torch.tensor(data)
    for _ in range(2):  # each estimates the norm again
        assert_same(ours(x), theirs(y), 1e-5)
    (ours(x) ** 2).sum().backward()
    (theirs(y) ** 2).sum().backward()
    gradients = {name: p.grad for name, p in theirs.named_parameters()}
    for parameter, p in ours.named_parameters():
        assert_same(p.grad, gradients[parameter], 1e-4)
    getattr(nn.utils, f"remove_{name}")(ours)
    getattr(torch.nn.utils, f"remove_{name}")(theirs)
    assert_same(ours.weight, theirs.weight, 1e-5)


@pytest.mark.parametrize("order", [1.0, 2.0, 3.0, np.inf])
@pytest.mark.parametrize("gradient", [[3.0, -4.0], [0.1, 0.2], [np.inf, 1.0], [np.nan, 1.0], [0.0, 0.0]], ids=str)
def test_clipping_of_gradients(gradient: list[float], order: float) -> None:
    ends = []
    for lib, utils in ((autograd, nn.utils), (torch, torch.nn.utils)):
        p = lib.ones(2).requires_grad_()
        p.grad = lib.tensor(gradient)
        norm = utils.clip_grad_norm_([p], 1.0, order)
        ends.append([norm.item(), *p.grad.tolist()])
    np.testing.assert_allclose(ends[0], ends[1], rtol=1e-6)
