"""Operands of NumPy's functions: Tensors, arrays, numbers and nested lists of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.index import getitem
from autograd.rules.join import cat, stack
from autograd.rules.operation import TensorLike
from autograd.rules.shape import cast, expand, reshape


def is_tensor(x: Any) -> bool:
    """Return whether x is a Tensor."""
    return hasattr(type(x), "_apply_operation")


def operand(x: Any) -> TensorLike:
    """Return x as a Tensor or an array; nested lists that hold Tensors are stacked."""
    if is_tensor(x) or isinstance(x, np.ndarray):
        return x
    if isinstance(x, list | tuple) and _holds_tensors(x):
        return stack([operand(part) for part in x])
    return np.asarray(x)


def _holds_tensors(x: Any) -> bool:
    return is_tensor(x) or (isinstance(x, list | tuple) and any(map(_holds_tensors, x)))


def numbers(x: Any) -> Array:
    """Return the array of x. Its graph is not followed: use it for indices and conditions only."""
    return np.asarray(getattr(x, "_array", x))


def newer(name: str) -> list[Callable[..., Any]]:
    """Return the function of NumPy of this name, in a list that is empty if this NumPy is too old to have it."""
    return [getattr(np, name)] if hasattr(np, name) else []


def size(x: TensorLike) -> int:
    """Return the number of elements."""
    return math.prod(x.shape)


def flat(x: TensorLike) -> TensorLike:
    """Return the elements of x as a vector."""
    return reshape(x, size(x))


def in_dtype(x: TensorLike, dtype: Any) -> TensorLike:
    """Return x in `dtype`; None keeps its own."""
    return x if dtype is None or x.dtype == dtype else cast(x, np.dtype(dtype))


def broadcast(x: TensorLike, shape: Sequence[int]) -> TensorLike:
    """Return x broadcast to a shape."""
    return x if tuple(x.shape) == tuple(shape) else expand(x, *shape)


def rearranged(function: Callable[..., Any], *operands: Any) -> Any:
    """Apply a function of NumPy that only moves elements: to their numbers first, then to the elements themselves.

    Args:
        function: a function of one array per operand, which returns an array or a sequence of arrays.
        operands: Tensors or arrays. Their elements are numbered one after the other.

    Returns:
        A Tensor, or a list of Tensors, in the common dtype of the operands.
    """
    places, first = [], 0
    for x in operands:
        places.append(np.arange(first, first + size(x)).reshape(x.shape))
        first += size(x)
    elements = flat(operands[0]) if len(operands) == 1 else cat([flat(x) for x in operands])
    found = function(*places)
    if isinstance(found, list | tuple):
        return [getitem(elements, np.asarray(part)) for part in found]
    return getitem(elements, np.asarray(found))
