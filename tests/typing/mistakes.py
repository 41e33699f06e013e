"""Mistakes that a type checker must find; each line with `# error` has exactly one (tests/test_typing.py)."""

import autograd
from autograd import Value

t = autograd.tensor([1.0])
v = Value(1.0)

t.smu()  # error: attr-defined
t.sum(dmi=0)  # error: call-arg
t.reshape("2")  # error: arg-type
autograd.tenosr([1.0])  # error: attr-defined
v.tanhh()  # error: attr-defined
v + "1"  # error: arg-type
Value("1")  # error: arg-type
