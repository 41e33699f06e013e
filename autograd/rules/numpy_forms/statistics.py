"""NumPy's averages, quantiles and covariances."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograd.rules import statistics
from autograd.rules.dims import Dim, normalize
from autograd.rules.join import cat
from autograd.rules.numpy_forms.operands import broadcast, in_dtype, numbers, operand
from autograd.rules.numpy_forms.reductions import mean, sum_
from autograd.rules.operation import TensorLike, numpy_form
from autograd.rules.shape import movedim

_METHODS = ("linear", "lower", "higher", "midpoint", "nearest")


@numpy_form(np.average)
def average(a: Any, axis: Dim = None, weights: Any = None, returned: bool = False, *, keepdims: bool = False) -> Any:
    """Return weighted means, for `np.average`."""
    x = operand(a)
    if weights is None:
        found = mean(x, axis, None, keepdims)
        total = np.full(found.shape, np.prod(x.shape) / max(np.prod(found.shape), 1), numbers(found).dtype)
        return (found, total) if returned else found
    w = operand(weights)
    if tuple(w.shape) != tuple(x.shape):
        if axis is None:
            raise TypeError(f"np.average(): expected axis= for weights of shape {tuple(w.shape)}, got none")
        axes = (axis,) if isinstance(axis, int) else tuple(axis)
        axes = tuple(range(x.ndim)[d] for d in axes)
        if tuple(w.shape) != tuple(x.shape[d] for d in axes):
            raise ValueError(f"np.average(): expected weights of the sizes of axis {axis}, got {tuple(w.shape)}")
        w = movedim(w, tuple(range(w.ndim)), tuple(int(i) for i in np.argsort(np.argsort(axes))))
        w = w.reshape([n if d in axes else 1 for d, n in enumerate(x.shape)])
    w = broadcast(w, x.shape)
    total = sum_(w, axis, None, keepdims)
    found = sum_(x * w, axis, None, keepdims) / total
    return (found, total) if returned else found


def _ranked(
    function: Callable[..., TensorLike], name: str, a: Any, q: Any, axis: Dim, method: str, keepdims: bool, weights: Any
) -> TensorLike:
    x = operand(a)
    x = x if x.dtype.kind == "f" else in_dtype(x, np.float64)
    if method not in _METHODS or weights is not None:
        what = "no weights=" if weights is not None else f"a method of {', '.join(_METHODS)}"
        raise TypeError(f"np.{name}(): expected {what}, got {method if weights is None else 'weights'}; use a.detach()")
    wanted = operand(q)
    axes = normalize(axis, x.ndim)
    rows = movedim(x, axes, tuple(range(x.ndim - len(axes), x.ndim)))
    rows = rows.reshape([*rows.shape[: x.ndim - len(axes)], -1])
    found = function(rows, wanted.reshape(-1), -1, interpolation=method)
    kept = [1 if d in axes else n for d, n in enumerate(x.shape)] if keepdims else list(rows.shape[:-1])
    return found.reshape([*wanted.shape, *kept])


@numpy_form(np.quantile)
def quantile(a: Any, q: Any, axis: Dim = None, overwrite_input: bool = False, method: str = "linear",
             keepdims: bool = False, *, weights: Any = None) -> TensorLike:  # fmt: skip
    """Return quantiles, for `np.quantile`."""
    return _ranked(statistics.quantile, "quantile", a, q, axis, method, keepdims, weights)


@numpy_form(np.percentile)
def percentile(a: Any, q: Any, axis: Dim = None, overwrite_input: bool = False, method: str = "linear",
               keepdims: bool = False, *, weights: Any = None) -> TensorLike:  # fmt: skip
    """Return percentiles, for `np.percentile`."""
    return _ranked(statistics.quantile, "percentile", a, operand(q) / 100, axis, method, keepdims, weights)


@numpy_form(np.nanquantile)
def nanquantile(a: Any, q: Any, axis: Dim = None, overwrite_input: bool = False, method: str = "linear",
                keepdims: bool = False, *, weights: Any = None) -> TensorLike:  # fmt: skip
    """Return quantiles of what is not NaN, for `np.nanquantile`."""
    return _ranked(statistics.nanquantile, "nanquantile", a, q, axis, method, keepdims, weights)


@numpy_form(np.nanpercentile)
def nanpercentile(a: Any, q: Any, axis: Dim = None, overwrite_input: bool = False, method: str = "linear",
                  keepdims: bool = False, *, weights: Any = None) -> TensorLike:  # fmt: skip
    """Return percentiles of what is not NaN, for `np.nanpercentile`."""
    return _ranked(statistics.nanquantile, "nanpercentile", a, operand(q) / 100, axis, method, keepdims, weights)


@numpy_form(np.median)
def median(a: Any, axis: Dim = None, overwrite_input: bool = False, keepdims: bool = False) -> TensorLike:
    """Return medians, for `np.median`: the mean of the middle two of an even number."""
    return quantile(a, 0.5, axis, keepdims=keepdims)


@numpy_form(np.nanmedian)
def nanmedian(a: Any, axis: Dim = None, overwrite_input: bool = False, keepdims: bool = False) -> TensorLike:
    """Return medians of what is not NaN, for `np.nanmedian`."""
    return nanquantile(a, 0.5, axis, keepdims=keepdims)


@numpy_form(np.cov)
def cov(m: Any, y: Any = None, rowvar: bool = True, bias: bool = False, ddof: int | None = None, fweights: Any = None,
        aweights: Any = None, *, dtype: Any = None) -> TensorLike:  # fmt: skip
    """Return the covariances of variables, for `np.cov`."""
    x = _variables(m, y, rowvar, dtype)
    correction = int(not bias) if ddof is None else ddof
    given: dict[str, Any] = {"fweights": fweights, "aweights": aweights}
    weights = {k: operand(w) for k, w in given.items() if w is not None}
    found = statistics.cov(x, correction=correction, **weights)
    return found.reshape(()) if x.shape[0] == 1 else found


@numpy_form(np.corrcoef)
def corrcoef(x: Any, y: Any = None, rowvar: bool = True, *, dtype: Any = None) -> TensorLike:
    """Return the correlations of variables, for `np.corrcoef`."""
    variables = _variables(x, y, rowvar, dtype)
    found = statistics.corrcoef(variables)
    return found.reshape(()) if variables.shape[0] == 1 else found


def _variables(m: Any, y: Any, rowvar: bool, dtype: Any) -> TensorLike:
    parts = []
    for part in (m, y):
        if part is not None:
            x = operand(part)
            x = in_dtype(x, dtype if dtype is not None or x.dtype.kind == "f" else np.float64)
            if x.ndim > 2:
                raise ValueError(f"np.cov(): expected at most two dimensions, got shape {tuple(x.shape)}")
            x = x.reshape([1] * (2 - x.ndim) + list(x.shape))
            parts.append(x.T if not rowvar and x.shape[0] != 1 else x)
    return parts[0] if len(parts) == 1 else cat(parts)
