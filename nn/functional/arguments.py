"""Checks of arguments that the functions have in common. Each error begins with the name of the function."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

import autograd
from autograd import ShapeError, Tensor, Value
from autograd.extend import Array, DType

_NUMERIC = (Tensor, Value, float, int)
# What an elementwise function takes. It returns the same type.
Numeric = TypeVar("Numeric", Tensor, Value, Array, float)


def as_tensor(given: Any, where: str, name: str) -> Tensor:
    """Return a Tensor as it is, and an array as a Tensor.

    Raises:
        TypeError: for anything else.
    """
    if isinstance(given, Tensor):
        return given
    if isinstance(given, np.ndarray) and given.dtype.kind in "biuf":
        return autograd.as_tensor(given)
    got = f"an array of {given.dtype}" if isinstance(given, np.ndarray) else type(given).__name__
    hint = ""
    if isinstance(given, Value) or (isinstance(given, list | tuple) and any(isinstance(x, Value) for x in given)):
        hint = "; networks of Values are in nn.scalar"
    elif hasattr(given, "forward"):
        hint = f"; call the layer, as in {got}(…)(input)"
    elif isinstance(given, float | int | list | tuple):
        hint = f"; write autograd.tensor({name})"
    raise TypeError(f"{where}(): {name} must be a Tensor, got {got}{hint}")


def as_size(given: Any, where: str) -> int:
    """Return a whole number of 1 or more, of Python or NumPy, as an int.

    Raises:
        ValueError: for anything else; the message begins with `where`, the function and the argument.
    """
    try:
        size = operator.index(given)
    except TypeError:
        size = 0
    if size < 1:
        raise ValueError(f"{where} must be a whole number of 1 or more, got {given!r}")
    return size


def check_numeric(given: Any, where: str) -> None:
    """Raise TypeError unless `given` is a Tensor, a Value, an array or a number: real numbers of some kind."""
    if isinstance(given, _NUMERIC):
        return
    if np.asarray(given).dtype.kind not in "biuf":
        raise TypeError(f"{where}(): expected a Tensor, Value, array or real number, got {type(given).__name__}")


def applied(function: Callable[[Any], Any], x: Numeric, where: str, inplace: bool = False) -> Numeric:
    """Return `function(x)`. If `inplace`, write it into the Tensor x and return this.

    Raises:
        TypeError: if x is not numeric, or no Tensor although `inplace`.
        RuntimeError: if `inplace`, and x is a leaf that requires grad.
    """
    check_numeric(x, where)
    if not inplace:
        out: Numeric = function(x)
        return out
    if not isinstance(x, Tensor):
        raise TypeError(f"{where}(): inplace=True needs a Tensor to change, got {type(x).__name__}")
    # Of a clone, because rules may read the operand, which the result overwrites.
    return x.copy_(function(x.clone()))


def stored(result: Numeric, out: Tensor | None, where: str) -> Numeric:
    """Return the result, or if `out` is given write the result into it, outside any graph, and return it.

    Raises:
        RuntimeError: if gradients would be lost.
        ShapeError: if `out` has another shape.
    """
    if out is None:
        return result
    if getattr(result, "requires_grad", False):
        raise RuntimeError(f"{where}(): out= has no gradients, and an argument requires grad; leave out= away")
    shape = np.shape(result) if isinstance(result, np.ndarray) else getattr(result, "shape", ())
    if out.shape != shape:
        raise ShapeError(f"{where}(): out has shape {out.shape}, the result {shape}")
    written: Any = out.copy_(result)
    return written  # type: ignore[no-any-return]


def check_same_dtype(x: Tensor, other: Tensor, where: str, name: str = "weight") -> None:
    """Raise TypeError if the floating dtypes of data and weights differ.

    The result would be of the wider one: slow in float64, with the precision of float32.
    """
    a, b = x.dtype, other.dtype
    if a != b and a.kind == b.kind == "f":
        raise TypeError(
            f"{where}(): the input is {a}, the {name} {b}; they must be equal: convert the input with .to({b}), "
            "which is .float() for float32, or the model with .double() or .to(…)"
        )


def fitting(given: Any, shape: tuple[int, ...], dtype: DType, where: str, name: str) -> Tensor:
    """Return a weight or mask as a Tensor of `dtype` that broadcasts to `shape`, that of the losses or scores.

    Args:
        given: a Tensor, array, or number. An array of another dtype is converted.
        shape: the shape of the losses or scores. It is never broadcast itself.
        dtype: the dtype of the result.
        where: the function, for error messages.
        name: the argument, for error messages.

    Raises:
        TypeError: if `given` is something else.
        ShapeError: if its shape does not broadcast to `shape`.
    """
    if isinstance(given, (int, float, np.number)):
        given = np.asarray(given)
    weight = as_tensor(given, where, name)
    own = weight.shape
    if len(own) > len(shape) or any(n not in (1, m) for n, m in zip(own[::-1], shape[::-1])):
        raise ShapeError(f"{where}(): {name} has shape {own}, which does not broadcast to {shape}")
    return weight.to(dtype)


def class_weights(given: Any, classes: int, dtype: DType, where: str) -> Tensor:
    """Return the weights of the classes as a Tensor of `dtype`, (classes,).

    Raises:
        TypeError: if `given` is neither a Tensor nor an array.
        ShapeError: if it has another shape.
    """
    weight = as_tensor(given, where, "weight")
    if weight.shape != (classes,):
        raise ShapeError(f"{where}(): weight must have shape ({classes},), a number for each class, got {weight.shape}")
    return weight.to(dtype)
