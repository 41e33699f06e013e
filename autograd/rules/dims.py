"""Dimensions as arguments: negative ones, several at once, and what a reduction leaves of a shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Dim = int | Sequence[int] | None
Shape = tuple[int, ...]


def normalize(dim: Dim, ndim: int) -> tuple[int, ...]:
    """`dim` as ascending, non-negative numbers; None means all.

    Raises:
        IndexError: if a dimension is out of range.
        ValueError: if one is named twice.
    """
    if dim is None or dim == ():  # as in PyTorch
        return tuple(range(ndim))
    dims = (dim,) if isinstance(dim, int) else tuple(dim)
    for d in dims:
        if not -max(ndim, 1) <= d < max(ndim, 1):  # a 0-d tensor takes 0 and -1, as in PyTorch
            raise IndexError(f"dim {d} is out of range for {ndim} dimension(s)")
    positive = tuple(sorted(d % max(ndim, 1) for d in dims if ndim))
    if len(set(positive)) < len(positive):
        raise ValueError(f"dim {dim} names a dimension twice")
    return positive


def axis(dim: Dim, x: Any) -> tuple[int, ...] | None:
    """`dim` as NumPy's `axis` for reducing x."""
    return None if dim is None or dim == () else normalize(dim, x.ndim)


def count(x_shape: Shape, dim: Dim) -> int:
    """How many elements are reduced into one."""
    result = 1
    for d in normalize(dim, len(x_shape)):
        result *= x_shape[d]
    return result


def restore(xp: Any, reduced: Any, x_shape: Shape, dim: Dim, keepdim: bool) -> Any:
    """A reduction's result, with the reduced dimensions put back as size 1, so that it broadcasts against x."""
    if keepdim or dim is None or dim == ():
        return reduced
    reduced_dims = normalize(dim, len(x_shape))
    return xp.reshape(reduced, tuple(1 if d in reduced_dims else size for d, size in enumerate(x_shape)))
