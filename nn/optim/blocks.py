"""Large arrays in blocks that fit into the processor's caches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograd.extend import Array

# The number of elements in a block. Adam passes over each about twelve times: five float32 arrays of this size take
# 2.6 MB, which caches hold. Smaller blocks cost more calls of NumPy's functions.
BLOCK = 131_072


def blocks(parameter: Array, gradient: Array, *state: Array | None) -> Iterator[tuple[Any, ...]]:
    """Yield the same part of each array, one block after another, and a scratch array of the block's size.

    Args:
        parameter: any shape.
        gradient: of the same shape. If its memory layout differs from that of `parameter`, a copy is yielded.
        state: arrays of the same shape and memory layout as `parameter`, or None, which is yielded as None.

    Returns:
        Tuples (parameter, gradient, *state, scratch). Large contiguous arrays come as flat parts of `BLOCK` elements,
        others whole.
    """
    order: Any = "F" if parameter.flags.f_contiguous and not parameter.flags.c_contiguous else "C"
    if gradient.strides != parameter.strides:
        gradient = np.asarray(gradient, order=order)
    if parameter.size <= BLOCK or not (parameter.flags.c_contiguous or parameter.flags.f_contiguous):
        yield parameter, gradient, *state, np.empty_like(parameter)
        return
    arrays, scratch = [parameter, gradient, *state], np.empty(BLOCK, parameter.dtype)
    flat = [None if a is None else a.reshape(-1, order=order) for a in arrays]
    for start in range(0, parameter.size, BLOCK):
        part = slice(start, start + BLOCK)
        parts = [None if a is None else a[part] for a in flat]
        yield (*parts, scratch[: parameter.size - start])


def laid_out_as(parameter: Array, value: Array) -> Array:
    """Return a copy of an array of state, with the dtype and memory layout of the parameter, as `blocks` needs it."""
    copied = np.empty_like(parameter)
    copied[...] = value
    return copied
