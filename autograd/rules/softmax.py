"""Softmax and its logarithms."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.dims import Dim, axis, restore
from autograd.rules.dtypes import as_dtype
from autograd.rules.operation import operation
from autograd.rules.sums import add_up


@operation(
    x=lambda xp, upstream, out, x, dim, keepdim: (
        restore(xp, upstream, x.shape, dim, keepdim) * xp.exp(x - restore(xp, out, x.shape, dim, keepdim))
    ),
    floating=True,
    special="logsumexp",
    pure=True,
)
def logsumexp(x: Array, dim: Dim = None, keepdim: bool = False) -> Array:
    """Return log Σ exp(x) over `dim`.

    It subtracts the largest element first, so exp does not overflow. The gradient is softmax(x).

    Args:
        x: any shape; integers become float32.
        dim: the dimension or dimensions to reduce. None means all.
        keepdim: whether the reduced dimensions stay, with size 1.

    Returns:
        The shape of x without `dim`; −∞ for no elements.

    Raises:
        IndexError: if a dimension is out of range.

    Differs from PyTorch: `dim` may be omitted.

    >>> from autograd import tensor
    >>> tensor([100.0, 100.0]).logsumexp(0)
    tensor(100.6931)
    """
    largest = np.amax(x, axis(dim, x), keepdims=True, initial=-np.inf)
    largest = np.where(np.isfinite(largest), largest, 0)  # avoid ∞ − ∞
    total = np.log(add_up(np.exp(x - largest), axis(dim, x), keepdims=True)) + largest
    total = total.astype(x.dtype, copy=False)
    return total if keepdim else total.squeeze(axis(dim, x))


def _shifted(x: Array, dim: int) -> Array:
    # Here and below, the reduction of the ufunc: for small arrays, most of the time of np.amax and np.sum is overhead.
    shifted: Array = x - np.maximum.reduce(x, dim, keepdims=True) if x.size else x
    return shifted.astype(np.float32) if x.dtype == np.float16 else shifted


def _softmax_by_x(xp: Any, upstream: Any, out: Any, dim: int) -> Any:
    if not out.shape:
        return upstream * 0.0
    return out * (upstream - xp.unsqueeze(xp.vecdot(upstream, out, dim), dim))


@operation(
    x=_softmax_by_x,
    floating=True,
    special="softmax",
    pure=True,
)
def softmax(x: Array, dim: int, dtype: Any = None) -> Array:
    """Return exp(x) / Σ exp(x) along `dim`.

    It subtracts the largest element first, so exp does not overflow. With s the result, the gradient is
    s·(upstream − Σ upstream·s).

    Args:
        x: any shape; integers become float32.
        dim: the dimension along which the result sums to 1.
        dtype: the dtype to compute in and of the result. None means that of x.

    Returns:
        The shape of x.

    Raises:
        IndexError: if the dimension is out of range.

    Differs from PyTorch: integers are accepted.

    >>> from autograd import tensor
    >>> tensor([[0.0, 0.0], [1000.0, 0.0]]).softmax(dim=1)
    tensor([[0.5000, 0.5000],
            [1.0000, 0.0000]])
    """
    x = x if dtype is None else x.astype(as_dtype(dtype))
    out = np.exp(_shifted(x, dim))
    out /= _sum_of_positive(out, dim)
    return out.astype(x.dtype, copy=False)


def _sum_of_positive(x: Array, dim: int) -> Array:
    """Return the sum of positive elements along `dim`, with size 1 in `dim`."""
    # Along rows, a product with ones takes a quarter of the time. If no terms cancel and the rows are not long, it is
    # nearly as accurate.
    if x.ndim > 1 and dim in (-1, x.ndim - 1) and x.shape[-1] <= 4096:
        total: Array = np.matmul(x, np.ones((x.shape[-1], 1), x.dtype))
    else:
        total = add_up(x, dim, keepdims=True)
    return total


@operation(
    x=lambda xp, upstream, out, dim: upstream - xp.exp(out) * xp.sum(upstream, dim, True),
    floating=True,
    special="log_softmax",
    pure=True,
)
def log_softmax(x: Array, dim: int, dtype: Any = None) -> Array:
    """Return log(softmax(x)) along `dim`: x − log Σ exp(x).

    It is accurate even where softmax rounds to 0.

    Args:
        x: any shape; integers become float32.
        dim: the dimension along which softmax sums to 1.
        dtype: the dtype to compute in and of the result. None means that of x.

    Returns:
        The shape of x.

    Raises:
        IndexError: if the dimension is out of range.

    Differs from PyTorch: integers are accepted.

    >>> from autograd import tensor
    >>> tensor([0.0, 1000.0]).log_softmax(dim=0)
    tensor([-1000.,     0.])
    """
    x = x if dtype is None else x.astype(as_dtype(dtype))
    shifted = _shifted(x, dim)
    return (shifted - np.log(add_up(np.exp(shifted), dim, keepdims=True))).astype(x.dtype, copy=False)
