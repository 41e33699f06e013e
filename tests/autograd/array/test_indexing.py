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


@pytest.mark.parametrize("layout", ["rows", "columns", "every other"])
def test_rows_by_an_array_of_integers(layout: str) -> None:
    base = {"rows": np.eye(6, 4), "columns": np.eye(4, 6).T, "every other": np.eye(12, 8)[::2, ::2]}[layout]
    x = autograd.from_numpy(base)
    for key in ([0, 5, -1, -6, 0], [3], []):
        out = x[tensor(np.array(key, np.int64))]
        np.testing.assert_array_equal(out.numpy(), base[np.array(key, np.int64)])
        assert out.numpy().flags.c_contiguous and not np.may_share_memory(out.numpy(), base)
    for wrong in (6, -7):
        with pytest.raises(IndexError, match=f"index {wrong} is out of bounds"):
            x[tensor([wrong])]
    with pytest.raises(IndexError, match="index 0 is out of bounds"):
        autograd.zeros(0, 3)[tensor([0])]


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


def test_a_mask_of_uint8_reads_and_does_not_write() -> None:
    x, mask = tensor([10.0, 20.0, 30.0]), tensor([1, 0, 1], dtype=autograd.uint8)
    with pytest.warns(UserWarning, match="bool"):
        assert x[mask].tolist() == [10.0, 30.0]
    with pytest.raises(TypeError, match="bool"):
        x[mask] = 0.0


def test_windows_cannot_be_changed_in_place_because_they_are_copies() -> None:
    windows = autograd.arange(9.0).unfold(0, 3, 3)
    with pytest.raises(ValueError, match="read-only"):
        windows[0] = 0.0


@pytest.mark.parametrize("order", ["K", "A"])
def test_an_order_that_depends_on_memory_is_refused(order: Any) -> None:
    x = autograd.arange(6.0).reshape(2, 3)
    assert np.ravel(x, order).tolist() == [0, 1, 2, 3, 4, 5]
    with pytest.raises(ValueError, match="memory"):
        np.ravel(x.T, order)
    with pytest.raises(ValueError, match="memory"):
        np.reshape(x.T, (6,), order="A")
