"""NumPy's norms and condition numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd.rules import matrix_norms
from autograd.rules.numpy_forms.operands import operand
from autograd.rules.operation import TensorLike, numpy_form


@numpy_form(np.linalg.norm)
def norm(x: Any, ord: Any = None, axis: Any = None, keepdims: bool = False) -> TensorLike:
    """Return norms of vectors or matrices, for `np.linalg.norm`."""
    t = operand(x)
    if axis is None and ord is None:
        return matrix_norms.vector_norm(t, 2, None, keepdims)
    if axis is None and t.ndim not in (1, 2):
        raise ValueError(f"np.linalg.norm(): expected axis= for ord={ord!r} of {t.ndim} dimensions, got none")
    axes = tuple(range(t.ndim)) if axis is None else (axis,) if isinstance(axis, int) else tuple(axis)
    if len(axes) == 1:
        return matrix_norms.vector_norm(t, 2 if ord is None else ord, axes, keepdims)
    return matrix_norms.matrix_norm(t, "fro" if ord is None else ord, axes, keepdims)


@numpy_form(np.linalg.vector_norm)
def vector_norm(x: Any, /, *, axis: Any = None, keepdims: bool = False, ord: Any = 2) -> TensorLike:
    """Return norms of vectors, for `np.linalg.vector_norm`."""
    return matrix_norms.vector_norm(operand(x), ord, axis, keepdims)


@numpy_form(np.linalg.matrix_norm)
def matrix_norm(x: Any, /, *, keepdims: bool = False, ord: Any = "fro") -> TensorLike:
    """Return norms of matrices, for `np.linalg.matrix_norm`."""
    return matrix_norms.matrix_norm(operand(x), ord, (-2, -1), keepdims)


@numpy_form(np.linalg.cond)
def cond(x: Any, p: Any = None) -> TensorLike:
    """Return condition numbers, for `np.linalg.cond`."""
    return matrix_norms.cond(operand(x), p)
