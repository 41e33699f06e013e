"""Modules as functions of a vector of their parameters."""

from __future__ import annotations

import numpy as np
import pytest

import autograd
import nn
import nn.functional as F
from autograd import ShapeError, grad, value_and_grad
from nn.torch.func import functional_call
from nn.utils import parameters_to_vector, ravel, vector_to_parameters


def test_the_vector_is_that_of_the_parameters_and_a_copy() -> None:
    model = nn.MLP(3, [4, 2])
    vector, call = ravel(model)
    assert autograd.equal(vector, parameters_to_vector(model.parameters())) and not vector.requires_grad
    x = autograd.randn(5, 3)
    assert autograd.equal(call(vector, x), model(x))
    before = model(x)
    vector.mul_(2)
    assert autograd.equal(model(x), before)
    expected = call(vector, x)
    vector_to_parameters(vector, model.parameters())
    assert autograd.allclose(model(x), expected)


def test_gradients_are_those_of_the_module() -> None:
    model = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Tanh(), nn.Linear(4, 1)).double()
    x, y = autograd.randn(6, 3, dtype=autograd.float64), autograd.randn(6, 1, dtype=autograd.float64)
    vector, call = ravel(model)
    value, gradient = value_and_grad(lambda v: F.mse_loss(call(v, x), y))(vector)
    loss = F.mse_loss(model(x), y)
    loss.backward()
    gradients = [p.grad for p in model.parameters() if p.grad is not None]
    assert value.item() == pytest.approx(loss.item())
    assert autograd.allclose(gradient, parameters_to_vector(gradients))


def test_frozen_and_shared_parameters() -> None:
    first, second = nn.Linear(2, 2), nn.Linear(2, 2)
    second.weight = first.weight
    assert second.bias is not None
    second.bias.requires_grad_(False)
    model = nn.Sequential(first, second)
    vector, call = ravel(model)
    assert vector.shape == (6,)
    out = call(autograd.zeros(6), autograd.ones(1, 2))  # both weights are zero then
    assert autograd.equal(out[0], second.bias)


def test_arrays_and_other_dtypes_are_taken() -> None:
    model = nn.Linear(2, 1)
    vector, call = ravel(model)
    found = call(np.array([1.0, 2.0, 3.0]), autograd.ones(1, 2))
    assert found.dtype == autograd.float32 and found.item() == 6
    gradient = grad(lambda v: call(v, autograd.ones(1, 2)).sum())(np.zeros(3))
    assert gradient.dtype == np.float64 and gradient.tolist() == [1, 1, 1]
    with pytest.raises(ShapeError, match="expected a vector of 3 numbers"):
        call(np.zeros(4), autograd.ones(1, 2))


def test_functional_call_has_pytorchs_home_too() -> None:
    assert functional_call is nn.utils.functional_call
