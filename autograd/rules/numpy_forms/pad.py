"""`np.pad`, in all modes of NumPy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograd.rules.join import cat
from autograd.rules.numpy_forms.operands import broadcast, in_dtype, numbers, operand, rearranged
from autograd.rules.numpy_forms.products import tensordot
from autograd.rules.numpy_forms.reductions import max_, mean, min_
from autograd.rules.numpy_forms.statistics import median
from autograd.rules.operation import TensorLike, numpy_form
from autograd.rules.shape import movedim

_STATISTICS: dict[str, Callable[..., TensorLike]] = {"maximum": max_, "minimum": min_, "mean": mean, "median": median}


@numpy_form(np.pad)
def pad(array: Any, pad_width: Any, mode: Any = "constant", **kwargs: Any) -> TensorLike:
    """Put elements around an array, for `np.pad`."""
    x = operand(array)
    if isinstance(pad_width, dict):
        widths: list[Any] = [pad_width.get(d, pad_width.get(d - x.ndim, 0)) for d in range(x.ndim)]
        pairs = [(w, w) if isinstance(w, int) else tuple(w) for w in widths]
    else:
        pairs = _per_axis(numbers(pad_width), x.ndim)
    np.pad(np.empty((1,) * x.ndim), pairs, mode, **{k: v for k, v in kwargs.items() if k != "constant_values"})
    if mode == "constant":
        return _constant(x, pairs, kwargs.get("constant_values", 0))
    if mode in _STATISTICS:
        return _statistic(x, pairs, _STATISTICS[mode], kwargs.get("stat_length"))
    if mode == "linear_ramp" or kwargs.get("reflect_type") == "odd":
        return _linear(x, pairs, mode, kwargs)
    if mode == "empty" or callable(mode):
        raise TypeError(f"np.pad(): expected a mode with defined elements for a Tensor, got {mode!r}")
    return rearranged(lambda places: np.pad(places, pairs, mode, **kwargs), x)


def _per_axis(given: Any, ndim: int) -> list[tuple[int, int]]:
    return [(int(a), int(b)) for a, b in np.broadcast_to(given, (ndim, 2)).tolist()]


def _constant(x: TensorLike, pairs: list[tuple[int, int]], values: Any) -> TensorLike:
    ends = broadcast(in_dtype(operand(values), x.dtype), (x.ndim, 2))
    return rearranged(
        lambda places, corners: np.pad(places, pairs, constant_values=[tuple(c) for c in corners.tolist()]), x, ends
    )


def _statistic(
    x: TensorLike, pairs: list[tuple[int, int]], function: Callable[..., TensorLike], stat_length: Any
) -> TensorLike:
    lengths = [(None, None)] * x.ndim if stat_length is None else _per_axis(numbers(stat_length), x.ndim)
    for d, (pair, length) in enumerate(zip(pairs, lengths)):
        before = (slice(None),) * d
        parts = [x]
        for end in (0, 1):
            n = x.shape[d] if length[end] is None else min(length[end], x.shape[d])
            part = x[(*before, slice(0, n) if end == 0 else slice(x.shape[d] - n, None))]
            found = function(part, d, keepdims=True)
            found = in_dtype(found, x.dtype) if x.dtype.kind == "f" else in_dtype(np.round(found), x.dtype)
            found = broadcast(found, [pair[end] if e == d else size for e, size in enumerate(x.shape)])
            parts = [found, *parts] if end == 0 else [*parts, found]
        x = cat(parts, d)
    return x


def _linear(x: TensorLike, pairs: list[tuple[int, int]], mode: str, kwargs: dict[str, Any]) -> TensorLike:
    """Pad along one dimension after the other by a matrix, and add what the padding of zeros gives."""
    ends = kwargs.get("end_values", 0)
    values = _per_axis_values(ends, x.ndim)
    for d, pair in enumerate(pairs):
        n = x.shape[d]
        given = {**kwargs, "end_values": (0, 0)} if mode == "linear_ramp" else kwargs
        identity = np.eye(n, dtype=numbers(x).dtype)
        matrix = np.stack([np.pad(row, pair, mode, **given) for row in identity], 1)  # type: ignore[call-overload]
        x = movedim(tensordot(x, matrix, ((d,), (1,))), -1, d)
        if mode == "linear_ramp":
            offset = np.pad(np.zeros(n, numbers(x).dtype), pair, "linear_ramp", end_values=values[d])
            x = x + offset.reshape([-1 if e == d else 1 for e in range(x.ndim)])
    return x


def _per_axis_values(given: Any, ndim: int) -> list[tuple[float, float]]:
    return [(a, b) for a, b in np.broadcast_to(given, (ndim, 2)).tolist()]
