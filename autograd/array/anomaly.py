"""`detect_anomaly` on Tensors: find where finite numbers became infinite or NaN."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from autograd.rules.arrays import Array


def check_result(name: str, operands: Iterable[Any], out: Array) -> None:
    """Raise ArithmeticError if `out` has infinities or NaN although all operands are finite."""
    if out.dtype.kind == "f" and not np.isfinite(out).all() and _all_finite(operands):
        what = "NaN" if np.isnan(out).any() else "infinity"
        raise ArithmeticError(f"detect_anomaly: {name} made {what} out of finite numbers, at {user_line()}")


def check_gradients(
    derivative: Callable[[int], str], upstreams: Iterable[Any], gradients: Sequence[Any], line: str | None
) -> None:
    """Raise ArithmeticError if a gradient has infinities or NaN although all upstream gradients are finite.

    Args:
        derivative: returns in words which derivative the gradient of operand i is.
        upstreams, gradients: arrays; None is skipped.
        line: where the operation was recorded, if that was within `detect_anomaly`.
    """
    if not _all_finite(upstreams):
        return
    for i, gradient in enumerate(gradients):
        if not _all_finite([gradient]):
            raise ArithmeticError(
                f"detect_anomaly: {derivative(i)} is not finite, though its upstream gradient is; "
                f"it was recorded at {line or 'a line outside detect_anomaly'}"
            )


def _all_finite(arrays: Iterable[Any]) -> bool:
    return all(a is None or np.isfinite(a).all() for a in arrays)


def user_line() -> str:
    """Return file and line of the innermost call that is neither the engine's nor nn's."""
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__name__", "").split(".")[0] in ("autograd", "nn"):
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"
