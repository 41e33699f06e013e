"""Transforms of functions: `grad`, `value_and_grad`, `vjp`, `jvp`, `jacobian`, `hessian`, `hvp`; and `ravel_pytree`.

>>> from autograd import grad
>>> grad(lambda x: x**3)(2.0)
12.0
>>> grad(grad(lambda x: x**3))(2.0)
12.0

Results have the type of the arguments: floats give floats, NumPy arrays give NumPy arrays, Tensors give Tensors,
Values give Values. Pytrees (tuples, lists and dicts of these) keep their structure. Inside f, numbers and arrays are
Tensors; a Python float is a float64 Tensor without dimensions. So f may use operators, autograd's functions or NumPy's.

Every transform calls f with new nodes as arguments, lets the graph be recorded, and walks the part between the
arguments and the result:

    backwards, handing down gradients        upstream × local derivative, summed over the uses of a node
    forwards, handing up tangents            Σ local derivative × tangent, summed over the inputs of a node

The walk never leaves this part. So no `.grad` changes, not even that of a parameter that f closes over. Each call has
nodes of its own, so transforms can be nested:

>>> grad(lambda x: x * grad(lambda y: x + y)(1.0))(3.0)
1.0

(The inner derivative, with respect to y, is 1. An engine that confuses x with y finds 2, and 2 for the whole.)

Inside another transform, a derivative is recorded and stays a node of the outer graph. Elsewhere it is recorded if one
of the given Tensors, or a leaf that f uses, requires grad, and if gradients are enabled. What is recorded is a Tensor,
also for a float or array: they would cut it off from that leaf. Under `no_grad` nothing is recorded. Values are always
recorded.
"""

from autograd.array import numpy_protocol  # noqa: F401  # what they differentiate calls NumPy: load it here, not there
from autograd.transforms.api import grad, hessian, hvp, jacobian, jvp, value_and_grad, vjp
from autograd.transforms.flat import ravel_pytree

__all__ = ["grad", "hessian", "hvp", "jacobian", "jvp", "ravel_pytree", "value_and_grad", "vjp"]
