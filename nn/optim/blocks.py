"""Blocks of arrays that fit into the processor's caches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograd.extend import Array

# Elements updated at a time: what a dozen passes read and write stays in the processor's caches, and the calls of a
# pass are few.
BLOCK = 65_536


def blocks(parameter: Array, gradient: Array, *state: Array | None) -> Iterator[tuple[Any, ...]]:
    """The same part of each array, flat, block after block, and scratch memory of the block's size.

    The arrays are laid out in memory as the parameter is; a gradient that is not, is copied so.
    """
    order: Any = "F" if parameter.flags.f_contiguous and not parameter.flags.c_contiguous else "C"
    arrays = [parameter, np.asarray(gradient, order=order), *state]
    scratch = np.empty(min(BLOCK, parameter.size), parameter.dtype)
    if parameter.size <= BLOCK or not (parameter.flags.c_contiguous or parameter.flags.f_contiguous):
        yield (
            *arrays,
            scratch.reshape(parameter.shape, order=order) if parameter.size <= BLOCK else np.empty_like(parameter),
        )
        return
    flat = [None if a is None else a.reshape(-1, order=order) for a in arrays]
    for start in range(0, parameter.size, BLOCK):
        part = slice(start, start + BLOCK)
        blocks = [None if a is None else a[part] for a in flat]
        yield (*blocks, scratch[: min(BLOCK, parameter.size - start)])


def laid_out_as(parameter: Array, value: Any) -> Any:
    """A copy of state, in memory as the parameter is: see _blocks."""
    if not isinstance(value, np.ndarray) or value.shape != parameter.shape:
        return value
    copied = np.empty_like(parameter, dtype=value.dtype)
    copied[...] = value
    return copied
