"""NumPy's reductions, with `where=`, `initial=`, several axes and no axis at all (`axis=()`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograd.rules import elementwise, extremes, reduce
from autograd.rules.dims import Dim
from autograd.rules.index import where as choose
from autograd.rules.numpy_forms.operands import in_dtype, numbers, operand
from autograd.rules.operation import TensorLike, numpy_form
from autograd.rules.shape import unsqueeze


def reduced(operation: Callable[..., TensorLike], x: TensorLike, axis: Dim, keepdims: bool) -> TensorLike:
    """Reduce x over `axis` with NumPy's meaning: () is no axis, where PyTorch means all."""
    if isinstance(axis, tuple) and not axis:
        return operation(unsqueeze(x, -1), -1, False)
    return operation(x, axis, keepdims)


def masked(x: TensorLike, where: Any, value: Any) -> TensorLike:
    """Return x with `value` where the condition `where` is false."""
    return x if where is True else choose(np.asarray(numbers(where), np.bool_), x, value)


@numpy_form(np.sum)
def sum_(
    a: Any, axis: Dim = None, dtype: Any = None, keepdims: bool = False, initial: Any = None, where: Any = True
) -> TensorLike:
    """Add up, for `np.sum`."""
    x = masked(operand(a), where, 0)
    result = reduced(lambda *args: reduce.sum(*args, dtype), x, axis, keepdims)
    return result if initial is None else result + initial


@numpy_form(np.prod)
def prod(
    a: Any, axis: Dim = None, dtype: Any = None, keepdims: bool = False, initial: Any = None, where: Any = True
) -> TensorLike:
    """Multiply, for `np.prod`."""
    x = masked(operand(a), where, 1)
    result = reduced(lambda *args: reduce.prod(*args, dtype), x, axis, keepdims)
    return result if initial is None else result * initial


def _extreme(largest: bool, name: str, a: Any, axis: Dim, keepdims: bool, initial: Any, where: Any) -> TensorLike:
    x = operand(a)
    if where is not True:
        if initial is None:
            raise ValueError(f"np.{name}(): expected initial= with where=, got none; give the result of no element")
        x = masked(x, where, initial)
    result = reduced(extremes.amax if largest else extremes.amin, x, axis, keepdims)
    if initial is None:
        return result
    return elementwise.maximum(result, initial) if largest else elementwise.minimum(result, initial)


@numpy_form(np.max, np.amax)
def max_(a: Any, axis: Dim = None, keepdims: bool = False, initial: Any = None, where: Any = True) -> TensorLike:
    """Return the largest elements, for `np.max`."""
    return _extreme(True, "max", a, axis, keepdims, initial, where)


@numpy_form(np.min, np.amin)
def min_(a: Any, axis: Dim = None, keepdims: bool = False, initial: Any = None, where: Any = True) -> TensorLike:
    """Return the smallest elements, for `np.min`."""
    return _extreme(False, "min", a, axis, keepdims, initial, where)


def _count(x: TensorLike, axis: Dim, where: Any) -> Any:
    """Return how many elements a masked reduction combines, with the reduced dimensions kept."""
    chosen = np.broadcast_to(np.asarray(numbers(where), np.bool_), tuple(x.shape))
    return np.sum(chosen, axis=axis, keepdims=True)


def _squeezed(x: TensorLike, ndim: int, axis: Dim, keepdims: bool) -> TensorLike:
    """Remove the dimensions of size 1 that a reduction kept."""
    if keepdims or (isinstance(axis, tuple) and not axis):
        return x
    return x.squeeze() if axis is None and not ndim else x.reshape(np.sum(np.empty(x.shape), axis=axis).shape)


@numpy_form(np.mean)
def mean(a: Any, axis: Dim = None, dtype: Any = None, keepdims: bool = False, *, where: Any = True) -> TensorLike:
    """Return the mean, for `np.mean`."""
    x = operand(a)
    if x.dtype.kind != "f" and dtype is None:
        dtype = np.float64 if x.dtype.kind in "iub" else None
    if where is True:
        return reduced(lambda *args: reduce.mean(*args, dtype), x, axis, keepdims)
    x = in_dtype(x, dtype)
    total = sum_(x, axis, None, True, where=where)
    count = np.asarray(_count(x, axis, where), numbers(total).dtype)
    return _squeezed(total / count, x.ndim, axis, keepdims)


def _variance(x: TensorLike, axis: Dim, dtype: Any, ddof: float, keepdims: bool, where: Any, given: Any) -> TensorLike:
    x = in_dtype(x, dtype if dtype is not None or x.dtype.kind == "f" else np.float64)
    x = masked(x, where, 0)
    center = mean(x, axis, None, True, where=where) if given is None else given
    total = sum_((x - center) ** 2, axis, None, True, where=where)
    count = np.maximum(_count(x, axis, where) - ddof, 0)
    return _squeezed(total / np.asarray(count, numbers(total).dtype), x.ndim, axis, keepdims)


@numpy_form(np.var)
def var(
    a: Any,
    axis: Dim = None,
    dtype: Any = None,
    ddof: float = 0,
    keepdims: bool = False,
    *,
    where: Any = True,
    mean: Any = None,
    correction: Any = None,
) -> TensorLike:
    """Return the variance, for `np.var`."""
    x, ddof = operand(a), ddof if correction is None else correction
    if where is True and mean is None and dtype is None and x.dtype.kind == "f":
        return reduced(lambda x, *args: reduce.var(x, args[0], keepdim=args[1], correction=ddof), x, axis, keepdims)
    return _variance(x, axis, dtype, ddof, keepdims, where, mean)


@numpy_form(np.std)
def std(
    a: Any,
    axis: Dim = None,
    dtype: Any = None,
    ddof: float = 0,
    keepdims: bool = False,
    *,
    where: Any = True,
    mean: Any = None,
    correction: Any = None,
) -> TensorLike:
    """Return the standard deviation, for `np.std`."""
    x, ddof = operand(a), ddof if correction is None else correction
    if where is True and mean is None and dtype is None and x.dtype.kind == "f":
        return reduced(lambda x, *args: reduce.std(x, args[0], keepdim=args[1], correction=ddof), x, axis, keepdims)
    return elementwise.sqrt(_variance(x, axis, dtype, ddof, keepdims, where, mean))


@numpy_form(np.ptp)
def ptp(a: Any, axis: Dim = None, keepdims: bool = False) -> TensorLike:
    """Return the largest less the smallest element, for `np.ptp`."""
    return max_(a, axis, keepdims) - min_(a, axis, keepdims)


@numpy_form(np.nansum)
def nansum(
    a: Any, axis: Dim = None, dtype: Any = None, keepdims: bool = False, initial: Any = None, where: Any = True
) -> TensorLike:
    """Add up what is not NaN, for `np.nansum`."""
    return sum_(_without_nan(a, 0), axis, dtype, keepdims, initial, where)


@numpy_form(np.nanprod)
def nanprod(
    a: Any, axis: Dim = None, dtype: Any = None, keepdims: bool = False, initial: Any = None, where: Any = True
) -> TensorLike:
    """Multiply what is not NaN, for `np.nanprod`."""
    return prod(_without_nan(a, 1), axis, dtype, keepdims, initial, where)


def _without_nan(a: Any, value: Any) -> TensorLike:
    x = operand(a)
    return masked(x, ~np.isnan(numbers(x)), value)


def _present(a: Any, where: Any) -> Any:
    return ~np.isnan(numbers(operand(a))) & np.asarray(numbers(where), np.bool_)


@numpy_form(np.nanmax)
def nanmax(a: Any, axis: Dim = None, keepdims: bool = False, initial: Any = None, where: Any = True) -> TensorLike:
    """Return the largest elements that are not NaN, for `np.nanmax`."""
    return _nan_extreme(max_, -np.inf, a, axis, keepdims, initial, where)


@numpy_form(np.nanmin)
def nanmin(a: Any, axis: Dim = None, keepdims: bool = False, initial: Any = None, where: Any = True) -> TensorLike:
    """Return the smallest elements that are not NaN, for `np.nanmin`."""
    return _nan_extreme(min_, np.inf, a, axis, keepdims, initial, where)


def _nan_extreme(
    extreme: Callable[..., TensorLike], worst: float, a: Any, axis: Dim, keepdims: bool, initial: Any, where: Any
) -> TensorLike:
    result = extreme(_without_nan(a, worst), axis, keepdims, initial, where)
    nothing = np.asarray(~_present(a, where).any(axis, keepdims=keepdims))
    return masked(result, ~nothing, np.nan) if initial is None and nothing.any() else result


@numpy_form(np.nanmean)
def nanmean(a: Any, axis: Dim = None, dtype: Any = None, keepdims: bool = False, *, where: Any = True) -> TensorLike:
    """Return the mean of what is not NaN, for `np.nanmean`."""
    return mean(_without_nan(a, 0), axis, dtype, keepdims, where=_present(a, where))


@numpy_form(np.nanvar)
def nanvar(
    a: Any,
    axis: Dim = None,
    dtype: Any = None,
    ddof: float = 0,
    keepdims: bool = False,
    *,
    where: Any = True,
    mean: Any = None,
    correction: Any = None,
) -> TensorLike:
    """Return the variance of what is not NaN, for `np.nanvar`."""
    ddof = ddof if correction is None else correction
    return _variance(_without_nan(a, 0), axis, dtype, ddof, keepdims, _present(a, where), mean)


@numpy_form(np.nanstd)
def nanstd(
    a: Any,
    axis: Dim = None,
    dtype: Any = None,
    ddof: float = 0,
    keepdims: bool = False,
    *,
    where: Any = True,
    mean: Any = None,
    correction: Any = None,
) -> TensorLike:
    """Return the standard deviation of what is not NaN, for `np.nanstd`."""
    found = nanvar(a, axis, dtype, ddof, keepdims, where=where, mean=mean, correction=correction)
    return elementwise.sqrt(found)


# NumPy's ufuncs reduce the first dimension by default.


@numpy_form(np.add.reduce)
def add_reduce(
    array: Any, axis: Dim = 0, dtype: Any = None, keepdims: bool = False, initial: Any = None, where: Any = True
) -> TensorLike:
    """Add up, for `np.add.reduce`."""
    return sum_(array, axis, dtype, keepdims, initial, where)


@numpy_form(np.multiply.reduce)
def multiply_reduce(
    array: Any, axis: Dim = 0, dtype: Any = None, keepdims: bool = False, initial: Any = None, where: Any = True
) -> TensorLike:
    """Multiply, for `np.multiply.reduce`."""
    return prod(array, axis, dtype, keepdims, initial, where)


@numpy_form(np.maximum.reduce)
def maximum_reduce(
    array: Any, axis: Dim = 0, dtype: Any = None, keepdims: bool = False, initial: Any = None, where: Any = True
) -> TensorLike:
    """Return the largest elements, for `np.maximum.reduce`."""
    return max_(in_dtype(operand(array), dtype), axis, keepdims, initial, where)


@numpy_form(np.minimum.reduce)
def minimum_reduce(
    array: Any, axis: Dim = 0, dtype: Any = None, keepdims: bool = False, initial: Any = None, where: Any = True
) -> TensorLike:
    """Return the smallest elements, for `np.minimum.reduce`."""
    return min_(in_dtype(operand(array), dtype), axis, keepdims, initial, where)
