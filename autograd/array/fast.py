"""Fast path for rows of the table: same floating dtype, no views; and for comparisons.

Everything else, errors included, falls back to `run`. The fast path takes 0.7 of the time (docs/performance.md).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd.anomaly import anomaly_mode
from autograd.array.apply import defers, recorded_as, run
from autograd.array.base import TensorBase, wrap
from autograd.array.node import Node
from autograd.array.versions import Stamps
from autograd.grad_mode import grad_mode
from autograd.rules.errstate import silent, without_warnings
from autograd.rules.operation import Op


def run_unary(op: Op, x: Any, number: float | None = None) -> Any:
    """Apply a row to a Tensor and, for a binary row, a Python number."""
    if anomaly_mode.enabled or x._view_since is not None or (array := x._array).dtype.kind != "f" or op.casts_numbers:
        return run(op, (x,) if number is None else (x, number))
    try:
        out = silent.run(op.forward, array) if number is None else silent.run(op.forward, array, number)
    except (RuntimeError, TypeError, ValueError):
        return run(op, (x,) if number is None else (x, number))
    result = wrap(out)
    if x._requires_grad and (grad_mode.enabled or grad_mode.heal()):
        if op.double is not None:
            op = recorded_as(op, array)
        saved: list[Any] = [None] * (1 + 2 * op.arity)
        stamps: Stamps = []
        for slot in op.needs[0,]:
            if slot == 2:
                saved[2] = without_warnings(np.asarray, (number, array.dtype))
            else:
                tensor = x if slot else result
                # `keep`, inlined here and in `run_binary`: with calls, ten operations of ten numbers take 3 % longer.
                version = tensor._version
                if version.exposed:
                    saved[slot] = tensor._array.copy()
                else:
                    saved[slot] = tensor._array
                    stamps.append((version, version.count, slot))
        sources = (x._grad_fn or x,) if number is None else (x._grad_fn or x, None)
        result._grad_fn = Node(op, sources, result._array, saved, stamps, None)
        result._requires_grad = True
    return result


def run_binary(op: Op, x: Any, y: Any, reflected: str = "") -> Any:
    """Apply a row to two Tensors, or to a Tensor and something else.

    For an operator, `reflected` is its reflected method. The result is NotImplemented if y should be asked for it.
    """
    if y.__class__ is float or y.__class__ is int:
        return run_unary(op, x, y)
    if reflected and not isinstance(y, TensorBase) and defers(y, reflected):
        return NotImplemented
    if anomaly_mode.enabled or not isinstance(y, TensorBase) or x._view_since is not None or y._view_since is not None:
        return run(op, (x, y))
    a, b = x._array, y._array
    if a.dtype is not b.dtype or a.dtype.kind != "f":
        return run(op, (x, y))
    try:
        out = silent.run(op.forward, a, b)
    except (RuntimeError, TypeError, ValueError):
        return run(op, (x, y))
    result = wrap(out)
    if (x._requires_grad or y._requires_grad) and (grad_mode.enabled or grad_mode.heal()):
        if op.double is not None:
            op = recorded_as(op, a)
        operands = (result, x, y)
        sources: list[Any] = [None, None]
        wanted: tuple[int, ...] = ()
        for i, tensor in ((0, x), (1, y)):
            if tensor._requires_grad:
                sources[i] = tensor._grad_fn or tensor
                wanted += (i,)
        saved: list[Any] = [None] * 5
        stamps: Stamps = []
        for slot in op.needs[wanted]:
            tensor = operands[slot]
            version = tensor._version
            if version.exposed:
                saved[slot] = tensor._array.copy()
            else:
                saved[slot] = tensor._array
                stamps.append((version, version.count, slot))
        result._grad_fn = Node(op, tuple(sources), result._array, saved, stamps, None)
        result._requires_grad = True
    return result


def run_compare(op: Op, x: Any, y: Any) -> Any:
    """Compare a Tensor with a Tensor of its dtype or a Python number. Comparisons are never recorded."""
    a, b = x._array, y
    if isinstance(y, TensorBase):
        b = y._array
        if a.dtype is not b.dtype:
            return run(op, (x, y))
    elif y.__class__ is not float and y.__class__ is not int:
        return run(op, (x, y))
    try:
        return wrap(op.forward(a, b))
    except (RuntimeError, TypeError, ValueError):
        return run(op, (x, y))
