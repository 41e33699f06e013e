"""Operations defined by the user: `custom`, the light form (light.py), and `Function`, PyTorch's form (function.py).

>>> import numpy as np
>>> from autograd import custom, tensor
>>> @custom(vjp=lambda upstream, x, y: (upstream * y, upstream * x))
... def multiply(x, y):
...     return np.multiply(x, y)
>>> x = tensor([1.0, 2.0], requires_grad=True)
>>> multiply(x, 3.0).sum().backward()
>>> x.grad
tensor([3., 3.])

In both forms, what a rule returns is checked: a gradient of the wrong shape or dtype, or one too few, is an error that
names the argument. Broadcasting is not undone: a forward that broadcasts needs a rule that sums.
"""

from autograd.custom_ops.function import Function, once_differentiable
from autograd.custom_ops.light import custom

__all__ = ["Function", "custom", "once_differentiable"]
