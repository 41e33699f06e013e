"""NumPy's differences, integrals, interpolation and convolution."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd.rules import elementwise, scan
from autograd.rules.index import where as choose
from autograd.rules.join import cat
from autograd.rules.matmul import matmul
from autograd.rules.numpy_forms.operands import broadcast, flat, numbers, operand, size
from autograd.rules.operation import TensorLike, numpy_form


@numpy_form(np.diff)
def diff(a: Any, n: int = 1, axis: int = -1, prepend: Any = None, append: Any = None) -> TensorLike:
    """Return the differences of neighbours, for `np.diff`."""
    x = operand(a)
    if x.ndim == 0:
        raise ValueError("np.diff(): expected one dimension or more, got a number")
    edge = [1 if d == range(x.ndim)[axis] else size for d, size in enumerate(x.shape)]
    ends = [None if e is None else operand(e) for e in (prepend, append)]
    ends = [broadcast(e, edge) if e is not None and e.ndim == 0 else e for e in ends]
    return scan.diff(x, n, axis, *ends)


@numpy_form(np.ediff1d)
def ediff1d(ary: Any, to_end: Any = None, to_begin: Any = None) -> TensorLike:
    """Return the differences of neighbours of all elements, for `np.ediff1d`."""
    x = flat(operand(ary))
    parts = [x[1:] - x[:-1]]
    if to_begin is not None:
        parts.insert(0, flat(operand(to_begin)))
    if to_end is not None:
        parts.append(flat(operand(to_end)))
    return cat(parts) if len(parts) > 1 else parts[0]


@numpy_form(np.gradient)
def gradient(f: Any, *varargs: Any, axis: Any = None, edge_order: int = 1) -> Any:
    """Return estimates of derivatives, for `np.gradient`."""
    x = operand(f)
    spacing: Any = [s if isinstance(s, int | float) else operand(s) for s in varargs] or 1
    if isinstance(spacing, list) and len(spacing) == 1:
        axes = range(x.ndim) if axis is None else (axis,) if isinstance(axis, int) else axis
        spacing = spacing * len(axes)
    found = scan.gradient(x, spacing=spacing, dim=axis, edge_order=edge_order)
    return found[0] if len(found) == 1 else tuple(found)


@numpy_form(np.trapezoid)
def trapezoid(y: Any, x: Any = None, dx: float = 1.0, axis: int = -1) -> TensorLike:
    """Return integrals by the trapezoidal rule, for `np.trapezoid`."""
    return scan.trapezoid(operand(y), None if x is None else operand(x), dx=dx, dim=axis)


@numpy_form(np.interp)
def interp(x: Any, xp: Any, fp: Any, left: Any = None, right: Any = None, period: float | None = None) -> TensorLike:
    """Interpolate between points, for `np.interp`."""
    t, places, heights = operand(x), operand(xp), operand(fp)
    if period is not None:
        period = abs(period)
        t, places = elementwise.remainder(t, period), elementwise.remainder(places, period)
        order = np.argsort(numbers(places), kind="stable")
        places, heights = places[order], heights[order]
        places = cat([places[-1:] - period, places, places[:1] + period])
        heights = cat([heights[-1:], heights, heights[:1]])
        left = right = None
    left = heights[0] if left is None else left
    right = heights[-1] if right is None else right
    at, known = numbers(t), numbers(places)
    count = len(known)
    if count == 1:
        found = broadcast(heights, at.shape) if at.ndim else heights[0]
    else:
        i = np.clip(np.searchsorted(known, at, "right") - 1, 0, count - 2)
        slope = (heights[i + 1] - heights[i]) / (places[i + 1] - places[i])
        found = heights[i] + slope * (t - places[i])
    found = choose(np.asarray(at < known[0]), left, found)
    return choose(np.asarray(at > known[-1]), right, found)


def _full_convolution(x: TensorLike, kernel: TensorLike) -> TensorLike:
    n, m = size(x), size(kernel)
    if x.ndim > 1 or kernel.ndim > 1 or not n or not m:
        raise ValueError(f"np.convolve(): expected two vectors, got shapes {tuple(x.shape)} and {tuple(kernel.shape)}")
    zeros = np.zeros(m - 1, numbers(x).dtype)
    padded = cat([zeros, flat(x), zeros])
    windows = padded[np.arange(n + m - 1)[:, None] + np.arange(m - 1, -1, -1)]
    return matmul(windows, flat(kernel))


@numpy_form(np.convolve)
def convolve(a: Any, v: Any, mode: str = "full") -> TensorLike:
    """Convolve two vectors, for `np.convolve`."""
    x, kernel = operand(a), operand(v)
    if size(kernel) > size(x):
        x, kernel = kernel, x
    n, m = size(x), size(kernel)
    full = _full_convolution(x, kernel)
    return full[_part("convolve", mode, n, m)]


def _part(name: str, mode: str, n: int, m: int) -> slice:
    """Return the part of a full convolution of lengths n ≥ m that a mode keeps."""
    parts = {"full": slice(None), "same": slice((m - 1) // 2, (m - 1) // 2 + n), "valid": slice(m - 1, n)}
    if mode not in parts:
        raise ValueError(f"np.{name}(): expected mode 'full', 'same' or 'valid', got {mode!r}")
    return parts[mode]


@numpy_form(np.correlate)
def correlate(a: Any, v: Any, mode: str = "valid") -> TensorLike:
    """Correlate two vectors, for `np.correlate`."""
    x, kernel = operand(a), operand(v)
    n, m = size(x), size(kernel)
    reverse = np.arange(m - 1, -1, -1)
    full = _full_convolution(x, flat(kernel)[reverse])
    if n >= m:
        first = (m - 1) // 2
        return full[slice(first, first + n) if mode == "same" else _part("correlate", mode, n, m)]
    first = n // 2  # NumPy exchanges the vectors and reverses the result
    return full[slice(first, first + m) if mode == "same" else _part("correlate", mode, m, n)]
