"""A user's program with Tensors; mypy strict checks it (tests/test_typing.py)."""

from typing import assert_type

import numpy as np

import autograd
import autograd as torch
from autograd import Tensor, grad, tensor, vjp

t = autograd.tensor([1.0, 2.0], requires_grad=True)

assert_type(t, Tensor)
assert_type(autograd.tensor([1.0]).sum(), Tensor)
assert_type(t.sum(dim=0, keepdim=True), Tensor)
assert_type(t.sum(axis=0, keepdims=True), Tensor)
assert_type(t == t, Tensor)
assert_type(t > 0.5, Tensor)
assert_type(2.0 * t + t, Tensor)
assert_type(t @ t, Tensor)
assert_type(t[0], Tensor)
assert_type(t.exp().log1p_(), Tensor)
assert_type(t.max(), Tensor)
assert_type(t.max(0).values, Tensor)
assert_type(t.reshape(1, 2).split(1), tuple[Tensor, ...])
assert_type(autograd.softmax(t, dim=0), Tensor)
assert_type(torch.relu(t), Tensor)
assert_type(torch.randn(3, 4), Tensor)
assert_type(torch.cat([t, t]), Tensor)
assert_type(torch.linalg.norm(t), Tensor)
assert_type(torch.allclose(t, t), bool)
assert_type(t.shape, tuple[int, ...])
t.backward(gradient=np.ones(2))
with torch.no_grad():
    t -= 0.1 * t
print(grad(lambda x: (x * x).sum())(np.ones(3)), vjp, tensor)


@torch.no_grad()
def with_parentheses(x: Tensor) -> Tensor:
    """Called with parentheses."""
    return x * 2


@torch.no_grad
def without_parentheses(x: Tensor) -> Tensor:
    """Called without."""
    return x * 2


assert_type(with_parentheses(t), Tensor)
assert_type(without_parentheses(t), Tensor)
