"""Large arrays in blocks that fit into the processor's caches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from autograd.extend import Array

# The number of elements in a block. Adam passes over each about twelve times: five float32 arrays of this size take
# 2.6 MB, which caches hold. Smaller blocks cost more calls of NumPy's functions.
BLOCK = 131_072


def blocks(parameter: Array, gradient: Array, *state: Array | None) -> Iterable[tuple[Any, ...]]:
    """Return the same part of each array, one block after another, and a scratch array of the block's size.

    Args:
        parameter: any shape.
        gradient: of the same shape. If its memory layout differs from that of `parameter`, a copy is returned.
        state: arrays of the same shape and memory layout as `parameter`, or None, which is returned as None.

    Returns:
        Tuples (parameter, gradient, *state, scratch). Large contiguous arrays come as flat parts of `BLOCK` elements,
        others whole.
    """
    order: Any = "F" if parameter.flags.f_contiguous and not parameter.flags.c_contiguous else "C"
    if gradient.strides != parameter.strides:
        gradient = np.asarray(gradient, order=order)
    if parameter.size <= BLOCK or not (parameter.flags.c_contiguous or parameter.flags.f_contiguous):
        return ((parameter, gradient, *state, np.empty_like(parameter)),)
    return _parts([None if a is None else a.reshape(-1, order=order) for a in (parameter, gradient, *state)])


def _parts(arrays: list[Any]) -> Iterator[tuple[Any, ...]]:
    parameter = arrays[0]
    scratch = np.empty(BLOCK, parameter.dtype)
    for start in range(0, parameter.size, BLOCK):
        parts = [None if a is None else a[start : start + BLOCK] for a in arrays]
        yield (*parts, scratch[: parameter.size - start])


def laid_out_as(parameter: Array, value: Array) -> Array:
    """Return a copy of an array of state, with the dtype and memory layout of the parameter, as `blocks` needs it."""
    copied = np.empty_like(parameter)
    copied[...] = value
    return copied
