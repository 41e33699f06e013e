"""NumPy's running sums and products, and the accumulation of ufuncs."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd.rules import reduce, scan
from autograd.rules.join import cat
from autograd.rules.numpy_forms.operands import flat, newer, numbers, operand
from autograd.rules.numpy_forms.reductions import masked
from autograd.rules.operation import TensorLike, numpy_form


@numpy_form(np.cumsum)
def cumsum(a: Any, axis: int | None = None, dtype: Any = None) -> TensorLike:
    """Return running sums, for `np.cumsum`."""
    x = operand(a)
    return reduce.cumsum(flat(x), 0, dtype) if axis is None else reduce.cumsum(x, axis, dtype)


@numpy_form(np.cumprod)
def cumprod(a: Any, axis: int | None = None, dtype: Any = None) -> TensorLike:
    """Return running products, for `np.cumprod`."""
    x = operand(a)
    return scan.cumprod(flat(x), 0, dtype) if axis is None else scan.cumprod(x, axis, dtype)


def _cumulative(name: str, x: TensorLike, axis: int | None, dtype: Any, include_initial: bool) -> TensorLike:
    if axis is None and x.ndim > 1:
        raise ValueError(f"np.{name}(): expected an axis for {x.ndim} dimensions, got None; give axis=")
    axis = 0 if axis is None else axis % x.ndim
    first, run = (0, cumsum) if name == "cumulative_sum" else (1, cumprod)
    result = run(x, axis, dtype)
    if not include_initial:
        return result
    shape = [1 if d == axis else n for d, n in enumerate(x.shape)]
    return cat([np.full(shape, first, numbers(result).dtype), result], axis)


@numpy_form(*newer("cumulative_sum"))
def cumulative_sum(
    x: Any, /, *, axis: int | None = None, dtype: Any = None, include_initial: bool = False
) -> TensorLike:
    """Return running sums, for `np.cumulative_sum`."""
    return _cumulative("cumulative_sum", operand(x), axis, dtype, include_initial)


@numpy_form(*newer("cumulative_prod"))
def cumulative_prod(
    x: Any, /, *, axis: int | None = None, dtype: Any = None, include_initial: bool = False
) -> TensorLike:
    """Return running products, for `np.cumulative_prod`."""
    return _cumulative("cumulative_prod", operand(x), axis, dtype, include_initial)


@numpy_form(np.nancumsum)
def nancumsum(a: Any, axis: int | None = None, dtype: Any = None) -> TensorLike:
    """Return running sums of what is not NaN, for `np.nancumsum`."""
    return cumsum(masked(operand(a), ~np.isnan(numbers(a)), 0), axis, dtype)


@numpy_form(np.nancumprod)
def nancumprod(a: Any, axis: int | None = None, dtype: Any = None) -> TensorLike:
    """Return running products of what is not NaN, for `np.nancumprod`."""
    return cumprod(masked(operand(a), ~np.isnan(numbers(a)), 1), axis, dtype)


@numpy_form(np.add.accumulate)
def add_accumulate(array: Any, axis: int = 0, dtype: Any = None) -> TensorLike:
    """Return running sums, for `np.add.accumulate`."""
    return cumsum(array, axis, dtype)


@numpy_form(np.multiply.accumulate)
def multiply_accumulate(array: Any, axis: int = 0, dtype: Any = None) -> TensorLike:
    """Return running products, for `np.multiply.accumulate`."""
    return cumprod(array, axis, dtype)


@numpy_form(np.maximum.accumulate)
def maximum_accumulate(array: Any, axis: int = 0) -> TensorLike:
    """Return the largest elements so far, for `np.maximum.accumulate`."""
    return scan.cummax(operand(array), axis).values


@numpy_form(np.minimum.accumulate)
def minimum_accumulate(array: Any, axis: int = 0) -> TensorLike:
    """Return the smallest elements so far, for `np.minimum.accumulate`."""
    return scan.cummin(operand(array), axis).values
