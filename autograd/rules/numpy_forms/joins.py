"""NumPy's functions that join Tensors, arrays, numbers and lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd.rules import join, stacking
from autograd.rules.numpy_forms.operands import in_dtype, numbers, operand, rearranged
from autograd.rules.numpy_forms.shapes import atleast_2d
from autograd.rules.operation import TensorLike, numpy_form


def _operands(arrays: Any, dtype: Any) -> list[TensorLike]:
    return [in_dtype(operand(x), dtype) for x in arrays]


@numpy_form(np.concatenate)
def concatenate(
    arrays: Sequence[Any], /, axis: int | None = 0, *, dtype: Any = None, casting: str = "same_kind"
) -> TensorLike:
    """Join along a dimension, for `np.concatenate`; `axis=None` joins all elements."""
    parts = _operands(arrays, dtype)
    return join.cat(parts, axis) if axis is not None else join.cat([x.reshape(-1) for x in parts], 0)


@numpy_form(np.stack)
def stack(arrays: Sequence[Any], axis: int = 0, *, dtype: Any = None, casting: str = "same_kind") -> TensorLike:
    """Join along a new dimension, for `np.stack`."""
    return join.stack(_operands(arrays, dtype), axis)


@numpy_form(np.vstack)
def vstack(tup: Sequence[Any], *, dtype: Any = None, casting: str = "same_kind") -> TensorLike:
    """Join rows, for `np.vstack`."""
    return join.cat([atleast_2d(x) for x in _operands(tup, dtype)], 0)


@numpy_form(np.hstack)
def hstack(tup: Sequence[Any], *, dtype: Any = None, casting: str = "same_kind") -> TensorLike:
    """Join columns, for `np.hstack`."""
    return join.hstack(_operands(tup, dtype))


@numpy_form(np.dstack)
def dstack(tup: Sequence[Any]) -> TensorLike:
    """Join along the third dimension, for `np.dstack`."""
    return stacking.dstack(_operands(tup, None))


@numpy_form(np.column_stack)
def column_stack(tup: Sequence[Any]) -> TensorLike:
    """Join vectors as columns, for `np.column_stack`."""
    return stacking.column_stack(_operands(tup, None))


@numpy_form(np.append)
def append(arr: Any, values: Any, axis: int | None = None) -> TensorLike:
    """Join two, for `np.append`."""
    return concatenate([arr, values], axis)


@numpy_form(np.insert)
def insert(arr: Any, obj: Any, values: Any, axis: int | None = None) -> TensorLike:
    """Put values between the elements, for `np.insert`."""
    x, more = operand(arr), operand(values)
    more = in_dtype(more, numbers(x).dtype)
    return rearranged(lambda places, inserted: np.insert(places, obj, inserted, axis), x, more)


@numpy_form(np.block)
def block(arrays: Any) -> TensorLike:
    """Join nested lists of blocks: the innermost along the last dimension, for `np.block`."""

    def depth(x: Any) -> int:
        return 1 + max(map(depth, x)) if isinstance(x, list) else 0

    levels = depth(arrays)

    def joined(x: Any, level: int) -> TensorLike:
        if not isinstance(x, list):
            found = operand(x)
            missing = max(ndim, levels) - found.ndim
            return found.reshape([1] * missing + list(found.shape)) if missing > 0 else found
        return join.cat([joined(part, level + 1) for part in x], level - levels)

    def leaves(x: Any) -> list[Any]:
        return [leaf for part in x for leaf in leaves(part)] if isinstance(x, list) else [x]

    ndim = max(operand(leaf).ndim for leaf in leaves(arrays))
    return joined(arrays, 0)
