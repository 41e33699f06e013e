"""NumPy's functions that move, repeat or leave out elements, with NumPy's arguments.

Most go through `rearranged`: NumPy itself moves the numbers of the elements, so its arguments mean what they say.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd.rules import arrange, views
from autograd.rules.index import where as choose
from autograd.rules.numpy_forms.operands import in_dtype, numbers, operand, rearranged
from autograd.rules.numpy_forms.reductions import sum_
from autograd.rules.operation import TensorLike, numpy_form


@numpy_form(np.flip)
def flip(m: Any, axis: Any = None) -> TensorLike:
    """Reverse the order along dimensions, for `np.flip`."""
    x = operand(m)
    if isinstance(axis, tuple) and not axis:
        return x[...]
    axes = range(x.ndim) if axis is None else axis if isinstance(axis, tuple | list) else (axis,)
    return arrange.flip(x, tuple(axes)) if x.ndim else x[...]


@numpy_form(np.flipud)
def flipud(m: Any) -> TensorLike:
    """Reverse the first dimension, for `np.flipud`."""
    return flip(m, 0)


@numpy_form(np.fliplr)
def fliplr(m: Any) -> TensorLike:
    """Reverse the second dimension, for `np.fliplr`."""
    return flip(m, 1)


@numpy_form(np.rot90)
def rot90(m: Any, k: int = 1, axes: Any = (0, 1)) -> TensorLike:
    """Rotate by right angles, for `np.rot90`."""
    return rearranged(lambda places: np.rot90(places, k, axes), operand(m))


@numpy_form(np.roll)
def roll(a: Any, shift: Any, axis: Any = None) -> TensorLike:
    """Shift along dimensions and around their ends, for `np.roll`."""
    return rearranged(lambda places: np.roll(places, shift, axis), operand(a))


@numpy_form(np.fft.fftshift)
def fftshift(x: Any, axes: Any = None) -> TensorLike:
    """Move the first element to the middle, for `np.fft.fftshift`."""
    return rearranged(lambda places: np.fft.fftshift(places, axes), operand(x))


@numpy_form(np.fft.ifftshift)
def ifftshift(x: Any, axes: Any = None) -> TensorLike:
    """Move the middle element to the front, for `np.fft.ifftshift`."""
    return rearranged(lambda places: np.fft.ifftshift(places, axes), operand(x))


@numpy_form(np.repeat)
def repeat(a: Any, repeats: Any, axis: int | None = None) -> TensorLike:
    """Repeat each element, for `np.repeat`."""
    return rearranged(lambda places: np.repeat(places, numbers(repeats), axis), operand(a))


@numpy_form(np.tile)
def tile(A: Any, reps: Any) -> TensorLike:
    """Repeat the whole, for `np.tile`."""
    return arrange.tile(operand(A), *(reps if np.ndim(reps) else (reps,)))


@numpy_form(np.resize)
def resize(a: Any, new_shape: Any) -> TensorLike:
    """Repeat the elements until they fill a shape, for `np.resize`."""
    return rearranged(lambda places: np.resize(places, new_shape), operand(a))


@numpy_form(np.delete)
def delete(arr: Any, obj: Any, axis: int | None = None) -> TensorLike:
    """Leave out elements, for `np.delete`."""
    return rearranged(lambda places: np.delete(places, obj, axis), operand(arr))


@numpy_form(np.array_split)
def array_split(ary: Any, indices_or_sections: Any, axis: int = 0) -> list[TensorLike]:
    """Split into parts of about the same size, for `np.array_split`."""
    return _split(np.array_split, ary, indices_or_sections, axis)


@numpy_form(np.split)
def split(ary: Any, indices_or_sections: Any, axis: int = 0) -> list[TensorLike]:
    """Split into parts of the same size, for `np.split`."""
    return _split(np.split, ary, indices_or_sections, axis)


@numpy_form(np.hsplit)
def hsplit(ary: Any, indices_or_sections: Any) -> list[TensorLike]:
    """Split along the second dimension, or the only one, for `np.hsplit`."""
    return split(ary, indices_or_sections, 1 if operand(ary).ndim > 1 else 0)


@numpy_form(np.vsplit)
def vsplit(ary: Any, indices_or_sections: Any) -> list[TensorLike]:
    """Split along the first dimension, for `np.vsplit`."""
    return _deep_enough("vsplit", ary, indices_or_sections, 2, 0)


@numpy_form(np.dsplit)
def dsplit(ary: Any, indices_or_sections: Any) -> list[TensorLike]:
    """Split along the third dimension, for `np.dsplit`."""
    return _deep_enough("dsplit", ary, indices_or_sections, 3, 2)


def _deep_enough(name: str, ary: Any, indices_or_sections: Any, ndim: int, axis: int) -> list[TensorLike]:
    if operand(ary).ndim < ndim:
        raise ValueError(f"np.{name}(): expected {ndim} dimensions or more, got {operand(ary).ndim}")
    return split(ary, indices_or_sections, axis)


def _split(function: Any, ary: Any, indices_or_sections: Any, axis: int) -> list[TensorLike]:
    x = operand(ary)
    axis = range(x.ndim)[axis]
    parts = function(np.arange(x.shape[axis]), numbers(indices_or_sections))
    before = (slice(None),) * axis
    return [x[(*before, slice(int(p[0]), int(p[-1]) + 1) if len(p) else slice(0, 0))] for p in parts]


@numpy_form(np.tril)
def tril(m: Any, k: int = 0) -> TensorLike:
    """Set the elements above a diagonal to 0, for `np.tril`."""
    x = operand(m)
    return arrange.tril(x, k) if x.ndim > 1 else choose(np.tri(x.shape[0], k=k, dtype=np.bool_), x, 0)


@numpy_form(np.triu)
def triu(m: Any, k: int = 0) -> TensorLike:
    """Set the elements below a diagonal to 0, for `np.triu`."""
    x = operand(m)
    return arrange.triu(x, k) if x.ndim > 1 else choose(~np.tri(x.shape[0], k=k - 1, dtype=np.bool_), x, 0)


@numpy_form(np.diag)
def diag(v: Any, k: int = 0) -> TensorLike:
    """Return the diagonal of a matrix, or the matrix of a diagonal, for `np.diag`."""
    return arrange.diag(operand(v), k)


@numpy_form(np.diagflat)
def diagflat(v: Any, k: int = 0) -> TensorLike:
    """Return the matrix with the elements on a diagonal, for `np.diagflat`."""
    return arrange.diag(operand(v).reshape(-1), k)


@numpy_form(np.diagonal)
def diagonal(a: Any, offset: int = 0, axis1: int = 0, axis2: int = 1) -> TensorLike:
    """Return diagonals, for `np.diagonal`."""
    return views.diagonal(operand(a), offset, axis1, axis2)


@numpy_form(np.linalg.diagonal)
def linalg_diagonal(x: Any, /, *, offset: int = 0) -> TensorLike:
    """Return the diagonals of matrices, for `np.linalg.diagonal`."""
    return views.diagonal(operand(x), offset, -2, -1)


@numpy_form(np.trace)
def trace(a: Any, offset: int = 0, axis1: int = 0, axis2: int = 1, dtype: Any = None) -> TensorLike:
    """Add up diagonals, for `np.trace`."""
    return sum_(in_dtype(views.diagonal(operand(a), offset, axis1, axis2), dtype), -1)


@numpy_form(np.linalg.trace)
def linalg_trace(x: Any, /, *, offset: int = 0, dtype: Any = None) -> TensorLike:
    """Add up the diagonals of matrices, for `np.linalg.trace`."""
    return trace(x, offset, -2, -1, dtype)
