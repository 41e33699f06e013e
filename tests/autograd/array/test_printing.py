"""repr() and format() of Tensors."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

import autograd
import nn
from autograd import Tensor, tensor
from tests.helpers import leaf


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda: tensor([1.0, 2.0], requires_grad=True), "tensor([1., 2.], requires_grad=True)"),
        (lambda: leaf([1.0, 2.0]) * 2, "tensor([2., 4.], grad_fn=<MulBackward0>)"),
        (lambda: tensor(3.14159), "tensor(3.1416)"),
        (lambda: tensor(3), "tensor(3)"),
        (lambda: tensor([True, False]), "tensor([ True, False])"),
        (lambda: tensor([1.5, 2.25, 1000.0]), "tensor([   1.5000,    2.2500, 1000.0000])"),
        (lambda: tensor([1e-5, 1.0]), "tensor([1.0000e-05, 1.0000e+00])"),
        (lambda: tensor([np.nan, 1.0]).float(), "tensor([nan, 1.])"),
        (lambda: tensor([[1.0, 2.0], [3.0, 4.0]]), "tensor([[1., 2.],\n        [3., 4.]])"),
        (lambda: tensor([1.0], dtype=autograd.float64), "tensor([1.], dtype=float64)"),
        (lambda: tensor([]), "tensor([])"),
        (lambda: autograd.zeros(0, 3), "tensor([], size=(0, 3))"),
        (lambda: autograd.arange(2000), "tensor([   0,    1,    2,  ..., 1997, 1998, 1999])"),
        (lambda: nn.Parameter(tensor([1.0])), "Parameter containing:\ntensor([1.], requires_grad=True)"),
    ],
)
def test_repr(make: Callable[[], Tensor], text: str) -> None:
    assert repr(make()) == text


def test_format() -> None:
    assert f"{tensor(2.34567):.2f}" == "2.35"
    assert f"{leaf(2.5):.1f}" == "2.5"
    assert f"{tensor([1.0])}" == "tensor([1.])"
    with pytest.raises(TypeError, match=r"shape \(1,\)"):
        f"{tensor([1.0]):.2f}"
