"""Arguments of the operations on images."""

from __future__ import annotations

import operator
from collections.abc import Sequence

from autograd import ShapeError, Tensor

Size = int | Sequence[int]  # one number, or (vertical, horizontal)


def pair(x: Size, where: str, least: int = 1) -> tuple[int, int]:
    """Return `x` as (vertical, horizontal).

    Args:
        x: one number for both directions, or two numbers.
        where: the operation and the argument, for the error message.
        least: the smallest number allowed.

    Raises:
        ValueError: if `x` is neither, or a number is too small.
    """
    given = x if isinstance(x, Sequence) else (x, x)
    if len(given) == 1:
        given = (given[0], given[0])
    try:
        pair = tuple(map(operator.index, given))
    except TypeError:
        pair = ()
    if len(pair) != 2 or min(pair) < least:
        raise ValueError(f"{where}: expected a whole number of {least} or more, or two of them, got {x!r}")
    return pair


def batched(x: Tensor, where: str) -> tuple[Tensor, bool]:
    """Return `x` as (N, C, H, W), and whether it was one image (C, H, W).

    Raises:
        ShapeError: if `x` has neither 3 nor 4 dimensions.
    """
    if x.ndim not in (3, 4):
        raise ShapeError(f"{where}: expected images (N, C, H, W) or (C, H, W), got shape {x.shape}")
    return (x.unsqueeze(0), True) if x.ndim == 3 else (x, False)
