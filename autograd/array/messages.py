"""Errors of operations on Tensors, with their messages."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd.errors import ShapeError
from autograd.rules.operation import InvalidValueError, Op, RowOp


def explained(op: Op, arrays: list[Any], error: Exception, suffix: str = "") -> Exception:
    """Return the error of a forward with the operation, the shapes, and what would fit.

    Args:
        op: the operation that raised.
        arrays: its arguments.
        error: what was raised.
        suffix: "_" for an in-place form.
    """
    operands = op.operands(arrays)
    shapes = [np.shape(a) for a in operands]
    name = f"{op.name}{suffix}()" if op.spoken == f"{op.name}()" else op.spoken
    if isinstance(error, InvalidValueError):  # about values: shapes would not help
        return InvalidValueError(f"{name}: {error}")
    what = f"{name}: {str(error).splitlines()[0]}"
    text = " and ".join(str(shape) for shape in shapes[:8])
    if isinstance(error, IndexError):
        return IndexError(f"{what} (shape {shapes[0]})")
    if isinstance(error, TypeError):
        return TypeError(f"{what} (operands of dtype {', '.join(str(getattr(a, 'dtype', a)) for a in operands)})")
    if isinstance(error, np.linalg.LinAlgError):
        return np.linalg.LinAlgError(f"{what} (shape {shapes[0]})")
    if op.broadcasts and not _broadcast(shapes):
        return ShapeError(f"{name}: shapes {text} do not fit: counted from the last, sizes must be equal or 1")
    if op.explain is not None and (reason := op.explain(shapes)) is not None:
        return ShapeError(f"{name}: {reason}")
    kind = ValueError if isinstance(op, RowOp) else ShapeError
    return kind(f"{what} (shape{'s' if len(shapes) > 1 else ''} {text})")


def _broadcast(shapes: list[tuple[int, ...]]) -> bool:
    try:
        np.broadcast_shapes(*shapes)
    except ValueError:
        return False
    return True


def freed(name: str) -> RuntimeError:
    """Return the error of a second backward pass through an operation."""
    return RuntimeError(
        f"backward() through {name} a second time: what it saved was freed after the first; "
        "call backward(retain_graph=True) the first time"
    )


def overwritten(name: str, what: str, version: int, saved: int, remedy: str) -> RuntimeError:
    """Return the error of a backward pass that needs a tensor which was changed in place after it was saved.

    Args:
        name: the operation.
        what: the tensor, in words.
        version, saved: its version counter, now and when it was saved.
        remedy: what would work.
    """
    return RuntimeError(
        f"backward() through {name}: {what} was changed in place after it was saved "
        f"(version {version}, expected {saved}); {remedy}"
    )
