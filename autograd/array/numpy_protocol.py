"""NumPy's functions on Tensors: `np.exp(t)`, `np.sum(t, axis=0)`, `array @ t` give Tensors with their graph.

A function of NumPy is one of three kinds. `kind` says which, and docs/numpy.md lists them all.

- differentiable: a row or an operation implements it (`numpy=`), or an adapter of `rules/numpy_forms`.
- constant: its result has no derivative. NumPy computes it, for every Tensor.
- refused: there is no derivative here. NumPy computes it for Tensors that do not require grad.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from autograd.array.base import TensorBase, wrap
from autograd.grad_mode import grad_mode
from autograd.rules.dtypes import TENSOR_TYPES
from autograd.rules.families import COMPOSITES, OPERATIONS
from autograd.rules.numpy_forms.constants import CONSTANT
from autograd.rules.operation import NUMPY_ADAPTERS, Composite, Operation, flat
from autograd.rules.shape import cast, reshape
from autograd.rules.table import TABLE

_ROWS: dict[Any, Callable[..., Any]] = {
    ufunc_of_row: row
    for row in TABLE.values()
    for name in (row.name, *row.numpy)
    if isinstance(ufunc_of_row := getattr(np, name, None), np.ufunc)
}
_PYTORCH_NAMES = {"axis": "dim", "keepdims": "keepdim"}
_INSTEAD = "use an operation of autograd, or t.detach() if no gradient is needed"
# They write into their first argument.
_WRITES = {np.copyto, np.fill_diagonal, np.place, np.put, np.put_along_axis, np.putmask}


@functools.cache
def _find(function: Any) -> Callable[..., Any] | None:
    """Find the implementation of a NumPy function; it takes NumPy's arguments."""
    if function in CONSTANT:
        return functools.partial(_on_arrays, function)
    found = NUMPY_ADAPTERS.get(function) or _ROWS.get(function)
    if found is not None:
        return found
    definition = _definition(function)
    return None if definition is None else _renaming(definition)


def _definition(function: Any) -> Operation | Composite | None:
    definitions: list[Operation | Composite] = [*OPERATIONS.values(), *COMPOSITES.values()]
    return next((definition for definition in definitions if function in definition.facts.numpy), None)


def kind(function: Any) -> str:
    """Return "differentiable", "constant" or "refused" for a function of NumPy."""
    if function in CONSTANT:
        return "constant"
    if function not in NUMPY_ADAPTERS and (definition := _definition(function)) is not None:
        without_rule = isinstance(definition, Operation) and not any(definition.rules.values())
        return "constant" if without_rule else "differentiable"
    return "differentiable" if _find(function) is not None else "refused"


def _renaming(definition: Operation | Composite) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        if definition.variadic and len(args) > 1:
            args = (args[0], *flat(args[1:]))
        return definition(*args, **{_PYTORCH_NAMES.get(key, key): value for key, value in kwargs.items()})

    return call


def ufunc(function: Any, method: str, inputs: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Apply a ufunc of NumPy, for `Tensor.__array_ufunc__`.

    Raises:
        TypeError: if no operation of Tensors implements it, or it has an argument such as `out`.
    """
    if method == "at":
        raise TypeError(
            f"np.{function.__name__}.at(): expected an array to write into, got a Tensor; use t.scatter_add"
        )
    called = function if method == "__call__" else getattr(function, method)
    name = function.__name__ if method == "__call__" else f"{function.__name__}.{method}"
    if method == "outer" and _find(function) is not None:
        a, b = (x if hasattr(x, "shape") else np.asarray(x) for x in inputs)
        inputs = (reshape(a, (*a.shape, *(1,) * len(b.shape))), b)
        called = function
    operation = _find(called)
    if operation is None:
        return _refused(called, name, inputs, kwargs)
    if function in CONSTANT:
        return operation(*inputs, **kwargs)
    for argument in ("out", "where") if called is function else ("out",):
        given = kwargs.pop(argument, None)
        if given is not None and given is not True:
            raise TypeError(f"np.{name}(): expected no {argument}= with a Tensor, got one; {_ASSIGN}")
    if called is function and kwargs.get("dtype") is not None:
        dtype = np.dtype(kwargs.pop("dtype"))
        inputs = tuple(cast(x, dtype) if isinstance(x, TensorBase) else np.asarray(x, dtype) for x in inputs)
    for argument in ("casting", "order", "subok", "dtype"):
        if called is function or argument != "dtype":
            kwargs.pop(argument, None)
    return _as_tensors(operation(*inputs, **kwargs))


def function(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Apply another function of NumPy, for `Tensor.__array_function__`.

    Raises:
        TypeError: if no operation of Tensors implements it, or it has an argument such as `out`.
    """
    operation = _find(function)
    if operation is None:
        return _refused(function, _name(function), args, kwargs)
    if function in CONSTANT:
        return operation(*args, **kwargs)
    names, required = _parameters(function)
    while len(args) < len(required) and required[len(args)] in kwargs:  # np.sum(a=t)
        args = (*args, kwargs[required[len(args)]])
        kwargs = {name: kwargs[name] for name in kwargs if name not in required[: len(args)]}
    if "out" in names and len(args) > (place := names.index("out")):
        kwargs = {**dict(zip(names[place:], args[place:])), **kwargs}
        args = args[:place]
    if kwargs.pop("out", None) is not None:
        raise TypeError(f"np.{_name(function)}(): expected no out= with a Tensor, got one; {_ASSIGN}")
    return _as_tensors(operation(*args, **kwargs))


_ASSIGN = "assign the result"


@functools.cache
def _parameters(function: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the parameters that have places, and of those without a default."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except ValueError:  # written in C, in an older NumPy
        return (), ()
    placed = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    return tuple(p.name for p in placed), tuple(p.name for p in placed if p.default is p.empty)


def _name(function: Any) -> str:
    module = (getattr(function, "__module__", None) or "numpy").removeprefix("numpy").strip(".")
    return f"{module}.{function.__name__}" if module in ("linalg", "fft") else str(function.__name__)


def _refused(function: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Compute a function without derivative for Tensors that do not require grad.

    Raises:
        TypeError: if one requires grad, or the function would write into its argument.
    """
    if function in _WRITES:
        raise TypeError(f"np.{name}(): expected an array to write into, got a Tensor; use t[…] = …")
    if grad_mode.heal() and any(t.requires_grad for t in _tensors((args, kwargs))):
        raise TypeError(f"np.{name} has no derivative here; {_INSTEAD}")
    return _on_arrays(function, *args, **kwargs)


def _tensors(x: Any) -> list[Any]:
    if isinstance(x, TensorBase):
        return [x]
    parts = x.values() if isinstance(x, dict) else x if isinstance(x, list | tuple) else ()
    return [tensor for part in parts for tensor in _tensors(part)]


def _on_arrays(function: Any, *args: Any, **kwargs: Any) -> Any:
    """Return what NumPy computes for the arrays of Tensors, with Tensors in place of arrays."""
    return _as_tensors(function(*_as_arrays(args), **_as_arrays(kwargs)))


def _as_arrays(x: Any) -> Any:
    if isinstance(x, TensorBase):
        return x._array
    if isinstance(x, dict):
        return {key: _as_arrays(value) for key, value in x.items()}
    return type(x)([_as_arrays(part) for part in x]) if type(x) in (list, tuple) else x


def _as_tensors(x: Any) -> Any:
    if isinstance(x, TensorBase):  # the usual case
        return x
    if isinstance(x, np.ndarray | np.generic) and x.dtype in TENSOR_TYPES.values():
        return wrap(np.array(x))  # a copy: the result may be a view of an argument
    if isinstance(x, tuple) and hasattr(x, "_fields"):
        return type(x)(*map(_as_tensors, x))
    return type(x)(map(_as_tensors, x)) if type(x) in (list, tuple) else x
