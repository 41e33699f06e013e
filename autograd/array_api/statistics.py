"""Reductions and scans of the array API standard."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd.array.tensor import Tensor
from autograd.rules.dims import Dim
from autograd.rules.numpy_forms import scans


def _dtype(x: Tensor, dtype: Any) -> Any:
    """Return the dtype of a sum: that of x if it is floating, else int64."""
    return dtype if dtype is not None or x.dtype.kind == "f" else np.dtype(np.int64)


def sum(x: Tensor, /, *, axis: Dim = None, dtype: Any = None, keepdims: bool = False) -> Tensor:
    """Add up."""
    found: Any = np.sum(x, axis, _dtype(x, dtype), keepdims=keepdims)
    return found  # type: ignore[no-any-return]


def prod(x: Tensor, /, *, axis: Dim = None, dtype: Any = None, keepdims: bool = False) -> Tensor:
    """Multiply."""
    found: Any = np.prod(x, axis, _dtype(x, dtype), keepdims=keepdims)
    return found  # type: ignore[no-any-return]


def mean(x: Any, /, *, axis: Any = None, keepdims: bool = False) -> Any:
    """Return the mean."""
    return np.mean(x, axis, keepdims=keepdims)


def var(x: Any, /, *, axis: Any = None, correction: float = 0.0, keepdims: bool = False) -> Any:
    """Return the variance."""
    return np.var(x, axis, correction=correction, keepdims=keepdims)


def std(x: Any, /, *, axis: Any = None, correction: float = 0.0, keepdims: bool = False) -> Any:
    """Return the standard deviation."""
    return np.std(x, axis, correction=correction, keepdims=keepdims)


def max(x: Any, /, *, axis: Any = None, keepdims: bool = False) -> Any:
    """Return the largest elements."""
    return np.max(x, axis, keepdims=keepdims)


def min(x: Any, /, *, axis: Any = None, keepdims: bool = False) -> Any:
    """Return the smallest elements."""
    return np.min(x, axis, keepdims=keepdims)


def all(x: Any, /, *, axis: Any = None, keepdims: bool = False) -> Any:
    """Return whether all elements are true."""
    return np.all(x, axis, keepdims=keepdims)


def any(x: Any, /, *, axis: Any = None, keepdims: bool = False) -> Any:
    """Return whether any element is true."""
    return np.any(x, axis, keepdims=keepdims)


def cumulative_sum(x: Any, /, *, axis: int | None = None, dtype: Any = None, include_initial: bool = False) -> Any:
    """Return running sums."""
    return scans.cumulative_sum(x, axis=axis, dtype=_dtype(x, dtype), include_initial=include_initial)


def cumulative_prod(x: Any, /, *, axis: int | None = None, dtype: Any = None, include_initial: bool = False) -> Any:
    """Return running products."""
    return scans.cumulative_prod(x, axis=axis, dtype=_dtype(x, dtype), include_initial=include_initial)


def diff(x: Any, /, *, axis: int = -1, n: int = 1, prepend: Any = None, append: Any = None) -> Any:
    """Return the differences of neighbours."""
    given = {name: part for name, part in (("prepend", prepend), ("append", append)) if part is not None}
    return np.diff(x, n, axis, **given)
