"""NumPy's functions that make arrays from or like Tensors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograd.rules import elementwise
from autograd.rules.dims import Dim
from autograd.rules.numpy_forms.operands import broadcast, in_dtype, is_tensor, newer, numbers, operand
from autograd.rules.operation import TensorLike, numpy_form
from autograd.rules.shape import cast, clone, movedim


@numpy_form(np.copy)
def copy(a: Any, order: str = "K", subok: bool = False) -> TensorLike:
    """Copy, for `np.copy`."""
    return clone(operand(a))


@numpy_form(*newer("astype"))
def astype(x: Any, dtype: Any, /, *, copy: bool = True, device: Any = None) -> TensorLike:
    """Convert the elements, for `np.astype`."""
    return x if not copy and x.dtype == dtype else cast(operand(x), np.dtype(dtype))


@numpy_form(np.array)
def array(object: Any, dtype: Any = None, *, copy: bool | None = True, order: Any = None, subok: bool = False,
          ndmin: int = 0, ndmax: int = 0) -> TensorLike:  # fmt: skip
    """Return a Tensor, or Tensors in nested lists, as one new Tensor, for `np.array(…, like=tensor)`."""
    x = asarray(object, dtype, copy=copy)
    return x if x.ndim >= ndmin else x.reshape([1] * (ndmin - x.ndim) + list(x.shape))


@numpy_form(np.asarray, np.asanyarray, np.ascontiguousarray)
def asarray(
    a: Any, dtype: Any = None, order: Any = None, *, device: Any = None, copy: bool | None = None
) -> TensorLike:
    """Return a Tensor itself, or Tensors in nested lists as one Tensor, for `np.asarray(…, like=tensor)`."""
    x = in_dtype(operand(a), dtype)
    return clone(x) if copy and x is a else x


@numpy_form(np.full_like)
def full_like(a: Any, fill_value: Any, dtype: Any = None, order: str = "K", subok: bool = True, shape: Any = None,
              *, device: Any = None) -> TensorLike:  # fmt: skip
    """Return the value in the shape and dtype of `a`, for `np.full_like`."""
    sizes = tuple(a.shape) if shape is None else tuple(np.empty(shape).shape)
    if is_tensor(fill_value):
        return clone(broadcast(in_dtype(fill_value, dtype or a.dtype), sizes))
    return np.full(sizes, fill_value, dtype or numbers(a).dtype)


@numpy_form(np.linspace)
def linspace(start: Any, stop: Any, num: int = 50, endpoint: bool = True, retstep: bool = False, dtype: Any = None,
             axis: int = 0, *, device: Any = None) -> Any:  # fmt: skip
    """Return numbers at equal distances from `start` to `stop`, for `np.linspace`."""
    start, stop = operand(start), operand(stop)
    intervals = num - 1 if endpoint else num
    span = stop - start
    ndim = max(start.ndim, stop.ndim)
    part = np.arange(num).reshape(num, *[1] * ndim) / max(intervals, 1)
    kind = numbers(span).dtype
    part = part.astype(kind if kind.kind == "f" else np.float64)
    found = in_dtype(start * (1 - part) + stop * part, dtype)  # exact at both ends
    found = movedim(found, 0, axis) if axis else found
    return (found, span / intervals) if retstep else found


@numpy_form(np.logspace)
def logspace(start: Any, stop: Any, num: int = 50, endpoint: bool = True, base: Any = 10.0, dtype: Any = None,
             axis: int = 0) -> TensorLike:  # fmt: skip
    """Return powers of `base` with exponents at equal distances, for `np.logspace`."""
    exponents = linspace(start, stop, num, endpoint, axis=axis)
    return in_dtype(elementwise.pow(base if np.ndim(base) == 0 else operand(base), exponents), dtype)


@numpy_form(np.geomspace)
def geomspace(start: Any, stop: Any, num: int = 50, endpoint: bool = True, dtype: Any = None, axis: int = 0
              ) -> TensorLike:  # fmt: skip
    """Return numbers at equal ratios from `start` to `stop`, which have the same sign, for `np.geomspace`."""
    first, last = operand(start), operand(stop)
    sign = np.sign(numbers(first))
    if not np.all(sign * numbers(last) > 0):
        raise ValueError("np.geomspace(): expected a start and a stop of the same sign, and not 0")
    ends = (elementwise.log(first * sign), elementwise.log(last * sign))
    found = in_dtype(elementwise.exp(linspace(*ends, num, endpoint)) * sign, dtype)
    return movedim(found, 0, axis) if axis else found


def _like(function: Callable[..., Any]) -> None:
    @numpy_form(function)
    def constant(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)


for _function in (np.zeros, np.ones, np.empty, np.full, np.eye, np.identity, np.arange, np.tri, np.fromfunction):
    _like(_function)


@numpy_form(np.apply_along_axis)
def apply_along_axis(func1d: Callable[..., Any], axis: int, arr: Any, *args: Any, **kwargs: Any) -> TensorLike:
    """Apply a function to all vectors along a dimension, for `np.apply_along_axis`."""
    x = operand(arr)
    axis = range(x.ndim)[axis]
    rows = movedim(x, axis, -1)
    places = list(np.ndindex(*rows.shape[:-1]))
    found = operand([operand(func1d(rows[place], *args, **kwargs)) for place in places])
    inner = len(found.shape) - 1
    found = found.reshape([*rows.shape[:-1], *found.shape[1:]])
    ndim = x.ndim - 1
    return movedim(found, tuple(range(ndim, ndim + inner)), tuple(range(axis, axis + inner))) if inner else found


@numpy_form(np.apply_over_axes)
def apply_over_axes(func: Callable[..., Any], a: Any, axes: Dim) -> TensorLike:
    """Apply a reduction over one dimension after the other and keep them, for `np.apply_over_axes`."""
    x = operand(a)
    for axis in (axes,) if isinstance(axes, int) else tuple(axes or ()):
        found = func(x, axis)
        x = found if found.ndim == x.ndim else found.reshape(np.expand_dims(np.empty(found.shape), axis).shape)
    return x
