"""The fast path: for each operation a function, generated at its first use, that applies it to Tensors.

It does what `apply.run` does in the usual case: Tensors of one floating dtype, Python numbers beside them, no anomaly
detection. What `run` decides by loops over the operands is decided when the text is written, such as which operands the
rules read. Everything else, errors included, falls back to `run`. It takes half of the time (docs/performance.md).

>>> from autograd.rules.operation import ROW_OPS
>>> print(text_of(ROW_OPS["exp"]))
def exp(x0):
    mode = dispatch.enabled
    if mode:
        return run(op, (x0,)) if mode is True else mode.run(op, (x0,))
    if isinstance(x0, TensorBase):
        a0 = x0._array
        wanted0 = x0._requires_grad
        if x0._view_since is not None and x0._version.recorded > x0._view_since:
            return run(op, (x0,))
        dtype = a0.dtype
    else:
        return run(op, (x0,))
    if dtype.kind != "f":
        return run(op, (x0,))
    recording = wanted0 and (grad_mode.enabled or grad_mode.heal())
    try:
        out = silent.run(forward, a0)
    except ERRORS:
        return run(op, (x0,))
    if out.__class__ is not ndarray:
        out = asarray(out)
    result = wrap(out)
    if recording:
        stamps = []
        saved0 = out
        stamps.append((result._version, 0, 0))
        sources = (x0 if x0._grad_fn is None else x0._grad_fn,)
        result._grad_fn = Node(op, sources, out, [saved0, None, None], stamps, None)
        result._requires_grad = True
    return result
<BLANKLINE>
"""

from __future__ import annotations

import functools
import types
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from autograd.array import apply
from autograd.array.apply import defers, node_of
from autograd.array.base import TensorBase, wrap
from autograd.array.node import Node
from autograd.array.versions import becomes_view, own
from autograd.dispatch import dispatch
from autograd.grad_mode import grad_mode
from autograd.rules.errstate import silent, without_warnings
from autograd.rules.expression import define
from autograd.rules.operation import Op, RowOp

# What a forward may raise for operands that do not fit, or for a context that is entered twice: `run` explains it.
_ERRORS = (RuntimeError, ValueError, IndexError, TypeError)

# Arguments of these classes are kept as they are; others may change.
_PLAIN = frozenset({int, float, bool, str, type(None), slice, type(...)})


def run(op: Op, args: tuple[Any, ...]) -> Any:
    """Apply `op` and, if a gradient is wanted, record it; see `apply.run`."""
    return (op.fast or prepared(op))(*args)


def run_binary(op: Op, x: Any, y: Any, reflected: str) -> Any:
    """Apply an operator to a Tensor and something else. `reflected` is its reflected method.

    The result is NotImplemented if y should be asked for it.
    """
    if not isinstance(y, TensorBase) and y.__class__ is not float and y.__class__ is not int and defers(y, reflected):
        return NotImplemented
    return (op.fast or prepared(op))(x, y)


def run_compare(op: Op, x: Any, y: Any) -> Any:
    """Compare a Tensor with a Tensor of its dtype or a Python number. Comparisons are never recorded."""
    a, b = x._array, y
    if isinstance(y, TensorBase):
        b = y._array
        if a.dtype is not b.dtype:
            return apply.run(op, (x, y))
    elif y.__class__ is not float and y.__class__ is not int:
        return apply.run(op, (x, y))
    try:
        return wrap(op.forward(a, b))
    except (RuntimeError, TypeError, ValueError):
        return apply.run(op, (x, y))


def prepared(op: Op) -> Callable[..., Any]:
    """Return the function that applies `op`; it is generated once."""
    if op.fast is None:
        namespace = _NAMES | {"op": op, "forward": op.forward, "compute": getattr(op, "compute", None)}
        many = functools.partial(_run_many, op)
        op.fast = many if op.many else define(op.name, text_of(op), namespace, shown=False)
    return op.fast


def _run_many(op: Op, *args: Any) -> Any:
    """Apply an operation whose first argument is a sequence of Tensors."""
    tensors, others = list(args[0]), args[1:]
    args = (tensors, *others)
    if dispatch.enabled or not tensors:
        return apply.run(op, args)
    arrays, sources = [], []
    for x in tensors:
        if not isinstance(x, TensorBase) or (x._view_since is not None and x._version.recorded > x._view_since):
            return apply.run(op, args)
        arrays.append(x._array)
        sources.append(node_of(x))
    if op.promotes:
        dtype = arrays[0].dtype
        if any(array.dtype is not dtype for array in arrays):
            return apply.run(op, args)
    try:
        out = silent.run(op.forward, arrays, *others)
    except _ERRORS:
        return apply.run(op, args)
    if out.base is not None:
        out = unshared(out, *arrays)
    result = wrap(out)
    if any(source is not None for source in sources) and (grad_mode.enabled or grad_mode.heal()):
        result._grad_fn = apply.record(op, args, [arrays, *others], sources, (0,), result)
        result._requires_grad = True
    return result


def _shares_memory(out: Any, x: Any) -> bool:
    """Return whether the result of a view operation looks at the memory of its operand."""
    base = out.base
    return out is x or (base is not None and (base is x or base is x.base or np.may_share_memory(out, x)))


def unshared(out: Any, *operands: Any) -> Any:
    """Return `out`, or a copy of it if it shares memory with an operand."""
    return out.copy() if any(isinstance(a, np.ndarray) and np.may_share_memory(a, out) for a in operands) else out


# The globals of the generated functions, with those of the operation.
_NAMES: dict[str, Any] = {
    "ERRORS": _ERRORS, "Node": Node, "PLAIN": _PLAIN, "TensorBase": TensorBase, "asarray": np.asarray,
    "becomes_view": becomes_view, "dispatch": dispatch, "grad_mode": grad_mode, "ndarray": np.ndarray, "own": own,
    "run": apply.run, "run_fast": run, "shape": np.shape, "shares_memory": _shares_memory, "silent": silent,
    "unshared": unshared, "without_warnings": without_warnings, "wrap": wrap,
}  # fmt: skip


# ── the text ──


def text_of(op: Op) -> str:
    """Return the source of the function that applies `op`. Its arguments are x0, x1, …, their arrays a0, a1, …"""
    return f"def {op.name}({', '.join(_arguments(op))}):\n" + "".join(f"    {line}\n" for line in _body(op))


def _arguments(op: Op) -> list[str]:
    return [f"x{i}" for i in range(op.arity)]


def _tuple(texts: list[str]) -> str:
    return f"({', '.join(texts)}{',' if len(texts) == 1 else ''})"


def _otherwise(op: Op) -> str:
    return f"return run(op, {_tuple(_arguments(op))})"


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"    {line}" for line in lines)


def _differentiable(op: Op) -> list[int]:
    """Return the places of the operands that have a rule."""
    return [i for i in op.tensors if op.slots(i) is not None]


def takes_numbers(op: Op) -> bool:
    """Return whether Python numbers may stand beside a Tensor, and stay what they are."""
    return op.broadcasts and len(op.promotes) > 1 and op.promotes == op.tensors and not op.casts_numbers


def _body(op: Op) -> Iterator[str]:
    differentiable = _differentiable(op)
    yield "mode = dispatch.enabled"
    yield "if mode:"
    yield f"    return run(op, {_tuple(_arguments(op))}) if mode is True else mode.run(op, {_tuple(_arguments(op))})"
    for i in op.tensors:
        yield from _operand(op, i)
    if op.promotes:
        yield f'if {"dtype is None or " if takes_numbers(op) else ""}dtype.kind != "f":'
        yield f"    {_otherwise(op)}"
    if differentiable:
        wanted = " or ".join(f"wanted{i}" for i in differentiable)
        wanted = f"({wanted})" if len(differentiable) > 1 else wanted
        yield f"recording = {wanted} and (grad_mode.enabled or grad_mode.heal())"
    passed = ", ".join(f"{'a' if i in op.tensors else 'x'}{i}" for i in range(op.arity))
    yield "try:"
    if op.by_product:
        yield "    if recording:"
        yield f"        out, by_product = silent.run(compute, {passed})"
        yield "    else:"
        yield f"        out = silent.run(forward, {passed})"
    else:
        yield f"    out = silent.run(forward, {passed})"
    yield "except ERRORS:"
    yield f"    {_otherwise(op)}"
    yield "if out.__class__ is not ndarray:"
    yield "    out = asarray(out)"
    if op.view:  # of its only tensor
        yield "result = wrap(out)"
        yield "if shares_memory(out, a0):"
        yield f"    becomes_view(x0, result, op, {_tuple(_arguments(op)[1:])})"
    elif isinstance(op.forward, np.ufunc | types.BuiltinFunctionType):  # its result is a new array
        yield "result = wrap(out)"
    else:
        operands = [f"a{i}" for i in op.tensors]
        yield f"elif out.base is not None or {' or '.join(f'out is {a}' for a in operands)}:"
        yield f"    out = unshared(out, {', '.join(operands)})"
        yield "result = wrap(out)"
    if differentiable:
        yield "if recording:" if isinstance(op, RowOp) else 'if recording and out.dtype.kind == "f":'
        if op.double is None:
            yield from _indented(_record(op, "op"))
        else:
            yield "    if dtype.itemsize < 8:"
            yield from _indented(_indented(_record(op, "op")))
            yield "    else:"
            yield from _indented(_indented(_record(op.double, "op.double")))
    yield "return result"


def _operand(op: Op, i: int) -> Iterator[str]:
    """Yield the lines that give the array `a` of an operand, whether its gradient is `wanted`, and the `dtype`."""
    x, a = f"x{i}", f"a{i}"
    first = i == op.promotes[0] if op.promotes else False
    yield f"if isinstance({x}, TensorBase):"
    yield f"    {a} = {x}._array"
    if i in _differentiable(op):
        yield f"    wanted{i} = {x}._requires_grad"
        yield f"    if {x}._view_since is not None and {x}._version.recorded > {x}._view_since:"
        yield f"        {_otherwise(op)}"
    if first:
        yield f"    dtype = {a}.dtype"
    elif i in op.promotes:
        if takes_numbers(op):
            yield "    if dtype is None:"
            yield f"        dtype = {a}.dtype"
        yield f"    {'elif' if takes_numbers(op) else 'if'} {a}.dtype is not dtype:"
        yield f"        {_otherwise(op)}"
    if takes_numbers(op) or i in op.optional:
        yield f"elif {x} is None:" if i in op.optional else f"elif {x}.__class__ is float or {x}.__class__ is int:"
        yield f"    {a} = {x}"
        if i in _differentiable(op):
            yield f"    wanted{i} = False"
        if first:
            yield "    dtype = None"
    yield "else:"
    yield f"    {_otherwise(op)}"


def _record(op: Op, name: str) -> Iterator[str]:
    """Yield the lines that make the node, with what the rules of the wanted operands read."""
    arity, differentiable = op.arity, _differentiable(op)
    saved = [f"saved{slot}" for slot in range(1 + 2 * arity)]
    reads = {i: op.slots(i) or () for i in differentiable}
    yield "stamps = []"
    for slot in range(1 + 2 * arity):
        i = (slot - 1) % arity
        readers = [k for k in differentiable if slot in reads[k]]
        if 0 < slot <= arity and i not in op.tensors:
            saved[slot] = f"x{i} if x{i}.__class__ in PLAIN else own(x{i})"
        elif not readers:
            saved[slot] = "None"
        elif slot > arity:
            shape = f"shape({'a' if i in op.tensors else 'x'}{i})"
            saved[slot] = f"a{i}.shape if isinstance(x{i}, TensorBase) else {shape}" if i in op.tensors else shape
        else:
            keep = [*_keep(op, slot)]
            if len(readers) < len(differentiable):
                yield f"saved{slot} = None"
                yield f"if {' or '.join(f'wanted{k}' for k in readers)}:"
                keep = [*_indented(keep)]
            yield from keep
    if op.by_product:
        saved.append("by_product")
    sources = ["None"] * arity
    for i in differentiable:
        source = f"x{i} if x{i}._grad_fn is None else x{i}._grad_fn"
        sources[i] = source if len(differentiable) == 1 else f"({source}) if wanted{i} else None"
    yield f"sources = {_tuple(sources)}"
    yield f"result._grad_fn = Node({name}, sources, out, [{', '.join(saved)}], stamps, None)"
    yield "result._requires_grad = True"


def _keep(op: Op, slot: int) -> Iterator[str]:
    """Yield the lines that save the result or an operand: what `versions.keep` does, without a call."""
    if slot == 0:
        yield "saved0 = out"
        yield "stamps.append((result._version, 0, 0))"
        return
    i = slot - 1
    tensor = f"isinstance(x{i}, TensorBase)"
    if takes_numbers(op):
        yield f"if not {tensor}:"  # an array: dividing an array by zero gives infinity, dividing a float raises
        yield f"    saved{slot} = without_warnings(asarray, (x{i}, dtype))"
    elif i in op.optional:
        yield f"if x{i} is None:"
        yield f"    saved{slot} = None"
    started = takes_numbers(op) or i in op.optional
    yield f"{'elif' if started else 'if'} x{i}._version.exposed:"
    yield f"    saved{slot} = a{i}.copy()"
    yield "else:"
    yield f"    saved{slot} = a{i}"
    yield f"    stamps.append((x{i}._version, x{i}._version.count, {slot}))"
