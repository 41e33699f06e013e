"""Arguments of the operations on signals (N, C, L), images (N, C, H, W) and volumes (N, C, D, H, W)."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

from autograd import ShapeError, Tensor
from autograd.extend import Geometry
from nn.functional.arguments import as_tensor

Size = int | Sequence[int]  # one number, or one per spatial dimension, as (vertical, horizontal)

_KINDS = {1: "signals (N, C, L) or (C, L)", 2: "images (N, C, H, W) or (C, H, W)", 3: "volumes (N, C, D, H, W) or …"}


def sizes(x: Size, dims: int, where: str, least: int = 1) -> tuple[int, ...]:
    """Return `x` as one number per spatial dimension.

    Args:
        x: one number for all directions, or one per direction.
        dims: the number of spatial dimensions.
        where: the operation and the argument, for the error message.
        least: the smallest number allowed.

    Raises:
        ValueError: if `x` is neither, or a number is too small.
    """
    given = tuple(x) if isinstance(x, Sequence) else (x,)
    try:
        found = tuple(map(operator.index, given * dims if len(given) == 1 else given))
    except TypeError:
        found = ()
    if len(found) != dims or min(found) < least:
        many = f" or {dims} of them" if dims > 1 else ""
        raise ValueError(f"{where}: expected a whole number of {least} or more{many}, got {x!r}")
    return found


def batched(x: Any, dims: int, where: str) -> tuple[Tensor, bool]:
    """Return `x` as (N, C, …), and whether it was one sample (C, …).

    Raises:
        ShapeError: if `x` has neither `dims` + 1 nor `dims` + 2 dimensions.
        TypeError: if `x` is neither a Tensor nor an array.
    """
    x = as_tensor(x, where, "input")
    if x.ndim not in (dims + 1, dims + 2):
        raise ShapeError(f"{where}(): expected {_KINDS[dims]}, got shape {x.shape}")
    return (x.unsqueeze(0), True) if x.ndim == dims + 1 else (x, False)


def pooling_windows(
    kernel_size: Size, stride: Size | None, padding: Size, dims: int, where: str, dilation: Size = 1, ceil: bool = False
) -> Geometry:
    """Return the windows of a pooling, which may reach over the edge by at most half of the kernel.

    Raises:
        ValueError: if a setting is out of range.
    """
    kernel = sizes(kernel_size, dims, f"{where}(): kernel_size")
    pads = sizes(padding, dims, f"{where}(): padding", 0)
    if any(2 * p > k for p, k in zip(pads, kernel)):
        raise ValueError(f"{where}(): padding {pads} is more than half of the kernel {kernel}")
    omitted = stride is None or (isinstance(stride, Sequence) and not stride)
    strides = kernel if omitted else sizes(stride, dims, f"{where}(): stride")  # type: ignore[arg-type]
    steps = sizes(dilation, dims, f"{where}(): dilation")
    return Geometry(kernel, strides, tuple((p, p) for p in pads), steps, ceil=bool(ceil))
