"""In-place operations: a tensor becomes the result of an operation, in its own memory."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from autograd.array.apply import node_of, operands_of, record, recorded_as, refresh, run
from autograd.array.base import TensorBase, in_graph
from autograd.array.hooks import move_retain_grad
from autograd.array.messages import explained
from autograd.array.versions import Version, base_of, check_inplace
from autograd.dispatch import settle
from autograd.grad_mode import grad_mode
from autograd.rules.arrays import Array
from autograd.rules.dtypes import CATEGORY
from autograd.rules.errstate import without_warnings
from autograd.rules.index import copy_slices, getitem, is_basic, setitem
from autograd.rules.operation import Op


def run_inplace(op: Op, args: tuple[Any, ...], place: int = 0) -> Any:
    """Apply `op` and write the result into the tensor at `place` among its arguments.

    Returns:
        That tensor.

    Raises:
        RuntimeError: if operations are recorded and it is a leaf that requires grad, or a view of one.
        ShapeError, ValueError, TypeError: if the result has another shape, or a dtype that cannot be stored.
    """
    tensor = args[place]
    arrays, sources, wanted = operands_of(op, args)
    check_inplace(op.spoken if op.write else f"{op.name}_", tensor)
    if tensor.dtype.kind != "f":
        wanted = ()  # what is written is rounded, which has no derivative
    if wanted and base_of(tensor) is not None:
        return _through_base(op, args, place)
    version = tensor._version
    overwritten = [i for i in op.tensors if _same_memory(args[i], tensor)]
    if wanted:
        for i in overwritten:  # copy operands that the rules read: the write below replaces them
            if 1 + i in recorded_as(op, tensor._array).needs[wanted]:
                arrays[i] = arrays[i].copy()
    try:
        if op.write is not None:
            version.count += 1  # first, so that an interrupt cannot leave a change that is not counted
            without_warnings(op.write, [tensor._array, *arrays[1:]])
        else:
            out = without_warnings(op.forward, arrays)
            check_fits(out, tensor)
            version.count += 1
            without_warnings(operator.setitem, (tensor._array, ..., out))
    except (ValueError, IndexError, TypeError) as error:
        raise explained(op, arrays, error, "_") from None
    if wanted:
        version.recorded = version.count
        former = tensor._grad_fn
        tensor._grad_fn = record(op, args, arrays, sources, wanted, tensor, overwritten=overwritten)
        tensor._requires_grad = True
        move_retain_grad(former, tensor._grad_fn)
    return tensor


def become(function: Callable[..., Any], tensor: Any, *args: Any, **kwargs: Any) -> Any:
    """Make a tensor the result of a function of it and other arguments.

    Raises:
        RuntimeError: as `run_inplace`.
        ValueError, TypeError: if the result has another shape, or a dtype that cannot be stored.
    """
    check_inplace(f"{function.__name__.rstrip('_')}_", tensor)
    result = function(_copy_in_graph(tensor), *args, **kwargs)
    check_fits(result._array, tensor)
    return assign(tensor, ..., result)


def turn(function: Callable[..., Any], tensor: Any, *args: Any) -> Any:
    """Make a tensor outside any graph a view of its own elements, in another shape.

    Raises:
        RuntimeError: if the tensor requires grad.
    """
    name = function.__name__
    if tensor._requires_grad:
        raise RuntimeError(f"{name}_: a tensor that requires grad keeps its shape; write x = x.{name}(...)")
    view = function(tensor, *args)
    tensor._version.turned = tensor._version.count
    tensor._array = view._array
    if tensor._view_since is not None:
        tensor._base, tensor._how = view._base, view._how
    return tensor


def store(out: Any, result: Any) -> Any:
    """Write the result of a function into `out`, as its argument `out` asks, and return `out`.

    Args:
        out: a tensor of the result's shape, or a sequence of them for several results. An empty one takes the shape.
        result: a Tensor, or a tuple of them.

    Raises:
        RuntimeError: if one of them requires grad.
        ValueError, TypeError: if the shape differs, or the dtype cannot be stored.
    """
    if isinstance(result, tuple):
        stored = [store(one, part) for one, part in zip(out, result)]
        return result._make(stored) if hasattr(result, "_make") else tuple(stored)
    if not isinstance(out, TensorBase):
        raise TypeError(f"out: expected a Tensor, got {type(out).__name__}")
    if grad_mode.heal() and not (node_of(out) is node_of(result) is None):
        raise RuntimeError("out: expected tensors that do not require grad; use the result, or call it under no_grad()")
    if out._array.size == 0 and out.shape != result.shape:
        out._array, out._version = np.empty(result.shape, out.dtype), Version()
        out._view_since = out._base = out._how = None
    try:
        check_fits(result._array, out)
    except (ValueError, TypeError) as error:
        raise type(error)(f"out: {error}, expected shape {out.shape} and dtype {out.dtype}") from None
    settle()
    out._version.count += 1
    out._array[...] = result._array
    return out


def check_fits(out: Array, tensor: Any) -> None:
    """Raise ValueError or TypeError if `tensor` cannot take the elements of `out`, its result."""
    if out.shape != tensor.shape:
        raise ValueError(f"the result would have shape {out.shape}")
    if CATEGORY[out.dtype.kind] > CATEGORY[tensor.dtype.kind]:
        raise TypeError(f"the result is {out.dtype} and cannot be kept in {tensor.dtype}")


def assign(tensor: Any, index: Any, value: Any) -> Any:
    """Assign `tensor[index] = value`, and return the tensor."""
    return run_inplace(setitem, (tensor, index, value))


def overwrite(tensor: Any, array: Any, name: str, floating: bool = True) -> Any:
    """Write `array` into a tensor outside any graph, as random initialisation does.

    Raises:
        TypeError: if the numbers are `floating`, and the tensor is not.
        RuntimeError: if operations are recorded and the tensor requires grad.
    """
    check_inplace(name, tensor)
    if floating and tensor.dtype.kind != "f":
        raise TypeError(f"{name}: expected a floating tensor, got {tensor.dtype}")
    if grad_mode.heal() and tensor._requires_grad:
        raise RuntimeError(f"{name}: the gradient of what it overwrites would be wrong; do it under no_grad()")
    tensor._version.count += 1
    tensor._array[...] = np.asarray(array)
    return tensor


def _through_base(op: Op, args: tuple[Any, ...], place: int) -> Any:
    """Change a view: compute its elements, write them into its base, and take the view again."""
    view = args[place]
    how = view._how
    if op is setitem and is_basic(args[1]):
        how, value = (*how, (getitem, (args[1],))), args[2]
    else:
        value = run(op, tuple(_copy_in_graph(x) if _same_memory(x, view) else x for x in args))
        check_fits(value._array, view)
    run_inplace(copy_slices, (view._base, value, how))
    refresh(view)
    return view


def _same_memory(x: Any, tensor: Any) -> bool:
    return isinstance(x, TensorBase) and x._version is tensor._version


def _copy_in_graph(x: Any) -> Any:
    """Return a copy of x that has the node of x, for an operation that reads what is about to be overwritten."""
    return in_graph(x._array.copy(), node_of(x))
