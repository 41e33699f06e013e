"""Questions about Tensors and dtypes, as functions."""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np

from autograd.array.tensor import Tensor
from autograd.errors import ShapeError
from autograd.rules.dtypes import CATEGORY, Default, DType, as_dtype, result_dtype

__all__ = [
    "broadcast_shapes",
    "can_cast",
    "finfo",
    "iinfo",
    "is_complex",
    "is_floating_point",
    "is_nonzero",
    "result_type",
    "typename",
]


class finfo:  # noqa: N801  # PyTorch's spelling, here and below
    """The limits of a floating dtype.

    Args:
        type: the dtype; the default dtype by default.

    Attributes:
        bits: the number of bits.
        eps: the distance from 1 to the next number.
        max, min: the largest and the most negative number.
        tiny, smallest_normal: the smallest positive number of full precision.
        resolution: ten to the power of minus the number of decimal digits.

    Raises:
        TypeError: if the dtype is not floating.

    >>> import autograd
    >>> autograd.finfo(autograd.float32).eps
    1.1920928955078125e-07
    """

    def __init__(self, type: Any = None) -> None:
        dtype = Default.dtype if type is None else as_dtype(type, "finfo()")
        if dtype.kind != "f":
            raise TypeError(f"finfo(): expected a floating dtype, got {dtype}; use iinfo()")
        limits = np.finfo(dtype)
        self.dtype, self.bits = str(dtype), int(limits.bits)
        self.eps, self.max, self.min = float(limits.eps), float(limits.max), float(limits.min)
        self.tiny = self.smallest_normal = float(limits.tiny)
        self.resolution = float(limits.resolution)


class iinfo:  # noqa: N801
    """The limits of an integer dtype.

    Args:
        type: the dtype.

    Attributes:
        bits: the number of bits.
        max, min: the largest and the least number.

    Raises:
        TypeError: if the dtype has no whole numbers.

    >>> import autograd
    >>> autograd.iinfo(autograd.int8).max
    127
    """

    def __init__(self, type: Any) -> None:
        dtype = as_dtype(type, "iinfo()")
        if dtype.kind not in "iu":
            raise TypeError(f"iinfo(): expected an integer dtype, got {dtype}; use finfo()")
        limits = np.iinfo(dtype)
        self.dtype, self.bits, self.max, self.min = str(dtype), limits.bits, int(limits.max), int(limits.min)


def is_floating_point(input: Tensor) -> builtins.bool:
    """Return whether the elements are floating-point numbers.

    >>> import autograd
    >>> is_floating_point(autograd.ones(1))
    True
    """
    return input.is_floating_point()


def is_complex(input: Tensor) -> builtins.bool:
    """Return False: Tensors hold real numbers."""
    return input.is_complex()


def is_nonzero(input: Tensor) -> builtins.bool:
    """Return whether the only element is not 0.

    Raises:
        RuntimeError: if there is not exactly one element.

    >>> import autograd
    >>> is_nonzero(autograd.tensor([0.0]))
    False
    """
    return builtins.bool(input)


def result_type(tensor1: Any, tensor2: Any) -> DType:
    """Return the dtype of the sum of two Tensors or Python numbers.

    >>> import autograd
    >>> result_type(autograd.tensor([1]), 0.5)
    dtype('float32')
    """
    return result_dtype([x._array if isinstance(x, Tensor) else x for x in (tensor1, tensor2)])


def broadcast_shapes(*shapes: Any) -> tuple[int, ...]:
    """Return the shape to which shapes broadcast; each is a tuple or one integer.

    Raises:
        ShapeError: if they do not fit.

    >>> broadcast_shapes((2, 1), (3,))
    (2, 3)
    """
    try:
        return tuple(np.broadcast_shapes(*shapes))
    except ValueError:
        raise ShapeError(f"broadcast_shapes(): the shapes {shapes} do not broadcast") from None


def typename(obj: Any) -> str:
    """Return the name of a type: for a Tensor that of its dtype.

    >>> import autograd
    >>> typename(autograd.ones(1))
    'torch.FloatTensor'
    """
    return str(obj.type()) if isinstance(obj, Tensor) else f"{type(obj).__module__}.{type(obj).__qualname__}"


def can_cast(from_: Any, to: Any) -> builtins.bool:
    """Return whether PyTorch allows a change to a dtype in an operation in place: not from floating to whole numbers.

    >>> import autograd
    >>> can_cast(autograd.float32, autograd.int64)
    False
    """
    a, b = as_dtype(from_, "can_cast()"), as_dtype(to, "can_cast()")
    return CATEGORY[a.kind] <= CATEGORY[b.kind]
