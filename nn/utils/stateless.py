"""Modules as functions of their parameters."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from autograd import Tensor, as_tensor, ravel_pytree

if TYPE_CHECKING:
    from nn.module import Module

__all__ = ["functional_call", "ravel"]


def functional_call(
    module: Module,
    parameter_and_buffer_dicts: Any,
    args: Any = None,
    kwargs: dict[str, Any] | None = None,
    *,
    tie_weights: bool = True,
    strict: bool = False,
) -> Any:
    """Call a module with other Tensors in place of its parameters and buffers; the module itself stays as it is.

    Args:
        module: the module.
        parameter_and_buffer_dicts: Tensors by their dotted names, in a dict or in several. What is not in them stays.
        args: the arguments, in a tuple; or the only one.
        kwargs: the keyword arguments.
        tie_weights: accepted, without effect: a shared parameter is replaced under the names that are given.
        strict: whether every name must be given.

    Returns:
        What the module returns.

    Raises:
        KeyError: if the module has no such name, or with `strict` if one is missing.

    >>> from autograd import ones
    >>> from nn import Linear
    >>> functional_call(Linear(2, 1), {"weight": ones(1, 2), "bias": ones(1)}, ones(1, 2))
    tensor([[3.]])
    """
    several = parameter_and_buffer_dicts
    given = dict(several) if isinstance(several, dict) else {k: v for one in several for k, v in one.items()}
    places: dict[str, tuple[dict[str, Any], str]] = {}
    for path, part in module.named_modules():
        for kind in (part._parameters, part._buffers):
            places.update({f"{path}.{name}" if path else name: (kind, name) for name in kind})
    wrong = set(given) - set(places) or (set(places) - set(given) if strict else set())
    if wrong:
        raise KeyError(f"functional_call(): the names {sorted(wrong)} do not fit; the module has {sorted(places)}")
    former = {name: places[name][0][places[name][1]] for name in given}
    try:
        _put(places, given)
        arguments = () if args is None else args if isinstance(args, tuple) else (args,)
        return module(*arguments, **(kwargs or {}))
    finally:
        _put(places, former)


def _put(places: dict[str, tuple[dict[str, Any], str]], tensors: dict[str, Any]) -> None:
    """Put tensors into the places of parameters and buffers, by their names."""
    for name, tensor in tensors.items():
        registered, key = places[name]
        registered[key] = tensor


def ravel(module: Module) -> tuple[Tensor, Callable[..., Any]]:
    """Return the parameters of a module as one vector, and the module as a function of such a vector.

    Gradients flow from the output to the vector. The module itself stays as it is. `vector_to_parameters` puts a vector
    into it.

    Args:
        module: the module. Its parameters that do not require grad are constants.

    Returns:
        The vector, a copy, and a function: `call(vector, *args, **kwargs)` returns what the module returns for these
        arguments with the parameters of the vector. They have the dtypes of the module, also if the vector has another.

    >>> from autograd import grad, ones
    >>> from nn import Linear
    >>> vector, call = ravel(Linear(2, 1))
    >>> vector.shape
    (3,)
    >>> grad(lambda v: call(v, ones(1, 2)).sum())(vector)
    tensor([1., 1., 1.])
    """
    names: dict[int, list[str]] = {}  # a shared parameter has several
    own: dict[int, Tensor] = {}
    for name, parameter in module.named_parameters(remove_duplicate=False):
        if parameter.requires_grad:
            own[id(parameter)] = parameter.detach()
            names.setdefault(id(parameter), []).append(name)
    vector, unravel = ravel_pytree(own)

    def call(vector: Any, *args: Any, **kwargs: Any) -> Any:
        given = {name: part for key, part in unravel(as_tensor(vector)).items() for name in names[key]}
        return functional_call(module, given, args, kwargs)

    return vector, call
