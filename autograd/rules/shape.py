"""Operations that rearrange elements without computing with them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.dims import Dim, Shape, normalize
from autograd.rules.operation import TensorLike, composite, numpy_form, operation


@operation(x=lambda xp, upstream, x_shape: xp.reshape(upstream, x_shape), view=True, linear=True)
def reshape(x: Array, *sizes: int) -> Array:
    """x with another shape of as many elements; one size may be -1. Shares memory where it can."""
    return x.reshape(sizes)


@operation(x=lambda xp, upstream: upstream, view=True, numpy=[np.broadcast_to], linear=True, aliases=["broadcast_to"])
def expand(x: Array, *sizes: int) -> Array:
    """x repeated, without copying, along new leading dimensions and those of size 1; -1 keeps a size."""
    lead = len(sizes) - x.ndim
    wanted = tuple(x.shape[i - lead] if size == -1 and i >= lead else size for i, size in enumerate(sizes))
    return np.broadcast_to(x, wanted)


@operation(x=lambda xp, upstream: upstream, linear=True, internal=True)
def sum_to(x: Array, shape: Shape) -> Array:
    """The sum of x over all that broadcasting `shape` to x's shape repeats: broadcasting undone."""
    lead = x.ndim - len(shape)
    repeated = tuple(range(lead))
    if x.shape[lead:] != shape:
        repeated += tuple(lead + i for i, size in enumerate(shape) if size == 1 and x.shape[lead + i] != 1)
    if repeated == (0,) and x.ndim == 2 and x.dtype in (np.float32, np.float64):
        summed: Array = _ones(len(x), x.dtype) @ x  # a bias's gradient: half the time of sum over rows
    else:
        summed = x.sum(axis=repeated)
    return summed if summed.shape == shape else summed.reshape(shape)


@lru_cache(maxsize=64)
def _ones(n: int, dtype: Any) -> Array:
    return np.ones(n, dtype)


@operation(x=lambda xp, upstream, x_shape: xp.reshape(upstream, x_shape), view=True, numpy=[np.squeeze], linear=True)
def squeeze(x: Array, dim: Dim = None) -> Array:
    """x without its dimensions of size 1, or without `dim` if its size is 1."""
    dims = tuple(d for d in normalize(dim, x.ndim) if x.shape[d] == 1)
    return np.squeeze(x, dims) if dims else x[...]


@operation(
    x=lambda xp, upstream, x_shape: xp.reshape(upstream, x_shape), view=True, numpy=[np.expand_dims], linear=True
)
def unsqueeze(x: Array, dim: int) -> Array:
    """x with a new dimension of size 1 at `dim`."""
    return np.expand_dims(x, dim)


@operation(
    x=lambda xp, upstream, dim0, dim1: xp.transpose(upstream, dim0, dim1),
    view=True,
    numpy=[np.swapaxes],
    linear=True,
    aliases=["swapaxes"],
)
def transpose(x: Array, dim0: int, dim1: int) -> Array:
    """x with two dimensions exchanged."""
    return np.swapaxes(x, dim0, dim1)


@operation(x=lambda xp, upstream: xp.mT(upstream), view=True, linear=True, internal=True)
def mT(x: Array) -> Array:  # noqa: N802  # PyTorch's name
    """Each matrix transposed: the last two dimensions exchanged."""
    if x.ndim < 2:
        raise ValueError(f"needs at least 2 dimensions, got shape {x.shape}")
    return np.swapaxes(x, -1, -2)


@operation(
    x=lambda xp, upstream, dims: xp.permute(upstream, tuple(int(i) for i in np.argsort(np.array(dims) % len(dims)))),
    view=True,
    linear=True,
)
def permute(x: Array, *dims: int) -> Array:
    """x with its dimensions in the order given."""
    return np.transpose(x, dims)


@operation(x=lambda xp, upstream, dims: xp.flip(upstream, dims), linear=True)
def flip(x: Array, *dims: int) -> Array:
    """x with the order of elements reversed along `dims`. A copy."""
    return np.flip(x, dims).copy()


@operation(x=lambda xp, upstream, shifts, dims: xp.roll(upstream, _negative(shifts), dims), linear=True)
def roll(x: Array, shifts: int | Sequence[int], dims: Dim = None) -> Array:
    """x with its elements moved on by `shifts` along `dims`, around the end."""
    return np.roll(x, shifts, dims)


def _negative(shifts: Any) -> Any:
    return -shifts if isinstance(shifts, int) else tuple(-s for s in shifts)


@operation(x=lambda xp, upstream, diagonal: xp.tril(upstream, diagonal), numpy=[np.tril], linear=True)
def tril(x: Array, diagonal: int = 0) -> Array:
    """The lower triangle of each matrix, up to `diagonal`; zero above."""
    return np.tril(x, diagonal)


@operation(x=lambda xp, upstream, diagonal: xp.triu(upstream, diagonal), numpy=[np.triu], linear=True)
def triu(x: Array, diagonal: int = 0) -> Array:
    """The upper triangle of each matrix, from `diagonal`; zero below."""
    return np.triu(x, diagonal)


def _part_of_cat(xp: Any, upstream: Any, i: int, tensors_shape: list[Shape], dim: int) -> Any:
    dim %= len(tensors_shape[i])
    start = sum(shape[dim] for shape in tensors_shape[:i])
    return xp.getitem(upstream, (slice(None),) * dim + (slice(start, start + tensors_shape[i][dim]),))


@operation(
    tensors=_part_of_cat,
    many=True,
    promotes=True,
    linear=True,
    method=False,
    aliases=["concat"],
)
def cat(tensors: list[Array], dim: int = 0) -> Array:
    """The tensors one after the other along `dim`; their other sizes must be equal."""
    return np.concatenate(tensors, dim)


def _part_of_stack(xp: Any, upstream: Any, i: int, tensors_shape: list[Shape], dim: int) -> Any:
    return xp.getitem(upstream, (slice(None),) * (dim % (len(tensors_shape[i]) + 1)) + (i,))


@operation(tensors=_part_of_stack, many=True, promotes=True, numpy=[np.stack], linear=True, method=False)
def stack(tensors: list[Array], dim: int = 0) -> Array:
    """The tensors, all of one shape, side by side along a new dimension `dim`."""
    return np.stack(tensors, dim)


@operation(x=lambda xp, upstream: upstream, linear=True)
def clone(x: Array) -> Array:
    """A copy of x."""
    return x.copy()


@operation(x=lambda xp, upstream: upstream, linear=True, internal=True)
def cast(x: Array, dtype: Any) -> Array:
    """A copy of x as `dtype`; its gradient comes back in x's own."""
    return x.astype(dtype)


@composite()
def flatten(x: TensorLike, start_dim: int = 0, end_dim: int = -1) -> TensorLike:
    """x with the dimensions from `start_dim` to `end_dim`, both included, made one."""
    if x.ndim == 0:
        return x.reshape(1)
    start, end = normalize(start_dim, x.ndim)[0], normalize(end_dim, x.ndim)[0]
    if start > end:
        raise ValueError(f"flatten(): start_dim {start_dim} comes after end_dim {end_dim} for shape {tuple(x.shape)}")
    size = 1
    for s in x.shape[start : end + 1]:
        size *= s
    return reshape(x, *x.shape[:start], size, *x.shape[end + 1 :])


@composite(numpy=[np.moveaxis])
def movedim(x: TensorLike, source: int, destination: int) -> TensorLike:
    """x with dimension `source` moved to `destination`."""
    dims = [d for d in range(x.ndim) if d != source % x.ndim]
    dims.insert(destination % x.ndim, source % x.ndim)
    return permute(x, *dims)


@composite()
def split(x: TensorLike, split_size: int | Sequence[int], dim: int = 0) -> tuple[TensorLike, ...]:
    """A tuple of views of x along `dim`, each `split_size` long (the last may be shorter), or of the sizes listed."""
    (dim,) = normalize(dim, x.ndim)
    length = x.shape[dim]
    if isinstance(split_size, int):
        if split_size <= 0:
            raise ValueError(f"split(): split_size must be positive, got {split_size}")
        sizes = [min(split_size, length - start) for start in range(0, length, split_size)] or [0]
    else:
        sizes = list(split_size)
        if sum(sizes) != length:
            raise ValueError(f"split(): sizes {sizes} add up to {sum(sizes)}, dimension {dim} has {length}")
    parts, start = [], 0
    for size in sizes:
        parts.append(x[(slice(None),) * dim + (slice(start, start + size),)])
        start += size
    return tuple(parts)


@composite()
def chunk(x: TensorLike, chunks: int, dim: int = 0) -> tuple[TensorLike, ...]:
    """x in at most `chunks` parts of equal size along `dim` (the last may be shorter)."""
    if chunks < 1:
        raise ValueError(f"chunk(): chunks must be at least 1, got {chunks}")
    return split(x, max(1, -(-x.shape[dim] // chunks)), dim)


@composite()
def unbind(x: TensorLike, dim: int = 0) -> tuple[TensorLike, ...]:
    """A tuple of x's slices along `dim`, without that dimension."""
    (dim,) = normalize(dim, x.ndim)
    return tuple(x[(slice(None),) * dim + (i,)] for i in range(x.shape[dim]))


@operation(
    x=lambda xp, upstream, x_shape, diagonal: (
        xp.put_at(upstream, x_shape, _diagonal_index(x_shape, diagonal))
        if len(x_shape) == 2
        else xp.diag(upstream, diagonal)
    ),
    linear=True,
)
def diag(x: Array, diagonal: int = 0) -> Array:
    """The diagonal of a matrix; or a matrix with the vector x on its diagonal."""
    return np.diag(x, diagonal).copy()


def _diagonal_index(shape: Shape, diagonal: int) -> tuple[Array, Array]:
    rows, columns = np.nonzero(np.eye(shape[0], shape[1], diagonal))
    return rows, columns


@composite(numpy=[np.trace])
def trace(x: TensorLike) -> TensorLike:
    """The sum of a matrix's diagonal."""
    return diag(x).sum()


@composite(method=False)
def vstack(tensors: Sequence[TensorLike]) -> TensorLike:
    """The tensors under each other; vectors are rows."""
    return cat([x if x.ndim > 1 else x.reshape(1, -1) for x in tensors], 0)


@composite(method=False)
def hstack(tensors: Sequence[TensorLike]) -> TensorLike:
    """The tensors beside each other; vectors are joined."""
    tensors = [x if x.ndim else x.reshape(1) for x in tensors]
    return cat(tensors, 0 if tensors[0].ndim == 1 else 1)


@composite(function=False)
def repeat(x: TensorLike, *sizes: int) -> TensorLike:
    """x repeated `sizes` times along each dimension; at least as many sizes as x has dimensions."""
    if len(sizes) < x.ndim:
        raise ValueError(f"repeat(): needs a number for each of {x.ndim} dimensions, got {sizes}")
    return tile(x, *sizes)


@composite(numpy=[np.tile])
def tile(x: TensorLike, *dims: int) -> TensorLike:
    """x repeated `dims` times along each dimension."""
    dims = (1,) * (x.ndim - len(dims)) + tuple(dims)
    shape = (1,) * (len(dims) - x.ndim) + tuple(x.shape)
    paired = [n for pair in zip((1,) * len(dims), shape) for n in pair]
    repeated = [n for pair in zip(dims, shape) for n in pair]
    return expand(reshape(x, *paired), *repeated).reshape([n * s for n, s in zip(dims, shape)])


@composite(method=False)
def t(x: TensorLike) -> TensorLike:
    """Return the transpose of a matrix; vectors and numbers stay as they are.

    Raises:
        ValueError: for more than two dimensions.
    """
    if x.ndim > 2:
        raise ValueError(f"t(): expected at most 2 dimensions, got shape {tuple(x.shape)}; use transpose()")
    return permute(x, *reversed(range(x.ndim)))


@composite(method=False)
def meshgrid(*tensors: TensorLike, indexing: str = "ij") -> tuple[TensorLike, ...]:
    """Return the coordinates of a grid, one tensor per direction.

    Args:
        tensors: vectors, the coordinates along each direction.
        indexing: "ij" (rows first) or "xy".

    Raises:
        ValueError: for any other `indexing`.
    """
    if indexing not in ("ij", "xy"):
        raise ValueError(f"meshgrid(): indexing is 'ij' or 'xy', got {indexing!r}")
    places = list(range(len(tensors)))
    if indexing == "xy":
        places[:2] = reversed(places[:2])
    sizes = [0] * len(tensors)
    for tensor, place in zip(tensors, places):
        sizes[place] = math.prod(tensor.shape)
    return tuple(
        expand(reshape(tensor, [-1 if d == place else 1 for d in range(len(tensors))]), sizes)
        for tensor, place in zip(tensors, places)
    )


@composite(method=False)
def numel(x: TensorLike) -> int:
    """Return the number of elements of x."""
    return math.prod(x.shape)


@numpy_form(np.reshape)
def _numpy_reshape(x: TensorLike, shape: int | Sequence[int], order: str = "C") -> TensorLike:
    if order != "C":
        raise TypeError(f"np.reshape: a Tensor is reshaped in C order, got order={order!r}")
    return reshape(x, shape if isinstance(shape, tuple | list) else (shape,))


@numpy_form(np.ravel)
def _numpy_ravel(x: TensorLike) -> TensorLike:
    return reshape(x, -1)


@numpy_form(np.transpose)
def _numpy_transpose(x: TensorLike, axes: Sequence[int] | None = None) -> TensorLike:
    return permute(x, tuple(reversed(range(x.ndim))) if axes is None else axes)


@numpy_form(np.concatenate)
def _numpy_concatenate(tensors: Sequence[TensorLike], axis: int | None = 0) -> TensorLike:
    return cat(tensors, axis) if axis is not None else cat([reshape(x, -1) for x in tensors], 0)


@numpy_form(np.vstack)
def _numpy_vstack(tensors: Sequence[TensorLike]) -> TensorLike:
    return cat([reshape(x, 1, -1) if np.ndim(x) < 2 else x for x in tensors], 0)


@numpy_form(np.hstack)
def _numpy_hstack(tensors: Sequence[TensorLike]) -> TensorLike:
    return cat(tensors, 0 if np.ndim(tensors[0]) == 1 else 1)


@numpy_form(np.diag)
def _numpy_diag(x: TensorLike, k: int = 0) -> TensorLike:
    return diag(x, k)


@numpy_form(np.shape)
def _numpy_shape(x: TensorLike) -> Shape:
    return tuple(x.shape)


@numpy_form(np.ndim)
def _numpy_ndim(x: TensorLike) -> int:
    return len(x.shape)


@numpy_form(np.size)
def _numpy_size(x: TensorLike) -> int:
    return math.prod(x.shape)
