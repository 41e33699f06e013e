"""Indexing, as NumPy does it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import autograd
from autograd import ShapeError, tensor


@given(base=hnp.arrays(np.float64, hnp.array_shapes(max_dims=3, max_side=4), elements=st.floats(-3, 3)), data=st.data())
def test_indexing_agrees_with_numpy(base: np.ndarray, data: st.DataObject) -> None:
    key: Any = data.draw(hnp.basic_indices(base.shape, allow_newaxis=True) | hnp.integer_array_indices(base.shape))
    x = autograd.tensor(base, requires_grad=True)
    out = x[key]
    np.testing.assert_array_equal(out.detach().numpy(), base[key])
    out.sum().backward()
    expected = np.zeros_like(base)
    np.add.at(expected, key, 1.0)
    np.testing.assert_array_equal(x.grad.numpy(), expected)


@pytest.mark.parametrize("make", [lambda x: x, lambda x: x.numpy()])
def test_first_dimensions_of_1_are_left_out_of_a_value_that_is_assigned(make: Any) -> None:
    x = autograd.zeros(3)
    x[1] = make(tensor([[5.0]]))
    x[2] = make(tensor([7.0]))
    assert x.tolist() == [0.0, 5.0, 7.0]
    x[:2] = make(tensor([[[1.0, 2.0]]]))
    assert x.tolist() == [1.0, 2.0, 7.0]
    with pytest.raises(ShapeError):
        x[0] = make(tensor([[1.0, 2.0]]))
    weight = tensor([[3.0]], requires_grad=True)
    y = autograd.zeros(3)
    y[1] = weight * 2
    y.sum().backward()
    assert weight.grad.tolist() == [[2.0]]
