"""Error messages of operations, and the NaN check."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from autograd.errors import ShapeError
from autograd.rules.arrays import Array
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


def find_anomaly(name: str, operands: list[Any], out: Array) -> None:
    """Raise ArithmeticError if `out` has infinities or NaN although all operands are finite."""
    if out.dtype.kind == "f" and not np.isfinite(out).all() and all(np.isfinite(a).all() for a in operands):
        what = "NaN" if np.isnan(out).any() else "infinity"
        raise ArithmeticError(f"detect_anomaly: {name} made {what} out of finite numbers, at {user_line()}")


def user_line() -> str:
    """The innermost line on the stack that is neither the engine's nor nn's."""
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__name__", "").split(".")[0] in ("autograd", "nn"):
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"
