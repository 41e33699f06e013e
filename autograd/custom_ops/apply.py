"""Apply a function defined by the user to Tensors, and record it.

`function` here and in node.py is a Function class or a CustomFunction. Both offer `_forward(ctx, args)`,
`backward(ctx, *upstreams)`, `jvp`, `_names()` and `_rule_name()`.
"""

from __future__ import annotations

from typing import Any

from autograd.array.anomaly import check_result
from autograd.array.apply import node_of
from autograd.array.base import wrap
from autograd.array.tensor import Tensor
from autograd.array.versions import base_of, check_inplace
from autograd.custom_ops.context import Context
from autograd.custom_ops.node import CustomNode, Output
from autograd.dispatch import checks
from autograd.grad_mode import call_in_mode, grad_mode
from autograd.rules.dtypes import is_floating
from autograd.rules.errstate import quietly
from autograd.scalar.value import Value


def apply(function: Any, args: tuple[Any, ...]) -> Any:
    """Call the function's forward, and record it if a gradient is wanted.

    Raises:
        TypeError: if an argument is a Value.
        RuntimeError: if an argument marked dirty may not be changed, or is not returned.
    """
    name = function.__name__
    for i, arg in enumerate(args):
        if isinstance(arg, Value):
            raise TypeError(
                f"{name}: argument {i} is a Value; Values do not mix with Tensors, nor with a Function; use custom"
            )
    sources = tuple(node_of(arg) if isinstance(arg, Tensor) else None for arg in args)
    needed = tuple(source is not None for source in sources)
    ctx = Context(needed)
    record = grad_mode.heal() and any(needed)
    returned = call_in_mode(False, quietly, function._forward, ctx, args)
    outputs = list(returned) if isinstance(returned, tuple | list) else [returned]
    for tensor in ctx._dirty:
        if not any(tensor is out for out in outputs):
            raise RuntimeError(f"{name}: an argument that is marked dirty must be returned too")
        check_inplace(name, tensor)
        if record and base_of(tensor) is not None:
            raise RuntimeError(f"{name}: an argument that is marked dirty must not be a view; pass a clone()")
        tensor._version.count += 1
    if checks():
        operands = [arg._array for arg in args if isinstance(arg, Tensor)]
        for out in outputs:
            if isinstance(out, Tensor):
                check_result(name, operands, out._array)
    if not record or not any(isinstance(out, Tensor) for out in outputs):
        return returned
    node = CustomNode(function, ctx, args, sources, outputs)
    node.save(args, outputs)
    results = [_result(out, args, outputs[:i], ctx, node, i) for i, out in enumerate(outputs)]
    return results[0] if not isinstance(returned, tuple | list) else tuple(results)


def _result(out: Any, args: tuple[Any, ...], before: list[Any], ctx: Context, node: CustomNode, i: int) -> Any:
    """Return an output of forward, with its place in the graph."""
    if not isinstance(out, Tensor):
        return out
    constant = any(out is tensor for tensor in ctx._constant)
    dirty = any(out is tensor for tensor in ctx._dirty)
    if not dirty and (out._view_since is not None or out.requires_grad or any(out is o for o in (*args, *before))):
        # An argument or a view of one, or returned twice: a Tensor has only one place in the graph. A copy, because a
        # change in place of the argument would miss this function.
        out = wrap(out._array.copy())
    if is_floating(out.dtype) and not constant:
        out._grad_fn = node if node.single else Output(node, i, out._array)
        out._requires_grad = True
    return out
