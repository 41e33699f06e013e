"""Apply an operation to Tensors and record it. fast.py is the fast path, inplace.py changes in place.

Operands become arrays of one dtype, the forward is called, and if a gradient is wanted a node is made that holds what
its rules read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd.array.anomaly import check_result, user_line
from autograd.array.base import TensorBase, wrap
from autograd.array.hooks import move_retain_grad
from autograd.array.messages import explained
from autograd.array.node import Node
from autograd.array.versions import Stamps, base_of, becomes_view, keep, own
from autograd.dispatch import checks, dispatch
from autograd.grad_mode import call_in_mode, grad_mode
from autograd.rules.arrays import Array
from autograd.rules.dtypes import DType, result_dtype
from autograd.rules.errstate import without_warnings
from autograd.rules.operation import Op


def run(op: Op, args: tuple[Any, ...]) -> Any:
    """Apply `op` and, if a gradient is wanted, record it.

    Args:
        op: the operation.
        args: its arguments in order; Tensors, arrays and numbers in the places of its tensors.

    Returns:
        A Tensor.

    Raises:
        ShapeError, ValueError, IndexError, TypeError: naming the operation, what it got, and what would fit.
    """
    arrays, sources, wanted = operands_of(op, args)
    by_product = None
    try:
        if wanted and op.by_product:
            out, by_product = without_warnings(op.compute, arrays)
        else:
            out = without_warnings(op.forward, arrays)
    except (ValueError, IndexError, TypeError) as error:
        raise explained(op, arrays, error) from None
    if out.__class__ is not np.ndarray:
        out = np.asarray(out)
    if dispatch.enabled and checks():
        check_result(op.name, op.operands(arrays), out)
    if op.view:
        result = wrap(out)
        if np.may_share_memory(out, arrays[0]):
            becomes_view(args[0], result, op, args[1:])
    else:
        result = wrap(out.copy() if _shares_memory(out, op.operands(arrays)) else out)
    if wanted and out.dtype.kind == "f":
        result._grad_fn = record(op, args, arrays, sources, wanted, result, by_product)
        result._requires_grad = True
    return result


def _shares_memory(out: Array, operands: list[Any]) -> bool:
    return any(
        a is out or (out.base is not None and isinstance(a, np.ndarray) and np.may_share_memory(a, out))
        for a in operands
    )


def refresh(view: Any) -> None:
    """Make the graph of a view current: look at its base again if that was changed by a recorded operation since.

    Raises:
        RuntimeError: if the view is a leaf, or an argument of a transform, whose graph cannot follow its base.
    """
    base = base_of(view)
    if view._version.recorded <= view._view_since or (base is None and not view._requires_grad):
        return
    if base is None or view._view_since <= base._version.turned or (view._requires_grad and view._grad_fn is None):
        raise RuntimeError("this view was made before its base was changed in place; take the view again")
    current = base
    for op, arguments in view._how:
        current = call_in_mode(True, run, op, (current, *arguments))  # under no_grad, too: it was made outside
    move_retain_grad(view._grad_fn, current._grad_fn)
    view._grad_fn, view._requires_grad = current._grad_fn, current._requires_grad
    view._view_since = view._version.count


def node_of(tensor: Any) -> Any:
    """Return the node of a Tensor, its `grad_fn` or itself; None if it needs no gradient."""
    if tensor._view_since is not None:
        refresh(tensor)
    if not tensor._requires_grad:
        return None
    return tensor if tensor._grad_fn is None else tensor._grad_fn  # not `or`: see `in_graph`


def operands_of(op: Op, args: tuple[Any, ...]) -> tuple[list[Any], Sequence[Any], tuple[int, ...]]:
    """Take the arguments of an operation apart.

    Returns:
        The arguments with arrays for Tensors; for each operand the node it came from, or None if it needs no gradient;
        the places of arguments whose gradient is wanted, none if nothing is to be recorded.
    """
    if op.many:
        return _many_operands(op, args)
    arrays = list(args)
    sources: list[Any] = [None] * len(args)
    wanted: tuple[int, ...] = ()
    recording = grad_mode.enabled or grad_mode.heal()
    dtype: DType | None = None
    alike = True  # all are tensors of one dtype
    for i in op.tensors:
        x = args[i]
        if isinstance(x, TensorBase):
            arrays[i] = array = x._array
            if array.dtype is not dtype:
                alike, dtype = alike and dtype is None, array.dtype
            if recording:
                if x._view_since is not None:
                    refresh(x)
                if x._requires_grad and op.vjps[i] is not None:
                    sources[i] = x if x._grad_fn is None else x._grad_fn
                    wanted += (i,)
        else:
            alike = False
            if x.__class__ is not float:
                arrays[i] = _as_operand(x, op, i)
    if op.promotes and not (alike and dtype.kind == "f"):  # type: ignore[union-attr]
        without_warnings(op.promote, (arrays,))  # a number may be too large for the dtype
    return arrays, sources, wanted


def _many_operands(op: Op, args: tuple[Any, ...]) -> tuple[list[Any], Sequence[Any], tuple[int, ...]]:
    """Do the same as `operands_of`, for an operation whose first argument is a sequence of Tensors."""
    tensors = list(args[0])
    if not tensors:
        raise ValueError(f"{op.name}(): expected at least one tensor, got none")
    arrays = [t._array if isinstance(t, TensorBase) else np.asarray(t) for t in tensors]
    if op.promotes:
        dtype = result_dtype(arrays)
        arrays = [a.astype(dtype, copy=False) for a in arrays]
    sources: list[Any] = [None] * len(tensors)
    if grad_mode.heal():
        sources = [node_of(t) if isinstance(t, TensorBase) else None for t in tensors]
    return [arrays, *args[1:]], sources, () if all(source is None for source in sources) else (0,)


def _as_operand(x: Any, op: Op, i: int) -> Any:
    """Return argument i as an array, or a Python number as it is, so that it does not widen the dtype of the others."""
    if isinstance(x, np.ndarray) or (x is None and i in op.optional):
        return x
    if isinstance(x, bool | int | float) and not isinstance(x, np.generic):
        # NumPy would make an array of a subclass of int or float, such as an enumeration.
        return x if x.__class__ in (bool, int, float) else int(x) if isinstance(x, int) else float(x)
    array = np.asarray(x)
    if array.dtype.kind not in "fiub":
        raise TypeError(f"{op.spoken}: expected tensors, arrays or real numbers, got {type(x).__name__}")
    return array


def recorded_as(op: Op, out: Array) -> Op:
    """Return the operation whose rules are recorded for a result of this dtype."""
    return op if op.double is None or out.dtype.itemsize < 8 else op.double


def defers(x: Any, reflected: str) -> bool:
    """Return whether an operator leaves x to the reflected method of its class, such as `__radd__`.

    Numbers, arrays and sequences are not asked: `tensor(2) * [1]` would repeat the list.
    """
    return not isinstance(x, _NOT_ASKED) and hasattr(type(x), reflected)


_NOT_ASKED = (TensorBase, int, float, complex, np.ndarray, np.generic, list, tuple, str, bytes)


def record(
    op: Op,
    args: tuple[Any, ...],
    arrays: list[Any],
    sources: Sequence[Any],
    wanted: tuple[int, ...],
    result: Any,
    by_product: Any = None,
    overwritten: Sequence[int] = (),
) -> Node:
    """Make the node of an operation that was applied, with what the rules of the `wanted` arguments read.

    `overwritten` are the places of arguments whose memory the result took; `arrays` holds copies of them.
    """
    out = result._array
    op = recorded_as(op, out)
    arity = op.arity
    saved: list[Any] = [None] * (1 + 2 * arity)
    if len(op.tensors) < arity:  # arguments that are not tensors are always kept
        for i, argument in enumerate(arrays):
            if i not in op.tensors:
                saved[1 + i] = own(argument)
    if op.by_product:
        saved.append(by_product)
    stamps: Stamps = []
    for slot in op.needs[wanted]:
        i = slot - 1
        if slot == 0:
            saved[0] = keep(result, 0, stamps)
        elif slot > arity:
            given = arrays[i - arity]
            saved[slot] = [a.shape for a in given] if op.many else np.shape(given)
        elif op.many and i == 0:
            saved[slot] = [_saved(x, place, array, stamps) for place, (x, array) in enumerate(zip(args[0], arrays[0]))]
        elif isinstance(args[i], TensorBase) and i in overwritten:
            saved[slot] = arrays[i]
        elif i in op.tensors and not isinstance(args[i], TensorBase) and not isinstance(arrays[i], np.ndarray):
            # A number is saved as an array: dividing an array by zero gives infinity, dividing a float raises.
            saved[slot] = without_warnings(np.asarray, (arrays[i], None if isinstance(args[i], bool) else out.dtype))
        else:
            saved[slot] = _saved(args[i], slot, arrays[i], stamps)
    return Node(op, tuple(sources), out, saved, stamps, user_line() if dispatch.enabled is True else None)


def _saved(x: Any, slot: int, array: Any, stamps: Stamps) -> Any:
    """Return what a node saves of the argument x, which became `array`."""
    if not isinstance(x, TensorBase):
        return own(array, x)
    return keep(x, slot, stamps) if array is x._array else array  # else it was cast, which made a copy
