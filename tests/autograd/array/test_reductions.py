"""Reductions, sorting and norms."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import autograd
import nn.functional as F
from autograd import tensor
from tests.cases.arrays import array
from tests.helpers import leaf


@given(data=st.data())
def test_reductions_agree_with_numpy(data: st.DataObject) -> None:
    shape = data.draw(hnp.array_shapes(min_dims=1, max_dims=4, max_side=3))
    dims = data.draw(st.none() | st.sets(st.integers(-len(shape), -1), min_size=1).map(tuple))
    keep = data.draw(st.booleans())
    x = array(*shape)
    t = autograd.tensor(x)
    for name in ("sum", "mean", "amax", "amin", "all", "any"):
        ours = getattr(t, name)(dims, keepdim=keep)
        np.testing.assert_allclose(ours.numpy(), getattr(np, name)(x, axis=dims, keepdims=keep), rtol=1e-12)


def test_topk_checks_k() -> None:
    assert autograd.arange(3).topk(0).values.shape == (0,)
    assert autograd.arange(3).topk(3).values.tolist() == [2, 1, 0]
    for k in (-1, 4):
        with pytest.raises(ValueError, match="from 0 to 3"):
            autograd.arange(3).topk(k)


def test_argmax_and_argmin() -> None:
    x = autograd.tensor([[1.0, 5.0, 2.0], [7.0, 0.0, 7.0]])
    assert x.argmax().item() == 3
    assert x.argmax(1).tolist() == [1, 0]
    assert x.argmin(dim=0, keepdim=True).tolist() == [[0, 1, 0]]


def test_one_hot() -> None:
    assert F.one_hot(autograd.tensor([0, 2]), 3).tolist() == [[1, 0, 0], [0, 0, 1]]
    assert F.one_hot(autograd.tensor([[1], [0]])).shape == (2, 1, 2)


def test_one_hot_refuses_classes_out_of_range_and_floats() -> None:
    with pytest.raises(ValueError, match="0 to 1"):
        F.one_hot(autograd.tensor([0, 2]), 2)
    with pytest.raises(TypeError, match=r"long\(\)"):
        F.one_hot(autograd.tensor([0.5]))


@pytest.mark.parametrize("p", [1, 1.5, 2, 3, np.inf])
def test_norm_at_zero_has_a_finite_gradient(p: float) -> None:
    x = autograd.zeros(3, requires_grad=True)
    x.norm(p).backward()
    assert np.isfinite(x.grad.numpy()).all()
    assert x.grad.tolist() == [0.0, 0.0, 0.0] or p == np.inf


def test_the_standard_deviation_of_equals_has_gradient_zero() -> None:
    x = autograd.ones(3, requires_grad=True)
    x.std().backward()
    assert x.grad.tolist() == [0.0, 0.0, 0.0]


def test_norm_of_numbers_whose_squares_overflow() -> None:
    assert autograd.tensor([3e30, 4e30]).norm().item() == pytest.approx(5e30)


def test_a_singular_matrix_has_no_inverse() -> None:
    with pytest.raises(np.linalg.LinAlgError, match=r"inv\(\): Singular"):
        autograd.zeros(2, 2).inv()


def test_prod_with_a_zero_is_linear() -> None:
    x = autograd.ones(50_000, dtype=autograd.float64)
    x[7] = 0.0
    x.requires_grad_()
    x.prod().backward()
    assert x.grad is not None
    assert x.grad.sum().item() == x.grad[7].item() == 1.0


def test_prod_of_factors_whose_product_is_too_small_for_a_float() -> None:
    # Found by the property test of prod: out / x is 0 / 1e-200 there, and the derivative is 2e-200.
    x = tensor([1e-200, 1e-200, 2.0], dtype=autograd.float64, requires_grad=True)
    x.prod().backward(create_graph=True)
    assert x.grad.tolist() == [2e-200, 2e-200, 0.0]
    x.grad = None
    x.prod().backward()
    assert x.grad.tolist() == [2e-200, 2e-200, 0.0]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["var", "std"])
def test_a_bool_in_the_place_of_dim_is_unbiased(name: str) -> None:
    x = leaf([[1.0, 2.0, 4.0], [3.0, 5.0, 9.0]])
    for unbiased in (False, True):
        found, wanted = getattr(x, name)(unbiased), getattr(x, name)(unbiased=unbiased)
        assert found.item() == wanted.item()
        (found - wanted).backward()
        assert x.grad.abs().max().item() == 0
    assert getattr(x, name)(np.int64(0)).shape == (3,)


@pytest.mark.parametrize("name", ["sum", "mean", "prod", "amax", "logsumexp", "all", "argmax"])
@pytest.mark.parametrize("dim", [True, False, 0.5, "0", [True], (0, 1.0)])
def test_a_dimension_is_an_integer(name: str, dim: Any) -> None:
    if name == "argmax" and isinstance(dim, list | tuple):
        return
    with pytest.raises(TypeError, match=rf"{name}\(\): expected an integer as a dimension"):
        getattr(tensor([[1.0, 2.0]]), name)(dim)
