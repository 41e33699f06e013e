"""All parameters as one vector, and back; modules whose parameters are not drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from autograd import ShapeError, Tensor, cat

__all__ = ["parameters_to_vector", "skip_init", "vector_to_parameters"]


def parameters_to_vector(parameters: Iterable[Tensor]) -> Tensor:
    """Return all elements of the parameters as one vector. Gradients flow through it.

    >>> from autograd import tensor
    >>> parameters_to_vector([tensor([[1.0, 2.0]]), tensor([3.0])])
    tensor([1., 2., 3.])
    """
    return cat([parameter.reshape(-1) for parameter in parameters], 0)


def vector_to_parameters(vec: Tensor, parameters: Iterable[Tensor]) -> None:
    """Set the parameters to the elements of a vector, in the order of `parameters_to_vector`.

    Args:
        vec: (number of all elements,).
        parameters: the tensors to change.

    Raises:
        ShapeError: if the vector has another number of elements.

    >>> from autograd import tensor
    >>> p = tensor([[0.0, 0.0]])
    >>> vector_to_parameters(tensor([1.0, 2.0]), [p])
    >>> p
    tensor([[1., 2.]])
    """
    given = list(parameters)
    count = sum(parameter.numel() for parameter in given)
    if vec.shape != (count,):
        raise ShapeError(f"vector_to_parameters(): expected a vector of {count} elements, got shape {vec.shape}")
    start = 0
    for parameter in given:
        end = start + parameter.numel()
        parameter.data = vec[start:end].detach().clone().reshape(parameter.shape).to(parameter.dtype)
        start = end


def skip_init(module_cls: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Return `module_cls(*args, **kwargs)`. PyTorch leaves out the initialisation; here it is done.

    >>> from nn import Linear
    >>> skip_init(Linear, 3, 2).weight.shape
    (2, 3)
    """
    return module_cls(*args, **kwargs)
