"""In-place operations: a tensor becomes the result of an operation, in its own memory."""

from __future__ import annotations

import operator
from typing import Any

import numpy as np

from autograd.array.apply import operands_of, record, run
from autograd.array.messages import explained
from autograd.array.versions import check_inplace
from autograd.rules.dtypes import CATEGORY
from autograd.rules.errstate import without_warnings
from autograd.rules.index import setitem
from autograd.rules.operation import Op


def run_inplace(op: Op, args: tuple[Any, ...], place: int = 0) -> Any:
    """Apply `op` and write the result into the tensor at `place` among its arguments.

    Returns:
        That tensor.

    Raises:
        RuntimeError: if it is a leaf that requires grad, or a view, and the operation is to be recorded.
        ShapeError, ValueError, TypeError: if the result has another shape, or a dtype that cannot be stored.
    """
    tensor = args[place]
    arrays, sources, wanted = operands_of(op, args)
    if wanted and tensor._origin is not None:
        return _through_base(op, args, place)
    check_inplace(op.spoken if op.write else f"{op.name}_", tensor, bool(wanted))
    try:
        if op.write is not None:
            without_warnings(op.write, arrays)
        else:
            out = without_warnings(op.forward, arrays)
            if out.shape != tensor.shape:
                raise ValueError(f"the result would have shape {out.shape}")
            if CATEGORY[out.dtype.kind] > CATEGORY[tensor.dtype.kind]:
                raise TypeError(f"the result is {out.dtype} and cannot be kept in {tensor.dtype}")
            without_warnings(operator.setitem, (tensor._array, ..., out))
    except (ValueError, IndexError, TypeError) as error:
        raise explained(op, arrays, error, "_") from None
    version = tensor._version
    if wanted:
        version.recorded = version.count + 1
        tensor.grad_fn = record(op, args, arrays, sources, wanted, tensor._array, (version, version.count + 1))
        tensor._requires_grad = True
    version.count += 1
    return tensor


def assign(tensor: Any, index: Any, value: Any) -> Any:
    """Assign `tensor[index] = value`, and return the tensor."""
    return run_inplace(setitem, (tensor, index, value))


def overwrite(tensor: Any, array: Any, name: str) -> Any:
    """Write `array` into a tensor outside any graph, as random initialisation does."""
    check_inplace(name, tensor, tensor._requires_grad)
    tensor._array[...] = np.asarray(array)
    tensor._version.count += 1
    return tensor


def _through_base(op: Op, args: tuple[Any, ...], place: int) -> Any:
    """Change a view made by an index, as `x[i] += y` does: compute its elements, assign them to x, take x[i] again."""
    view = args[place]
    base, key = view._origin
    base[key] = run(op, args)
    fresh = base[key]
    view._array, view.grad_fn, view._view_since = fresh._array, fresh.grad_fn, fresh._view_since
    view._requires_grad = fresh._requires_grad
    return view
