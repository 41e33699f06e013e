"""A user's program with Values; mypy strict checks it (tests/test_typing.py)."""

from typing import assert_type

import autograd
from autograd import Value

a = Value(2.0, label="a")
b = Value(-3.0)

assert_type(a * b + 1, Value)
assert_type(2 / a, Value)
assert_type(-a, Value)
assert_type(a**b, Value)
assert_type(a.tanh(), Value)
assert_type(a.maximum(1.0), Value)
assert_type(autograd.tanh(a), Value)
assert_type(autograd.mul(a, 2.0), Value)
assert_type(autograd.exp(0.5), float)
assert_type(a < b, bool)
assert_type(a.inputs, tuple[Value, ...])
assert_type(a.op, str)
assert_type(a.item(), float)
a.backward(create_graph=True)
