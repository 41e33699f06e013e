"""NumPy's functions of shapes: views of the same elements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd.rules import arrange, shape, stacking
from autograd.rules.dims import Dim
from autograd.rules.numpy_forms.operands import broadcast, newer, numbers, operand, rearranged, size
from autograd.rules.operation import TensorLike, numpy_form
from autograd.rules.views import ravel as ravel_view


@numpy_form(np.reshape)
def reshape(a: Any, /, shape: Any, order: str = "C", *, copy: bool | None = None) -> TensorLike:
    """Change the shape, for `np.reshape`."""
    x = operand(a)
    _check_order("np.reshape", order, x)
    sizes = tuple(shape) if isinstance(shape, tuple | list) else (shape,)
    if order not in ("C", "A", None):
        return rearranged(lambda places: np.reshape(places, sizes, order=order), x)  # type: ignore[call-overload]
    found = x.reshape(sizes)
    return found.clone() if copy and hasattr(found, "clone") else found


@numpy_form(np.ravel)
def ravel(a: Any, order: str = "C") -> TensorLike:
    """Return the elements as a vector, for `np.ravel`."""
    _check_order("np.ravel", order, operand(a))
    return reshape(a, -1, order) if order == "F" else ravel_view(operand(a))


def _check_order(where: str, order: str | None, x: TensorLike) -> None:
    """Refuse an order that depends on where the elements lie in memory, unless they lie in order."""
    if order in ("K", "A") and not np.asarray(getattr(x, "_array", x)).flags.c_contiguous:
        raise ValueError(f"{where}: order={order!r} depends on how a tensor lies in memory; use 'C' or 'F'")


@numpy_form(np.transpose, np.permute_dims)
def transpose(a: Any, axes: Sequence[int] | None = None) -> TensorLike:
    """Permute the dimensions, for `np.transpose`."""
    x = operand(a)
    return shape.permute(x, tuple(reversed(range(x.ndim))) if axes is None else tuple(axes))


@numpy_form(np.swapaxes)
def swapaxes(a: Any, axis1: int, axis2: int) -> TensorLike:
    """Exchange two dimensions, for `np.swapaxes`."""
    return shape.transpose(operand(a), axis1, axis2)


@numpy_form(np.matrix_transpose, np.linalg.matrix_transpose)
def matrix_transpose(x: Any, /) -> TensorLike:
    """Transpose matrices, for `np.matrix_transpose`."""
    if operand(x).ndim < 2:
        raise ValueError(f"np.matrix_transpose(): expected two dimensions or more, got {operand(x).ndim}")
    return shape.mT(operand(x))


@numpy_form(np.moveaxis)
def moveaxis(a: Any, source: Any, destination: Any) -> TensorLike:
    """Move dimensions, for `np.moveaxis`."""
    return shape.movedim(operand(a), source, destination)


@numpy_form(np.rollaxis)
def rollaxis(a: Any, axis: int, start: int = 0) -> TensorLike:
    """Move a dimension before another, for `np.rollaxis`."""
    x = operand(a)
    order = np.rollaxis(np.empty(tuple(range(1, x.ndim + 1))), axis, start).shape
    return shape.permute(x, tuple(n - 1 for n in order))


@numpy_form(np.squeeze)
def squeeze(a: Any, axis: Dim = None) -> TensorLike:
    """Remove dimensions of size 1, for `np.squeeze`."""
    x = operand(a)
    if isinstance(axis, tuple) and not axis:
        return x
    for d in () if axis is None else axis if isinstance(axis, tuple | list) else (axis,):
        if x.shape[d] != 1:
            raise ValueError(f"np.squeeze: cannot remove axis {d} of shape {tuple(x.shape)}: its size is not 1")
    return shape.squeeze(x, axis)


@numpy_form(np.expand_dims)
def expand_dims(a: Any, axis: int | Sequence[int]) -> TensorLike:
    """Insert dimensions of size 1, for `np.expand_dims`."""
    x = operand(a)
    axes = tuple(axis) if isinstance(axis, tuple | list) else (axis,)
    count = x.ndim + len(axes)
    places = {d % count for d in axes if -count <= d < count}
    if len(places) < len(axes):
        raise np.exceptions.AxisError(
            f"np.expand_dims(): expected distinct axes from {-count} to {count - 1}, got {axes}"
        )
    sizes = iter(x.shape)
    return x.reshape([1 if d in places else next(sizes) for d in range(count)])


@numpy_form(np.broadcast_to)
def broadcast_to(array: Any, shape: Any, subok: bool = False) -> TensorLike:
    """Broadcast, for `np.broadcast_to`."""
    x, sizes = operand(array), tuple(shape) if isinstance(shape, tuple | list) else (shape,)
    fits = len(sizes) >= x.ndim and all(n in (1, m) for n, m in zip(reversed(x.shape), reversed(sizes)))
    if not fits:
        raise ValueError(f"np.broadcast_to(): expected a shape that {tuple(x.shape)} broadcasts to, got {sizes}")
    return broadcast(x, sizes)


@numpy_form(np.broadcast_arrays)
def broadcast_arrays(*args: Any, subok: bool = False) -> tuple[TensorLike, ...]:
    """Broadcast with each other, for `np.broadcast_arrays`."""
    operands = [operand(x) for x in args]
    sizes = np.broadcast_shapes(*(tuple(x.shape) for x in operands))
    return tuple(broadcast(x, sizes) for x in operands)


@numpy_form(np.atleast_1d)
def atleast_1d(*arys: Any) -> Any:
    """Add dimensions up to one, for `np.atleast_1d`."""
    return _atleast(stacking.atleast_1d, arys)


@numpy_form(np.atleast_2d)
def atleast_2d(*arys: Any) -> Any:
    """Add dimensions up to two, for `np.atleast_2d`."""
    return _atleast(stacking.atleast_2d, arys)


@numpy_form(np.atleast_3d)
def atleast_3d(*arys: Any) -> Any:
    """Add dimensions up to three, for `np.atleast_3d`."""
    return _atleast(stacking.atleast_3d, arys)


def _atleast(function: Any, arrays: tuple[Any, ...]) -> Any:
    found = [function(operand(x)) for x in arrays]
    return found[0] if len(found) == 1 else tuple(found)


@numpy_form(np.meshgrid)
def meshgrid(*xi: Any, copy: bool = True, sparse: bool = False, indexing: str = "xy") -> tuple[TensorLike, ...]:
    """Return the coordinates of a grid, for `np.meshgrid`."""
    vectors = [operand(x) for x in xi]
    if not sparse:
        return arrange.meshgrid(*vectors, indexing=indexing)
    shapes = [g.shape for g in np.meshgrid(*(np.empty(size(x)) for x in vectors), sparse=True, indexing=indexing)]  # type: ignore[call-overload]
    return tuple(x.reshape(list(sizes)) for x, sizes in zip(vectors, shapes))


@numpy_form(*newer("unstack"))
def unstack(x: Any, /, *, axis: int = 0) -> tuple[TensorLike, ...]:
    """Return the slices along a dimension, for `np.unstack`."""
    moved = shape.movedim(operand(x), axis, 0)
    return tuple(moved[i] for i in range(moved.shape[0]))


@numpy_form(np.trim_zeros)
def trim_zeros(filt: Any, trim: str = "fb", axis: Any = None) -> TensorLike:
    """Remove zeros at the ends, for `np.trim_zeros`."""
    x, a = operand(filt), numbers(filt) != 0
    if a.ndim != 1:
        raise ValueError(f"np.trim_zeros(): expected a vector, got shape {tuple(x.shape)}")
    kept = np.flatnonzero(a)
    first = kept[0] if "f" in trim.lower() and len(kept) else 0
    last = kept[-1] + 1 if "b" in trim.lower() and len(kept) else len(a) if len(kept) else 0
    return x[int(first) : int(last)]
