"""Methods and spellings that PyTorch programs use."""

from __future__ import annotations

import numpy as np
import pytest

import autograd
import nn
from autograd import ShapeError, tensor
from tests.helpers import leaf


def test_small_conveniences() -> None:
    x = tensor([[1.0, 2.0], [3.0, 4.0]])
    assert (x.size(), x.size(1), x.dim(), x.numel(), x.nelement(), x.element_size()) == ((2, 2), 2, 2, 4, 4, 4)
    assert [row.tolist() for row in x] == [[1.0, 2.0], [3.0, 4.0]]
    assert 3 in x and 5 not in x and tensor(2.0) in x
    assert x.T.contiguous().is_contiguous() and not x.T.is_contiguous()
    assert x.view_as(tensor([1, 2, 3, 4])).shape == x.reshape_as(tensor([1, 2, 3, 4])).shape == (4,)
    assert tensor([1.0]).expand_as(tensor([1, 2])).tolist() == [1.0, 1.0]
    assert x.type_as(tensor([1])).dtype == x.type(np.int64).dtype == np.int64
    assert x.new_zeros(2).dtype == x.new_ones((1,)).dtype == x.dtype
    assert x.int().dtype == np.int32 and x.half().dtype == np.float16 and x.bool().dtype == np.bool_
    assert x.cpu() is x and x.to("cpu") is x and x.t().tolist() == [[1.0, 3.0], [2.0, 4.0]]
    assert int(tensor(3)) == 3 and float(tensor(3)) == 3.0 and [10, 20, 30][tensor(1)] == 20
    assert (~tensor([True])).tolist() == [False] and (tensor([True]) & tensor([False])).tolist() == [False]
    assert autograd.allclose(x, x + 1e-9) and autograd.equal(x, x) and autograd.is_tensor(x)
    assert autograd.isnan(tensor([np.nan])).item() and autograd.isinf(tensor([np.inf])).item()
    assert autograd.isfinite(x).all() and autograd.isclose(x, x).all()
    assert autograd.logical_or(tensor([1, 0]), tensor([0, 0])).tolist() == [True, False]
    assert autograd.logical_and(tensor([1, 0]), tensor([1, 1])).tolist() == [True, False]
    assert autograd.logical_not(tensor([1, 0])).tolist() == [False, True]
    assert [t.shape for t in autograd.meshgrid(autograd.arange(2), autograd.arange(3))] == [(2, 3), (2, 3)]
    for name, expected in {"eq": [False, True], "ne": [True, False], "lt": [True, False], "le": [True, True],
                           "gt": [False, False], "ge": [False, True]}.items():  # fmt: skip
        assert getattr(autograd, name)(tensor([1.0, 2.0]), 2).tolist() == expected
    y = leaf(1.0) * 2
    assert y.grad_fn.name() == "MulBackward0" and y.grad_fn.next_functions[0][1] == 0
    assert y.detach_().is_leaf and not y.requires_grad
    with pytest.raises(ShapeError, match=r"eq: shapes"):
        autograd.ones(2).eq(autograd.ones(3))
    assert (autograd.ones(2) == "a") is False


def test_spellings_of_pytorch_programs() -> None:
    assert autograd.Tensor([2.0, 1]).dtype == np.float32
    assert autograd.Tensor([2.0]).double().requires_grad_().dtype == np.float64
    with pytest.raises(TypeError, match=r"see autograd\.tensor"):
        autograd.Tensor("a")
    device = autograd.device("cuda" if autograd.cuda.is_available() else "cpu")
    assert str(device) == "cpu" and repr(device) == "device(type='cpu')" and device == autograd.device("cpu")
    assert len({device, autograd.device("cpu")}) == 1
    assert autograd.zeros(2, device=device).to(device).shape == (2,)
    with pytest.raises(ValueError, match="CPU"):
        autograd.device("cuda")
    x = tensor([1.0, 2.0])
    assert x.add(tensor([1.0, 1.0]), alpha=10).tolist() == [11.0, 12.0]
    assert x.sub_(tensor([1.0, 1.0]), alpha=-1).tolist() == [2.0, 3.0]
    with pytest.raises(TypeError, match="alpha"):
        x.mul(x, alpha=2)
    assert (+x) is x
    assert autograd.stack(t for t in [x, x]).shape == (2, 2)
    assert autograd.erf(np.array([1])).dtype == np.float64
    layer = nn.Linear(3, 2)
    layer(autograd.ones(1, 3)).sum().backward()
    assert layer.weight.view(-1).shape == layer.weight.grad.view(-1).shape == (6,)
