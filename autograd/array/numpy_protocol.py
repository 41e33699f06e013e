"""NumPy's functions on Tensors: `np.exp(t)`, `np.sum(t, axis=0)`, `array @ t` give Tensors with their graph.

Each definition names the NumPy functions it implements: a row by `numpy`, an operation by `numpy=[…]`. An adapter,
`@numpy_form`, is defined where NumPy's arguments differ by more than the names `axis` and `keepdims`.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

import autograd.rules.families  # noqa: F401  # defines the operations
from autograd.rules.operation import COMPOSITES, NUMPY_ADAPTERS, OPERATIONS, Composite, Operation, flat
from autograd.rules.shape import unsqueeze
from autograd.rules.table import TABLE

_ROWS: dict[Any, Callable[..., Any]] = {
    ufunc_of_row: row
    for row in TABLE.values()
    for name in (row.name, *row.numpy)
    if isinstance(ufunc_of_row := getattr(np, name, None), np.ufunc)
}
_PYTORCH_NAMES = {"axis": "dim", "keepdims": "keepdim"}


def _find(function: Any) -> Callable[..., Any] | None:
    """Find the implementation of a NumPy function; it takes NumPy's arguments."""
    found = NUMPY_ADAPTERS.get(function) or _ROWS.get(function)
    if found is not None:
        return found
    definitions: list[Operation | Composite] = [*OPERATIONS.values(), *COMPOSITES.values()]
    for definition in definitions:
        if function in definition.facts.numpy:
            return _renaming(definition)
    return None


def _renaming(definition: Operation | Composite) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        if definition.variadic and len(args) > 1:
            args = (args[0], *flat(args[1:]))
        return definition(*args, **{_PYTORCH_NAMES.get(key, key): value for key, value in kwargs.items()})

    return call


_found: dict[Any, Callable[..., Any] | None] = {}


def _implementation(function: Any) -> Callable[..., Any] | None:
    if function not in _found:
        _found[function] = _find(function)
    return _found[function]


def ufunc(function: Any, method: str, inputs: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Apply a ufunc of NumPy, for `Tensor.__array_ufunc__`.

    Raises:
        TypeError: if no operation of Tensors implements it.
    """
    called = function if method == "__call__" else getattr(function, method)
    operation = _implementation(called)
    if operation is None or (kwargs and called is function):
        what = function.__name__ if method == "__call__" else f"{function.__name__}.{method}"
        raise TypeError(f"np.{what}{f' with {sorted(kwargs)}' if kwargs else ''} {_NOT_HERE}")
    if method == "reduce" and kwargs.get("axis") == ():  # NumPy reduces nothing
        return operation(unsqueeze(inputs[0], -1), axis=-1)
    return operation(*inputs, **kwargs)


def function(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Apply another function of NumPy, for `Tensor.__array_function__`.

    Raises:
        TypeError: if no operation of Tensors implements it.
    """
    operation = _implementation(function)
    if operation is None:
        raise TypeError(f"np.{function.__name__} {_NOT_HERE}")
    if "axis" in (parameters := _parameters(function)) and (args[1:] or kwargs):
        return _by_name(function, operation, args, kwargs, parameters)
    return operation(*args, **kwargs)


@functools.cache
def _parameters(function: Any) -> tuple[str, ...]:
    return tuple(inspect.signature(function).parameters)


# The functions that take axis=(), which NumPy understands as no axis at all, where PyTorch means all.
_OF_NO_AXIS = (
    np.sum, np.mean, np.prod, np.amax, np.max, np.amin, np.min, np.any, np.all, np.var, np.std, np.count_nonzero,
)  # fmt: skip


def _by_name(
    function: Any, operation: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any], names: tuple[str, ...]
) -> Any:
    """Call an operation with NumPy's arguments under their names, because its own are in other places.

    Raises:
        TypeError: if the arguments do not fit, or `axis` is () and NumPy does not take it.
    """
    given = {**dict(zip(names, args)), **kwargs}
    first = given.pop(names[0])
    for name in ("dtype", "out"):
        if name in given and given[name] is None:
            del given[name]
    axis = given.get("axis")
    if isinstance(axis, tuple) and not axis:
        if function in (np.squeeze, np.expand_dims):
            return first
        if function not in _OF_NO_AXIS:
            raise TypeError(f"np.{function.__name__}: expected one axis or more, got ()")
        given.pop("keepdims", None)
        return operation(unsqueeze(first, -1), **{**given, "axis": -1})
    if function is np.squeeze and axis is not None:
        for d in axis if isinstance(axis, tuple) else (axis,):
            if first.shape[d] != 1:
                raise ValueError(f"np.squeeze: cannot remove axis {d} of shape {tuple(first.shape)}: its size is not 1")
    return operation(first, **given)


_NOT_HERE = "has no derivative here; use an operation of autograd, or t.detach().numpy() if no gradient is needed"
