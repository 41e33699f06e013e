"""Comparisons, logic and tests for NaN. Their results are not floating, so no gradient flows."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.dtypes import result_dtype
from autograd.rules.operation import TensorLike, composite, operation
from autograd.rules.reduce import all


def _compare(function: Callable[[Any, Any], Any], x: Any, other: Any) -> Array:
    """Compare arrays in their common dtype, by PyTorch's rules. Python numbers are compared exactly, as in NumPy."""
    if isinstance(x, np.ndarray) and isinstance(other, np.ndarray) and x.dtype != other.dtype:
        dtype = result_dtype([x, other])
        x, other = x.astype(dtype), other.astype(dtype)
    return np.asarray(function(x, other))


@operation(x=None, other=None, broadcasts=True, numpy=[np.equal], operator="eq", in_place=True)
def eq(x: Array, other: Array) -> Array:
    """Return whether x equals other, elementwise.

    Args:
        x: any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, bool. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import eq, tensor
    >>> eq(tensor([1, 2, 3]), tensor([1, 0, 3]))
    tensor([ True, False,  True])
    """
    return _compare(np.equal, x, other)


@operation(
    x=None, other=None, broadcasts=True, numpy=[np.not_equal], operator="ne", in_place=True, aliases=["not_equal"]
)
def ne(x: Array, other: Array) -> Array:
    """Return whether x differs from other, elementwise.

    Args:
        x: any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, bool. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1, 2, 3]).ne(2)
    tensor([ True, False,  True])
    """
    return _compare(np.not_equal, x, other)


@operation(x=None, other=None, broadcasts=True, numpy=[np.less], operator="lt", in_place=True, aliases=["less"])
def lt(x: Array, other: Array) -> Array:
    """Return whether x is less than other, elementwise.

    Args:
        x: any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, bool. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1, 2, 3]).lt(2)
    tensor([ True, False, False])
    """
    return _compare(np.less, x, other)


@operation(
    x=None, other=None, broadcasts=True, numpy=[np.less_equal], operator="le", in_place=True, aliases=["less_equal"]
)
def le(x: Array, other: Array) -> Array:
    """Return whether x is less than or equal to other, elementwise.

    Args:
        x: any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, bool. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1, 2, 3]).le(2)
    tensor([ True,  True, False])
    """
    return _compare(np.less_equal, x, other)


@operation(x=None, other=None, broadcasts=True, numpy=[np.greater], operator="gt", in_place=True, aliases=["greater"])
def gt(x: Array, other: Array) -> Array:
    """Return whether x is greater than other, elementwise.

    Args:
        x: any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, bool. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1, 2, 3]).gt(2)
    tensor([False, False,  True])
    """
    return _compare(np.greater, x, other)


@operation(
    x=None,
    other=None,
    broadcasts=True,
    numpy=[np.greater_equal],
    operator="ge",
    in_place=True,
    aliases=["greater_equal"],
)
def ge(x: Array, other: Array) -> Array:
    """Return whether x is greater than or equal to other, elementwise.

    Args:
        x: any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, bool. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1, 2, 3]).ge(2)
    tensor([False,  True,  True])
    """
    return _compare(np.greater_equal, x, other)


@operation(x=None, other=None, broadcasts=True, numpy=[np.bitwise_and], operator="and", in_place=True)
def bitwise_and(x: Array, other: Array) -> Array:
    """Return the bitwise AND of x and other; of bools, whether both are true.

    Args:
        x: any shape, bool or integer.
        other: a bool or integer Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, in the common dtype of x and other. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([6, 5]).bitwise_and(3)
    tensor([2, 1])
    """
    return np.asarray(np.bitwise_and(x, other))


@operation(x=None, other=None, broadcasts=True, numpy=[np.bitwise_or], operator="or", in_place=True)
def bitwise_or(x: Array, other: Array) -> Array:
    """Return the bitwise OR of x and other; of bools, whether at least one is true.

    Args:
        x: any shape, bool or integer.
        other: a bool or integer Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, in the common dtype of x and other. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([6, 5]).bitwise_or(3)
    tensor([7, 7])
    """
    return np.asarray(np.bitwise_or(x, other))


@operation(x=None, other=None, broadcasts=True, numpy=[np.bitwise_xor], operator="xor", in_place=True)
def bitwise_xor(x: Array, other: Array) -> Array:
    """Return the bitwise XOR of x and other; of bools, whether exactly one is true.

    Args:
        x: any shape, bool or integer.
        other: a bool or integer Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, in the common dtype of x and other. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([6, 5]).bitwise_xor(3)
    tensor([5, 6])
    """
    return np.asarray(np.bitwise_xor(x, other))


@operation(
    x=None,
    other=None,
    broadcasts=True,
    promotes=True,
    casts_numbers=True,
    numpy=[np.bitwise_left_shift],
    operator="lshift",
    in_place=True,
)
def bitwise_left_shift(x: Array, other: Array) -> Array:
    """Return x with its bits moved to the left by `other` places: x·2^other.

    Args:
        x: any shape, integer.
        other: an integer Tensor, array or number, not negative, whose shape broadcasts with x.

    Returns:
        The broadcast shape, in the common dtype of x and other. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([6, 5]) << 1
    tensor([12, 10])
    """
    return np.asarray(np.bitwise_left_shift(x, other))


@operation(
    x=None,
    other=None,
    broadcasts=True,
    promotes=True,
    casts_numbers=True,
    numpy=[np.bitwise_right_shift],
    operator="rshift",
    in_place=True,
)
def bitwise_right_shift(x: Array, other: Array) -> Array:
    """Return x with its bits moved to the right by `other` places: ⌊x / 2^other⌋.

    Args:
        x: any shape, integer.
        other: an integer Tensor, array or number, not negative, whose shape broadcasts with x.

    Returns:
        The broadcast shape, in the common dtype of x and other. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([6, 5]) >> 1
    tensor([3, 2])
    """
    return np.asarray(np.bitwise_right_shift(x, other))


@operation(x=None, numpy=[np.bitwise_not], operator="invert", in_place=True)
def bitwise_not(x: Array) -> Array:
    """Return the bitwise NOT of x; of bools, whether x is false.

    Args:
        x: any shape, bool or integer.

    Returns:
        The shape and dtype of x. No gradient flows.

    >>> from autograd import tensor
    >>> tensor([0, 5]).bitwise_not()
    tensor([-1, -6])
    """
    return np.asarray(np.bitwise_not(x))


@operation(x=None, other=None, broadcasts=True, numpy=[np.logical_and], in_place=True)
def logical_and(x: Array, other: Array) -> Array:
    """Return whether x and other are both nonzero, elementwise.

    Args:
        x: any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, bool. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([True, True, False]).logical_and(tensor([True, False, False]))
    tensor([ True, False, False])
    """
    return np.asarray(np.logical_and(x, other))


@operation(x=None, other=None, broadcasts=True, numpy=[np.logical_or], in_place=True)
def logical_or(x: Array, other: Array) -> Array:
    """Return whether at least one of x and other is nonzero, elementwise.

    Args:
        x: any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, bool. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([True, True, False]).logical_or(tensor([True, False, False]))
    tensor([ True,  True, False])
    """
    return np.asarray(np.logical_or(x, other))


@operation(x=None, other=None, broadcasts=True, numpy=[np.logical_xor], in_place=True)
def logical_xor(x: Array, other: Array) -> Array:
    """Return whether exactly one of x and other is nonzero, elementwise.

    Args:
        x: any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, bool. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([True, True, False]).logical_xor(tensor([True, False, False]))
    tensor([False,  True, False])
    """
    return np.asarray(np.logical_xor(x, other))


@operation(x=None, numpy=[np.logical_not], in_place=True)
def logical_not(x: Array) -> Array:
    """Return whether x is zero, elementwise.

    Args:
        x: any shape and dtype.

    Returns:
        The shape of x, bool. No gradient flows.

    >>> from autograd import tensor
    >>> tensor([0.0, 2.0]).logical_not()
    tensor([ True, False])
    """
    return np.asarray(np.logical_not(x))


@operation(x=None, numpy=[np.isnan])
def isnan(x: Array) -> Array:
    """Return whether x is NaN, elementwise.

    Args:
        x: any shape and dtype.

    Returns:
        The shape of x, bool. No gradient flows.

    >>> from autograd import tensor
    >>> tensor([1.0, float("inf"), float("nan")]).isnan()
    tensor([False, False,  True])
    """
    return np.asarray(np.isnan(x))


@operation(x=None, numpy=[np.isinf])
def isinf(x: Array) -> Array:
    """Return whether x is infinite, elementwise.

    Args:
        x: any shape and dtype.

    Returns:
        The shape of x, bool. No gradient flows.

    >>> from autograd import tensor
    >>> tensor([1.0, float("inf"), float("nan")]).isinf()
    tensor([False,  True, False])
    """
    return np.asarray(np.isinf(x))


@operation(x=None, numpy=[np.isfinite])
def isfinite(x: Array) -> Array:
    """Return whether x is neither infinite nor NaN, elementwise.

    Args:
        x: any shape and dtype.

    Returns:
        The shape of x, bool. No gradient flows.

    >>> from autograd import tensor
    >>> tensor([1.0, float("inf"), float("nan")]).isfinite()
    tensor([ True, False, False])
    """
    return np.asarray(np.isfinite(x))


@operation(x=None, other=None, broadcasts=True, numpy=[np.isclose])
def isclose(x: Array, other: Array, rtol: float = 1e-5, atol: float = 1e-8, equal_nan: bool = False) -> Array:
    """Return whether |x − other| ≤ atol + rtol·|other|, elementwise.

    Args:
        x: any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.
        rtol: the relative tolerance.
        atol: the absolute tolerance.
        equal_nan: whether two NaNs are close.

    Returns:
        The broadcast shape, bool. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    Differs from PyTorch: x and other may have different dtypes.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0]).isclose(tensor([1.0 + 1e-6, 2.1]))
    tensor([ True, False])
    """
    return np.asarray(np.isclose(x, other, float(rtol), float(atol), equal_nan))


@composite(numpy=[np.allclose])
def allclose(x: TensorLike, other: TensorLike, rtol: float = 1e-5, atol: float = 1e-8, equal_nan: bool = False) -> bool:
    """Return whether |x − other| ≤ atol + rtol·|other| for all elements.

    Args:
        x: any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.
        rtol: the relative tolerance.
        atol: the absolute tolerance.
        equal_nan: whether two NaNs are close.

    Returns:
        A bool of Python.

    Raises:
        ShapeError: if the shapes do not broadcast.

    Differs from PyTorch: x and other may have different dtypes.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0]).allclose(tensor([1.0, 2.0 + 1e-6]))
    True
    """
    return bool(all(isclose(x, other, rtol, atol, equal_nan)))


@composite(numpy=[np.array_equal])
def equal(x: TensorLike, other: TensorLike) -> bool:
    """Return whether x and other have the same shape and equal elements.

    Args:
        x: any shape and dtype.
        other: a Tensor or array of any shape and dtype.

    Returns:
        A bool of Python.

    >>> from autograd import tensor
    >>> tensor([1, 2]).equal(tensor([1, 2]))
    True
    """
    return builtins.tuple(np.shape(x)) == builtins.tuple(np.shape(other)) and bool(all(eq(x, other)))
