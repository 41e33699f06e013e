"""Derivatives of functions of Tensors, under the names of `torch.autograd.functional`.

They are the transforms of `autograd`, with PyTorch's arguments and results. Without `create_graph`, nothing is
recorded.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograd import pytree, transforms
from autograd.array.tensor import Tensor

__all__ = ["hessian", "hvp", "jacobian", "jvp", "vhp", "vjp"]

Function = Callable[..., Any]
Pair = tuple[Any, Any]


def jacobian(
    func: Function,
    inputs: Any,
    create_graph: bool = False,
    strict: bool = False,
    vectorize: bool = False,
    strategy: str = "reverse-mode",
) -> Any:
    """Return the Jacobian of `func`.

    Args:
        func: a function of Tensors that returns a Tensor, or a tuple of them.
        inputs: a Tensor, or a tuple of them: the arguments.
        create_graph: whether the result can be differentiated again.
        strict: accepted, without effect: where the result does not depend on an input, the Jacobian is 0.
        vectorize, strategy: accepted, without effect.

    Returns:
        A Tensor of the shape of the output, followed by that of the input; for several inputs a tuple of these, for
        several outputs a tuple of these again.

    >>> from autograd import tensor
    >>> jacobian(lambda x: x * x, tensor([1.0, 2.0]))
    tensor([[2., 0.],
            [0., 4.]])
    """
    several = False

    def outputs(*xs: Any) -> Any:
        nonlocal several
        out = func(*xs)
        several = isinstance(out, tuple)
        return out

    found = transforms.jacobian(outputs, _places(inputs))(*_given(inputs, create_graph))
    rows = [_for_inputs(row, inputs) for row in found] if several else _for_inputs(found, inputs)
    return _left(tuple(rows) if several else rows, create_graph)


def hessian(
    func: Function,
    inputs: Any,
    create_graph: bool = False,
    strict: bool = False,
    vectorize: bool = False,
    outer_jacobian_strategy: str = "reverse-mode",
) -> Any:
    """Return the Hessian of `func`, which returns one number.

    Args:
        func: a function of Tensors that returns a Tensor with one element.
        inputs: a Tensor, or a tuple of them: the arguments.
        create_graph: whether the result can be differentiated again.
        strict, vectorize, outer_jacobian_strategy: accepted, without effect.

    Returns:
        A Tensor of the shape of the input twice; for several inputs, a tuple of tuples of such.

    >>> from autograd import tensor
    >>> hessian(lambda x: (x**3).sum(), tensor([1.0, 2.0]))
    tensor([[ 6.,  0.],
            [ 0., 12.]])
    """

    def number(*xs: Any) -> Any:
        out = func(*xs)
        if not isinstance(out, Tensor) or out.numel() != 1:
            raise RuntimeError("hessian(): expected a function that returns a Tensor with one element")
        return out.reshape(())

    found = transforms.hessian(number, _places(inputs))(*_given(inputs, create_graph))
    return _left(_for_inputs(found, inputs), create_graph)


def vjp(
    func: Function, inputs: Any, v: Any = None, create_graph: bool = False, strict: bool = False
) -> tuple[Any, Any]:
    """Return the result of `func` and the product of a vector and its Jacobian.

    Args:
        func: a function of Tensors that returns a Tensor, or a tuple of them.
        inputs: a Tensor, or a tuple of them: the arguments.
        v: the vector, in the shapes of the result. Optional if this has one element.
        create_graph: whether the results can be differentiated again.
        strict: accepted, without effect.

    Returns:
        The pair `(result, product)`; the product has the structure and shapes of `inputs`.

    >>> from autograd import tensor
    >>> vjp(lambda x: x * x, tensor([1.0, 2.0]), tensor([1.0, 1.0]))
    (tensor([1., 4.]), tensor([2., 4.]))
    """
    out, pull = transforms.vjp(func, *_given(inputs, create_graph))
    found = pull(_vector(v, out, "vjp()"))
    return _left(out, create_graph), _left(_for_inputs(found, inputs), create_graph)


def jvp(
    func: Function, inputs: Any, v: Any = None, create_graph: bool = False, strict: bool = False
) -> tuple[Any, Any]:
    """Return the result of `func` and the product of its Jacobian and a vector.

    Args:
        func: a function of Tensors that returns a Tensor, or a tuple of them.
        inputs: a Tensor, or a tuple of them: the arguments.
        v: the vector, in the shapes of `inputs`. Optional if this has one element.
        create_graph: whether the results can be differentiated again.
        strict: accepted, without effect.

    Returns:
        The pair `(result, product)`; the product has the structure and shapes of the result.

    >>> from autograd import tensor
    >>> jvp(lambda x: x * x, tensor([1.0, 2.0]), tensor([1.0, 1.0]))
    (tensor([1., 4.]), tensor([2., 4.]))
    """
    given = _given(inputs, create_graph)
    tangents = _vector(v, inputs, "jvp()")
    out, found = transforms.jvp(func, given, tangents if isinstance(inputs, tuple) else (tangents,))
    return _left(out, create_graph), _left(found, create_graph)


def hvp(
    func: Function, inputs: Any, v: Any = None, create_graph: bool = False, strict: bool = False
) -> tuple[Any, Any]:
    """Return the result of `func`, one number, and the product of its Hessian and a vector.

    Args:
        func: a function of Tensors that returns a Tensor with one element.
        inputs: a Tensor, or a tuple of them: the arguments.
        v: the vector, in the shapes of `inputs`. Optional if this has one element.
        create_graph: whether the results can be differentiated again.
        strict: accepted, without effect.

    Returns:
        The pair `(result, product)`; the product has the structure and shapes of `inputs`.

    >>> from autograd import tensor
    >>> hvp(lambda x: (x**3).sum(), tensor([1.0, 2.0]), tensor([1.0, 1.0]))
    (tensor(9.), tensor([ 6., 12.]))
    """
    given = _given(inputs, create_graph)
    tangents = _vector(v, inputs, "hvp()")
    slope = transforms.grad(lambda *xs: func(*xs).reshape(()), tuple(range(len(given))))
    _, found = transforms.jvp(slope, given, tangents if isinstance(inputs, tuple) else (tangents,))
    return _left(func(*given), create_graph), _left(_for_inputs(found, inputs), create_graph)


vhp = hvp  # the Hessian is symmetric


def _places(inputs: Any) -> tuple[int, ...]:
    return tuple(range(len(inputs))) if isinstance(inputs, tuple) else (0,)


def _given(inputs: Any, create_graph: bool) -> tuple[Any, ...]:
    given = inputs if isinstance(inputs, tuple) else (inputs,)
    return given if create_graph else tuple(x.detach() if isinstance(x, Tensor) else x for x in given)


def _for_inputs(found: Any, inputs: Any) -> Any:
    """Return results without the tuple of one input, if `inputs` was a Tensor and not a tuple."""
    if isinstance(inputs, tuple) or isinstance(found, Tensor):
        return found
    return tuple(_for_inputs(one, inputs) for one in found) if len(found) != 1 else _for_inputs(found[0], inputs)


def _vector(v: Any, like: Any, where: str) -> Any:
    if v is not None:
        return v
    if not isinstance(like, Tensor) or like.numel() != 1:
        raise RuntimeError(f"{where}: v is optional only for one element; give it, in the shape {_shape(like)}")
    return like.new_ones(like.shape)


def _shape(like: Any) -> Any:
    return like.shape if isinstance(like, Tensor) else tuple(map(_shape, like))


def _left(tree: Any, create_graph: bool) -> Any:
    """Return the results, cut from their graph unless it is wanted."""
    if create_graph:
        return tree
    found = (x.detach() if isinstance(x, Tensor) else x for _, x in pytree.leaves(tree, ""))
    return pytree.rebuilt(tree, iter(found))
