"""The names of `torch.func`: transforms of functions, and modules as functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import autograd
from autograd import Tensor, grad, hessian, jvp, vjp
from nn.module import Module
from nn.utils import functional_call

__all__ = [
    "functional_call",
    "grad",
    "grad_and_value",
    "hessian",
    "jacfwd",
    "jacrev",
    "jvp",
    "stack_module_state",
    "vjp",
    "vmap",
]

Function = Callable[..., Any]


def grad_and_value(func: Function, argnums: int | Sequence[int] = 0, has_aux: bool = False) -> Function:
    """Return a function that computes `(gradient, func(…))`; with `has_aux`, `(gradient, (number, auxiliary output))`.

    Args:
        func: a function that returns one number.
        argnums: the argument to differentiate by; for several, the gradients are a tuple.
        has_aux: whether `func` returns `(number, auxiliary output)`.

    >>> from autograd import tensor
    >>> grad_and_value(lambda x: x * x)(tensor(3.0))
    (tensor(6.), tensor(9.))
    """
    both = autograd.value_and_grad(func, argnums, has_aux)

    def gradient_and_value(*args: Any, **kwargs: Any) -> Any:
        value, gradient = both(*args, **kwargs)
        return gradient, value

    return gradient_and_value


def jacrev(func: Function, argnums: int | Sequence[int] = 0, **settings: Any) -> Function:
    """Return the function that computes the Jacobian of `func`, by backward passes.

    Args:
        func: a function of Tensors.
        argnums: the argument to differentiate by.
        settings: PyTorch's settings of speed and memory, accepted without effect.

    >>> from autograd import tensor
    >>> jacrev(lambda x: x * x)(tensor([1.0, 2.0]))
    tensor([[2., 0.],
            [0., 4.]])
    """
    return autograd.jacobian(func, argnums)


def jacfwd(func: Function, argnums: int | Sequence[int] = 0, **settings: Any) -> Function:
    """Return the function that computes the Jacobian of `func`, by forward passes. See `jacrev`.

    >>> from autograd import tensor
    >>> jacfwd(lambda x: x * x)(tensor([1.0, 2.0]))
    tensor([[2., 0.],
            [0., 4.]])
    """
    return autograd.jacobian(func, argnums, mode="forward")


def vmap(
    func: Function, in_dims: Any = 0, out_dims: Any = 0, randomness: str = "error", chunk_size: int | None = None
) -> Function:
    """Return a function that applies `func` to each part of its arguments along a dimension, and stacks the results.

    It calls `func` once per part, so it is as slow as a loop.

    Args:
        func: a function of Tensors that returns a Tensor or a tuple of them.
        in_dims: the dimension of each argument, one for all or a tuple; None passes an argument whole.
        out_dims: the dimension of the results, one for all or a tuple.
        randomness, chunk_size: accepted, without effect; random numbers differ from part to part.

    Raises:
        ValueError: when called, if no argument has a dimension to go along, or the sizes differ.

    >>> from autograd import ones, tensor
    >>> vmap(lambda x, y: x * y.sum(), in_dims=(0, None))(tensor([1.0, 2.0]), ones(3))
    tensor([3., 6.])
    """

    def mapped(*args: Any, **kwargs: Any) -> Any:
        dims = in_dims if isinstance(in_dims, tuple | list) else (in_dims,) * len(args)
        if len(dims) != len(args):
            raise ValueError(f"vmap(): got {len(args)} arguments and {len(dims)} in_dims")
        sizes = {_size(x, d) for x, d in zip(args, dims) if d is not None} - {None}
        if len(sizes) != 1:
            raise ValueError(f"vmap(): expected one size along in_dims, got {sorted(map(str, sizes))}")
        results = [
            func(*(x if d is None else _part(x, d, i) for x, d in zip(args, dims)), **kwargs)
            for i in range(sizes.pop() or 0)
        ]
        return _stacked(results, out_dims)

    return mapped


def _stacked(results: list[Any], dims: Any) -> Any:
    """Return results of one structure as one, with their Tensors stacked."""
    first = results[0]
    if isinstance(first, dict):
        return {key: _stacked([one[key] for one in results], dims) for key in first}
    if isinstance(first, tuple | list):
        outs = dims if isinstance(dims, tuple) else (dims,) * len(first)
        return type(first)(_stacked(list(column), d) for column, d in zip(zip(*results), outs))
    return autograd.stack(results, dims)


def _size(x: Any, dim: int) -> int | None:
    """Return the size along a dimension; None for a dict without Tensors."""
    if isinstance(x, dict):
        return next((_size(value, dim) for value in x.values()), None)
    return int(x.shape[dim])


def _part(x: Any, dim: int, i: int) -> Any:
    if isinstance(x, dict):
        return {key: _part(value, dim, i) for key, value in x.items()}
    return x.movedim(dim, 0)[i]


def stack_module_state(models: Sequence[Module]) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """Return the parameters and the buffers of several modules of one kind, each stacked along a new first dimension.

    >>> from nn import Linear
    >>> parameters, buffers = stack_module_state([Linear(3, 2), Linear(3, 2)])
    >>> parameters["weight"].shape
    (2, 2, 3)
    """
    parameters = [dict(model.named_parameters()) for model in models]
    buffers = [dict(model.named_buffers()) for model in models]
    stacked = {
        name: autograd.stack([one[name] for one in parameters]).detach().requires_grad_() for name in parameters[0]
    }
    return stacked, {name: autograd.stack([one[name] for one in buffers]) for name in buffers[0]}
