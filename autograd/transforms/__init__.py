"""Derivatives of functions: from f make ∇f, the Jacobian, the Hessian, or a product with one of them.

>>> from autograd import grad
>>> grad(lambda x: x**3)(2.0)
12.0
>>> grad(grad(lambda x: x**3))(2.0)
12.0

What goes in comes out: floats give floats, NumPy arrays NumPy arrays, Tensors Tensors, Values Values, and tuples,
lists and dicts of them the same nests again. Inside f numbers and arrays are Tensors (a Python float is one of float64
and no dimensions), so f may be written with operators, with autograd's functions or with NumPy's.

All transforms do the same three things. They give f arguments that are nodes of their own, they let the graph be
recorded, and they walk along the part of it between the arguments and the result:

    backwards, handing down gradients        upstream × local derivative, summed over the uses of a node
    forwards, handing up tangents            Σ local derivative × tangent, summed over the inputs of a node

Because the walk stays between, nothing outside takes notice: no `.grad` is touched, not even of parameters that f
closes over. Because every call has nodes of its own, transforms nest without confusing whose derivative is meant:

>>> grad(lambda x: x * grad(lambda y: x + y)(1.0))(3.0)
1.0

(The inner derivative, by y, is 1; an engine that takes x's share for y's finds 2 there, and 2 in the end.)

Inside another transform, a derivative is itself recorded and stays a node of the outer graph: a float or an array
would lose it. Outside, it is recorded where a Tensor that was given, or that f uses, requires grad, and where
`no_grad` does not forbid it. Values are always recorded.
"""

from autograd.transforms.api import grad, hessian, hvp, jacobian, jvp, value_and_grad, vjp

__all__ = ["grad", "hessian", "hvp", "jacobian", "jvp", "value_and_grad", "vjp"]
