"""What an operation says when it cannot do what it was asked, or did what nobody wants."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from autograd.errors import ShapeError
from autograd.rules.arrays import Array
from autograd.rules.operation import ELEMENTWISE, Differentiable


def explained(op: Differentiable, arrays: list[Any], error: Exception, suffix: str = "") -> Exception:
    """The error of a forward, naming the operation, the shapes, and for a broadcast the sizes that do not fit."""
    flat = op.operands(arrays)
    shapes = [np.shape(a) for a in flat]
    name = _SPOKEN.get(op.name, f"{op.name}{suffix}()")
    what = f"{name}: {str(error).splitlines()[0]}"
    text = " and ".join(str(shape) for shape in shapes[:8])
    if isinstance(error, IndexError):
        return IndexError(f"{what} (shape {shapes[0]})")
    if isinstance(error, TypeError):
        return TypeError(f"{what} (operands of dtype {', '.join(str(getattr(a, 'dtype', a)) for a in flat)})")
    if isinstance(error, np.linalg.LinAlgError):
        return np.linalg.LinAlgError(f"{what} (shape {shapes[0]})")
    if (op.name in ELEMENTWISE or op.name == "where") and not _broadcast(shapes):
        return ShapeError(
            f"{op.name}{suffix}(): shapes {text} do not fit: counted from the last, sizes must be equal or 1"
        )
    if op.name == "matmul" and min(map(len, shapes)) > 0:
        inner = shapes[0][-1], shapes[1][-2 if len(shapes[1]) > 1 else -1]
        if inner[0] != inner[1]:
            return ShapeError(
                f"matmul(): shapes {text} do not fit: the last size of the first ({inner[0]}) must equal "
                f"the {'second to last' if len(shapes[1]) > 1 else 'only'} of the second ({inner[1]})"
            )
    if op.name == "linear" and shapes[0][-1:] != shapes[1][-1:]:
        return ShapeError(f"linear(): input {shapes[0]} does not fit weight {shapes[1]}: the last sizes must be equal")
    kind = ValueError if op.name in ELEMENTWISE else ShapeError
    return kind(f"{what} (shape{'s' if len(shapes) > 1 else ''} {text})")


# What people write where they do not call an operation by its name.
_SPOKEN = {"getitem": "x[index]", "setitem": "x[index] = value", "einsum_of": "einsum()", "pick_at_max": "max_pool2d()"}


def _broadcast(shapes: list[tuple[int, ...]]) -> bool:
    try:
        np.broadcast_shapes(*shapes)
    except ValueError:
        return False
    return True


def find_anomaly(name: str, operands: list[Any], out: Array) -> None:
    """Raise if `out` has infinities or NaN though all operands are finite."""
    if out.dtype.kind == "f" and not np.isfinite(out).all() and all(np.isfinite(a).all() for a in operands):
        what = "NaN" if np.isnan(out).any() else "infinity"
        raise ArithmeticError(f"detect_anomaly: {name} made {what} out of finite numbers, at {user_line()}")


def user_line() -> str:
    """The innermost line on the stack that is not the engine's or nn's own."""
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__name__", "").split(".")[0] in ("autograd", "nn"):
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"
