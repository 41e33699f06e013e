"""Splitting a tensor at given places, and into equal parts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autograd.rules.dims import at, normalize
from autograd.rules.join import split
from autograd.rules.operation import TensorLike, composite


@composite(numpy=[np.array_split])
def tensor_split(
    x: TensorLike, indices_or_sections: int | Sequence[int] | TensorLike, dim: int = 0
) -> tuple[TensorLike, ...]:
    """Return x in parts along `dim`.

    Args:
        x: at least one dimension, any dtype.
        indices_or_sections: the number of parts, or the places to split at, as a sequence or a Tensor. Of a number of
            parts, the first ones are longer by one if the size is no multiple.
        dim: the dimension to split.

    Returns:
        A tuple of views.

    Raises:
        IndexError: if the dimension is out of range.
        ValueError: if the number of parts is not positive.

    >>> from autograd import arange
    >>> arange(5).tensor_split(2)
    (tensor([0, 1, 2]), tensor([3, 4]))
    """
    if x.ndim == 0:
        raise ValueError("tensor_split(): expected at least one dimension, got a 0-d tensor")
    (dim,) = normalize(dim, x.ndim)
    size = x.shape[dim]
    given = np.asarray(indices_or_sections)
    if given.ndim:
        places = [int(i) for i in given]
    else:
        parts = int(given)
        if parts < 1:
            raise ValueError(f"tensor_split(): expected at least 1 part, got {parts}")
        short, longer = divmod(size, parts)
        places = [i * short + min(i, longer) for i in range(1, parts)]
    starts, ends = [0, *places], [*places, size]
    return tuple(x[at(dim, slice(start, end))] for start, end in zip(starts, ends))


def _split_along(
    name: str, x: TensorLike, sections: int | Sequence[int], dim: int, least: int
) -> tuple[TensorLike, ...]:
    if x.ndim < least:
        raise ValueError(f"{name}(): expected at least {least} dimension(s), got {x.ndim}")
    if isinstance(sections, int) and (sections < 1 or x.shape[dim] % sections):
        raise ValueError(f"{name}(): expected a divisor of {x.shape[dim]}, got {sections}; use tensor_split()")
    return tensor_split(x, sections, dim)


@composite(numpy=[np.hsplit])
def hsplit(x: TensorLike, indices_or_sections: int | Sequence[int]) -> tuple[TensorLike, ...]:
    """Return x in parts along its second dimension; a vector, along its only one.

    Args:
        x: at least one dimension, any dtype.
        indices_or_sections: the number of equal parts, or the places to split at.

    Raises:
        ValueError: if the parts would not be equal, or x has too few dimensions.

    >>> from autograd import arange
    >>> arange(4).hsplit(2)
    (tensor([0, 1]), tensor([2, 3]))
    """
    return _split_along("hsplit", x, indices_or_sections, 0 if x.ndim == 1 else 1, 1)


@composite(numpy=[np.vsplit])
def vsplit(x: TensorLike, indices_or_sections: int | Sequence[int]) -> tuple[TensorLike, ...]:
    """Return x in parts along its first dimension.

    Args:
        x: at least two dimensions, any dtype.
        indices_or_sections: the number of equal parts, or the places to split at.

    Raises:
        ValueError: if the parts would not be equal, or x has too few dimensions.
    """
    return _split_along("vsplit", x, indices_or_sections, 0, 2)


@composite(numpy=[np.dsplit])
def dsplit(x: TensorLike, indices_or_sections: int | Sequence[int]) -> tuple[TensorLike, ...]:
    """Return x in parts along its third dimension.

    Args:
        x: at least three dimensions, any dtype.
        indices_or_sections: the number of equal parts, or the places to split at.

    Raises:
        ValueError: if the parts would not be equal, or x has too few dimensions.
    """
    return _split_along("dsplit", x, indices_or_sections, 2, 3)


@composite()
def split_with_sizes(x: TensorLike, split_sizes: Sequence[int], dim: int = 0) -> tuple[TensorLike, ...]:
    """Return x in parts of given sizes along `dim`.

    Args:
        x: at least one dimension, any dtype.
        split_sizes: the sizes of the parts.
        dim: the dimension to split.

    Raises:
        ValueError: if the sizes do not add up to that of `dim`.
        IndexError: if the dimension is out of range.
    """
    return split(x, split_sizes, dim)
