"""Bring a gradient to the shape and dtype of the operand it belongs to: the only place where broadcasting is undone."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from autograd.array.base import TensorBase, wrap
from autograd.rules.arrays import Array
from autograd.rules.operation import recorded_xp
from autograd.rules.sums import add_rows

_SMALL = 4096  # elements


def fit(xp: Any, gradient: Any, source: Any) -> Any:
    """Return `gradient` in the shape and dtype of `source`.

    A rule may give a gradient in a shape that is smaller than its operand's, where it is the same along a dimension;
    it is expanded here.

    Args:
        xp: the functions of the pass: `rules.arrays.xp` for arrays, `recorded_xp` for Tensors.
        gradient: an array or number; in a recorded pass also a Tensor.
        source: what has the operand's `shape` and `dtype`.
    """
    shape, dtype = source.shape, source.dtype
    if xp is recorded_xp:
        if not isinstance(gradient, TensorBase):  # a constant
            gradient = wrap(np.asarray(gradient, dtype))
    elif gradient.__class__ is not np.ndarray:
        gradient = np.asarray(gradient)
    elif gradient.ndim == 2 and gradient.shape[1:] == shape and gradient.dtype is dtype and dtype.char in "fd":
        return add_rows(gradient)  # fast path: a bias
    if gradient.shape != shape:
        # Expand, unless the operand was repeated as a whole along new leading dimensions.
        if gradient.shape[len(gradient.shape) - len(shape) :] != shape or len(gradient.shape) < len(shape):
            if xp is not recorded_xp and math.prod(shape) <= _SMALL:
                copied = np.empty(np.broadcast_shapes(gradient.shape, shape), gradient.dtype)
                copied[...] = gradient  # np.broadcast_to takes six times as long
                gradient = copied
            else:
                gradient = xp.expand(gradient, np.broadcast_shapes(gradient.shape, shape))
        if gradient.shape != shape:
            gradient = xp.sum_to(gradient, shape)
    return gradient if gradient.dtype == dtype else xp.cast(gradient, dtype)


def owned(gradient: Array, upstream: Any) -> Array:
    """Return `gradient` for a leaf to keep: a copy if it is the upstream gradient, a view of it, or read-only.

    A leaf adds to its gradient in place, so it must not share memory.
    """
    if (
        gradient is upstream
        or not gradient.flags.writeable
        or (gradient.base is not None and np.may_share_memory(gradient, upstream))
    ):
        return gradient.copy()
    return gradient
