"""Broadcasting, and the gradients of broadcast operands."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import autograd
from tests.cases.arrays import array


@given(shapes=hnp.mutually_broadcastable_shapes(num_shapes=2, max_dims=4, max_side=3), data=st.data())
def test_broadcasting_is_undone(shapes: Any, data: st.DataObject) -> None:
    x, y = (array(*shape, seed=i) for i, shape in enumerate(shapes.input_shapes))
    name = data.draw(st.sampled_from(["add", "sub", "mul", "div", "maximum", "hypot"]))
    tx, ty = (autograd.tensor(a, requires_grad=True) for a in (x, y))
    out = getattr(autograd, name)(tx, ty)
    assert out.shape == shapes.result_shape
    out.sum().backward()
    # Expand first, by NumPy, and the gradient of an element is the sum over its copies.
    for leaf, given_array in ((tx, x), (ty, y)):
        wide = [autograd.tensor(np.broadcast_to(a, out.shape).copy(), requires_grad=True) for a in (x, y)]
        getattr(autograd, name)(*wide).sum().backward()
        expected = wide[0 if leaf is tx else 1].grad.numpy()
        lead = out.ndim - given_array.ndim
        over = tuple(range(lead)) + tuple(
            lead + d for d in range(given_array.ndim) if given_array.shape[d] == 1 != out.shape[lead + d]
        )
        np.testing.assert_allclose(
            leaf.grad.numpy(), expected.sum(axis=over).reshape(leaf.shape), rtol=1e-10, atol=1e-12
        )
