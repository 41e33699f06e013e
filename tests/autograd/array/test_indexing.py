"""Indexing, as NumPy does it."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import autograd


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
