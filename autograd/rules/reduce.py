"""Reductions: operations that take many elements to one, and the cumulative sum."""

from __future__ import annotations

import builtins
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from autograd.rules import dims
from autograd.rules.arrays import Array
from autograd.rules.dims import Dim, axis, count, restore
from autograd.rules.dtypes import as_dtype
from autograd.rules.operation import operation
from autograd.rules.sums import add_up, average


def _wide(x: Array, dtype: Any) -> Any:
    """Return the dtype to accumulate in, for NumPy: `dtype` if given, int64 for integers and bools."""
    if dtype is not None:
        return as_dtype(dtype)
    return None if x.dtype.kind == "f" else np.int64


@operation(
    x=lambda xp, upstream, x_shape, dim, keepdim: restore(xp, upstream, x_shape, dim, keepdim),
    numpy=[np.sum],
    linear=True,
    pure=True,
)
def sum(x: Array, dim: Dim = None, keepdim: bool = False, dtype: Any = None) -> Array:
    """Return the sum of x over `dim`.

    Args:
        x: any shape and dtype.
        dim: the dimension or dimensions to reduce. None means all.
        keepdim: whether the reduced dimensions stay, with size 1.
        dtype: the dtype to add in and of the result. None means that of x, or int64 for integers and bools.

    Returns:
        The shape of x without `dim`.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([[1.0, 2.0], [3.0, 4.0]]).sum(dim=0)
    tensor([4., 6.])
    """
    wide = np.dtype(_wide(x, dtype) or x.dtype)
    if wide.kind != "f":
        return np.asarray(np.sum(x, axis(dim, x), wide, keepdims=keepdim))
    return add_up(x.astype(wide, copy=False), axis(dim, x), keepdim).astype(wide, copy=False)


@operation(
    x=lambda xp, upstream, x_shape, dim, keepdim: restore(
        xp, over(xp, upstream, count(x_shape, dim)), x_shape, dim, keepdim
    ),
    numpy=[np.mean],
    linear=True,
    pure=True,
)
def mean(x: Array, dim: Dim = None, keepdim: bool = False, dtype: Any = None) -> Array:
    """Return the mean of x over `dim`.

    Args:
        x: any shape, floating.
        dim: the dimension or dimensions to reduce. None means all.
        keepdim: whether the reduced dimensions stay, with size 1.
        dtype: the dtype to compute in and of the result. None means that of x.

    Returns:
        The shape of x without `dim`. The mean of no elements is NaN.

    Raises:
        TypeError: if neither x nor `dtype` is floating.
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([[1.0, 2.0], [3.0, 4.0]]).mean(dim=1, keepdim=True)
    tensor([[1.5000],
            [3.5000]])
    """
    dtype = x.dtype if dtype is None else as_dtype(dtype)
    if dtype.kind != "f":
        raise TypeError(f"needs floating elements, got {dtype}; write x.float().mean()")
    return average(x.astype(dtype, copy=False), axis(dim, x), keepdim).astype(dtype, copy=False)


def divided(xp: Any, upstream: Any, out: Any) -> Any:
    """Return upstream / out, and 0 where out is 0: the subgradient of a root, without NaN at any order."""
    is_zero = out == 0
    return xp.where(is_zero, 0.0, upstream / xp.where(is_zero, 1.0, out))


def _deviation(xp: Any, x: Any, dim: Dim) -> Any:
    return x - xp.mean(x, dim, True)


def _degrees(x_shape: dims.Shape, dim: Dim, unbiased: bool, correction: float | None) -> float:
    """Return the divisor of the sum of squares: n − 1 by default, never negative."""
    return builtins.max(count(x_shape, dim) - (int(unbiased) if correction is None else correction), 0)


def over(xp: Any, upstream: Any, n: float) -> Any:
    """Return upstream / n; float16 is divided in float32, because float16 has no number above 65,504."""
    if not n:
        return upstream * np.inf
    if upstream.dtype == np.float16:
        return xp.cast(xp.cast(upstream, np.dtype(np.float32)) / n, upstream.dtype)
    return upstream / n


def _unbiased_first(dim: Any, unbiased: bool) -> tuple[Dim, bool]:
    """Return `dim` and `unbiased`: PyTorch takes x.var(False) as x.var(unbiased=False)."""
    return (None, dim) if isinstance(dim, bool) else (dim, unbiased)


def _variance_by_x(
    xp: Any, upstream: Any, x: Any, dim: Dim, unbiased: bool, keepdim: bool, correction: float | None
) -> Any:
    dim, unbiased = _unbiased_first(dim, unbiased)
    upstream = over(xp, 2 * upstream, _degrees(x.shape, dim, unbiased, correction))
    return restore(xp, upstream, x.shape, dim, keepdim) * _deviation(xp, x, dim)


def _deviation_by_x(
    xp: Any, upstream: Any, out: Any, x: Any, dim: Dim, unbiased: bool, keepdim: bool, correction: float | None
) -> Any:
    dim, unbiased = _unbiased_first(dim, unbiased)
    upstream = divided(xp, over(xp, upstream, _degrees(x.shape, dim, unbiased, correction)), out)
    return restore(xp, upstream, x.shape, dim, keepdim) * _deviation(xp, x, dim)


@operation(x=_variance_by_x, floating=True, pure=True)
def var(
    x: Array, dim: Dim = None, unbiased: bool = True, keepdim: bool = False, correction: float | None = None
) -> Array:
    """Return the variance of x over `dim`: Σ(x − mean)² / (n − 1).

    Args:
        x: any shape; integers become float32.
        dim: the dimension or dimensions to reduce. None means all. A bool in its place is taken as `unbiased`.
        unbiased: whether to divide by n − 1 rather than n (Bessel's correction).
        keepdim: whether the reduced dimensions stay, with size 1.
        correction: divide by n − `correction`. If given, `unbiased` is ignored.

    Returns:
        The shape of x without `dim`. NaN or infinity if the divisor is 0.

    Raises:
        IndexError: if a dimension is out of range.

    Differs from PyTorch: integers are accepted.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0, 3.0, 6.0]).var(correction=0)
    tensor(3.5000)
    """
    return _variance(x, dim, unbiased, keepdim, correction).astype(x.dtype, copy=False)


def _variance(x: Array, dim: Dim, unbiased: bool, keepdim: bool, correction: float | None) -> Array:
    dim, unbiased = _unbiased_first(dim, unbiased)
    deviation = x - average(x, axis(dim, x), keepdims=True)
    total = add_up(deviation * deviation, axis(dim, x), keepdim)
    variance: Array = total / total.dtype.type(_degrees(x.shape, dim, unbiased, correction))
    return variance


@operation(x=_deviation_by_x, floating=True, pure=True)
def std(
    x: Array, dim: Dim = None, unbiased: bool = True, keepdim: bool = False, correction: float | None = None
) -> Array:
    """Return the standard deviation of x over `dim`, the square root of `var`.

    The gradient is 0 where the result is 0.

    Args:
        x: any shape; integers become float32.
        dim: the dimension or dimensions to reduce. None means all. A bool in its place is taken as `unbiased`.
        unbiased: whether to divide by n − 1 rather than n (Bessel's correction).
        keepdim: whether the reduced dimensions stay, with size 1.
        correction: divide by n − `correction`. If given, `unbiased` is ignored.

    Returns:
        The shape of x without `dim`. NaN or infinity if the divisor is 0.

    Raises:
        IndexError: if a dimension is out of range.

    Differs from PyTorch: integers are accepted.

    >>> from autograd import tensor
    >>> tensor([[1.0, 3.0], [2.0, 6.0]]).std(dim=1, unbiased=False)
    tensor([1., 2.])
    """
    return np.sqrt(_variance(x, dim, unbiased, keepdim, correction)).astype(x.dtype, copy=False)


@operation(x=None, numpy=[np.count_nonzero])
def count_nonzero(x: Array, dim: Dim = None) -> Array:
    """Return the number of nonzero elements of x over `dim`.

    Args:
        x: any shape and dtype.
        dim: the dimension or dimensions to reduce. None means all.

    Returns:
        The shape of x without `dim`, int64. No gradient flows.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([[0, 1], [2, 3]]).count_nonzero(dim=1)
    tensor([1, 2])
    """
    return np.asarray(np.count_nonzero(x, axis(dim, x)))


@operation(x=None, numpy=[np.all])
def all(x: Array, dim: Dim = None, keepdim: bool = False) -> Array:
    """Return whether all elements of x over `dim` are nonzero.

    Args:
        x: any shape and dtype.
        dim: the dimension or dimensions to reduce. None means all.
        keepdim: whether the reduced dimensions stay, with size 1.

    Returns:
        The shape of x without `dim`, bool; true for no elements. No gradient flows.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([[0, 1], [2, 3]]).all(dim=1)
    tensor([False,  True])
    """
    result: Array = np.all(x, axis(dim, x), keepdims=keepdim)
    return result


@operation(x=None, numpy=[np.any])
def any(x: Array, dim: Dim = None, keepdim: bool = False) -> Array:
    """Return whether any element of x over `dim` is nonzero.

    Args:
        x: any shape and dtype.
        dim: the dimension or dimensions to reduce. None means all.
        keepdim: whether the reduced dimensions stay, with size 1.

    Returns:
        The shape of x without `dim`, bool; false for no elements. No gradient flows.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([[0, 0], [2, 3]]).any(dim=1)
    tensor([False,  True])
    """
    result: Array = np.any(x, axis(dim, x), keepdims=keepdim)
    return result


def _prod_of_others(xp: Any, upstream: Any, out: Any, x: Any, dim: Dim, keepdim: bool) -> Any:
    x = x if x.dtype == out.dtype else xp.cast(x, out.dtype)
    if x.dtype == np.float16:
        u, o, w = (xp.cast(part, np.dtype(np.float32)) for part in (upstream, out, x))
        return xp.cast(_prod_of_others(xp, u, o, w, dim, keepdim), x.dtype)
    upstream = restore(xp, upstream, x.shape, dim, keepdim)
    if isinstance(x, np.ndarray):
        return upstream * _in_rows(xp, x, dim, products_of_others)
    near_zero = float(np.finfo(x.dtype).tiny) ** 0.25  # 1 / x² of a smaller factor overflows at the next order
    if not bool((out == 0).any()) and not bool((builtins.abs(x) < near_zero).any()):
        return upstream * restore(xp, out, x.shape, dim, keepdim) / x

    def others(rows: Any) -> Any:
        # Near zero, out / x is inaccurate. Instead, repeat the factors as the rows of a matrix, set its diagonal to 1
        # and take the product of each row. That is quadratic in n, but exact at every order.
        table = xp.where(np.eye(rows.shape[-1], dtype=np.bool_), 1.0, xp.unsqueeze(rows, -2))
        return xp.prod(table, -1, False, None)

    return upstream * _in_rows(xp, x, dim, others)


def _in_rows(xp: Any, x: Any, dim: Dim, function: Callable[[Any], Any]) -> Any:
    """Apply a function of rows (…, n) to x, with the dimensions of `dim` as one last dimension."""
    reduced = dims.normalize(dim, len(x.shape))
    order = (*(d for d in range(len(x.shape)) if d not in reduced), *reduced)
    moved = xp.permute(x, order)
    kept = moved.shape[: len(order) - len(reduced)]
    result = xp.reshape(function(xp.reshape(moved, (*kept, math.prod(moved.shape[len(kept) :])))), moved.shape)
    return xp.permute(result, tuple(int(i) for i in np.argsort(order)))


def products_of_others(rows: Array) -> Array:
    """Return for each element of a row the product of the others: of those before it times those after it."""
    if not rows.size:
        return rows
    wide = np.float64 if rows.dtype.kind == "f" else rows.dtype
    ones = np.ones((*rows.shape[:-1], 1), rows.dtype)
    before = np.cumprod(np.concatenate([ones, rows[..., :-1]], -1), -1, wide)
    after = np.cumprod(np.concatenate([ones, rows[..., :0:-1]], -1), -1, wide)[..., ::-1]
    others: Array = (before * after).astype(rows.dtype, copy=False)
    return others


@operation(x=_prod_of_others, numpy=[np.prod])
def prod(x: Array, dim: Dim = None, keepdim: bool = False, dtype: Any = None) -> Array:
    """Return the product of the elements of x over `dim`.

    The gradient, the product of the other elements, is exact where elements are 0.

    Args:
        x: any shape and dtype.
        dim: the dimension or dimensions to reduce. None means all.
        keepdim: whether the reduced dimensions stay, with size 1.
        dtype: the dtype of the result. None means that of x, or int64 for integers and bools.

    Returns:
        The shape of x without `dim`.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> x = tensor([2.0, 0.0, 3.0], requires_grad=True)
    >>> x.prod().backward()
    >>> x.grad
    tensor([0., 6., 0.])
    """
    # One after the other: in float64, because errors add up.
    wanted = np.dtype(_wide(x, dtype) or x.dtype)
    wide = np.float64 if wanted.kind == "f" else wanted
    return np.asarray(np.prod(x, axis(dim, x), wide, keepdims=keepdim)).astype(wanted, copy=False)


@operation(
    x=lambda xp, upstream, dim: (
        xp.flip(xp.cumsum(xp.flip(upstream, (dim,)), dim, None), (dim,)) if upstream.shape else upstream
    ),
    linear=True,
    in_place=True,
    pure=True,
)
def cumsum(x: Array, dim: int, dtype: Any = None) -> Array:
    """Return the cumulative sums of x along `dim`: out[i] = x[0] + … + x[i].

    Args:
        x: any shape and dtype.
        dim: the dimension to sum along.
        dtype: the dtype of the result. None means that of x, or int64 for integers and bools.

    Returns:
        The shape of x.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0, 3.0]).cumsum(0)
    tensor([1., 3., 6.])
    """
    # One after the other: in float64, as PyTorch, because errors add up.
    wanted = np.dtype(_wide(x, dtype) or x.dtype)
    wide = np.float64 if wanted.kind == "f" else wanted
    return np.cumsum(x, dim, wide).reshape(x.shape).astype(wanted, copy=False)
